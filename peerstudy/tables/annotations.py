"""The annotated table: Table 1 as printed, each number in question marked by its problem's number.

The margin has a note for each problem. A mark is a number in brackets, so that
it can be read without colour and is not taken for an exponent.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerstudy.auditing.doubts import Doubt, begun, doubts
from peerstudy.ledger import Ledger, LedgerLike
from peerstudy.ledger.pivot import table_place
from peerstudy.tables.cells import KEPT, isolate, mark, said
from peerstudy.tables.dress import Attributes, Classes, Inlined
from peerstudy.tables.html import cell_html, html_table
from peerstudy.tables.model import Cell, Column, Kind, Row, RowGroup, Run, Table
from peerstudy.tables.notes import spaced
from peerstudy.tables.sample import Sample, sample_of, sample_printed
from peerstudy.tables.sheet import sheet_of
from peerstudy.words import direction, isolated, marked, word
from peerstudy.words.markup import Markup, element, fragment

if TYPE_CHECKING:
    from peerstudy.auditing import Audit

ORANGE, PALE, INK = "#b35900", "#fdeedd", "#7a3d00"
"""Orange is for problems alone."""


@dataclass(frozen=True)
class Annotated:
    """Table 1 of a place with its problems, the gravest first, as a notebook shows it.

    Its `table` is a publication table, which :func:`peerstudy.tables.word_document`
    and the others write.
    """

    table: Table
    doubts: tuple[Doubt, ...]
    place: str

    def __repr__(self) -> str:
        return f"<Annotated {self.table.name}: {len(self.doubts)} problems>"

    def _repr_html_(self) -> str:
        """Show the table with notes in its margin; each opens to show the arithmetic."""
        return annotated_html(self.table, self.doubts, self.place, Margin(self.table.lang))


def annotated(of: "Audit | LedgerLike", lang: str = "en") -> Annotated:
    """Mark in a publication's own table the numbers that cannot be true together.

    Parameters
    ----------
    of : Audit, Ledger, Study, DataFrame, str or Path
        An audit, or what to audit, see :func:`peerstudy.as_ledger`.
    lang : {"en", "he"}, default "en"
        The language.

    Returns
    -------
    Annotated
        Shown by a notebook as it is; ``.table`` is the publication table.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> made = annotated(load_study("upsides_israel"))
    >>> made.doubts[5].about
    'peers, marital status'
    >>> made.doubts[5].short
    'the percentages were computed over 26 (the N of peers), not over 21'
    """
    from peerstudy.auditing import Audit, audit

    result = of if isinstance(of, Audit) else audit(of)
    ledger, found = result.subject.ledger, doubts(result, lang)
    sample = sample_of(ledger, sheet_of(ledger, lang))
    return Annotated(sample_annotated(sample, ledger, found), tuple(found), table_place(ledger))


def sample_annotated(sample: Sample, ledger: Ledger, found: Sequence[Doubt]) -> Table:
    """Lay out Table 1 as printed, its numbers in question marked by their problems."""
    sheet = sample.sheet
    made = sample_printed(replace(sample, marks=_marks(ledger, found)))
    inside = marked_numbers(made)
    general = [sheet.said("tables.marks")] if inside else []
    if not found:
        general = [sheet.said("tables.no_problems")]
    notes = {doubt.number: said(note(doubt)) for doubt in found}
    outside = [
        (*mark(sign(number)), *KEPT, *cell)
        for number, cell in notes.items()
        if number not in inside
    ]
    if outside:
        heading = said(word("tables.elsewhere", sheet.lang) + ": ")
        outside = [(*heading, *outside[0]), *outside[1:]]
    return replace(
        made,
        name="sample_annotated",
        title=sheet.said("tables.sample_annotated"),
        notes=replace(
            made.notes,
            general=(*made.notes.general, *general, *outside),
            specific=tuple((sign(number), notes[number]) for number in notes if number in inside),
        ),
    )


def sign(*numbers: int) -> str:
    """Write the mark of one problem or several."""
    return f"[{', '.join(map(str, numbers))}]"


def note(doubt: Doubt) -> str:
    """Return a problem's note: what it is of, where, what is printed, what explains it."""
    where = f" ({doubt.places})" if doubt.places else ""
    shown = isolate(", ".join(doubt.printed))
    told = doubt.rows and doubt.short != doubt.why
    key = "tables.problem_note" if told else "tables.problem_note_alone"
    return begun(word(key, doubt.lang, about=doubt.about + where, printed=shown, short=doubt.short))


def beside(doubt: Doubt, place: str) -> str:
    """Return a problem's note beside its row: short, and what is printed where, if elsewhere."""
    if place in doubt.within or not doubt.rows:
        return begun(doubt.short)
    key = "problem_beside" if doubt.short != doubt.why else "problem_beside_alone"
    return word(
        f"tables.{key}",
        doubt.lang,
        printed=isolate(", ".join(doubt.printed)),
        where=doubt.places,
        short=doubt.short,
    )


