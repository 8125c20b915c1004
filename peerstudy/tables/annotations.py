"""The annotated table: Table 1 as printed, each number in question marked by its problem's number.

The margin has a note for each problem. A mark is a number in brackets, so that
it can be read without colour and is not taken for an exponent.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from peerstudy.auditing.doubts import Doubt, doubts
from peerstudy.ledger import Ledger, LedgerLike, as_ledger, table_place
from peerstudy.tables.cells import isolate, mark, said
from peerstudy.tables.html import cell_html
from peerstudy.tables.model import Cell, Kind, Notes, Row, Table, plain
from peerstudy.tables.sample import Sample, sample_of, sample_printed
from peerstudy.words import direction, isolated, marked, word

if TYPE_CHECKING:
    from peerstudy.auditing import Audit
    from peerstudy.study import Study

ORANGE, PALE, INK, RULE = "#b35900", "#fdeedd", "#7a3d00", "#c9c9c9"
"""Orange is for problems alone."""


@dataclass(frozen=True)
class Annotated:
    """Table 1 with its problems, as a notebook shows it.

    Attributes
    ----------
    table : Table
        The same as a publication table: :func:`peerstudy.tables.html_page`,
        :func:`peerstudy.tables.word_document` and the others write it.
    doubts : tuple of Doubt
        The problems, the gravest first.
    place : str
        The place that the table shows.
    """

    table: Table
    doubts: tuple[Doubt, ...]
    place: str

    def __repr__(self) -> str:
        return f"<Annotated {self.table.name}: {len(self.doubts)} problems>"

    def _repr_html_(self) -> str:
        """Show the table with notes in its margin; each opens to show the arithmetic."""
        return annotated_html(self.table, self.doubts, self.place, Inline(self.table.lang))


def annotated(
    subject: "Study | LedgerLike", lang: str = "en", result: "Audit | None" = None
) -> Annotated:
    """Mark in a publication's own table the numbers that cannot be true together.

    Parameters
    ----------
    subject : Study, Ledger, DataFrame, str or Path
        A study, or any ledger; see :func:`peerstudy.as_ledger`.
    lang : {"en", "he"}, default "en"
        The language.
    result : Audit, optional
        Its audit, where it was made already.

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
    'the percentages were computed over 26 (the size of peers), not over 21'
    """
    from peerstudy.auditing import audit
    from peerstudy.study import Study

    whole = subject if isinstance(subject, Study | Ledger) else as_ledger(subject)
    found = doubts(result or audit(whole), lang)
    source = whole.cited(lang) if isinstance(whole, Study) else ""
    sample = sample_of(whole, lang, source)
    ledger = as_ledger(whole)
    return Annotated(sample_annotated(sample, ledger, found, 1), tuple(found), table_place(ledger))


def sample_annotated(sample: Sample, ledger: Ledger, found: Sequence[Doubt], number: int) -> Table:
    """Lay out Table 1 as printed, its numbers in question marked.

    Parameters
    ----------
    sample : Sample
        What the table is made of.
    ledger : Ledger
        The printed numbers that the problems are of.
    found : sequence of Doubt
        The problems.
    number : int
        The table's number.
    """
    made = sample_printed(replace(sample, marks=_marks(ledger, found)), number)
    inside = marked_numbers(made)
    general = [said(word("tables.marks", sample.lang))] if inside else []
    if not found:
        general = [said(word("tables.no_problems", sample.lang))]
    notes = {doubt.number: said(note(doubt, sample.lang)) for doubt in found}
    outside = [
        (*mark(sign(number)), *said(" "), *cell)
        for number, cell in notes.items()
        if number not in inside
    ]
    if outside:
        heading = said(word("tables.elsewhere", sample.lang) + ": ")
        outside = [(*heading, *outside[0]), *outside[1:]]
    return replace(
        made,
        name="sample_annotated",
        title=said(word("tables.sample_annotated", sample.lang)),
        notes=Notes(
            (*made.notes.general, *general, *outside),
            tuple((sign(number), notes[number]) for number in notes if number in inside),
            source=made.notes.source,
        ),
    )


def sign(*numbers: int) -> str:
    """Write the mark of one problem or several."""
    return f"[{', '.join(map(str, numbers))}]"


def note(doubt: Doubt, lang: str) -> str:
    """Return a problem's note: what it is of, where, what is printed, what explains it."""
    where = f" ({doubt.places})" if doubt.places else ""
    shown = isolate(", ".join(doubt.printed))
    told = doubt.rows and doubt.short != doubt.why
    key = "tables.problem_note" if told else "tables.problem_note_alone"
    return begun(word(key, lang, about=doubt.about + where, printed=shown, short=doubt.short))


