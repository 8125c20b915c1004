"""A table as LaTeX, for XeLaTeX or LuaLaTeX: booktabs rules, and heads on every page.

A Hebrew table has its columns in the order in which they are seen, and its
texts set from right to left by the engine itself. So it needs no package for
Hebrew and can stand in any document, that of an exported notebook too.
"""

import re
import tomllib
from importlib.resources import files

from peerstudy.tables.align import Room, Rooms, rooms
from peerstudy.tables.cells import broken, said, stretches, unbroken
from peerstudy.tables.model import Align, Cell, Column, Kind, Row, Run, Table
from peerstudy.tables.notes import Style, numbered, paragraphs
from peerstudy.words import direction

_DATA = tomllib.loads((files(__package__) / "latex.toml").read_text(encoding="utf-8"))
_ESCAPES = str.maketrans(_DATA["escapes"])
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ALIGN = {Align.START: r"\start", Align.CENTRE: r"\centering", Align.DECIMAL: r"\centering"}


def escaped(text: str) -> str:
    """Write a text so that LaTeX prints it as it is."""
    return text.translate(_ESCAPES)


def latex_fragment(table: Table, style: Style = Style.APA) -> str:
    """Write a table for a document with array, booktabs, longtable and fontspec."""
    spaces = iter(rooms(table))
    body = []
    for group in table.groups:
        for row in ([group.heading] if group.heading else []) + list(group.rows):
            ends = r"\\*" if row is group.heading else r"\\"
            body.append(f"{_row(table, row, next(spaces))} {ends}")
    rows = ("\n" if style is Style.APA else "\n\\midrule\n").join(body)
    # A star keeps the last row on the page of what follows it.
    ends = "" if not rows or rows.endswith("*") else "*"
    head = f"\\toprule\n{_head(table)}\n\\midrule\n"
    return (
        f"\\par\\begingroup\\small\\tabcolsep=4pt\n{_commands(table.lang)}"
        f"\\begin{{longtable}}{{@{{}}{_columns(table)}@{{}}}}\n"
        f"{_across(table, _caption(table, style))}{head}\\endfirsthead\n{head}\\endhead\n"
        f"{rows}{ends}\\closing\n{_across(table, _notes(table))}"
        "\\end{longtable}\n\\endgroup\n"
    )


def _across(table: Table, inside: str) -> str:
    """Write what is above or below the columns, if anything, as a row: so it stays with them."""
    column = r"@{}>{\start}p{\dimexpr\linewidth-2\tabcolsep\relax}@{}"
    row = f"\\multicolumn{{{len(table.columns) + 1}}}{{{column}}}{{{inside}}} \\\\\n"
    return row if inside else ""


def _notes(table: Table) -> str:
    told = [_opening(table, opens) + _runs(table, cell) for opens, cell in paragraphs(table)]
    notes = r"\par\hang ".join(_directed(table, cell) for cell in told)
    return rf"\footnotesize {notes}" if notes else ""


def latex_page(table: Table, style: Style = Style.APA) -> str:
    """Write a table as a document of its own."""
    side = "landscape," if table.wide else ""
    return str(_DATA["page"] % {"side": side, "table": latex_fragment(table, style)})


def _commands(lang: str) -> str:
    """Return what a table in a language needs, with a font for Hebrew where it is in Hebrew."""
    if direction(lang) == "ltr":
        return str(_DATA["commands"] % {"hangs": "", "ragged": "right", "start": "left"})
    chain = "No font with Hebrew letters was found.\\par"
    for name in reversed(_DATA["hebrew_fonts"]):
        chain = rf"\IfFontExistsTF{{{name}}}{{\fontspec[Script=Hebrew]{{{name}}}}}{{{chain}}}"
    commands = _DATA["commands"] % {"hangs": "-", "ragged": "left", "start": "right"}
    return f"{_DATA['hebrew']}{chain}\n{commands}"


def _seen(table: Table, parts: list[str]) -> list[str]:
    """Return a row's parts in the order in which they are seen."""
    return parts[::-1] if direction(table.lang) == "rtl" else parts


def _caption(table: Table, style: Style) -> str:
    title = _runs(table, table.title)
    lines = [rf"\textbf{{{title}}}"] if title else []
    if table.number:
        number = _runs(table, said(numbered(table)))
        shown = title if direction(table.lang) == "rtl" else rf"\textit{{{title}}}"
        lines = [rf"\textbf{{{number}}}", shown]
        if style is Style.PLAIN:
            lines = [rf"\textbf{{{number}. {title}}}"]
    return r"\par\hang ".join(_directed(table, line) for line in lines)


