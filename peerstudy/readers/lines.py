"""Lines of a page from where its characters stand, in the order in which they are read.

A PDF holds no words, lines or directions, only glyphs at positions. Lines of
Hebrew and Arabic are stored from left to right as they look, often with their
brackets exchanged; both are put right here.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median
from typing import NamedTuple

from peerstudy.readers.pages import Character
from peerstudy.readers.runs import runs
from peerstudy.readers.xml import POWERS, is_power

_SAME_LINE = 0.2
_WORD, _CELL = 0.13, 0.8
"""Parts of a character's height that set words and cells apart."""
_SMALL = 0.88
_RAISED, _LOWERED = 0.75, 0.4
_NEAR = 0.6
_LEAN = 0.05
_UNIT = 8
"""Of a word, so many characters at the end tell whether it is a unit."""
_LETTER = re.compile(r"[^\W\d_]")
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_PIECE = r"[A-Za-z\u00c0-\u024f\d%]+"
_TOKEN = rf"{_PIECE}(?:[.,:/'=+\-<>&]+{_PIECE})*"
_LTR_RUN = re.compile(rf"(?:[(\[]?{_TOKEN}[)\]]? (?=[(\[]?[A-Za-z]))*{_TOKEN}")
_FORMS = re.compile(r"[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")
_OPEN, _CLOSE = "([", ")]"
_BESIDE = re.compile(r"[(\[±].*")
_NUMBER = re.compile(r"[<>≤≥]?\s*[-−–]?[\d.,·\s/%]+")
_BRACKETED = re.compile(r"\s*[(\[)\]]\s*([^()\[\]]*?)\s*[)\](\[]\s*([^()\[\]]*\d[^()\[\]]*?)\s*")


class Glyph(NamedTuple):
    """One character of a page and where it stands, in points, downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    bold: bool
    mark: str = ""
    """What is raised behind it."""

    @property
    def height(self) -> float:
        """How high its font is."""
        return max(self.bottom - self.top, 1.0)


class Word(NamedTuple):
    """Characters without a space, from left to right, and the marks raised in them."""

    text: str
    left: float
    right: float
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Segment:
    """Words of one line from left to right, without a wide gap between them."""

    words: tuple[Word, ...]
    base: float
    height: float
    bold: bool = False

    @cached_property
    def text(self) -> str:
        """Its text in the order of reading, without raised marks."""
        return in_reading_order(" ".join(word.text for word in self.words))

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @property
    def marks(self) -> tuple[str, ...]:
        """What is raised in it."""
        return tuple(mark for word in self.words for mark in word.marks)

    @property
    def has_digits(self) -> bool:
        """Whether a number stands in it."""
        return any(c.isdigit() for c in self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one baseline, from left to right."""

    segments: tuple[Segment, ...]

    @property
    def base(self) -> float:
        """The baseline, downwards."""
        return self.segments[0].base

    @property
    def height(self) -> float:
        """The height of its largest font."""
        return max(segment.height for segment in self.segments)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.segments[-1].right

    def moved(self, down: float) -> "Line":
        """Return it further down."""
        return Line(tuple(replace(each, base=each.base + down) for each in self.segments))

    @property
    def text(self) -> str:
        """All of it in the order of reading."""
        parts = [segment.text for segment in self.segments]
        return " ".join(reversed(parts) if is_rtl(" ".join(parts)) else parts)


def lines_of(characters: Sequence[Character]) -> list[Line]:
    """Return the lines of a page from the top."""
    glyphs = sorted((Glyph(*character) for character in characters), key=lambda each: each.base)
    rows = [row for row in runs(glyphs, _is_level) if any(glyph.text != " " for glyph in row)]
    marked = _with_marks([sorted(row, key=lambda each: each.left) for row in rows])
    return [Line(tuple(_segments(row))) for row in marked if row]


def _is_level(row: Sequence[Glyph], glyph: Glyph) -> bool:
    """Return whether a character stands on the baseline of those before it."""
    return glyph.base - row[-1].base <= _SAME_LINE * min(glyph.height, row[-1].height)


