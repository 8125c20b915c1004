"""A table as LaTeX, for XeLaTeX or LuaLaTeX: booktabs rules, and heads on every page."""

from peerstudy.tables.align import Room, Rooms, rooms
from peerstudy.tables.cells import stretches, unbroken
from peerstudy.tables.model import Align, Cell, Column, Kind, Row, Run, Table
from peerstudy.tables.notes import Style, numbered, paragraphs
from peerstudy.words import direction

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
    "≠": r"$\neq$",
    "≈": r"$\approx$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "●": r"$\bullet$",
    "○": r"$\circ$",
    "·": r"$\cdot$",
    "→": r"$\rightarrow$",
    "•": r"\textbullet{}",
    "…": r"\ldots{}",
    "\n": " ",
}
_HEBREW_FONTS = ("David CLM", "Frank Ruehl CLM", "David", "FreeSerif", "DejaVu Sans")
_COMMANDS = (
    "\\providecommand{\\start}{\\raggedright}\n\\providecommand{\\inset}[1]{\\leftskip=#1\\relax}\n"
)
_ALIGN = {Align.START: r"\start", Align.CENTRE: r"\centering", Align.DECIMAL: r"\centering"}


def escaped(text: str) -> str:
    """Write a text so that LaTeX prints it as it is."""
    return "".join(_ESCAPES.get(character, character) for character in text)


def latex_fragment(table: Table, style: Style = Style.APA) -> str:
    """Write a table to be put into a document that has :func:`preamble`'s packages."""
    spaces = iter(rooms(table))
    body = []
    for group in table.groups:
        for row in ([group.heading] if group.heading else []) + list(group.rows):
            ends = r"\\*" if row is group.heading else r"\\"
            body.append(f"{_row(table, row, next(spaces))} {ends}")
    rows = ("\n" if style is Style.APA else "\n\\midrule\n").join(body)
    notes = "\n".join(
        rf"\par\noindent {_opening(table, opens)}{_cell(table, cell)}"
        for opens, cell in paragraphs(table)
    )
    return (
        f"{_caption(table, style)}\n\\begin{{longtable}}{{@{{}}{_columns(table)}@{{}}}}\n"
        f"\\toprule\n{_head(table)}\n\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n"
        f"{rows}\n\\end{{longtable}}\n{{\\small\n{notes}\\par}}\n"
    )


def latex_page(table: Table, style: Style = Style.APA) -> str:
    """Write a table as a document of its own."""
    return (
        f"{preamble(table.lang, wide=table.wide)}\\begin{{document}}\n"
        f"{latex_fragment(table, style)}\\end{{document}}\n"
    )


def latex_in_notebooks(table: Table) -> str:
    """Write a table for a document that an exported notebook makes, with what it needs."""
    return f"{_COMMANDS}{latex_fragment(table)}"


def preamble(lang: str, *, wide: bool = False) -> str:
    """Return what a document needs for tables in a language."""
    side = "landscape," if wide else ""
    common = (
        "% Compile with xelatex or lualatex.\n\\documentclass[11pt]{article}\n"
        f"\\usepackage[a4paper,{side}margin=25mm]{{geometry}}\n"
        "\\usepackage{array,booktabs,longtable}\n\\usepackage{fontspec}\n"
        "\\pagestyle{empty}\n\\setlength{\\LTpre}{4pt}\\setlength{\\LTpost}{4pt}\n"
        "\\setlength{\\LTleft}{0pt}\\setlength{\\LTright}{0pt}\n"
    )
    if direction(lang) == "ltr":
        return common + _COMMANDS
    chain = ""
    for name in reversed(_HEBREW_FONTS):
        chain = rf"\IfFontExistsTF{{{name}}}{{\hebrewin{{{name}}}}}{{{chain}}}"
    return (
        f"{common}\\newcommand{{\\hebrewin}}[1]"
        "{\\newfontfamily\\hebrewfont[Script=Hebrew]{#1}}\n"
        f"{chain}\n\\usepackage{{polyglossia}}\n\\setmainlanguage{{hebrew}}\n"
        "\\setotherlanguage{english}\n\\newfontfamily\\latin{Latin Modern Roman}\n"
        "\\newcommand{\\ltr}[1]{\\LR{\\latin #1}}\n" + _COMMANDS
    )


