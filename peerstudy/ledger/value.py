"""The ledger as a value: its rows read once, and what they say of groups, sizes and N's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

import pandas as pd

from peerstudy.frames.records import grouped
from peerstudy.ledger.frame import EVERYBODY
from peerstudy.ledger.rows import Denominator, Quantity, Row, Traits, Where, read_rows
from peerstudy.ledger.whole import inferred_groups
from peerstudy.printed import numerators
from peerstudy.words import Message

MOST_TRIED = 100
"""Of more other numbers than this no explanation is looked for, so that work stays linear."""
_ELSEWHERE = 8
"""How many other places' Ns are candidates: with many, a percentage fits some N by chance."""
_SHOWN = 60


@dataclass(frozen=True, eq=False)
class Ledger:
    """Every number a publication prints, one row each; see :func:`as_ledger`.

    Attributes
    ----------
    frame : DataFrame of str
        The rows, valid and complete: see :data:`peerstudy.ledger.schema.LEDGER`.
    name : str
        What to call it.
    described : DataFrame or None
        The groups with ``group, parent, partition`` where they are described;
        None takes them from the rows.
    traits : mapping of str to Traits
        What is known of variables; one without traits is judged by its rows alone.
    label_frames : mapping of str to DataFrame
        What its groups, variables and levels are called, see :class:`~peerstudy.ledger.Labels`.
    publication : mapping
        What is known of where its numbers are printed: ``title``, ``citation``, and each as
        ``title_xx`` in a language xx; empty of a file alone.
    unread : tuple of Message
        What the reader of a manuscript did not understand, and where it is.
    caveats : tuple of Message
        What is to be known of how its numbers were read.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> ledger = load_study("upsides_israel").ledger
    >>> ledger.size("peers"), ledger.size(), len(ledger)
    (26, 68, 190)
    >>> ledger.size_row("peers").source, ledger.size_in("Sample", "peers")
    ('docx:53', 26)
    >>> sorted(ledger.related(["peers"]))[:2]
    ['all', 'coordinators']
    >>> ledger.trait("age").unit, ledger.counts_people("focus_groups")
    ('years', False)
    >>> mean = next(row for row in ledger.rows if row.stat == "mean")
    >>> mean.printed, ledger.companion(mean, "sd").printed, ledger.grain(mean)
    ('41.5', '7.79', Fraction(1, 1))
    >>> ledger.of_people(mean), [each.n for each in ledger.denominators(mean)]
    (True, [25, 26])
    """

    frame: pd.DataFrame
    name: str = "ledger"
    described: pd.DataFrame | None = field(default=None, repr=False)
    traits: Mapping[str, Traits] = field(default_factory=dict, repr=False)
    label_frames: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    publication: Mapping[str, Any] = field(default_factory=dict, repr=False)
    unread: tuple[Message, ...] = field(default=(), repr=False)
    caveats: tuple[Message, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        """Return how many numbers are printed."""
        return len(self.frame)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out of a pickle what can be read again from the frame."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def _repr_html_(self) -> str:
        return self.frame.to_html(max_rows=_SHOWN, notebook=True)

    def cited(self, lang: str) -> str:
        """Return how to cite the publication, as its language does where that is stated.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> load_study("upsides_israel").ledger.cited("en")[:35]
        'Adler Ben-Dor, I., & Moran, G. (n.d'
        """
        return self._stated(lang, "citation")[0]

    def titled(self, lang: str) -> tuple[str, str]:
        """Return the publication's title and the language that it is in; empty if unknown.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> load_study("upsides_israel").ledger.titled("en")[0][:25]
        'Implementing peer support'
        """
        return self._stated(lang, "title")

    def citation_note(self, lang: str) -> tuple[str, str]:
        """Return what is open about the citation and the language it is in; empty if nothing is.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> load_study("upsides_israel").ledger.citation_note("he")[1]
        'he'
        """
        return self._stated(lang, "citation_note")

    def _stated(self, lang: str, what: str) -> tuple[str, str]:
        stated = self.publication.get(f"{what}_{lang}", "")
        return (str(stated), lang) if stated else (str(self.publication.get(what, "")), "en")

    @cached_property
    def rows(self) -> list[Row]:
        """Every row, its number read."""
        return list(read_rows(self.frame))

    def of_rows(self, rows: Sequence[Row]) -> "Ledger":
        """Return a ledger of other rows with the same groups and traits, to be judged.

        Nothing is read or validated; its frame is that of the rows it has been made from.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> ledger = load_study("upsides_israel").ledger
        >>> changed = ledger.of_rows([ledger.rows[2].printing("86")])
        >>> changed.size(), ledger.size()
        (86, 68)
        """
        changed = replace(self, described=self.groups, unread=(), caveats=())
        kept = {name: getattr(self, name) for name in ("_parts", "_wholes", "_no_people")}
        vars(changed).update(kept, rows=list(rows))
        return changed

    @cached_property
    def doubts(self) -> dict[tuple[str, str, str], float]:
        """How unsure the most doubtful reading of each place, group and variable is."""
        found: dict[tuple[str, str, str], float] = {}
        for row in self.rows:
            if row.doubt:
                found[row.scope] = max(found.get(row.scope, 0.0), float(row.doubt))
        return found

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The groups with ``group, parent, partition``: as described, else from the rows."""
        return inferred_groups(self.rows) if self.described is None else self.described

    def trait(self, variable: str) -> Traits:
        """Return what is known of a variable."""
        return self.traits.get(variable, Traits())

    def grain(self, row: Row) -> Fraction | None:
        """Return the smallest step that a row's values can take, if it is known."""
        return _step(row.grain) if row.grain else self.trait(row.variable).grain

    def counts_people(self, variable: str) -> bool:
        """Return whether a variable's counts are of people, and not of interviews or the like."""
        return self.trait(variable).kind != "event"

    def of_people(self, row: Row) -> bool:
        """Return whether a row is of people who took part: no interviews, countries or plans."""
        return self.counts_people(row.variable) and row.group not in self._no_people

    @cached_property
    def _no_people(self) -> set[str]:
        """The groups that are made of anything but people who took part."""
        if "members" not in self.groups:
            return set()
        return set(self.groups.loc[~self.groups["members"].isin(["", "people"]), "group"])

    @cached_property
    def by_where(self) -> dict[Where, dict[str, Row]]:
        """Every statistic of each cell, by the cell and the statistic's name."""
        found: dict[Where, dict[str, Row]] = defaultdict(dict)
        for row in self.rows:
            found[row.where][row.stat] = row
        return found

    @cached_property
    def by_quantity(self) -> dict[Quantity, list[Row]]:
        """Every row that prints one quantity, by group, variable, level and statistic."""
        return grouped(self.rows, attrgetter("quantity"))

    @cached_property
    def quantities_of(self) -> dict[str, list[Quantity]]:
        """The same quantities by group."""
        return grouped(self.by_quantity, itemgetter(0))

    @cached_property
    def sizes(self) -> dict[str, dict[str, Row]]:
        """The printed size of each group, by group and place."""
        found: dict[str, dict[str, Row]] = {}
        for row in self.rows:
            if row.stat == "n" and not row.variable and row.whole is not None:
                found.setdefault(row.group, {}).setdefault(row.place, row)
        return found

    def size(self, group: str = EVERYBODY, place: str = "") -> int | None:
        """Return the size printed for a group: in this place, else the first printed."""
        row = self.size_row(group, place)
        return row.whole if row else None

    def size_row(self, group: str = EVERYBODY, place: str = "") -> Row | None:
        """Return the row that :meth:`size` is printed in."""
        printed = self.sizes.get(group, {})
        return printed.get(place, next(iter(printed.values()), None))

    def size_in(self, place: str, group: str) -> int | None:
        """Return the size that this place prints for a group."""
        row = self.sizes.get(group, {}).get(place)
        return row.whole if row else None

    @cached_property
    def stated(self) -> dict[tuple[str, str, str], list[Row]]:
        """Every N printed for a variable, by group, variable and level."""
        rows = (row for row in self.rows if row.stat == "denominator" and row.whole is not None)
        return grouped(rows, lambda row: row.quantity[:3])

    def stated_n(self, group: str, variable: str, place: str | None = None) -> int | None:
        """Return the first N printed for a variable as a whole, in one place or anywhere.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> ledger = load_study("upsides_israel").ledger
        >>> ledger.size("peers"), ledger.stated_n("peers", "age")
        (26, 25)
        """
        key = (group, variable, "")
        rows = self.stated.get(key) if place is None else self._stated_at.get((place, *key))
        return rows[0].whole if rows else None

    @cached_property
    def _stated_at(self) -> dict[tuple[str, ...], list[Row]]:
        """Every N printed for a variable, by place, group, variable and level."""
        rows = chain.from_iterable(self.stated.values())
        return grouped(rows, lambda row: (*row.scope, row.level))

    @cached_property
    def _stated_beside(self) -> dict[tuple[str, ...], list[Row]]:
        """Every N printed for a variable, by item, group, variable and level."""
        rows = chain.from_iterable(self.stated.values())
        return grouped(rows, lambda row: (row.item, *row.quantity[:3]))

    @cached_property
    def _others(self) -> dict[tuple[str, ...], dict[int, list[Row]]]:
        """The first numbers printed as a group's size or a variable's N, by what they are of."""
        found: dict[tuple[str, ...], dict[int, list[Row]]] = {}
        for key, rows in self.stated.items():
            for row in rows:
                _keep(found.setdefault(key, {}), row)
        for group, places in self.sizes.items():
            for row in places.values():
                _keep(found.setdefault((group,), {}), row)
        return found

    def _elsewhere(self, key: tuple[str, ...], place: str) -> list[Row]:
        """List the first few different numbers that other places print."""
        kept = self._others.get(key, {}).values()
        rows = (next((row for row in each if row.place != place), None) for each in kept)
        return list(filter(None, rows))[:_ELSEWHERE]

    @cached_property
    def totals_of_group(self) -> dict[str, list[Row]]:
        """Every printed N of a group or of one of its variables, by group; each number once.

        Of each group the first :data:`MOST_TRIED`.
        """
        found: dict[str, dict[tuple[str, int], Row]] = defaultdict(dict)
        for row in self.rows:
            if row.whole and row.whole > 0 and _is_total(row):
                kept = found[row.group]
                if len(kept) < MOST_TRIED:
                    kept.setdefault((row.variable, row.whole), row)
        return defaultdict(list, {group: list(kept.values()) for group, kept in found.items()})

    @cached_property
    def totals_of_variable(self) -> dict[str, list[Row]]:
        """The same by variable, one row for each number; groups' own sizes under no variable."""
        found: dict[str, dict[int, Row]] = defaultdict(dict)
        for rows in self.totals_of_group.values():
            for row in rows:
                if len(found[row.variable]) < MOST_TRIED:
                    found[row.variable].setdefault(row.whole or 0, row)
        return defaultdict(list, {name: list(rows.values()) for name, rows in found.items()})

    @cached_property
    def sums(self) -> dict[tuple[str, str, str], int]:
        """The sum of a variable's categories that have a percentage, by scope."""
        counts: dict[tuple[str, str, str], list[int | None]] = defaultdict(list)
        for cell in self.by_where.values():
            if "percent" in cell and "n" in cell and cell["n"].variable:
                counts[cell["n"].scope].append(cell["n"].whole)
        return {
            scope: sum(n for n in values if n is not None)
            for scope, values in counts.items()
            if len(values) > 1
            and None not in values
            and len(values) >= len(self.trait(scope[2]).levels)
        }

    @cached_property
    def row_totals(self) -> dict[Row, int]:
        """The total of a row that percentages are of, where its groups' shares make it up.

        Only where every percentage of the row's parts is of that total; the
        whole's may be, as 100 %.
        """
        lines: dict[tuple[str, str, str], list[tuple[Row, Row | None]]] = defaultdict(list)
        for cell in self.by_where.values():
            if "percent" in cell:
                row = cell["percent"]
                lines[row.place, row.variable, row.level].append((row, cell.get("n")))
        found: dict[Row, int] = {}
        for line in lines.values():
            parts = [cell for cell in line if cell[0].group not in self._wholes]
            counts = [count.whole for _, count in parts if count is not None and count.whole]
            total = sum(counts)
            if 1 < len(counts) == len(parts) and all(_is_share(*cell, total) for cell in parts):
                found |= {cell[0]: total for cell in line if _is_share(*cell, total)}
        return found

    def denominators(self, row: Row) -> tuple[Denominator, ...]:
        """List what a percentage or mean may be of, the likeliest claim first.

        The N printed beside it comes first. Another place's N for the variable
        comes before the group's size for a mean, which is the same mean
        wherever it is printed, and after it for a percentage.
        """
        found: dict[int, Denominator] = {}
        keys = [(row.group, row.variable, level) for level in dict.fromkeys((row.level, ""))]
        here = [n for key in keys for n in self._stated_beside.get((row.item, *key), ())]
        for key in keys:
            printed = self._stated_at.get((row.place, *key), [])
            if key[2] or len({n.whole for n in printed}) == 1:
                here += printed
        elsewhere = [n for key in keys for n in self._elsewhere(key, row.place)]
        own = self.sizes.get(row.group, {}).get(row.place)
        size = [*([own] if own else []), *self._elsewhere((row.group,), row.place)]
        for n in (*here, *elsewhere, *size) if row.stat == "mean" else (*here, *size, *elsewhere):
            if n.whole is not None and n.whole > 0:
                kind = "variable" if n.variable else "group"
                found.setdefault(n.whole, Denominator(n.whole, kind, n))
        total = self.sums.get(row.scope)
        if row.stat == "percent" and total and self._is_denominator(total, row, found):
            found.setdefault(total, Denominator(total, "sum", None))
        return tuple(found.values())

    def _is_denominator(self, total: int, row: Row, found: Mapping[int, Denominator]) -> bool:
        """Return whether a sum of categories can be one: only if they don't overlap."""
        limit = max(found, default=None)
        overlap = self.trait(row.variable).exclusive == "no"
        return total > 0 and not overlap and (limit is None or total <= limit)

    def companion(self, row: Row, stat: str) -> Row | None:
        """Find another statistic of the same quantity: in its item, else wherever it is printed."""
        same = self.by_where.get(row.where, {}).get(stat)
        if same:
            return same if same.number is not None else None
        printed = self._agreed[*row.quantity[:3], stat]
        return printed.get(row.place, printed.get(None))

    @cached_property
    def _agreed(self) -> dict[Quantity, dict[str | None, Row | None]]:
        """By quantity, the row that a place, or under None all of them, prints alike; else None."""
        found: dict[Quantity, dict[str | None, Row | None]] = defaultdict(dict)
        for quantity, rows in self.by_quantity.items():
            printed = found[quantity]
            for row in rows:
                for place in (row.place, None) if row.number is not None else ():
                    first = printed.setdefault(place, row)
                    if first is not None and first.printed != row.printed:
                        printed[place] = None
        return found

    def finest_first(self, quantity: Quantity) -> list[Row]:
        """List the different readable texts of a quantity, most decimals first.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> ledger = load_study("upsides_israel").ledger
        >>> [row.printed for row in ledger.finest_first(("peers", "age", "", "mean"))]
        ['41.52', '41.5']
        """
        if quantity not in self._finest:
            texts: dict[str, Row] = {}
            for row in self.by_quantity.get(quantity, ()):
                if row.number is not None and len(texts) < MOST_TRIED:
                    texts.setdefault(row.printed, row)
            rows = sorted(texts.values(), key=lambda row: -row.number.decimals if row.number else 0)
            self._finest[quantity] = rows
        return self._finest[quantity]

    @cached_property
    def _finest(self) -> dict[Quantity, list[Row]]:
        return {}

    def children(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each parent, the name of the partition (or none), and its groups.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> next(load_study("upsides_israel").ledger.children())
        ('all', 'main groups', ['peers', 'professionals'])
        """
        yield from ((*key, parts) for key, parts in self._parts.items())

    def related(self, groups: Iterable[str]) -> set[str]:
        """Return groups with those that they are parts of or divided into, and everybody."""
        found = {EVERYBODY, *groups}
        families = [{parent, *parts} for parent, _, parts in self.children()]
        while near := [family for family in families if found & family and not family <= found]:
            found.update(*near)
        return found

    @cached_property
    def _wholes(self) -> set[str]:
        """The groups that others are parts of."""
        return set(self.groups["parent"])

    @cached_property
    def _parts(self) -> dict[tuple[str, str], list[str]]:
        """The groups that a group is divided into, by parent and partition."""
        parts = self.groups[self.groups["parent"] != ""]
        families = parts.groupby(["parent", "partition"], sort=False)["group"]
        return {(str(parent), str(name)): list(own) for (parent, name), own in families}


_step = lru_cache(maxsize=1_000)(Fraction)
"""Read a resolution; a ledger has few."""


def _is_total(row: Row) -> bool:
    return row.stat == "denominator" or (row.stat == "n" and not row.variable)


def _is_share(percent: Row, count: Row | None, total: int) -> bool:
    whole = count.whole if count else None
    return percent.number is not None and whole in numerators(percent.number, total)


def _keep(kept: dict[int, list[Row]], row: Row) -> None:
    """Keep a number's first row and its first one in another place."""
    n = row.whole or 0
    if n in kept:
        if len(kept[n]) == 1 and kept[n][0].place != row.place:
            kept[n].append(row)
    elif len(kept) <= _ELSEWHERE:
        kept[n] = [row]