def begun(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def beside(doubt: Doubt, lang: str, place: str) -> str:
    """Return a problem's note beside its row: short, and what is printed where, if elsewhere."""
    if place in doubt.within or not doubt.rows:
        return begun(doubt.short)
    shown = isolate(", ".join(doubt.printed))
    return word("tables.problem_beside", lang, printed=shown, where=doubt.places, short=doubt.short)


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


class Inline:
    """Dresses the parts of an annotated table with styles of their own, as notebooks keep them.

    Parameters
    ----------
    lang : {"en", "he"}
        The language, and so the side on which texts begin.
    """

    links = False

    def __init__(self, lang: str) -> None:
        start = "left" if direction(lang) == "ltr" else "right"
        cell = f"vertical-align:top;padding:2px 8px;border-bottom:1px solid {RULE};"
        self._styles = {
            "table": "border-collapse:collapse;margin:0;font-size:14px;line-height:1.35",
            "caption": f"caption-side:top;text-align:{start};font-weight:bold;padding:4px 8px",
            "head": f"{cell}text-align:{start};font-weight:bold;white-space:normal",
            "strong": f"{cell}text-align:{start};font-weight:bold",
            "label": f"{cell}text-align:{start};font-weight:normal;padding-{start}:22px",
            "cell": f"{cell}text-align:{start};white-space:nowrap",
            "doubtful": f"{cell}text-align:{start};white-space:nowrap;background:{PALE};"
            f"color:{INK};font-weight:bold;border-{start}:3px solid {ORANGE}",
            "margin": f"{cell}text-align:{start};white-space:normal;max-width:30em",
            "mark": f"color:{INK};font-weight:bold",
            "again": f"color:{INK}",
            "arithmetic": "margin:2px 0 6px 0",
            "notes": f"text-align:{start};font-size:12px;margin:4px 8px",
        }

    def __call__(self, part: str) -> str:
        """Return a part's attributes, with the space before them."""
        return f' style="{self._styles[part]}"' if part in self._styles else ""


class Classes(Inline):
    """Dresses the same parts with classes, for a page that has rules for them and links."""

    links = True

    def __call__(self, part: str) -> str:
        """Return a part's attributes, with the space before them."""
        return f' class="a-{part}"'


def annotated_html(table: Table, found: Sequence[Doubt], place: str, dress: Inline) -> str:
    """Write an annotated table as HTML with a margin: no script, no rules but `dress`.

    Parameters
    ----------
    table : Table
        See :func:`sample_annotated`.
    found : sequence of Doubt
        The problems.
    place : str
        The place that the table shows.
    dress : Inline or Classes
        How its parts look.
    """
    lang = table.lang
    told: set[int] = set()
    shown = {doubt.number: (doubt, marked(beside(doubt, lang, place))) for doubt in found}
    rows = [
        _row(row, _margin(_of_row(row), shown, told, lang, dress), dress) for row in table.rows()
    ]
    heads = [cell_html(table.stub.head), *(cell_html(column.head) for column in table.columns)]
    heads.append(escape(word("tables.margin", table.lang)))
    head = "".join(f'<th scope="col"{dress("head")}>{cell}</th>' for cell in heads)
    rows += _elsewhere([doubt for doubt in found if doubt.number not in told], table, dress)
    notes = "".join(
        f"<p{dress('notes')}>{cell_html(cell)}{'' if plain(cell).endswith('.') else '.'} </p>"
        for cell in table.notes.general
        if not numbers_marked(cell)
    )
    return (
        f'<div lang="{table.lang}" dir="{direction(table.lang)}"><table{dress("table")}>'
        f"<caption{dress('caption')}>{cell_html(table.title)}</caption>"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
        f"{notes}</div>"
    )


def _row(row: Row, margin: str, dress: Inline) -> str:
    scope, label = ("rowgroup", "strong") if row.strong else ("row", "label")
    cells = "".join(
        f"<td{dress('doubtful' if numbers_marked(cell) else 'cell')}>{_kept(cell)}</td>"
        for cell in row.cells
    )
    return (
        f'<tr><th scope="{scope}"{dress(label)}>{cell_html(row.label)}</th>'
        f"{cells}<td{dress('margin')}>{margin}</td></tr>"
    )


def _kept(cell: Cell) -> str:
    inside = cell_html(cell)
    return f'<bdi dir="ltr">{inside}</bdi>' if cell and all(run.ltr for run in cell) else inside


def _margin(
    numbers: Sequence[int],
    shown: Mapping[int, tuple[Doubt, str]],
    told: set[int],
    lang: str,
    dress: Inline,
) -> str:
    """Write a row's notes; a note that stands above already is pointed to by its number alone."""
    parts = []
    for number in numbers:
        if number in told:
            again = word("tables.see_above", lang, sign=isolated(sign(number), ltr=True))
            parts.append(f"<div{dress('again')}>{marked(again)}</div>")
        else:
            told.add(number)
            parts.append(_opened(*shown[number], lang, dress))
    return "".join(parts)


def _elsewhere(found: Sequence[Doubt], table: Table, dress: Inline) -> list[str]:
    """Write the problems of what is printed outside the table, below it."""
    if not found:
        return []
    width, lang = len(table.columns) + 2, table.lang
    heading = escape(word("tables.elsewhere", lang))
    rows = [f'<tr><th scope="rowgroup" colspan="{width}"{dress("strong")}>{heading}</th></tr>']
    for doubt in found:
        inside = _opened(doubt, marked(note(doubt, lang)), lang, dress)
        rows.append(f'<tr><td colspan="{width}"{dress("margin")}>{inside}</td></tr>')
    return rows


def _opened(doubt: Doubt, shown: str, lang: str, dress: Inline) -> str:
    """Write a note that opens to show why, and what was tried; a link where there are cards."""
    shown_mark = f"<span{dress('mark')}>{escape(sign(doubt.number))}</span>"
    if dress.links:
        where = f"#{lang}-problem-{doubt.number}"
        return f'<div class="note"><a href="{where}">{shown_mark}</a> {shown}</div>'
    lines = [doubt.why, *doubt.repairs[:3]] if doubt.short != doubt.why else [*doubt.repairs[:3]]
    source = word("tables.printed_at", lang, where=isolated("; ".join(doubt.sources), ltr=True))
    inside = "".join(f"<div{dress('arithmetic')}>{marked(line)}</div>" for line in [*lines, source])
    return f"<details><summary>{shown_mark} {shown}</summary>{inside}</details>"
