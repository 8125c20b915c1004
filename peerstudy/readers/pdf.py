"""Tables and text of PDF files, from where their characters stand: experimental.

A PDF holds no tables or sentences, so each is inferred from positions and
rules, and every number that is read of one carries a doubt.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from peerstudy.errors import MissingExtraError
from peerstudy.readers.blocks import Table, continued, is_prose, tables_and_lines
from peerstudy.readers.draft import Draft
from peerstudy.readers.grid import LABEL, Document, Grid
from peerstudy.readers.limits import LIMITS, WHOLE, Limits, refuse, too_large
from peerstudy.readers.lines import Line, is_rtl, lines_of, with_brackets
from peerstudy.readers.ruled import ruled_tables
from peerstudy.readers.runs import runs

DOUBT = 0.3
"""How unsure every number is at least."""
_PROGRAM = Path(__file__).with_name("pages.py")
_PITCH = 1.7
_WORDY, _FEWEST, _MOSTLY = 20, 6, 0.5
_NOTE = re.compile(
    r"\s*(?:notes?\b|abbreviations|anmerkung|nota\b|הערה|[*†‡§]|(?-i:[a-d])\s)", re.IGNORECASE
)
_HYPHEN = re.compile(r"[^\W\d_]-\Z")
_RUNNING_HEAD = 120

Block = Table | str
"""A table, or a paragraph."""


def read_pdf(content: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Read the tables and paragraphs of a PDF file.

    The file is opened in a process of its own, which ends when it needs more
    time or memory than allowed.
    """
    if find_spec("pypdfium2") is None:
        raise MissingExtraError("Reading PDF files", "readers")
    draft = Draft(name, limits)
    pages = [list(_blocks(page)) for page in _pages(content, name, limits)]
    for number, blocks in enumerate(_continued(pages), start=1):
        draft.begin(f"page {number}, paragraph")
        _add(draft, blocks)
    document = draft.document(DOUBT, "sharpen.experimental")
    if not document.grids and not document.paragraphs:
        allowed = "its characters must be stored as text"
        raise refuse(name, "no text, perhaps a scanned page", allowed)
    return document


