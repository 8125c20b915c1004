"""Tables and text of Markdown, LaTeX and plain text files."""

import re
from collections.abc import Iterator, Sequence

from peerstudy.readers.delimited import decoded
from peerstudy.readers.grid import LABEL, Cell, Document, Grid, Paragraph, resolve_spans
from peerstudy.readers.limits import LIMITS, Limits, check_size
from peerstudy.readers.listed import rows_of_lines

_RULE = re.compile(r"[\s:|+=-]+")
_COMMAND = re.compile(r"\\(?:textbf|textit|emph|text|mathrm|textrm|small|bfseries|itshape)\b")
_BEGIN = re.compile(r"\\begin\{(tabular[x*]?|longtable|tabulary)\}")
_WIDE = ("tabular*", "tabularx", "tabulary")
_SPECIFICATION = re.compile(r"^\s*(?:\[[^\]]*\])?\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_MANY_LINES = re.compile(r"\\(?:makecell|shortstack)(?:\[[^\]]*\])?\{([^{}]*)\}")
_ROWS = re.compile(r"\\multirow(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}\{([^{}]*)\}")
_RAISED = re.compile(r"\$\s*\^\s*(?:\{[^{}]*\}|\\?\w)\s*\$|\\textsuperscript\{[^{}]*\}")
_SPAN = re.compile(r"\\multicolumn\{(\d{1,3})\}\{[^{}]*\}\{(.*)\}\s*$", re.DOTALL)
_GAP = re.compile(r"\s{2,}|\t")
_SIGNS = {
    r"\%": "%",
    r"\&": "&",
    r"\pm": "±",
    "---": "—",
    "--": "–",
    "~": " ",
    r"\_": "_",
    r"\#": "#",
    r"\times": "×",
    r"\le": "≤",
    r"\ge": "≥",
    r"\quad": "  ",
    r"\,": "",
}
_RULES = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|cline\{[^}]*\}|cmidrule[^}]*\})")


