"""What the percentages of a row are of, where its label, other rows and the numbers agree on it.

A count that is printed elsewhere in the table is taken for a row's N only where
the row's own percentages fit it and do not fit the size of the group.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from peerstudy.readers.columns import is_total
from peerstudy.readers.entries import Entry, Names
from peerstudy.readers.headings import is_word, read_heading
from peerstudy.readers.statistics import LIKELY
from peerstudy.readers.values import as_float, fits

Shares = Mapping[Names, Mapping[str, Entry]]
"""The statistics of a row's cells, among them counts and percentages."""
_MARKS = re.compile(r"[*†‡§¶‖#]")
_WHOLE_OF = re.compile(r"[\s,:–-]*\b(?:overall|total|all)$")
_MOST = 0.9


def denominators(entries: Sequence[Entry], labels: Mapping[int, str]) -> Iterator[Entry]:
    """Yield the N's of rows that follow from a table's other rows, or from its labels by number."""
    rows: dict[int, dict[Names, dict[str, Entry]]] = defaultdict(dict)
    sizes: dict[str, float] = {}
    for entry in entries:
        if entry.variable:
            key = (entry.group, entry.variable, entry.level)
            rows[entry.row].setdefault(key, {})[entry.stat] = entry
        elif entry.stat == "n":
            sizes[entry.group] = as_float(entry.printed)
    counts = _counts(rows)
    named = (both["n"] for cells in rows.values() for both in cells.values() if "n" in both)
    wholes = [n for n in named if is_word("total", n.level or n.variable)]
    for row, cells in rows.items():
        shares = {key: both for key, both in cells.items() if {"n", "percent"} <= both.keys()}
        if not shares or any("denominator" in both for both in shares.values()):
            continue
        for made in (
            _of_its_label(shares, labels.get(row, ""), sizes),
            _of_counts(shares, counts, row),
            _of_total(shares),
            _of_whole(shares, wholes),
        ):
            if _explains(shares, made, sizes):
                yield from _entries(shares, made)
                break


def _counts(
    rows: Mapping[int, Shares],
) -> dict[tuple[str, str], Entry]:
    """Return the first count of each group under each name of a row."""
    counts: dict[tuple[str, str], Entry] = {}
    for cells in rows.values():
        for (group, variable, level), stats in cells.items():
            if "n" in stats:
                counts.setdefault((group, _name(level or variable)), stats["n"])
    return counts


def _of_its_label(shares: Shares, label: str, sizes: Mapping[str, float]) -> dict[Names, Entry]:
    """Return the N that a row's label prints, for everybody or for the only group."""
    n = read_heading(label).n
    if not n:
        return {}
    everybody = {key for key in shares if len(shares) == 1 or is_total(key[0])}
    wanted = everybody or set(shares)
    return {
        key: replace(both["percent"], printed=n, cell=label)
        for key, both in shares.items()
        if key in wanted and as_float(n) <= sizes.get(key[0], as_float(n))
    }


def _of_counts(
    shares: Shares, counts: Mapping[tuple[str, str], Entry], row: int
) -> dict[Names, Entry]:
    """Return the counts above the row that are named as it is, or as the rows it is below."""
    made: dict[Names, Entry] = {}
    for key in shares:
        names = {_name(name) for name in (key[2] or key[1], *key[1].split(" / "))}
        found = [counts[key[0], name] for name in names if (key[0], name) in counts]
        above = [count for count in found if count.row < row]
        if above:
            made[key] = min(above, key=lambda count: count.row)
    return made


def _of_total(shares: Shares) -> dict[Names, Entry]:
    """Return the row's own total, which row percentages are of."""
    totals = [both["n"] for key, both in shares.items() if key[0] and is_total(key[0])]
    parts = [key for key in shares if not is_total(key[0])]
    return dict.fromkeys(parts, totals[0]) if len(totals) == 1 and len(parts) > 1 else {}


def _of_whole(shares: Shares, wholes: Sequence[Entry]) -> dict[Names, Entry]:
    """Return the total that stands below a variable's levels, or below all of them."""
    made: dict[Names, Entry] = {}
    for key, both in shares.items():
        near = (n for n in wholes if n.group == key[0] and (not n.level or n.variable == key[1]))
        fitting = [n for n in near if _fits(both, as_float(n.printed))]
        made |= {key: fitting[0]} if fitting else {}
    return made


def _explains(
    shares: Shares,
    made: Mapping[Names, Entry],
    sizes: Mapping[str, float],
) -> bool:
    """Return whether most percentages fit these N's, and some fit no size of a group."""
    fit = [_fits(shares[key], as_float(n.printed)) for key, n in made.items()]
    plain = [_fits(shares[key], sizes.get(key[0], 0.0)) for key in made]
    return bool(fit) and sum(fit) >= _MOST * len(fit) and not all(plain)


def _entries(shares: Shares, made: Mapping[Names, Entry]) -> Iterator[Entry]:
    for key, n in made.items():
        yield replace(
            shares[key]["percent"], stat="denominator", printed=n.printed, doubt=LIKELY, cell=n.cell
        )


def _fits(both: Mapping[str, Entry], size: float) -> bool:
    return fits(both["n"].printed, both["percent"].printed, [size], within=0.51)


def _name(text: str) -> str:
    plain = " ".join(_MARKS.sub("", text.casefold()).split()).strip(" ,:")
    return _WHOLE_OF.sub("", plain)