def _opening(table: Table, word: str) -> str:
    if not word:
        return ""
    return rf"\textbf{{{word}}} " if direction(table.lang) == "rtl" else rf"\textit{{{word}}} "


def _columns(table: Table) -> str:
    """Return every column its share of the line."""
    made = [
        rf">{{{_ALIGN[column.align]}\arraybackslash}}"
        rf"p{{\dimexpr{share:.4f}\linewidth-2\tabcolsep\relax}}"
        for column, share in zip((table.stub, *table.columns), table.shares, strict=True)
    ]
    return "".join(_seen(table, made))


def _head(table: Table) -> str:
    heads = [_cell(table, column.head) for column in (table.stub, *table.columns)]
    below = " & ".join(_seen(table, heads)) + r" \\"
    if not table.spanners:
        return below
    cells, rules = [""], []
    for index in range(len(table.columns)):
        spanner = table.over.get(index)
        if spanner is None:
            cells.append("")
        elif index == spanner.first:
            span = spanner.last - spanner.first + 1
            cells.append(rf"\multicolumn{{{span}}}{{c}}{{{_stacked(table, spanner.head)}}}")
            ends = [index + 2, index + 1 + span]
            if direction(table.lang) == "rtl":
                ends = [len(heads) + 1 - end for end in reversed(ends)]
            rules.append(rf"\cmidrule(lr){{{ends[0]}-{ends[1]}}}")
    return f"{' & '.join(_seen(table, cells))} \\\\\n{' '.join(rules)}\n{below}"


def _stacked(table: Table, cell: Cell) -> str:
    """Write a head on lines of its own where it has several."""
    inside = r" \\ ".join(_cell(table, line) for line in broken(cell))
    return rf"\begin{{tabular}}{{@{{}}c@{{}}}}{inside}\end{{tabular}}"


def _row(table: Table, row: Row, spaces: list[Rooms]) -> str:
    label = _lines(table, row.label, strong=row.strong)
    if row.level:
        label = rf"\inset{{{row.level}em}}{label}"
    if not any(row.cells):
        side = "r" if direction(table.lang) == "rtl" else "l"
        return rf"\multicolumn{{{len(row.cells) + 1}}}{{@{{}}{side}@{{}}}}{{{label}}}"
    cells = zip(row.cells, table.columns, spaces, strict=True)
    return " & ".join(_seen(table, [label, *(_data(table, *cell) for cell in cells)]))


def _data(table: Table, cell: Cell, column: Column, spaces: Rooms) -> str:
    if column.align is Align.START:
        return _lines(table, cell)
    if column.align is Align.CENTRE or not cell:
        return _cell(table, cell)
    inside = "".join(map(_run, cell, spaces))
    return rf"\mbox{{{_ltr(table, inside)}}}"


def _lines(table: Table, cell: Cell, *, strong: bool = False) -> str:
    """Write each line of a text as a paragraph, which hangs where it is broken."""
    lines = [_runs(table, line) for line in broken(cell)]
    made = (rf"\textbf{{{line}}}" if strong else line for line in lines)
    return r"\par\hang ".join(_directed(table, line) for line in made)


def _cell(table: Table, cell: Cell) -> str:
    return _directed(table, _runs(table, cell))


def _directed(table: Table, inside: str) -> str:
    """Set a text in its language's direction."""
    return rf"\rtl{{{inside}}}" if inside and direction(table.lang) == "rtl" else inside


def _ltr(table: Table, inside: str) -> str:
    return rf"\ltr{{{inside}}}" if direction(table.lang) == "rtl" else inside


def _runs(table: Table, cell: Cell) -> str:
    parts = []
    for ltr, runs in stretches(cell):
        inside = "".join(_run(run, Room()) for run in runs)
        if unbroken(runs):
            inside = rf"\mbox{{{inside}}}"
        if ltr:
            inside = _ltr(table, inside)
        elif direction(table.lang) == "rtl":
            inside = _NUMBER.sub(r"\\LR{\g<0>}", inside)
        parts.append(inside)
    return "".join(parts)


def _run(run: Run, room: Room) -> str:
    if run.kind is Kind.BREAK:
        return r"\newline "
    inside = escaped(run.text)
    if run.raised:
        inside = rf"\textsuperscript{{{inside}}}"
    elif run.kind is Kind.STATISTIC:
        inside = rf"\textit{{{inside}}}"
    return _phantom(room.before) + inside + _phantom(room.after)


def _phantom(halves: int) -> str:
    """Leave room for so many half digits."""
    digits, point = divmod(halves, 2)
    inside = "0" * digits + "." * point
    return rf"\hphantom{{{inside}}}" if inside else ""
