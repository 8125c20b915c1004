"""Tables whose every number is known, drawn in several layouts, formats and both languages."""

import io
import re
import unicodedata
import zipfile
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

WORDS = {
    "en": {
        "first": "Characteristic", "value": "Value", "group": "Group", "variable": "Variable",
        "level": "Level", "n": "n", "percent": "%", "mean": "mean", "sd": "SD", "se": "SE",
        "median": "median", "quartiles": "IQR", "range": "range", "or": "or", "caption": "Table 1",
    },
    "he": {
        "first": "מאפיין", "value": "ערך", "group": "קבוצה", "variable": "משתנה",
        "level": "רמה", "n": "מספר", "percent": "אחוז", "mean": "ממוצע", "sd": "סטיית תקן",
        "se": "טעות תקן", "median": "חציון", "quartiles": "טווח בין-רבעוני", "range": "טווח",
        "or": "או", "caption": "לוח 1",
    },
}  # fmt: skip
PAIRS = {
    ("n", "percent"): ("n", "percent"),
    ("mean", "sd"): ("mean", "sd"),
    ("mean", "se"): ("mean", "se"),
    ("median", "q1", "q3"): ("median", "quartiles"),
    ("median", "min", "max"): ("median", "range"),
    ("min", "max"): ("range",),
}
"""What a cell's numbers are, and the words that name them."""
_SIZE = re.compile(r"[,/(\s]*\b[nN]\s*=\s*[\d,]+\s*\)?")
_STATED = re.compile(
    r"\bn \(\d{1,3}%\)|\b(?:number|percentage|percent|count|means?|m|n|sds?|s\.d\.?|se|sem"
    r"|standard error|median|iqr|range|min|max|minimum|maximum|lower|upper|or|and)\b|95% ?ci\b|%|±"
    r"|#|ממוצע|סטיית תקן|מספר|אחוז|חציון|טווח בין-רבעוני|טעות תקן|טווח",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?<!\bm)[\u00b9\u00b2\u00b3\u2070-\u2079]|[*†‡§¶‖]")


class Printed(NamedTuple):
    """A cell: what it prints, and the statistics and numbers in it."""

    text: str
    stats: tuple[str, ...]
    numbers: tuple[str, ...]


class Line(NamedTuple):
    """A row: its variable, its level and a cell a group."""

    variable: str
    level: str
    cells: dict[str, Printed]

    @property
    def stats(self) -> tuple[str, ...]:
        return next(iter(self.cells.values())).stats

    @property
    def name(self) -> str:
        return self.level or self.variable


class Table(NamedTuple):
    """A table: its groups with their N's as printed, and its rows."""

    name: str
    groups: dict[str, str]
    lines: list[Line]

    @property
    def numbers(self) -> list[tuple[str, str, str, str]]:
        """Group, row, statistic and printed text of every number, by :func:`plain`."""
        return [
            (plain(group), row_of(line.variable, line.level), stat, digits(number))
            for line in self.lines
            for group, cell in line.cells.items()
            for stat, number in zip(cell.stats, cell.numbers, strict=True)
        ]


class Box(NamedTuple):
    """A cell of a drawn table."""

    text: str
    span: int = 1
    indent: int = 0


def plain(text: str) -> str:
    """Return a name without sizes, words of statistics and signs, to compare by."""
    marked = unicodedata.normalize("NFKC", _MARKS.sub("", text)).casefold()
    bare = _STATED.sub(" ", _SIZE.sub(" ", marked))
    return " ".join(re.findall(r"[^\W_]+", bare))


def row_of(variable: str, level: str) -> str:
    """Return a row's label and the heading directly above it, to compare by."""
    parts = [part for each in (*variable.split(" / "), level) if (part := plain(each))]
    return " / ".join(parts[-2:])


