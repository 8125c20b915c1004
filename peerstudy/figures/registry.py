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
from peerstudy.study import Study
from peerstudy.study.sites import Sites
from peerstudy.words import word

if TYPE_CHECKING:
    from peerstudy.auditing import Audit
    from peerstudy.ledger import Ledger

OF_NUMBERS = (annotated, sample, denominators, verdicts, grim, compatible, pairs)
OF_CODINGS = (codes, joint, quoted)
OF_SITES = (evidence, planned)


def study_figures(study: "Study | Ledger", result: "Audit") -> Makers:
    """Return the figures that a study or a ledger has, each with what makes it.

    Parameters
    ----------
    study : Study or Ledger
        A study, or a ledger: one without codes has no figures of codes.
    result : Audit
        Its audit.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> study = load_study("cofacilitation_mazor")
    >>> list(study_figures(study, audit(study)))
    ['audit_verdicts', 'themes_quoted']
    """
    found: Makers = {}
    for module in OF_NUMBERS:
        found |= module.figures(study, result)
    if isinstance(study, Study) and not study.codings.empty:
        for kind in OF_CODINGS:
            found |= kind.figures(study)
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


def without(study: "Study | Ledger", found: Makers, lang: str = "en") -> list[str]:
    """Return which kinds of figures a study or a ledger does not have, and why.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> study = load_study("cofacilitation_mazor")
    >>> without(study, study_figures(study, audit(study)))[0]
    'No means are reported, so there is no figure of the sample.'
    """
    kinds = (("sample_", "means"), ("audit_", "percentages"), ("compatible_", "pairs"))
    texts = [
        word(f"figures.without_{kind}", lang)
        for prefix, kind in kinds
        if not any(name.startswith(prefix) and name != "audit_verdicts" for name in found)
    ]
    if not isinstance(study, Study):
        return [*texts, word("figures.without_labels", lang), word("figures.without_codes", lang)]
    return [*texts, word("figures.without_codes", lang)] if study.codings.empty else texts


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
