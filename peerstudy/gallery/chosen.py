"""All figures of a study or of sites, or those that are named."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from peerstudy.errors import UnknownNameError
from peerstudy.gallery.findings import findings_makers
from peerstudy.gallery.plate import Makers, Plate, Sketch
from peerstudy.gallery.sample import sample_makers
from peerstudy.gallery.sites import site_makers
from peerstudy.ledger import Ledger
from peerstudy.study.sites import Sites
from peerstudy.words import word

if TYPE_CHECKING:
    from peerstudy.audit import Audit
    from peerstudy.study import Study


def study_makers(study: "Study | Ledger", result: "Audit") -> Makers:
    """Name the figures that a study or a ledger has, each with what makes it.

    Parameters
    ----------
    study : Study or Ledger
        A study, or a ledger: one without codes has no figures of findings.
    result : Audit
        Its audit.
    """
    found = sample_makers(study, result)
    return found if isinstance(study, Ledger) else found | findings_makers(study)


def without(study: "Study | Ledger", found: Makers, lang: str = "en") -> list[str]:
    """Say which kinds of figures a study or a ledger does not have, and why."""
    kinds = (("sample_", "means"), ("audit_", "percentages"), ("feasible_", "pairs"))
    texts = [
        word(f"figures.without_{kind}", lang)
        for prefix, kind in kinds
        if not any(name.startswith(prefix) and name != "audit_verdicts" for name in found)
    ]
    if isinstance(study, Ledger):
        return [*texts, word("figures.without_labels", lang), word("figures.without_codes", lang)]
    return [*texts, word("figures.without_codes", lang)] if study.codings.empty else texts


def choose(found: Makers, names: Iterable[str] | None = None) -> Iterator[Sketch]:
    """Make figures one by one: those of these names, or all.

    Raises
    ------
    UnknownNameError
        If there is no figure of a name.
    """
    chosen = list(dict.fromkeys(found if names is None else names))
    unknown = [name for name in chosen if name not in found]
    if unknown:
        raise UnknownNameError(
            f"A figure must be one of {', '.join(found) or 'none'}; found {unknown[0]!r}."
        )
    return (found[name]() for name in chosen)


def sketches(
    study: "Study | Ledger", result: "Audit", names: Iterable[str] | None = None
) -> Iterator[Sketch]:
    """Yield a study's figures before their language is chosen, each worked out as it comes.

    Parameters
    ----------
    study : Study or Ledger
        A study or a ledger.
    result : Audit
        Its audit.
    names : iterable of str, optional
        Which figures; all without it.

    Raises
    ------
    UnknownNameError
        If it has no figure of a name.
    """
    return choose(study_makers(study, result), names)


def plates(
    study: "Study | Ledger",
    result: "Audit",
    lang: str = "en",
    names: Iterable[str] | None = None,
) -> Iterator[Plate]:
    """Yield a study's figures in one language; parameters as :func:`sketches`."""
    return (sketch.plate(lang) for sketch in sketches(study, result, names))


def site_sketches(sites: Sites, names: Iterable[str] | None = None) -> Iterator[Sketch]:
    """Yield the figures of sites side by side before their language is chosen.

    Parameters
    ----------
    sites : Sites
        What is published of each.
    names : iterable of str, optional
        Which figures; all without it.

    Raises
    ------
    UnknownNameError
        If they have no figure of a name.
    """
    return choose(site_makers(sites), names)


def site_plates(
    sites: Sites, lang: str = "en", names: Iterable[str] | None = None
) -> Iterator[Plate]:
    """Yield the figures of sites in one language; parameters as :func:`site_sketches`."""
    return (sketch.plate(lang) for sketch in site_sketches(sites, names))
