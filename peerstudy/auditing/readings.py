"""What follows from how a number was read: a doubtful reading never makes a grave finding."""

from peerstudy.auditing.finding import Finding, Severity, Verdict
from peerstudy.ledger import Ledger
from peerstudy.words import Message

DOUBTFUL = 0.25
"""From this doubt on, a finding may be the reading's fault."""
_KNOWN = Message("audit.reading_uncertain")


def tempered(finding: Finding, ledger: Ledger) -> Finding:
    """Return a finding that is no graver than the readings it rests on allow.

    An inconsistency of a cell that a machine read with a doubt of
    :data:`DOUBTFUL` or more is of low severity, and says that the reading is
    to be compared first.
    """
    if finding.verdict is not Verdict.INCONSISTENT or not ledger.doubts:
        return finding
    doubt = max((float(row.doubt or 0) for row in finding.rows), default=0.0)
    if doubt < DOUBTFUL:
        return finding
    return finding._replace(severity=Severity.LOW, explanations=(_KNOWN, *finding.explanations))
