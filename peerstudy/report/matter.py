"""All that a report tells, gathered from the rooms that count and judge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import pandas as pd

from peerstudy.auditing import Audit
from peerstudy.auditing.display import Shown, shown
from peerstudy.auditing.doubts import Doubt, doubts
from peerstudy.codings import Codings, concentration, quoted_shares, stated_counts
from peerstudy.ledger import Ledger
from peerstudy.ledger.pivot import table_place
from peerstudy.report.cells import Cell, Finding, Key, cells_of, home
from peerstudy.words import LANGUAGES


@dataclass(frozen=True, eq=False)
class Matter:
    """What a report tells of an audit, its findings numbered.

    The place that `table` names is shown as a table; the others are the text.
    Findings as they are shown (`told`) and problems (`doubts`) are by language.
    Of a study without codes or without quotations, the frames are None. The
    inputs are each file's name and SHA-256.
    """

    result: Audit
    ledger: Ledger
    codings: Codings
    table: str
    findings: list[Finding]
    told: Mapping[str, list[Shown]]
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


def gather(result: Audit, inputs: Sequence[tuple[str, str]] = ()) -> Matter:
    """Gather what a report tells of a study or a ledger.

    Parameters
    ----------
    result : Audit
        Its audit.
    inputs : sequence of (str, str), optional
        Each input file's name and SHA-256.

    Examples
    --------
    >>> from peerstudy import audit
    >>> matter = gather(audit("cofacilitation_mazor"))
    >>> matter.table, len(matter.findings)
    ('Groups', 17)
    """
    subject = result.subject
    ledger, codings = subject.ledger, subject.codings
    values, waived = result.of(result.findings), result.findings["waived"]
    findings = list(map(Finding, count(1), values, waived))
    quoted = len(codings.quotations) > 0
    return Matter(
        result=result,
        ledger=ledger,
        codings=codings,
        table=table_place(ledger),
        findings=findings,
        told={lang: shown(result, lang=lang) for lang in LANGUAGES},
        cells=cells_of(ledger.rows, findings),
        stated=None if codings.empty else _frame(stated_counts, codings),
        quoted=_frame(quoted_shares, subject) if quoted else None,
        concentrated=_frame(concentration, subject) if quoted else None,
        doubts={lang: doubts(result, lang) for lang in LANGUAGES},
        inputs=inputs,
    )


def _frame(result: Callable[[Any], pd.DataFrame], subject: object) -> pd.DataFrame:
    """Return a result with plain objects in its cells, None for what is missing."""
    frame = result(subject)
    return frame.astype(object).where(frame.notna(), None)
