"""What groups, variables, levels and codes are called in figures."""

from typing import TYPE_CHECKING

from peerstudy.frames.records import records
from peerstudy.ledger import Ledger

if TYPE_CHECKING:
    from peerstudy.study import Study


def figure_labels(study: "Study | Ledger", lang: str) -> dict[str, str]:
    """Give what to call groups, variables, levels and codes.

    Parameters
    ----------
    study : Study or Ledger
        A study; a ledger has no labels, its names stand for themselves.
    lang : {"en", "he"}
        Language of the labels.
    """
    if isinstance(study, Ledger):
        return {}
    column = f"label_{lang}"
    labels: dict[str, str] = {}
    frames = ((study.levels, "level"), (study.variables, "variable"), (study.groups, "group"))
    for frame, key in frames:
        labels |= {row[key]: row[column] for row in records(frame)}
    findings = study.codings
    if not findings.empty:
        labels = findings.codebook.labels(lang) | findings.group_labels(lang) | labels
    return labels