def _pages(content: bytes, name: str, limits: Limits) -> Iterator[dict[str, Any]]:
    """Return the characters and rules of each page, as another process reads them."""
    most = (limits.pages, limits.characters, limits.memory)
    command = [sys.executable, "-P", str(_PROGRAM), *map(str, most)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        found, allowed = f"more than {limits.seconds:g} seconds of work", "it must be read in less"
        raise too_large(name, found, allowed, "seconds") from None
    if done.returncode:
        allowed = f"the file must be whole, and need {limits.memory:,} bytes of memory at most"
        raise too_large(name, "a PDF that cannot be read", allowed, "memory")
    lines = done.stdout.splitlines()
    if not lines:
        raise refuse(name, "a PDF without pages", WHOLE)
    last = json.loads(lines[-1])
    if (reason := last.get("refused")) is not None:
        raise _refused(name, reason, last.get("found", 0), limits)
    return map(json.loads, lines)


def _refused(name: str, reason: str, found: int, limits: Limits) -> Exception:
    if reason == "locked":
        return refuse(name, "an encrypted PDF", "save it without a password")
    if reason == "damaged":
        return refuse(name, "a PDF that cannot be read", WHOLE)
    allowed = f"a PDF may have {getattr(limits, reason):,} {reason} at most"
    return too_large(name, f"{found:,} {reason}", allowed, reason)


def _continued(pages: Sequence[list[Block]]) -> Sequence[list[Block]]:
    """Put a table at the end of a page together with the rest of it on the next."""
    begun: tuple[list[Block], int] | None = None
    for blocks in pages:
        first = next((i for i, each in enumerate(blocks) if isinstance(each, Table)), None)
        if begun is not None and first is not None and _is_margin(blocks[:first]):
            whole = continued(
                *(each for each in (begun[0][begun[1]], blocks[first]) if isinstance(each, Table))
            )
            if whole is not None:
                begun[0][begun[1]] = whole
                del blocks[first]
                if _is_margin(blocks):
                    continue
        last = next((i for i in reversed(range(len(blocks))) if isinstance(blocks[i], Table)), None)
        begun = None if last is None or not _is_margin(blocks[last + 1 :]) else (blocks, last)
    return pages


def _is_margin(blocks: Sequence[Block]) -> bool:
    """Return whether nothing but a running head or a page's number stands in some blocks."""
    texts = [block for block in blocks if isinstance(block, str)]
    short = all(len(text) < _RUNNING_HEAD and not _NOTE.match(text) for text in texts)
    return len(texts) == len(blocks) <= 2 and short


def _add(draft: Draft, blocks: Sequence[Block]) -> None:
    """Add a page's tables and paragraphs to those of the pages before it."""
    waiting: list[int] = []
    for block in blocks:
        if isinstance(block, Table):
            waiting.append(len(draft.grids))
            draft.add(block.rows, draft.title)
            continue
        for index in waiting:
            draft.grids[index] = _described(draft.grids[index], block)
        if not _NOTE.match(block):
            waiting.clear()
        draft.write(block)


def _described(grid: Grid, below: str) -> Grid:
    """Return a table with the paragraph below it as its title or note, where it is one."""
    if LABEL.match(below) and not grid.caption:
        return replace(grid, caption=below)
    return replace(grid, notes=(*grid.notes, below)) if _NOTE.match(below) else grid


def _blocks(page: dict[str, Any]) -> Iterator[Block]:
    """Yield a page's tables and paragraphs in the order of reading."""
    ruled, rest = ruled_tables(page["characters"], page["rules"])
    lines = lines_of(rest)
    for column in _columns_of_text(lines):
        inside = [t for t in ruled if _is_in(t, column, lines)]
        ruled = [t for t in ruled if t not in inside]
        held: list[Line] = []
        for block in _sorted([*tables_and_lines(column), *inside]):
            if isinstance(block, Table):
                yield from _paragraphs(held)
                yield block
                held = []
            else:
                held.append(block)
        yield from _paragraphs(held)
    yield from ruled


def _sorted(blocks: Sequence[Table | Line]) -> list[Table | Line]:
    return sorted(blocks, key=lambda each: each.top if isinstance(each, Table) else each.base)


def _is_in(table: Table, column: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Return whether a table stands beside or between the lines of a column of text."""
    if len(column) == len(lines):
        return True
    top, bottom = column[0].base - 3 * column[0].height, column[-1].base
    left, right = min(line.left for line in column), max(line.right for line in column)
    return top <= table.top <= bottom and left <= (table.left + table.right) / 2 <= right


def _columns_of_text(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each column of running text, and of what stands across columns."""
    gutter = _gutter(lines)
    if gutter is None:
        yield list(lines)
        return
    sides: tuple[list[Line], list[Line]] = ([], [])
    across: list[Line] = []
    rtl = is_rtl(" ".join(line.text for line in lines))
    for line in lines:
        if any(s.left < gutter < s.right for s in line.segments):
            yield from _in_order(sides, rtl)
            sides = ([], [])
            across.append(line)
            continue
        if across:
            yield across
            across = []
        for side, beyond in zip(sides, (False, True), strict=True):
            if part := tuple(s for s in line.segments if (s.left >= gutter) == beyond):
                side.append(Line(part))
    yield from _in_order(sides, rtl)
    if across:
        yield across


def _in_order(sides: tuple[list[Line], list[Line]], rtl: bool) -> Iterator[list[Line]]:
    """Yield two columns in the order of reading; as one, where neither is running text."""
    left, right = sides
    if left and right and not (_is_text(left) or _is_text(right)):
        yield _side_by_side(left, right)
        return
    yield from (side for side in (sides[::-1] if rtl else sides) if side)


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """Return the lines of both sides, those on one baseline as one."""
    lines = sorted((*left, *right), key=lambda line: line.base)
    level = runs(lines, lambda run, line: line.base == run[0].base)
    return [Line(tuple(segment for line in run for segment in line.segments)) for run in level]


def _is_text(lines: Sequence[Line]) -> bool:
    """Return whether most lines are single runs of words."""
    wordy = sum(len(line.segments) == 1 and len(line.text) > _WORDY for line in lines)
    return wordy > _MOSTLY * len(lines)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the gap between two columns of running text lies, if there are two."""
    wordy = [s for line in lines for s in line.segments if len(s.text) > _WORDY]
    if len(wordy) < 2 * _FEWEST:
        return None
    best, gutter = 0, None
    for place in sorted({round(s.right + s.height / 3) for s in wordy}):
        left = sum(s.right <= place for s in wordy)
        right = sum(s.left >= place for s in wordy)
        fewer, crossing = min(left, right), len(wordy) - left - right
        if fewer >= _FEWEST and fewer - crossing > best:
            best, gutter = fewer - crossing, float(place)
    return gutter


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs that lines of running text form."""
    right, left = (line.right for line in lines), (line.left for line in lines)
    width = max(right, default=0) - min(left, default=0)
    yield from map(_joined, runs(lines, lambda held, line: _goes_on(held, line, width)))


def _goes_on(held: Sequence[Line], line: Line, width: float) -> bool:
    """Return whether a line is of the paragraph of the lines before it."""
    last = held[-1]
    pitch = _PITCH * median(each.height for each in (last, line))
    if line.base - last.base > pitch:
        return False
    if len(held) == 1 and LABEL.fullmatch(last.text.rstrip(". ")):
        return True
    if abs(line.height - last.height) > 0.15 * max(line.height, last.height):
        return False
    if LABEL.match(line.text) and not last.text.endswith(("(", ",", "see")):
        return False
    if _HYPHEN.search(last.text):
        return True
    short = last.right - last.left < 0.8 * width
    ended = last.text.endswith((".", ":", "?", "!", ";")) or not last.text[-1:].islower()
    return not (short and ended and not is_prose(last))


def _joined(lines: Sequence[Line]) -> str:
    """Join the lines of a paragraph, and the words that are broken at their ends."""
    parts: list[str] = []
    for line in lines:
        if parts and _HYPHEN.search(parts[-1]) and line.text[:1].islower():
            parts[-1] = parts[-1][:-1] + line.text
        else:
            parts.append(line.text)
    text = " ".join(parts)
    return with_brackets(text) if is_rtl(text) else text
