"""The problems of an audit as lines for a terminal: short at first, in full where asked."""

from collections.abc import Iterator

from peerstudy.auditing import Audit
from peerstudy.auditing.display import after_arrows
from peerstudy.auditing.doubts import doubts
from peerstudy.words import cut, word, wrapped

_FEW = 5
"""Of more problems the reasons are cut off, unless all is shown."""
_WHY = 2
"""So many lines give the reason where it is cut off; one for what is of low severity."""


def problem_lines(
    audit: Audit, width: int, *, full: bool = False, colour: bool = False
) -> Iterator[str]:
    """Write each problem: its title, what is printed and why it cannot be, its repairs.

    In full it has the whole reason, its source, and more than the first repair.
    """
    found = doubts(audit, audit.lang)
    whole = full or len(found) <= _FEW
    for doubt in found:
        if full and doubt.number > 1:
            yield ""
        told = f"{doubt.number}. {doubt.title} {doubt.graded(counted=full)}"
        title = wrapped(told, width, rest=3)
        yield from (headed(line, colour=colour) for line in title)
        source = f" ({'; '.join(doubt.sources)})" if full and doubt.sources else ""
        why = wrapped(f"{doubt.why}{source}", width, first=3, rest=3)
        yield from why if whole else cut(why, _WHY if doubt.severity != "low" else 1)
        repaired = [] if full else list(filter(None, [doubt.repaired()]))
        settled = repaired or doubt.settled_by() or [word("audit_problems.no_repair", audit.lang)]
        for line in after_arrows(settled, audit.lang):
            yield from wrapped(line, width, first=3, rest=5)


def headed(heading: str, *, colour: bool) -> str:
    """Set a heading in bold where colours are shown."""
    return f"\x1b[1m{heading}\x1b[0m" if colour else heading
