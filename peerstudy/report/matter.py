"""All that a report tells, gathered from the rooms that count and judge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from peerstudy.auditing import Audit
from peerstudy.auditing.doubts import Doubt, doubts
from peerstudy.codings import concentration, quoted_shares, stated_counts
from peerstudy.frames.records import records
from peerstudy.ledger import Ledger, as_ledger
from peerstudy.ledger.pivot import table_place
from peerstudy.report.cells import Cell, Finding, Key, cells_of, home
from peerstudy.study import Study
from peerstudy.words import LANGUAGES


class Told(NamedTuple):
    """What a finding says in one language."""

    reason: str
    possible: str
    explanations: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Matter:
    """What a report tells.

    Attributes
    ----------
    result : Audit
        The audit.
    study : Study or None
        None for a ledger that stands alone.
    ledger : Ledger
        The printed numbers.
    table : str
        The place that is shown as a table; the others are the text.
    findings : list of mapping
        The audit's findings, each with its ``number`` and ``value``.
    told : mapping of str to list of Told
        By language, what each finding says.
    cells : mapping
        See :func:`peerstudy.report.cells.cells_of`.
    stated, quoted, concentrated : DataFrame or None
        None where the study has no codes or no quotations.
    doubts : mapping of str to sequence of Doubt
        By language, the problems.
    inputs : sequence of (str, str)
        Each input file's name and SHA-256.
    """

    result: Audit
    study: Study | None
    ledger: Ledger
    table: str
    findings: list[Finding]
    told: Mapping[str, list[Told]]
    cells: Mapping[Key, Cell]
    stated: pd.DataFrame | None
    quoted: pd.DataFrame | None
    concentrated: pd.DataFrame | None
    doubts: Mapping[str, Sequence[Doubt]]
    inputs: Sequence[tuple[str, str]]

    def at_home(self, where: str) -> list[Finding]:
        """List the findings that are told in one section."""
        places = set(self.ledger.frame["place"])
        return [finding for finding in self.findings if home(finding, places) == where]


def gather(
    subject: Study | Ledger,
    result: Audit,
    inputs: Sequence[tuple[str, str]] = (),
) -> Matter:
    """Gather what a report tells of a study or a ledger.

    Parameters
    ----------
    subject : Study or Ledger
        What was audited.
    result : Audit
        Its audit.
    inputs : sequence of (str, str), optional
        Each input file's name and SHA-256.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> study = load_study("cofacilitation_mazor")
    >>> matter = gather(study, audit(study))
    >>> matter.table, len(matter.findings)
    ('Groups', 17)
    """
    study, ledger = (subject if isinstance(subject, Study) else None), as_ledger(subject)
    rows = zip(result.findings.to_dict("records"), result.said, strict=True)
    findings: list[Finding] = [
        {**{str(key): value for key, value in row.items()}, "number": number, "value": value}
        for number, (row, value) in enumerate(rows, start=1)
    ]
    coded = study is not None and not study.codings.empty
    quoted = coded and study is not None and len(study.codings.quotations) > 0
    return Matter(
        result=result,
        study=study,
        ledger=ledger,
        table=table_place(ledger),
        findings=findings,
        told={lang: told(result, lang) for lang in LANGUAGES},
        cells=cells_of(ledger.frame, findings),
        stated=_frame(stated_counts, study.codings) if coded and study is not None else None,
        quoted=_frame(quoted_shares, study) if quoted else None,
        concentrated=_frame(concentration, study) if quoted else None,
        doubts={lang: doubts(result, lang) for lang in LANGUAGES},
        inputs=inputs,
    )


def _frame(result: Callable[[Any], pd.DataFrame], subject: object) -> pd.DataFrame:
    """Return a result with plain objects in its cells, None for what is missing."""
    frame = result(subject)
    return frame.astype(object).where(frame.notna(), None)


def told(result: Audit, lang: str) -> list[Told]:
    """Return what each finding says in a language."""
    said = result.labelled().told(lang).findings
    rows = zip(records(said), said["explanations"], strict=True)
    return [Told(row["reason"], row["possible"], tuple(explanations)) for row, explanations in rows]
