"""DEBIT: whether zeros and ones can have a printed mean and SD.

A ledger says that a variable has two values by a minimum of 0 and a maximum of
1 in steps of 1. The count of ones then settles both numbers.
"""

from collections.abc import Iterator

from peerstudy.auditing.explain_pair import IF_ERROR, IF_POPULATION
from peerstudy.auditing.finding import About, Finding, explained
from peerstudy.auditing.pairs import is_two_valued
from peerstudy.auditing.registry import OF_SPREADS, check
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.summaries import MOST_PEOPLE
from peerstudy.ledger import Row
from peerstudy.reconstruct.debit import DEBIT, debit
from peerstudy.reconstruct.summary import Spread
from peerstudy.words import Message, Run


@check("AVG6", DEBIT, by_group=True, reads=OF_SPREADS)
def counts_of_ones(subject: Subject) -> Iterator[Finding]:
    """Try every count of ones that the mean allows."""
    for row in subject.ledger.rows:
        if row.stat == "sd" and row.number is not None and is_two_valued(subject, row):
            mean = subject.ledger.companion(row, "mean")
            base = subject.base(mean) if mean is not None else None
            if mean is None or base is None:
                yield About(row).untestable(Message("audit_means.both_needed"))
            else:
                yield _judge(About(row, mean, base.row), subject, row, mean, base.n)


def _judge(about: About, subject: Subject, row: Row, mean: Row, n: int) -> Finding:
    if n > MOST_PEOPLE:
        return about.untestable(Message.of("audit_means.too_many_people", n=n))
    found = debit(mean.printed, row.printed, n, rounding=subject.rounding)
    shown = f"{mean.printed} ({row.printed})"
    if found.possible is None:
        return about.untestable(found.said)
    if found.possible:
        return about.consistent(Message.of("audit_means.ones", pair=Run(shown), n=n))
    texts = (
        text
        for spread, text in ((Spread.POPULATION, IF_POPULATION), (Spread.ERROR, IF_ERROR))
        if debit(mean.printed, row.printed, n, spread=spread, rounding=subject.rounding).possible
    )
    reason = Message.of("audit_means.pair_is", pair=Run(shown), reason=found.said)
    return about.inconsistent(reason, explained(texts), printed=(mean.printed, row.printed))