def digits(number: str) -> str:
    """Return a printed number without marks of thousands."""
    bare = re.sub(r"(?<=\d)[,\u2009\u00a0\u202f ](?=\d{3}(?!\d))", "", number.strip())
    return bare.replace("−", "-").replace("·", ".")


def table_of(path: Path) -> Table:
    """Read one transcribed table: a row a cell, with both numbers of it apart."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    groups: dict[str, str] = {}
    lines: dict[tuple[str, str, str], Line] = {}
    for row in frame.itertuples():
        group = group_of(str(row.group_label))
        groups.setdefault(group, str(row.group_n))
        cell = _printed(row)
        key = (str(row.variable), str(row.row_label), str(cell.stats))
        line = lines.setdefault(key, Line(*(key[:2] if key[0] else (key[1], "")), {}))
        line.cells.setdefault(group, cell)
    return Table(path.stem, groups, list(lines.values()))


def group_of(label: str) -> str:
    """Return a group's name without its N and the statistics below it."""
    bare = _MARKS.sub("", _SIZE.sub("", label))
    return re.sub(r"\s*/\s*N \(%\)|\s*\(total \d+\)", "", bare).strip(" ,/")


def _printed(row) -> Printed:
    text = re.sub(r"^[a-z](?=\d)|(?<=[\d)])[a-z]$", "", str(row.raw))
    if row.stat in ("n_pct", "mean_sd"):
        error = "standard error" in f"{row.row_label} {row.note}"
        pair = ("n", "percent") if row.stat == "n_pct" else ("mean", "se" if error else "sd")
        return Printed(text, pair, (row.value1, row.value2))
    found = re.findall(r"\d+(?:[.·]\d+)?", text)
    ends = ("q1", "q3") if row.stat == "median_iqr" else ("min", "max")
    return Printed(text, ("median", *ends) if len(found) == 3 else ends, tuple(found))


def in_hebrew(table: Table) -> Table:
    """Return the table with Hebrew names: the kind of name, and a letter or two."""
    named: dict[tuple[str, str], str] = {}
    letters = "אבגדהוזחטיכלמנסעפצקרשת"

    def name(kind: str, text: str) -> str:
        if not plain(text):
            return ""
        of_kind = sum(each == kind for each, _ in named)
        word = f"{WORDS['he'][kind]} {letters[of_kind // 22]}{letters[of_kind % 22]}"
        return named.setdefault((kind, text), word)

    groups = {name("group", group): n for group, n in table.groups.items()}
    lines = [
        Line(
            name("variable", line.variable),
            name("level", f"{line.variable}{line.level}") if line.level else "",
            {name("group", group): cell for group, cell in line.cells.items()},
        )
        for line in table.lines
    ]
    return Table(table.name, groups, lines)


def _stated(table: Table, line: Line, language: str) -> str:
    """Return a row's label, with its statistics where neither it nor its cells name them."""
    name, words = line.name, WORDS[language]
    mixed = len({each.stats for each in table.lines}) > 1
    named = language == "en" and _STATED.search(f"{line.variable} {line.level}")
    if not mixed or named or line.stats == ("n", "percent"):
        return name
    first, *rest = (words[kind] for kind in PAIRS[line.stats])
    return f"{name}, {first} ({rest[0]})" if rest else f"{name}, {first}"


def _heads(table: Table) -> list[str]:
    return [
        f"{group} (n = {n})" if group and n else f"N = {n}" if n else group
        for group, n in table.groups.items()
    ]


def wide(table: Table, language: str) -> list[list[Box]]:
    """Labels, then a column a group."""
    rows = [[Box(WORDS[language]["first"]), *map(Box, _heads(table))]]
    blank = [Box("")] * len(table.groups)
    for line, opens in _opened(table):
        if opens:
            rows.append([Box(line.variable), *blank])
        cells = [line.cells[g].text if g in line.cells else "" for g in table.groups]
        label = Box(_stated(table, line, language), indent=int(bool(line.level)))
        rows.append([label, *map(Box, cells)])
    return rows


