"""Table 1, three times: as printed, as recounted, and both with the differences marked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.ledger import Ledger, missing_values, recount, table1
from peerstudy.tables.cells import DASH, formula, lines, mark, numeral, pair, said, span
from peerstudy.tables.model import Align, Cell, Column, Row, RowGroup, Spanner, Table
from peerstudy.tables.numbers import Precision
from peerstudy.tables.sheet import Sheet
from peerstudy.words import LANGUAGES, word

OTHER, CUT = "≠", "≈"
MEASURES = (
    ("mean", "M (SD)", ("mean", "sd")),
    ("median", "Mdn (Q1–Q3)", ("median", "q1", "q3")),
    ("range", "", ("min", "max")),
    ("n", "n", ("n", "percent")),
    ("number", "", ("value",)),
    ("missing", "n", ("missing",)),
)
"""The numbers of a variable as a whole that have a row each, with the row's symbols."""
LEFT_OUT = "left_out"
"""How many a variable's N leaves out of its group, beside what is printed."""
_WORDS = {"range", "number", "missing"}
Stats = dict[str, str]
Write = Callable[[str, str, str, Stats], Cell]
"""Makes a cell from variable, level, group and what is printed there."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the three tables are made of: Table 1, its recount, and the values it leaves out.

    Marks stand beside a number, by variable, level, group and statistic.
    """

    tidy: pd.DataFrame
    counts: pd.DataFrame
    missing: pd.DataFrame
    sheet: Sheet
    marks: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)

    @property
    def groups(self) -> list[str]:
        """The groups of which something is shown, in the order they are printed."""
        shown = self.tidy[[name for _, _, stats in MEASURES for name in stats]]
        return list(dict.fromkeys(self.tidy["group"][(shown != "").any(axis=1)]))

    def stats(self) -> dict[tuple[str, str], dict[str, Stats]]:
        """Return what is printed, by variable and level and by group."""
        found: dict[tuple[str, str], dict[str, Stats]] = {}
        for row in records(self.tidy):
            found.setdefault((row["variable"], row["level"]), {})[row["group"]] = row
        return found

    def head(self, group: str) -> Cell:
        """Write a group's head with its size."""
        label = self.sheet.named("group", group)
        size = self.stats().get(("", ""), {}).get(group, {}).get("n", "")
        size_told = (*formula(f"(n = {size})"), *self.marked("", "", group, ["n"]))
        return lines([label, size_told]) if size else label

    def left_out(self, variable: str) -> dict[str, str]:
        """Return how many a variable's Ns leave out, by group; nothing where all leave out none."""
        own = self.missing[(self.missing["variable"] == variable) & (self.missing["missing"] >= 0)]
        found = dict(zip(own["group"], own["missing"], strict=True))
        return {group: str(n) for group, n in found.items()} if any(found.values()) else {}

    def marked(self, variable: str, level: str, group: str, stats: Iterable[str]) -> Cell:
        """Return the marks of what a cell shows, none where it has none."""
        found = (self.marks.get((variable, level, group, stat), "") for stat in stats)
        return tuple(run for each in dict.fromkeys(filter(None, found)) for run in mark(each))

    def shares(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """Return the recount by variable, level and group."""
        rows: list[dict[str, Any]] = self.counts.to_dict("records")  # type: ignore[assignment]
        return {(row["variable"], row["level"], row["group"]): row for row in rows}


def sample_of(ledger: Ledger, sheet: Sheet, base: str = "stated") -> Sample:
    """Gather what the tables of a sample are made of; `base` as for a recount."""
    counts, missing = recount(ledger, base=base), missing_values(ledger)
    return Sample(table1(ledger), counts, missing, sheet)


def sample_printed(sample: Sample) -> Table:
    """Lay out Table 1 with every number as it is printed."""
    notes = [sample.sheet.said("tables.as_printed")]
    if (sample.tidy["denominator"] != "").any():
        notes.append(sample.sheet.said("tables.stated_n"))
    return _table(sample, "sample_printed", {"printed": _as_printed}, notes)


def sample_recounted(sample: Sample, precision: Precision) -> Table:
    """Lay out Table 1 with percentages of its counts and one number of decimals."""
    notes = [*_bases(sample), *_rounding(sample, precision)]
    write = _recounted(sample, precision)
    return _table(sample, "sample_recounted", {"recounted": write}, notes)


def sample_compared(sample: Sample, precision: Precision) -> Table:
    """Lay out Table 1 as printed beside its recount, and mark where they differ."""
    plain, shares = _recounted(sample, precision), sample.shares()

    def marked(variable: str, level: str, group: str, stats: Stats) -> Cell:
        agrees = shares.get((variable, level, group), {}).get("agrees", "")
        sign = {"no": OTHER, "rounding": CUT}.get(agrees, "")
        return plain(variable, level, group, stats) + (mark(sign) if sign else ())

    found = set(sample.counts["agrees"])
    marks = [(OTHER, "no", "tables.differs"), (CUT, "rounding", "tables.cut")]
    specific = tuple(
        (sign, sample.sheet.said(key)) for sign, agrees, key in marks if agrees in found
    )
    both: dict[str, Write] = {"printed": _as_printed, "recounted": marked}
    notes = [*_bases(sample), *_rounding(sample, precision)]
    return _table(sample, "sample_compared", both, notes, specific)


def _table(
    sample: Sample,
    name: str,
    writers: dict[str, Write],
    notes: list[Cell],
    specific: tuple[tuple[str, Cell], ...] = (),
) -> Table:
    sheet, several = sample.sheet, len(writers) > 1
    columns = [sheet.column("common.characteristic", width=1.7)]
    spanners: list[Spanner] = []
    for group in sample.groups:
        if several:
            first = len(columns) - 1
            spanners.append(Spanner(sample.head(group), first, first + 1))
        for which in writers:
            head = sheet.said(f"tables.{which}") if several else sample.head(group)
            columns.append(Column(head, Align.DECIMAL))
    groups = tuple(_groups(sample, list(writers.values())))
    told = [*notes, *_dashes(groups, sheet), *_abbreviations(sample)]
    return sheet.table(name, columns, groups, told, specific=specific, spanners=tuple(spanners))


def _groups(sample: Sample, writers: list[Write]) -> Iterable[RowGroup]:
    """Yield a group of rows for each variable, its heading with the Ns it states."""
    stats = sample.stats()
    for variable in dict.fromkeys(variable for variable, _ in stats if variable):
        levels = [key for key in stats if key[0] == variable and key[1]]
        whole = stats.get((variable, ""), {})
        *measures, missing = _measures(sample, writers, variable, whole)
        own = (
            _row(sample, writers, sample.sheet.named("level", *key), key, stats[key])
            for key in levels
        )
        rows = [row for row in (*measures, *own, missing) if row is not None]
        stated = {group: row["denominator"] for group, row in whole.items()}
        label = sample.sheet.named("variable", variable)
        if levels:
            label = _with(label, _unit(sample, variable))
        elif len(rows) == 1 and not any(stated.values()):
            yield RowGroup(None, (Row(_joined(label, rows[0].label), rows[0].cells),))
            continue
        cells = tuple(
            _stated(sample, variable, group, stated.get(group, ""))
            for group in sample.groups
            for _ in writers
        )
        yield RowGroup(Row(label, cells, strong=True), tuple(rows))


def _stated(sample: Sample, variable: str, group: str, n: str) -> Cell:
    if not n:
        return ()
    return (*formula(f"n = {n}"), *sample.marked(variable, "", group, ["denominator"]))


def _measures(
    sample: Sample, writers: list[Write], variable: str, whole: dict[str, Stats]
) -> Iterable[Row | None]:
    """Yield a row for each kind of number of the variable as a whole, None where it has none."""
    left_out = sample.left_out(variable) if writers != [_as_printed] else {}
    for key, symbols, stats in MEASURES:
        kept = {
            group: {name: row[name] for name in stats}
            for group, row in whole.items()
            if any(row[name] for name in stats)
        }
        label = sample.sheet.said(f"tables.{key}") if key in _WORDS else ()
        if key == "missing":
            kept = {
                group: kept.get(group, {}) | {LEFT_OUT: left_out.get(group, "")}
                for group in whole
                if group in kept or group in left_out
            }
        elif any(row.get("percent") for row in kept.values()):
            symbols = "n (%)"
        label = _with(label, symbols) if label and symbols else label or formula(symbols)
        yield _row(sample, writers, label, (variable, ""), kept) if kept else None


def _row(
    sample: Sample,
    writers: list[Write],
    label: Cell,
    key: tuple[str, str],
    stats: dict[str, Stats],
) -> Row:
    cells = tuple(
        (
            *(write(*key, group, stats[group]) or DASH),
            *sample.marked(*key, group, stats[group]),
        )
        if group in stats
        else DASH
        for group in sample.groups
        for write in writers
    )
    return Row(label, cells, level=1)


def _as_printed(variable: str, level: str, group: str, stats: Stats) -> Cell:  # noqa: ARG001
    """Write what is printed: n (%), mean (SD), a range."""
    get = stats.get
    if get("mean"):
        return pair(stats["mean"], get("sd", ""))
    if get("median"):
        quartiles = f"{get('q1', '')}–{get('q3', '')}".strip("–")
        return pair(stats["median"], quartiles)
    if get("min") or get("max"):
        return _ends(get("min", ""), get("max", ""))
    if get("n") or get("percent"):
        return pair(get("n", ""), get("percent", ""))
    return numeral(get("missing", "") or get("value", ""))


def _ends(low: str, high: str) -> Cell:
    return span(low, high) if low and high else formula(f"≥ {low}" if low else f"≤ {high}")


def _recounted(sample: Sample, precision: Precision) -> Write:
    """Write percentages of the counts, and means as short as they can be for certain."""
    shares = sample.shares()

    def write(variable: str, level: str, group: str, stats: Stats) -> Cell:
        if LEFT_OUT in stats:
            return numeral(stats[LEFT_OUT] or stats.get("missing", ""))
        found = shares.get((variable, level, group))
        if found is None:
            short = {name: precision.shortened(printed) for name, printed in stats.items()}
            return _as_printed(variable, level, group, short | {"n": stats.get("n", "")})
        if found["share"] is None:
            return numeral(str(found["n"]))
        percent = precision.percent(found["share"], found["denominator"])
        return pair(str(found["n"]), percent)

    return write


def _with(label: Cell, symbols: str) -> Cell:
    return (*label, *said(", "), *formula(symbols))


def _joined(label: Cell, measure: Cell) -> Cell:
    """Put what is measured behind a variable's label, unless it is just a number."""
    if measure[0].text in {word("tables.number", lang) for lang in LANGUAGES}:
        return label
    return (*label, *said(", "), *measure)


def _unit(sample: Sample, variable: str) -> str:
    """Return whether a variable's counts have percentages."""
    printed = sample.tidy.loc[sample.tidy["variable"] == variable, "percent"]
    shares = sample.counts.loc[sample.counts["variable"] == variable, "share"]
    return "n (%)" if (printed != "").any() or shares.notna().any() else "n"


def _bases(sample: Sample) -> list[Cell]:
    """Return whom percentages are of, and what is counted as missing."""
    keys = []
    if len(sample.counts):
        kinds = set(sample.counts["denominator_is"])
        keys.append("of_group" if kinds == {"group"} else "of_variable")
        keys += ["of_others"] if kinds & {"sum", "row"} else []
    if any(sample.left_out(variable) for variable in set(sample.missing["variable"])):
        keys.append("left_out")
    return [sample.sheet.said(f"tables.{key}") for key in keys]


def _rounding(sample: Sample, precision: Precision) -> list[Cell]:
    """Name the rule, and say what becomes of means."""
    means = bool((sample.tidy[["mean", "sd"]] != "").any(axis=None))
    told = [said(precision.told(sample.sheet.lang))] if len(sample.counts) else []
    return [*told, sample.sheet.said("tables.shortened")] if means else told


def _dashes(groups: Iterable[RowGroup], sheet: Sheet) -> list[Cell]:
    """Explain the dash where there is one."""
    cells = (cell for group in groups for row in group.rows for cell in row.cells)
    return [sheet.said("tables.dash")] if DASH in cells else []


def _abbreviations(sample: Sample) -> list[Cell]:
    """Explain the symbols of statistics that the table uses."""
    used = [
        word(f"tables.is_{name}", sample.sheet.lang)
        for name in ("mean", "sd", "median")
        if (sample.tidy[name] != "").any()
    ]
    return [said("; ".join(used))] if used else []
