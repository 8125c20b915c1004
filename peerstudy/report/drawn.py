"""The figures of a study or a ledger, drawn for the page in both languages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from peerstudy.figures import choose, study_figures
from peerstudy.report.matter import Picture
from peerstudy.words import LANGUAGES

if TYPE_CHECKING:
    from peerstudy.audit import Audit
    from peerstudy.ledger import Ledger
    from peerstudy.study import Study


def drawn(
    subject: "Study | Ledger", result: "Audit", names: Iterable[str] | None = None
) -> dict[str, list[Picture]]:
    """Draw every figure that there is, or those that are named, each in both languages.

    Parameters
    ----------
    subject : Study or Ledger
        What was audited.
    result : Audit
        Its audit.
    names : iterable of str, optional
        Which figures; all without it.

    Returns
    -------
    dict of str to list of Picture
        By language.
    """
    found: dict[str, list[Picture]] = {lang: [] for lang in LANGUAGES}
    for plate in choose(study_figures(subject, result), names):
        for lang in LANGUAGES:
            found[lang].append(Picture(plate.file("svg", lang), *plate.words(lang)))
    return found
