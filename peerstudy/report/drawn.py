"""The figures of a study or a ledger, drawn for the page in both languages."""

from typing import TYPE_CHECKING

from peerstudy.gallery import sketches
from peerstudy.report.matter import Picture
from peerstudy.words import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    from peerstudy.audit import Audit
    from peerstudy.study import Study


def drawn(subject: "Study | pd.DataFrame", result: "Audit") -> dict[str, list[Picture]]:
    """Draw every figure that there is, each in both languages.

    Parameters
    ----------
    subject : Study or DataFrame
        What was audited.
    result : Audit
        Its audit.

    Returns
    -------
    dict of str to list of Picture
        By language.
    """
    found: dict[str, list[Picture]] = {lang: [] for lang in LANGUAGES}
    for sketch in sketches(subject, result):
        for lang in LANGUAGES:
            plate = sketch.plate(lang)
            found[lang].append(Picture(plate.file("svg"), plate.title, plate.caption, plate.alt))
    return found