def _caption(table: Table, style: Style) -> str:
    title = _cell(table, table.title)
    if not table.number:
        return rf"\noindent\textbf{{{title}}}\par\nopagebreak" if title else ""
    number = escaped(numbered(table))
    if style is Style.PLAIN:
        return rf"\noindent\textbf{{{number}. {title}}}\par\nopagebreak"
    shown = title if direction(table.lang) == "rtl" else rf"\textit{{{title}}}"
    return rf"\noindent\textbf{{{number}}}\par\nopagebreak\noindent {shown}\par\nopagebreak"


def _opening(table: Table, word: str) -> str:
    if not word:
        return ""
    return rf"\textbf{{{word}}} " if direction(table.lang) == "rtl" else rf"\textit{{{word}}} "


def _columns(table: Table) -> str:
    """Return every column its share of the line."""
    columns = [table.stub, *table.columns]
    total = sum(column.width for column in columns)
    return "".join(
        rf">{{{_ALIGN[column.align]}\arraybackslash}}"
        rf"p{{\dimexpr{column.width / total:.4f}\linewidth-2\tabcolsep\relax}}"
        for column in columns
    )


def _head(table: Table) -> str:
    heads = " & ".join(_cell(table, c.head) for c in (table.stub, *table.columns)) + r" \\"
    if not table.spanners:
        return heads
    cells, rules, index = [""], [], 0
    starts = {spanner.first: spanner for spanner in table.spanners}
    while index < len(table.columns):
        spanner = starts.get(index)
        if spanner is None:
            cells.append("")
            index += 1
            continue
        span = spanner.last - spanner.first + 1
        cells.append(rf"\multicolumn{{{span}}}{{c}}{{{_stacked(table, spanner.head)}}}")
        rules.append(rf"\cmidrule(lr){{{index + 2}-{index + 1 + span}}}")
        index += span
    return f"{' & '.join(cells)} \\\\\n{' '.join(rules)}\n{heads}"


def _stacked(table: Table, cell: Cell) -> str:
    """Write a head on lines of its own where it has several."""
    inside = _cell(table, cell).replace(r"\newline ", r" \\ ")
    return rf"\begin{{tabular}}{{@{{}}c@{{}}}}{inside}\end{{tabular}}"


def _row(table: Table, row: Row, spaces: list[Rooms]) -> str:
    label = _cell(table, row.label)
    if row.strong:
        label = rf"\textbf{{{label}}}"
    if row.level:
        label = rf"\inset{{{row.level}em}}{label}"
    if not any(row.cells):
        side = "r" if direction(table.lang) == "rtl" else "l"
        return rf"\multicolumn{{{len(row.cells) + 1}}}{{@{{}}{side}@{{}}}}{{{label}}}"
    cells = zip(row.cells, table.columns, spaces, strict=True)
    return " & ".join([label, *(_data(table, *cell) for cell in cells)])


def _data(table: Table, cell: Cell, column: Column, spaces: Rooms) -> str:
    if column.align is not Align.DECIMAL or not cell:
        return _cell(table, cell)
    inside = "".join(map(_run, cell, spaces))
    return rf"\ltr{{{inside}}}" if direction(table.lang) == "rtl" else rf"\mbox{{{inside}}}"


def _cell(table: Table, cell: Cell) -> str:
    parts = []
    for ltr, runs in stretches(cell):
        inside = "".join(_run(run, Room()) for run in runs)
        if unbroken(runs):
            inside = rf"\mbox{{{inside}}}"
        parts.append(rf"\ltr{{{inside}}}" if ltr and direction(table.lang) == "rtl" else inside)
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