def stacked(table: Table, language: str) -> list[list[Box]]:
    """Groups below one another, each a section that begins with its name and N."""
    if len(table.groups) < 2 or not all(table.groups.values()):
        return []
    words = WORDS[language]
    rows = [[Box(words["first"]), Box(words["value"])]]
    for group, head in zip(table.groups, _heads(table), strict=True):
        rows.append([Box(head), Box("")])
        part = table._replace(lines=[line for line in table.lines if group in line.cells])
        for line, opens in _opened(part):
            if opens:
                rows.append([Box(line.variable, indent=1), Box("")])
            label = Box(_stated(table, line, language), indent=1 + bool(line.level))
            rows.append([label, Box(line.cells[group].text)])
    return rows


def separate(table: Table, language: str) -> list[list[Box]]:
    """Two columns a group, whose headings name the statistics of all rows."""
    words = WORDS[language]
    kinds = list(dict.fromkeys(line.stats for line in table.lines if len(line.stats) == 2))
    pairs = [PAIRS[kind] for kind in kinds if len(PAIRS[kind]) == 2]
    two = [f" {words['or']} ".join(dict.fromkeys(words[pair[i]] for pair in pairs)) for i in (0, 1)]
    return _in_columns(table, language, table.lines, two if pairs else [words["value"], ""])


def renamed(table: Table, language: str) -> list[list[Box]]:
    """Two columns a group; rows within the table name the statistics of those below them."""
    words = WORDS[language]
    kinds = list(dict.fromkeys(line.stats for line in table.lines))
    if len(kinds) < 2 or any(len(kind) > 2 or len(PAIRS[kind]) < 2 for kind in kinds):
        return []
    rows: list[list[Box]] = []
    for kind in kinds:
        lines = [line for line in table.lines if line.stats == kind]
        made = _in_columns(table, language, lines, [words[each] for each in PAIRS[kind]])
        rows += made[1:] if rows else made
    return rows


def _in_columns(table: Table, language: str, lines: list[Line], two: list[str]) -> list[list[Box]]:
    first = [Box(WORDS[language]["first"]), *(Box(head, 2) for head in _heads(table))]
    rows = [first, [Box(""), *map(Box, two * len(table.groups))]]
    blank = [Box("")] * (2 * len(table.groups))
    for line, opens in _opened(table._replace(lines=lines)):
        if opens:
            rows.append([Box(line.variable), *blank])
        made = [Box(line.name, indent=int(bool(line.level)))]
        for group in table.groups:
            cell = line.cells.get(group)
            apart = cell is not None and len(cell.numbers) == 2 and len(PAIRS[cell.stats]) == 2
            parts = ["", ""] if cell is None else [cell.text, ""]
            made += map(Box, cell.numbers if cell is not None and apart else parts)
        rows.append(made)
    return rows


def _opened(table: Table) -> list[tuple[Line, bool]]:
    """Return each row, and whether its variable needs a heading above it."""
    before = ""
    made = []
    for line in table.lines:
        made.append((line, bool(line.level) and plain(line.variable) != before))
        before = plain(line.variable)
    return made


LAYOUTS = {"wide": wide, "stacked": stacked, "separate": separate, "renamed": renamed}


def csv(rows: list[list[Box]], _language: str) -> bytes:
    lines = []
    for row in rows:
        cells = [part for b in row for part in [" " * 2 * b.indent + b.text, *[""] * (b.span - 1)]]
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    return "\n".join(lines).encode()


