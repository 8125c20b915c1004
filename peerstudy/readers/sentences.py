"""Numbers in running text that can be checked where they stand: shares of a total, means."""

import re
from collections.abc import Iterator, Sequence

from peerstudy.readers.grid import Paragraph
from peerstudy.readers.interpret import Entry
from peerstudy.readers.statistics import LIKELY, UNSURE

_N = r"(\d{1,3}(?:,\d{3})+|\d+)"
_D = r"(\d+(?:[.,·]\d+)?)"
_OPEN, _CLOSE = r"\s*[,;(\[]\s*", r"\s*%\s*[;,)\]]"
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_WORD = rf"(?:{_N}|(\b(?:{'|'.join(WORDS)})\b))"
_OF = r"\s+(?:out\s+of|of|מתוך|von|sur|de)\s+(?:the\s+|all\s+)*"
_MEAN = rf"(?:\bM|\bmean|ממוצע)\s*(?:=|of|was|:)?\s*{_D}\s*[,;(]?\s*"
_SD = rf"(?:SD|s\.d\.|±|ס\"ת|סטיית תקן)\s*[=:]?\s*{_D}\s*[,;]\s*"
_PATTERNS: tuple[tuple[tuple[str, ...], str, float], ...] = (
    (
        ("n", "denominator", "percent"),
        rf"{_WORD}{_OF}{_N}(?:\s+[^\W\d]+){{0,3}}?{_OPEN}{_D}{_CLOSE}",
        LIKELY,
    ),
    (("n", "denominator", "percent"), rf"\b{_N}\s*/\s*{_N}{_OPEN}{_D}{_CLOSE}", LIKELY),
    (
        ("percent", "n", "denominator"),
        rf"{_D}\s*%{_OPEN}{_N}\s*(?:/|of|out of|מתוך)\s*{_N}\s*[;,)\]]",
        LIKELY,
    ),
    (("mean", "sd", "denominator"), rf"{_MEAN}{_SD}[nN]\s*=\s*{_N}", UNSURE),
)
_COMPILED = tuple(
    (names, re.compile(pattern, re.IGNORECASE), doubt) for names, pattern, doubt in _PATTERNS
)
_LONGEST = 20_000


def read_sentences(paragraphs: Sequence[Paragraph]) -> Iterator[Entry]:
    """Yield the numbers of running text that stand together and can be checked together.

    Each group of numbers is a variable of its own, named by where it stands:
    what it is of is left to the reader.

    Examples
    --------
    >>> found = read_sentences([Paragraph("Of them, 19 of 26 (73.1%) were women.", "paragraph 1")])
    >>> [(entry.stat, entry.printed) for entry in found]
    [('n', '19'), ('denominator', '26'), ('percent', '73.1')]
    """
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text[:_LONGEST]
        taken: list[tuple[int, int]] = []
        for names, pattern, doubt in _COMPILED:
            for match in pattern.finditer(text):
                begin, end = match.span()
                if any(begin < b and a < end for a, b in taken):
                    continue
                taken.append((begin, end))
                printed = [_digits(part) for part in match.groups() if part]
                said = match[0].strip()
                for name, text_of in zip(names, printed, strict=True):
                    yield Entry(
                        "Text", "", f"“{said}”", "", name, text_of, paragraph.place, doubt,
                        said, number, begin,
                    )  # fmt: skip


def _digits(text: str) -> str:
    word = text.casefold()
    return str(WORDS.index(word)) if word in WORDS else text