def _marks(ledger: Ledger, found: Sequence[Doubt]) -> dict[tuple[str, str, str, str], str]:
    place = table_place(ledger)
    numbers: dict[tuple[str, str, str, str], list[int]] = {}
    for doubt in found:
        for position in sorted(doubt.rows):
            row = ledger.rows[position]
            own = numbers.setdefault((row.variable, row.level, row.group, row.stat), [])
            if row.place == place and doubt.number not in own:
                own.append(doubt.number)
    return {key: sign(*own) for key, own in numbers.items() if own}


def numbers_marked(cell: Cell) -> list[int]:
    """Return the problems that a cell's marks point to."""
    return [
        int(number)
        for run in cell
        if run.kind is Kind.MARK and run.text[:1] == "["
        for number in re.findall(r"\d+", run.text)
    ]


def _of_row(row: Row) -> list[int]:
    return list(dict.fromkeys(number for cell in row.cells for number in numbers_marked(cell)))


def marked_numbers(table: Table) -> list[int]:
    """Return the problems that a table marks, in the order in which it is read."""
    heads = [number for column in table.columns for number in numbers_marked(column.head)]
    return list(dict.fromkeys([*heads, *(n for row in table.rows() for n in _of_row(row))]))


class Margin(Inlined):
    """Dresses an annotated table in a notebook: its doubtful cells are tinted, and ruled."""

    def cell(self, cell: Cell, column: Column) -> Attributes:
        """Set a doubtful cell off."""
        told = super().cell(cell, column)
        ruled = f"background:{PALE};color:{INK};font-weight:bold;border-{self.start}:3px solid"
        return {"style": f"{told['style']};{ruled} {ORANGE}"} if numbers_marked(cell) else told


def annotated_html(
    table: Table, found: Sequence[Doubt], place: str, dress: Classes, *, links: bool = False
) -> Markup:
    """Write an annotated table, with a margin if it has marks, and below it what is elsewhere.

    The table is that of :func:`sample_annotated`, which shows a place. With
    links, a note leads to a problem's card; else it opens to the arithmetic.
    """
    lang = table.lang
    shown = _opened if not links else _linked
    beside_rows = {doubt.number: shown(doubt, beside(doubt, place)) for doubt in found}
    told: set[int] = set()
    groups = tuple(
        RowGroup(
            group.heading and _with_margin(group.heading, beside_rows, told, lang),
            tuple(_with_margin(row, beside_rows, told, lang) for row in group.rows),
        )
        for group in table.groups
    )
    margin = Column(said(word("tables.margin", lang)), width=2.5)
    columns, groups = ((*table.columns, margin), groups) if told else (table.columns, table.groups)
    wide = replace(table, number=0, columns=columns, groups=groups)
    rest = [shown(doubt, note(doubt)) for doubt in found if doubt.number not in told]
    heading = element("p", element("strong", word("tables.elsewhere", lang)))
    general = spaced(tuple(cell for cell in table.notes.general if not numbers_marked(cell)))
    below = element("p", cell_html(general, dress), class_="aside")
    return element(
        "div",
        html_table(wide, dress),
        element("div", [heading, rest] if rest else None, below, **dress.part("notes")),
        lang=lang,
        dir=direction(lang),
    )


def _with_margin(row: Row, notes: Mapping[int, Markup], told: set[int], lang: str) -> Row:
    """Add a row's notes; one that stands above already is pointed to by its number alone."""
    parts = []
    for number in _of_row(row):
        again = word("tables.see_above", lang, sign=isolated(sign(number), ltr=True))
        parts.append(element("div", marked(again)) if number in told else notes[number])
        told.add(number)
    margin = (Run(fragment(parts)),) if parts else ()
    return replace(row, cells=(*row.cells, margin))


def _linked(doubt: Doubt, shown: str) -> Markup:
    """Write a note whose mark leads to its problem's card."""
    where = f"#{doubt.lang}-problem-{doubt.number}"
    return element("div", element("a", sign(doubt.number), href=where), " ", marked(shown))


def _opened(doubt: Doubt, shown: str) -> Markup:
    """Write a note that opens to show why, what was tried, and where it is printed."""
    sources = isolated("; ".join(doubt.sources), ltr=True)
    lines = [
        *([doubt.why] if doubt.short != doubt.why else []),
        *doubt.repairs[:3],
        word("tables.printed_at", doubt.lang, where=sources),
    ]
    return element(
        "details",
        element("summary", element("b", sign(doubt.number)), " ", marked(shown)),
        [element("div", marked(line), style="margin:2px 0 6px 0") for line in lines],
    )