def xlsx(rows: list[list[Box]], language: str) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.sheet_view.rightToLeft = language == "he"
    for number, row in enumerate(rows, start=1):
        column = 1
        for box in row:
            cell = sheet.cell(number, column, box.text)
            if re.fullmatch(r"\d+(?:\.\d+)?", box.text):
                places = len(box.text.partition(".")[2])
                cell.value = float(box.text) if places else int(box.text)
                cell.number_format = "0." + "0" * places if places else "0"
            cell.alignment = Alignment(indent=box.indent)
            if box.span > 1:
                sheet.merge_cells(None, number, column, number, column + box.span - 1)
            column += box.span
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def html(rows: list[list[Box]], language: str) -> bytes:
    way = ' dir="rtl"' if language == "he" else ""
    title = f"<caption>{WORDS[language]['caption']}</caption>"
    return f"<!doctype html><table{way}>{title}{_markup(rows, '&nbsp;')}</table>".encode()


def jats(rows: list[list[Box]], language: str) -> bytes:
    body = _markup(rows, "\u2003")
    return (
        f"<?xml version='1.0'?><article><body><table-wrap><label>{WORDS[language]['caption']}"
        f"</label><table>{body}</table></table-wrap></body></article>"
    ).encode()


def _markup(rows: list[list[Box]], blank: str) -> str:
    heads = 2 if any(box.span > 1 for box in rows[0]) else 1

    def row(boxes: list[Box], tag: str) -> str:
        return "<tr>" + "".join(
            f'<{tag} colspan="{b.span}">{blank * 2 * b.indent}{escape(b.text)}</{tag}>'
            for b in boxes
        ) + "</tr>"  # fmt: skip

    head = "".join(row(boxes, "th") for boxes in rows[:heads])
    return f"<thead>{head}</thead><tbody>{''.join(row(b, 'td') for b in rows[heads:])}</tbody>"


def docx(rows: list[list[Box]], language: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = ""
    for row in rows:
        body += "<w:tr>"
        for b in row:
            span = f'<w:gridSpan w:val="{b.span}"/>' if b.span > 1 else ""
            indent = f'<w:pPr><w:ind w:left="{240 * b.indent}"/></w:pPr>' if b.indent else ""
            body += (
                f"<w:tc><w:tcPr>{span}</w:tcPr><w:p>{indent}<w:r><w:t xml:space='preserve'>"
                f"{escape(b.text)}</w:t></w:r></w:p></w:tc>"
            )
        body += "</w:tr>"
    way = "<w:tblPr><w:bidiVisual/></w:tblPr>" if language == "he" else ""
    title = f"<w:p><w:r><w:t>{WORDS[language]['caption']}</w:t></w:r></w:p>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body>{title}<w:tbl>{way}{body}</w:tbl></w:body></w:document>",
        )
    return out.getvalue()


def tex(rows: list[list[Box]], language: str) -> bytes:
    def cell(b: Box) -> str:
        text = re.sub(r"([%&#_$])", r"\\\1", b.text).replace("±", r"$\pm$")
        text = r"\quad " * b.indent + text
        return rf"\multicolumn{{{b.span}}}{{c}}{{{text}}}" if b.span > 1 else text

    body = "\n".join(" & ".join(map(cell, row)) + r" \\" for row in rows)
    return (
        rf"\begin{{table}}\caption{{{WORDS[language]['caption']}}}\begin{{tabular}}{{lrr}}"
        f"\n{body}\n" + r"\end{tabular}\end{table}"
    ).encode()


def md(rows: list[list[Box]], language: str) -> bytes:
    lines = []
    for row in rows:
        cells = [
            part
            for b in row
            for part in ["&nbsp;" * 2 * b.indent + b.text.replace("|", r"\|"), *[""] * (b.span - 1)]
        ]
        lines.append("| " + " | ".join(cells) + " |")
    lines.insert(1, "|" + "---|" * sum(box.span for box in rows[0]))
    return (WORDS[language]["caption"] + "\n\n" + "\n".join(lines) + "\n").encode()


FORMATS = {
    "CSV": (csv, ".csv"), "XLSX": (xlsx, ".xlsx"), "HTML": (html, ".html"), "DOCX": (docx, ".docx"),
    "JATS": (jats, ".nxml"), "TeX": (tex, ".tex"), "Markdown": (md, ".md"),
}  # fmt: skip