def read_markdown(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the pipe tables and paragraphs of a Markdown file."""
    grids: list[Grid] = []
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", decoded(content).replace("\r", "")):
        lines = block.strip("\n").splitlines()
        barred = [line for line in lines if line.count("|") > 1 or _RULE.fullmatch(line)]
        if len(barred) > 1 and any("|" in line for line in barred):
            rows = [_barred(line) for line in barred if not _RULE.fullmatch(line)]
            above = paragraphs[-1] if paragraphs and LABEL.match(paragraphs[-1]) else ""
            _check(rows, name, limits)
            grids.append(Grid(resolve_spans(rows), len(grids) + 1, above))
        elif lines:
            paragraphs.append(" ".join(lines).strip("#*_ "))
    return Document(name, tuple(grids), _numbered(paragraphs))


def _barred(line: str) -> list[Cell]:
    inner = line.strip().removeprefix("|").removesuffix("|").replace("\\|", "\u00a6")
    parts = inner.replace("&nbsp;", "\u00a0").split("|")
    return [_cell(part.replace("\u00a6", "|")) for part in parts]


def _cell(text: str) -> Cell:
    inner = text.removeprefix(" ").rstrip()
    bare = inner.lstrip(" \u00a0\u2003")
    bold = bare.startswith("**") and bare.endswith("**") and len(bare) > 4
    return Cell(bare.strip("*"), bold=bold, indent=len(inner) - len(bare))


def read_latex(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the tabular environments of a LaTeX file; its commands are not run."""
    text = re.sub(r"(?<!\\)%.*", "", decoded(content))
    grids: list[Grid] = []
    rest: list[str] = []
    after = 0
    for begin, body, end in _environments(text):
        caption = re.findall(
            r"\\caption\{((?:[^{}]|\{[^{}]*\})*)\}", text[max(begin - 2000, 0) : begin]
        )
        rest.append(text[after:begin])
        after = end
        rows = list(_tabular(body))
        _check(rows, name, limits)
        title = f"Table {len(grids) + 1}. {_unmarked(caption[-1])}" if caption else ""
        grids.append(Grid(resolve_spans(rows), len(grids) + 1, title))
    rest.append(text[after:])
    paragraphs = [_unmarked(block) for block in re.split(r"\n\s*\n", "".join(rest))]
    return Document(name, tuple(grids), _numbered([p for p in paragraphs if p]))


def _environments(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield where each table begins, what is in it, and where it ends."""
    position = 0
    while (begin := _BEGIN.search(text, position)) is not None:
        close = f"\\end{{{begin[1]}}}"
        end = text.find(close, begin.end())
        if end < 0:
            return
        position = end + len(close)
        body = text[begin.end() : end]
        for _ in range(2 if begin[1] in _WIDE else 1):
            body = _SPECIFICATION.sub("", body, count=1)
        yield begin.start(), body, position


def _tabular(body: str) -> Iterator[list[Cell]]:
    body = _RULES.sub("", body)
    body = _MANY_LINES.sub(lambda cell: cell[1].replace(r"\\", " "), body)
    for line in re.split(r"\\\\(?:\[[^\]]*\])?|\\tabularnewline", body):
        if not line.strip():
            continue
        cells = []
        for part in re.split(r"(?<!\\)&", line):
            span = _SPAN.match(part.strip())
            plain = _unmarked(_ROWS.sub(r"\1", span[2] if span else part))
            lead = len(re.findall(r"\\quad|\\hspace|\\indent|^\s*~", part))
            cells.append(
                Cell(
                    plain,
                    column_span=int(span[1]) if span else 1,
                    bold="\\textbf" in part,
                    indent=lead,
                )
            )
        yield cells


def _unmarked(text: str) -> str:
    text = _RAISED.sub("", text)
    text = _COMMAND.sub("", text)
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    text = re.sub(r"\\hspace\*?\{[^}]*\}|\\[a-zA-Z]+\*?", " ", text)
    return " ".join(re.sub(r"[{}$]", "", text).split())


def read_plain(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read a text: lines whose cells are set apart by two spaces or more are a table.

    So are cells that stand one to a line, each behind a tab.
    """
    grids: list[Grid] = []
    paragraphs: list[str] = []
    block: list[str] = []
    lines = decoded(content).replace("\r", "").splitlines()
    begins = 0
    for number, line in enumerate([*lines, ""]):
        if number < begins:
            continue
        if line.startswith("\t") and (run := _run(lines[number:])):
            begins = number + len(run)
            if listed := rows_of_lines(run):
                rows = [[_cell(part) for part in row] for row in listed]
                _check(rows, name, limits)
                above = paragraphs[-1] if paragraphs and LABEL.match(paragraphs[-1]) else ""
                grids.append(Grid(resolve_spans(rows), len(grids) + 1, above))
                continue
            begins = number
        if len(_GAP.split(line.strip())) > 1:
            block.append(line)
            continue
        if len(block) > 2:
            rows = [[_cell(part) for part in _cut(each)] for each in block]
            _check(rows, name, limits)
            above = paragraphs[-1] if paragraphs and LABEL.match(paragraphs[-1]) else ""
            grids.append(Grid(resolve_spans(rows), len(grids) + 1, above))
        else:
            paragraphs += block
        block = []
        if line.strip():
            paragraphs.append(line.strip())
    return Document(name, tuple(grids), _numbered(paragraphs))


def _run(lines: Sequence[str]) -> list[str]:
    """Return the lines from the first that begin with a single tab, up to two empty ones."""
    run: list[str] = []
    for line in lines:
        ended = not line.strip() and not line.startswith("\t")
        if not ended and (not line.startswith("\t") or "\t" in line[1:]):
            break
        if ended and run and not run[-1]:
            break
        run.append("" if ended else line)
    return run


def _cut(line: str) -> list[str]:
    lead = line[: len(line) - len(line.lstrip())]
    parts = [part for part in _GAP.split(line.strip()) if part]
    return [lead + parts[0], *parts[1:]]


def _numbered(texts: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, f"paragraph {i}") for i, text in enumerate(texts, start=1))


def _check(rows: list[list[Cell]], name: str, limits: Limits) -> None:
    longest = max((len(cell.text) for row in rows for cell in row), default=0)
    check_size(name, longest, len(rows), max(map(len, rows), default=0), limits)
