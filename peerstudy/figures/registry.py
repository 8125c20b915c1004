"""All figures of a study or of sites, or those that are named: to add one, add its module here."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from peerstudy.errors import require_known
from peerstudy.figures import (
    annotated,
    codes,
    compatible,
    curves,
    denominators,
    evidence,
    grim,
    joint,
    pairs,
    planned,
    quoted,
    sample,
    verdicts,
)
from peerstudy.figures.plate import Makers, Plate
from peerstudy.study.sites import Sites
from peerstudy.words import word

if TYPE_CHECKING:
    from peerstudy.auditing import Audit

OF_NUMBERS = (annotated, sample, denominators, verdicts, grim, compatible, pairs)
OF_CODINGS = (codes, joint, quoted)
OF_SITES = (evidence, planned)


def study_figures(result: "Audit") -> Makers:
    """Return the figures that an audited study or ledger has, each with what makes it.

    Parameters
    ----------
    result : Audit
        An audit; of a study without codes, or of a ledger, there are no figures of codes.

    Examples
    --------
    >>> from peerstudy import audit
    >>> list(study_figures(audit("cofacilitation_mazor")))
    ['audit_verdicts', 'themes_quoted']
    """
    found: Makers = {}
    for module in OF_NUMBERS:
        found |= module.figures(result)
    if not result.subject.codings.empty:
        for kind in OF_CODINGS:
            found |= kind.figures(result.subject)
    return found


def site_figures(sites: Sites) -> Makers:
    """Return the figures of sites side by side, each with what makes it.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> list(site_figures(load_sites()))
    ['sites_evidence', 'sites_planned']
    """
    found: Makers = {}
    for module in OF_SITES:
        found |= module.figures(sites)
    return found


def simulated_figures() -> Makers:
    """Return the figures of simulated sites, which show what complete codings would allow.

    Examples
    --------
    >>> list(simulated_figures())
    ['simulated_rarefaction', 'simulated_saturation']
    """
    return curves.figures()


def without(result: "Audit", found: Makers, lang: str = "en") -> list[str]:
    """Return which kinds of figures an audited study or ledger does not have, and why.

    Examples
    --------
    >>> from peerstudy import audit
    >>> result = audit("cofacilitation_mazor")
    >>> without(result, study_figures(result))[0]
    'No means are reported, so there is no figure of the sample.'
    """
    kinds = (("sample_", "means"), ("audit_", "percentages"), ("compatible_", "pairs"))
    texts = [
        word(f"figures.without_{kind}", lang)
        for prefix, kind in kinds
        if not any(name.startswith(prefix) and name != "audit_verdicts" for name in found)
    ]
    if not result.subject.ledger.label_frames:
        texts.append(word("figures.without_labels", lang))
    if result.subject.codings.empty:
        texts.append(word("figures.without_codes", lang))
    return texts


def choose(found: Makers, names: Iterable[str] | None = None) -> Iterator[Plate]:
    """Make figures one by one: those of these names, or all.

    Raises
    ------
    UnknownNameError
        If there is no figure of a name.

    Examples
    --------
    >>> (plate,) = choose(simulated_figures(), ["simulated_rarefaction"])
    >>> plate.name
    'simulated_rarefaction'
    """
    chosen = list(dict.fromkeys(found if names is None else names))
    for name in chosen:
        require_known("figure", name, found)
    return (found[name]() for name in chosen)
