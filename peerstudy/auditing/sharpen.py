"""What a ledger leaves open, and how to add it: asked for once, after an audit."""

import re
from collections.abc import Iterable, Iterator

from peerstudy.auditing.readings import DOUBTFUL
from peerstudy.frames.records import grouped
from peerstudy.ledger import EVERYBODY, Ledger, Row
from peerstudy.words import Message, Run, joined

_NAMED = 3
_WHOLE_SAMPLE = re.compile(r"\bN\s*=\s*\d")
"""How a text prints the size of a whole sample."""
_SPREAD = ("min", "max", "median", "q1", "q3")


def wanted(ledger: Ledger) -> list[Message]:
    """List what would sharpen the audit of a ledger, each with how to add it.

    What is to be known of how the numbers were read comes first.
    """
    parts = (_unread, _resolution, _counts, _sizes, _parent, _doubts)
    return [*ledger.caveats, *(message for part in parts for message in part(ledger))]


def _unread(ledger: Ledger) -> Iterator[Message]:
    """Name what a manuscript's reader did not understand."""
    if ledger.unread:
        more = ("…",) if len(ledger.unread) > _NAMED else ()
        names = joined((*ledger.unread[:_NAMED], *more), "; ")
        yield Message.of("sharpen.unread", n=len(ledger.unread), names=names)


def _resolution(ledger: Ledger) -> Iterator[Message]:
    """Ask for the resolution of averaged variables, and say where values look whole."""
    names = _variables(r for r in ledger.rows if r.stat == "mean" and ledger.grain(r) is None)
    whole = [name for name in names if _looks_whole(ledger, name)]
    if whole:
        yield Message.of("sharpen.whole", n=len(whole), names=_listed(whole))
    if others := [name for name in names if name not in whole]:
        yield Message.of("sharpen.grain", n=len(others), names=_listed(others))


def _looks_whole(ledger: Ledger, variable: str) -> bool:
    """Return whether a variable's single values are printed, and all of them whole."""
    values = [row for row in ledger.rows if row.variable == variable and row.stat in _SPREAD]
    return bool(values) and all(row.whole is not None for row in values)


def _counts(ledger: Ledger) -> Iterator[Message]:
    """Ask for the counts of percentages that are printed without."""
    bare = [s["percent"] for s in ledger.by_where.values() if "percent" in s and "n" not in s]
    if bare:
        yield Message.of("sharpen.counts", n=len(bare), names=_listed(_variables(bare)))


def _sizes(ledger: Ledger) -> Iterator[Message]:
    """Ask for the size of groups whose percentages have nothing to be a share of."""
    shares = [s["percent"] for s in ledger.by_where.values() if "percent" in s]
    lost = [row for row in shares if not ledger.denominators(row)]
    if lost:
        groups = list(dict.fromkeys(row.group for row in lost if row.group != EVERYBODY))
        key = "sharpen.sizes" if groups else "sharpen.size"
        yield Message.of(key, n=len(groups) or 1, names=_listed(groups))


def _parent(ledger: Ledger) -> Iterator[Message]:
    """Ask what groups are a part of, where the text prints an N that is not their sum."""
    if ledger.described is not None:
        return
    sizes = (row for places in ledger.sizes.values() for row in places.values())
    own = (row for row in sizes if row.group != EVERYBODY and row.whole)
    stated = [r.whole for r in ledger.rows if r.stat == "n" and _WHOLE_SAMPLE.search(r.variable)]
    for place, rows in grouped(own, lambda row: row.place).items():
        parts = [row.whole or 0 for row in rows]
        most, total = max(parts), sum(parts)
        odd = [n for n in stated if n is not None and most < n < 2 * total and n != total]
        if len(parts) > 1 and 2 * most != total and odd:
            shown = Run(" + ".join(map(str, parts)))
            yield Message.of("sharpen.parent", n=odd[0], parts=shown, place=Run(place))
            return


def _doubts(ledger: Ledger) -> Iterator[Message]:
    """Ask to compare the rows that a machine read with doubt."""
    doubted = sum(float(row.doubt or 0) >= DOUBTFUL for row in ledger.rows)
    if doubted:
        yield Message.of("sharpen.doubts", n=doubted)


def _variables(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.variable for row in rows))


def _listed(names: list[str]) -> str:
    """Join the first few names."""
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