def _with_marks(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return lines whose small characters on a baseline of their own are part of the line beside.

    Raised ones are marks of the character before them; lowered ones are text.
    """
    for number in range(len(rows) - 1):
        upper, lower = rows[number], rows[number + 1]
        if not upper:
            continue
        apart = lower[0].base - upper[-1].base
        if apart < _RAISED * median(g.height for g in lower):
            raised, upper = _parted(upper, lower)
            rows[number], rows[number + 1] = upper, _marked(lower, raised)
        if upper and apart < _LOWERED * median(g.height for g in upper):
            lowered, rows[number + 1] = _parted(rows[number + 1], upper)
            rows[number] = sorted([*upper, *lowered], key=lambda each: each.left)
    return rows


def _parted(glyphs: Sequence[Glyph], line: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Part characters in those that are small beside one of a line, and others."""
    lefts = [large.left for large in line]
    small: list[Glyph] = []
    others: list[Glyph] = []
    for glyph in glyphs:
        at = bisect(lefts, glyph.left)
        near = line[max(at - 2, 0) : at + 2]
        (small if any(_belongs(glyph, large) for large in near) else others).append(glyph)
    return small, others


def _belongs(small: Glyph, large: Glyph) -> bool:
    """Return whether a character is a raised or lowered one of a larger one beside it."""
    return (
        small.height <= _SMALL * large.height
        and large.left - _NEAR * large.height <= small.left
        and small.left <= large.right + _NEAR * large.height
    )


def _marked(line: Sequence[Glyph], raised: Sequence[Glyph]) -> list[Glyph]:
    """Return a line with raised characters as marks of those that they follow."""
    written = [at for at, glyph in enumerate(line) if glyph.text != " "]
    lefts = [line[at].left for at in written]
    marks: dict[int, str] = {}
    for glyph in raised:
        at = written[max(bisect(lefts, (glyph.left + glyph.right) / 2 - 0.5) - 1, 0)]
        marks[at] = marks.get(at, "") + glyph.text
    return [glyph._replace(mark=marks.get(at, "")) for at, glyph in enumerate(line)]


def _segments(row: Sequence[Glyph]) -> Iterator[Segment]:
    """Cut a line where gaps are too wide for spaces, but not before the bracket of a number."""
    wide = [glyph for glyph in row if glyph.text == " " and glyph.right > glyph.left]
    spaces = sorted((glyph.left + glyph.right) / 2 for glyph in wide)
    once = [run[0] for run in runs((glyph for glyph in row if glyph.text != " "), _is_bold_copy)]
    segments = [_segment(part, spaces) for part in runs(once, _is_near)]
    for first, *rest in runs(segments, _is_bracket_of):
        yield replace(first, words=sum((each.words for each in rest), first.words))


def _is_bold_copy(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Return whether a character is printed a second time in its place, to look bold."""
    return run[0].text == glyph.text and abs(run[0].left - glyph.left) < 0.1 * run[0].height


def _is_near(run: Sequence[Glyph], glyph: Glyph) -> bool:
    return glyph.left - run[-1].right <= _CELL * max(glyph.height, run[-1].height)


def _is_bracket_of(run: Sequence[Segment], segment: Segment) -> bool:
    near = segment.left - run[-1].right < 3 * run[-1].height
    return bool(near and _NUMBER.fullmatch(run[-1].text) and _BESIDE.fullmatch(segment.text))


def _segment(glyphs: Sequence[Glyph], spaces: Sequence[float]) -> Segment:
    words = runs(glyphs, lambda word, glyph: not _is_apart(word[-1], glyph, spaces))
    height = median(glyph.height for glyph in glyphs)
    bold = all(glyph.bold for glyph in glyphs)
    return Segment(tuple(map(_word, words)), glyphs[0].base, height, bold)


def _is_apart(one: Glyph, other: Glyph, spaces: Sequence[float]) -> bool:
    """Return whether a gap or a space lies between two characters of a line."""
    if other.left - one.right > _WORD * other.height:
        return True
    at = bisect(spaces, one.right - _LEAN * one.height)
    return at < len(spaces) and spaces[at] < other.left


def _word(glyphs: Sequence[Glyph]) -> Word:
    """Return a word; what is raised behind a character of it is a mark, or the power of a unit."""
    text, marks = "", []
    for glyph in glyphs:
        text += glyph.text
        mark = glyph.mark.replace(" ", "")
        if mark and is_power(mark, text[-_UNIT:]):
            text += POWERS[mark]
        elif mark:
            marks.append(mark)
    return Word(text, glyphs[0].left, max(glyph.right for glyph in glyphs), tuple(marks))


def is_rtl(text: str) -> bool:
    """Return whether most letters of a text run from right to left."""
    rtl = len(_RTL.findall(text))
    return 2 * rtl > len(_LETTER.findall(text)) and rtl > 0


def in_reading_order(visual: str) -> str:
    """Return a text in the order of reading, from characters side by side from left to right.

    Examples
    --------
    >>> in_reading_order("(73.1%) 19 םישנ")
    'נשים 19 (73.1%)'
    >>> in_reading_order("19 of 26 (73.1%)")
    '19 of 26 (73.1%)'
    """
    text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), visual)
    if is_rtl(text):
        text = _LTR_RUN.sub(_turned_round, text[::-1].translate(_MIRRORED))
    elif _RTL.search(text):
        runs = r"[\u0590-\u08ff](?:[\u0590-\u08ff\"' ]*[\u0590-\u08ff])?"
        text = re.sub(runs, lambda run: run[0][::-1], text)
    return with_brackets(" ".join(text.split()))


def _turned_round(run: re.Match[str]) -> str:
    return run[0][::-1].translate(_MIRRORED)


def with_brackets(text: str) -> str:
    """Return a text whose round and square brackets open and close as spaces show they do.

    Examples
    --------
    >>> with_brackets("7 )26.9(")
    '7 (26.9)'
    """
    marks = list(text)
    for place, mark in enumerate(text):
        if mark not in _OPEN + _CLOSE:
            continue
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        opens = before in " -–/" + _OPEN + _CLOSE and (after.isalnum() or after == "%")
        closes = (before.isalnum() or before in "%.") and after in " .,;:?!" + _OPEN + _CLOSE
        if opens != closes:
            pair = "()" if mark in "()" else "[]"
            marks[place] = pair[0] if opens else pair[1]
    return "".join(marks)


def number_first(text: str) -> str:
    """Return a number of a line from right to left with its bracket behind it.

    Examples
    --------
    >>> number_first("(73.1%) 19"), number_first("58–30"), number_first("41.5 (7.79)")
    ('19 (73.1%)', '30–58', '41.5 (7.79)')
    """
    if bracketed := _BRACKETED.fullmatch(text):
        return f"{bracketed[2]} ({bracketed[1]})"
    ends = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([–—−-])\s*(\d+(?:\.\d+)?)", text)
    if ends and float(ends[1]) > float(ends[3]):
        return f"{ends[3]}{ends[2]}{ends[1]}"
    return text
