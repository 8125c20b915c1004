"""Tables and text of Markdown, LaTeX and plain text files."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from peerstudy.readers.delimited import decoded
from peerstudy.readers.draft import Draft
from peerstudy.readers.grid import Cell, Document
from peerstudy.readers.limits import LIMITS, Limits
from peerstudy.readers.monospace import laid_out
from peerstudy.readers.statistics import GUESSED

_RULE = re.compile(r"[\s:|+=-]+")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)([^*_]+)(?<=\S)\1(?!\w)")
_COMMAND = re.compile(r"\\(?:textbf|textit|emph|text|mathrm|textrm|small|bfseries|itshape)\b")
_BEGIN = re.compile(r"\\begin\{(tabular[x*]?|longtable|tabulary)\}")
_WIDE = ("tabular*", "tabularx", "tabulary")
_CAPTION = re.compile(r"\\caption\{((?:[^{}]|\{[^{}]*\})*)\}")
_SPECIFICATION = re.compile(r"^\s*(?:\[[^\]]*\])?\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_MANY_LINES = re.compile(r"\\(?:makecell|shortstack)(?:\[[^\]]*\])?\{([^{}]*)\}")
_ROWS = re.compile(r"\\multirow(?:\[[^\]]*\])?\{[^{}]*\}\{[^{}]*\}\{([^{}]*)\}")
_RAISED = re.compile(r"\$\s*\^\s*(?:\{[^{}]*\}|\\?\w)\s*\$|\\textsuperscript\{[^{}]*\}")
_SPAN = re.compile(r"\\multicolumn\{(\d{1,3})\}\{[^{}]*\}\{(.*)\}\s*$", re.DOTALL)
_RULED = re.compile(r"[\s_=─━¯+-]+")
_GAP = re.compile(r"\s{2,}|\t")
_FEWEST_ROWS = 3
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


def is_markdown(lines: Sequence[str]) -> bool:
    """Return whether lines hold a pipe table: a rule with pipes, or two lines between pipes."""
    bare = [line.strip() for line in lines if "|" in line]
    enclosed = sum(line.startswith("|") and line.endswith("|") for line in bare)
    ruled = any("-" in line and _RULE.fullmatch(line) for line in bare)
    return enclosed > 1 or (ruled and len(bare) > 1)


def read_markdown(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the pipe tables and paragraphs of a Markdown file."""
    draft = Draft(name, limits)
    for block in re.split(r"\n\s*\n", decoded(content).replace("\r", "")):
        lines = block.strip("\n").splitlines()
        if is_markdown(lines):
            first = next(number for number, line in enumerate(lines) if "|" in line)
            _write(draft, map(_plain, lines[:first]))
            barred = [line for line in lines[first:] if "|" in line]
            draft.add([_barred(line) for line in barred if not _RULE.fullmatch(line)], draft.title)
            _write(draft, [_plain(line) for line in lines[first:] if "|" not in line])
        elif lines:
            draft.write(_plain(" ".join(lines)).strip("#*_ "))
    return draft.document()


def _plain(line: str) -> str:
    """Return a line without marks of emphasis."""
    return _EMPHASIS.sub(r"\2", line)


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
    draft = Draft(name, limits)
    rest, after = "", 0
    for begin, body, end in _environments(text):
        captions = _CAPTION.findall(text[max(begin - 2000, 0) : begin])
        title = f"Table {len(draft.grids) + 1}. {_unmarked(captions[-1])}" if captions else ""
        draft.add(list(_tabular(body)), title)
        rest += text[after:begin]
        after = end
    for block in re.split(r"\n\s*\n", rest + text[after:]):
        if paragraph := _unmarked(block):
            draft.write(paragraph)
    return draft.document()


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
    for line in filter(str.strip, re.split(r"\\\\(?:\[[^\]]*\])?|\\tabularnewline", body)):
        yield [_latex_cell(part) for part in re.split(r"(?<!\\)&", line)]


def _latex_cell(part: str) -> Cell:
    span = _SPAN.match(part.strip())
    plain = _unmarked(_ROWS.sub(r"\1", span[2] if span else part))
    lead = len(re.findall(r"\\quad|\\hspace|\\indent|^\s*~", part))
    wide = int(span[1]) if span else 1
    return Cell(plain, column_span=wide, bold="\\textbf" in part, indent=lead)


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
    draft = Draft(name, limits)
    lines = decoded(content).replace("\r", "").splitlines()
    uneven, begins = False, 0
    while begins < len(lines):
        run = _run(lines[begins:]) if lines[begins].startswith("\t") else []
        if rows := rows_of_lines(run):
            ends = begins + len(run)
            draft.add([list(map(_cell, row)) for row in rows], draft.title)
        else:
            ends = begins + 1
            while ends < len(lines) and lines[ends].strip() and not _tabbed(lines, ends):
                ends += 1
            uneven = _add(draft, lines[begins:ends]) or uneven
        begins = ends
    return draft.document(GUESSED, "sharpen.uneven") if uneven else draft.document()


def _tabbed(lines: Sequence[str], at: int) -> bool:
    """Return whether lines behind a tab begin there."""
    return lines[at].startswith("\t") and not lines[at - 1].startswith("\t")


def _add(draft: Draft, lines: Sequence[str]) -> bool:
    """Add lines that stand below each other; return whether cells are told apart by number alone.

    That is a guess where some lines have fewer than others.
    """
    found = laid_out([line for line in lines if not _RULED.fullmatch(line)])
    if found is not None:
        _write(draft, found.before)
        draft.add([list(map(_cell, row)) for row in found.rows], draft.title)
        _write(draft, found.behind)
        return False
    uneven = False
    for gapped, part in groupby(lines, lambda line: len(_GAP.split(line.strip())) > 1):
        block = list(part)
        if gapped and len(block) > 2:
            rows = [_cut(line) for line in block]
            uneven = uneven or len(set(map(len, rows))) > 1
            draft.add([list(map(_cell, row)) for row in rows], draft.title)
        else:
            _write(draft, block)
    return uneven


def _write(draft: Draft, lines: Iterable[str]) -> None:
    for line in filter(str.strip, lines):
        draft.write(line.strip())


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


def rows_of_lines(lines: Sequence[str]) -> list[list[str]]:
    r"""Return the rows of a table whose cells stand one to a line behind a tab.

    Word processors write tables as text like this: a row is a run of lines
    that begin with a tab, an empty cell a tab alone, and an empty line ends
    the row. Fewer than three rows, or rows of different lengths, are no table.

    Examples
    --------
    >>> rows_of_lines(["\t", "\tPeers", "", "\tN", "\t26", "", "\tWomen", "\t19 (73)"])
    [['', 'Peers'], ['N', '26'], ['Women', '19 (73)']]
    """
    parts = groupby(lines, lambda line: line.startswith("\t"))
    rows = [[line[1:] for line in part] for tabbed, part in parts if tabbed]
    widths = {len(row) for row in rows}
    return rows if len(rows) >= _FEWEST_ROWS and len(widths) == 1 and widths != {1} else []
