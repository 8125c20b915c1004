"""A table as Markdown, in the form that GitHub and pandoc read."""

import re
from collections.abc import Iterable, Iterator, Sequence

from peerstudy.tables.cells import stretches
from peerstudy.tables.model import Align, Cell, Kind, Row, Run, Table
from peerstudy.tables.notes import Style, numbered, one_row, paragraphs
from peerstudy.words import direction, isolated

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#$])")
_RULES = {Align.START: ":---", Align.CENTRE: ":---:", Align.DECIMAL: ":---:"}


def as_markdown(table: Table, style: Style = Style.APA) -> str:
    """Write a table as Markdown; Hebrew stands in a block that reads from right to left.

    Heads over several columns are written in front of each column's own, as
    Markdown has one row of heads.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> from peerstudy.tables import Shelf, study_tables
    >>> study = load_study("cofacilitation_mazor")
    >>> (table,) = study_tables(Shelf(audit(study)), "en", ["theme_frequencies"])
    >>> as_markdown(table).splitlines()[0]
    '**Table 1.** *Quotations That Illustrate Each Code, and Who Is Quoted*'
    """
    lang = table.lang
    heads = [_cell(head, lang) for head in one_row(table)]
    rules = [_RULES[Align.START], *(_RULES[column.align] for column in table.columns)]
    body = [_row(row, lang) for row in table.rows()]
    notes = [
        (f"*{_escaped(opens)}* " if opens else "") + _cell(cell, lang)
        for opens, cell in paragraphs(table)
    ]
    blocks = [
        *_caption(table, style),
        piped(heads, rules, body),
        *notes,
    ]
    if direction(lang) == "rtl":
        blocks = [f'<div dir="rtl" lang="{lang}">', *blocks, "</div>"]
    return "\n\n".join(blocks) + "\n"


def _caption(table: Table, style: Style) -> Iterator[str]:
    """Write the number and the title; a table without a number has its title in bold."""
    title = _cell(table.title, table.lang)
    if not table.number:
        yield from [f"**{title}**"] if title else []
        return
    emphasis = f"*{title}*" if style is Style.APA and direction(table.lang) == "ltr" else title
    yield f"**{_escaped(numbered(table))}.** {emphasis}"


def piped(heads: Sequence[str], rules: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Put cells that are Markdown already between pipes, a rule below the heads."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def _row(row: Row, lang: str) -> list[str]:
    label = _cell(row.label, lang)
    shown = f"**{label}**" if row.strong else label
    return ["&emsp;" * row.level + shown, *(_cell(cell, lang) for cell in row.cells)]


def _cell(cell: Cell, lang: str) -> str:
    parts = []
    for ltr, runs in stretches(cell):
        inside = "".join(map(_run, runs))
        parts.append(isolated(inside, ltr=True) if ltr and direction(lang) == "rtl" else inside)
    return "".join(parts)


def _run(run: Run) -> str:
    if run.kind is Kind.BREAK:
        return "<br>"
    inside = _escaped(run.text)
    if run.kind is Kind.STATISTIC:
        return f"*{inside}*"
    return f"<sup>{inside}</sup>" if run.raised else inside


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("\n", " ")
