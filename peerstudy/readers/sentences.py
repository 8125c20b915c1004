"""Numbers in running text that can be checked where they stand: shares of a total, means."""

import re
from collections.abc import Iterable, Iterator, Sequence

from peerstudy.readers.entries import Entry
from peerstudy.readers.grid import Paragraph
from peerstudy.readers.headings import read_heading
from peerstudy.readers.numerals import HALF, WORD, in_digits
from peerstudy.readers.runs import runs
from peerstudy.readers.statistics import LIKELY, UNSURE
from peerstudy.readers.values import as_float

_N = r"(\d{1,3}(?:,\d{3})+|\d+)"
_D = r"(\d+(?:[.,·]\d+)?)"
_BEHIND = r"(?:(?<=[=:])|(?<=[=:]\s)|(?<=\bwas\s)|(?<=\bof\s)|(?<=היה\s)|(?<=עמד על\s))"
_V = rf"((?:{_BEHIND}[-−–])?\d+(?:[.,·]\d+)?)"
"""A value with its sign; a dash that stands behind anything else sets apart."""
_OPEN, _CLOSE = r"\s*[,;(\[]\s*", r"\s*%\s*[;,)\]]"
_WORD = rf"(?:{_N}|{WORD})"
_OF = r"\s+(?:(?:out\s+of|of|מתוך|מבין|מכלל|von|sur|de)\s+(?:the\s+|all\s+)*|מ[-\u05be–]\s?)"
_UNITS = r"(?:years?|months?|weeks?|שנים|חודשים|שבועות)"
_SPAN = rf"[(\[]\s*(?:range[:\s]*)?{_D}\s*(?:[–—-]|\bto\b)\s*{_D}(?:\s*{_UNITS})?\s*[)\]]"
_AVERAGE = r"(?:\bmean|\baverage|ממוצע)\b"
_M = r"\bM(?:[\s_]?age\b)?"
_SPREAD = r"(?:SD|s\.d\.|±|ס[\"״]ת|סטיית תקן)\s*[=:]?\s*"
_MEAN_SD = (
    rf"(?:{_M}\s*(?:=|of|was|:)?|{_AVERAGE}[^.;\d]{{0,40}}?)\s*{_V}"
    rf"[^.;\d()]{{0,20}}?[,;(]?\s*{_SPREAD}{_D}(?!\d)"
)
_MEAN = (
    rf"(?:{_M}\s*=|{_AVERAGE}(?:[^.;,\d]{{0,40}}?(?:[=:]|\bwas|\bof|עמד על|היה))?)"
    rf"\s*{_V}(?:\s*{_UNITS})?"
)
_RANGED = (
    rf"(?:\s*{_UNITS})?[\s,;()]{{1,4}}(?:with\s+a\s+|and\s+)?"
    rf"(?:ranged?|ranging|between|טווח|נע\w*|בין)[\s:=]*(?:from\s+|of\s+|בין\s+)?"
    rf"{_D}(?:\s*{_UNITS})?\s*(?:[–—-]|\bto\b|\band\b|עד|ל-)\s*{_D}(?![.,·]?\d|\s*%)"
)
_SIZE = rf"(?:\bn|\bמספר|\bנ)\s*=\s*{_N}(?![.,·]?\d|\s*%)"
_NO_YEAR = r"(?:(?<![\d.,·–-])|(?<=\b[ובלהמכש]-))(?!(?:19|20)\d\d\b)"
_PEOPLE = r"(?:women|woman|men|man|girls?|boys?|females?|males?|נשים|גברים|בנות|בנים)"
_OF_PEOPLE = r"(?:of\s+the|מקרב|מבין|מתוך|מאנשי|מנשות|מחברי|מה\w{2,})"
_OF_THEM = rf"(?:{_OF_PEOPLE}|of\s+(?:them|these)|מהם|מהן)"
_Found = tuple[tuple[str, ...], re.Match[str], float]
_Patterns = tuple[tuple[tuple[str, ...], str, float], ...]
_PATTERNS: _Patterns = (
    (
        ("n", "denominator", "percent"),
        rf"{_WORD}{_OF}{_WORD}(?:\s+[^\W\d]+){{0,3}}?{_OPEN}{_D}{_CLOSE}",
        LIKELY,
    ),
    (("n", "denominator", "percent"), rf"\b{_N}\s*/\s*{_N}{_OPEN}{_D}{_CLOSE}", LIKELY),
    (
        ("n", "denominator", "percent"),
        rf"{_NO_YEAR}{_WORD}(?:\s+[^\W\d]+){{1,3}}{_OF}{_WORD}{_OPEN}{_D}{_CLOSE}",
        UNSURE,
    ),
    (
        ("percent", "n", "denominator"),
        rf"{_D}\s*%{_OPEN}{_N}(?:\s*/\s*|{_OF}){_N}\s*[;,)\]]",
        LIKELY,
    ),
    (("mean", "sd", "min", "max"), rf"{_MEAN_SD}{_RANGED}(?:\s*{_UNITS})?\)?", UNSURE),
    (
        ("mean", "sd", "denominator"),
        rf"{_MEAN_SD}(?:\s*{_UNITS})?[\s,;()]{{1,3}}{_SIZE}\)?",
        UNSURE,
    ),
    (("mean", "sd"), rf"{_MEAN_SD}\)?", UNSURE),
    (("mean", "denominator"), rf"{_MEAN}\s*[,;(]\s*{_SIZE}\)?", UNSURE),
    (("mean", "min", "max"), rf"{_AVERAGE}[^.;\d]{{0,40}}?{_D}[^.;\d()]{{0,25}}{_SPAN}", UNSURE),
    (
        ("mean", "min", "max"),
        rf"{_D}[^.;\d()]{{0,20}}?(?:\bon\s+average|בממוצע)\s*{_SPAN}",
        UNSURE,
    ),
    (("mean", "min", "max"), rf"{_AVERAGE}[^.;\d]{{0,60}}?{HALF}\s*{_SPAN}", UNSURE),
    (("n", "percent"), rf"{_NO_YEAR}{_WORD}\s*{_OPEN}{_D}{_CLOSE}", UNSURE),
    (
        ("n", "percent"),
        rf"{_NO_YEAR}{_WORD}(?:\s+[^\W\d]+){{1,8}}?\s*\(\s*{_D}\s*%\s*\)",
        UNSURE,
    ),
    (
        ("mean",),
        rf"{_AVERAGE}[^.;,\d()]{{0,40}}?(?:\bwas|\bof|עמד על|היה)\s+{_V}(?![\d%.,–-]*\d|\s*%)",
        UNSURE,
    ),
    (("percent", "denominator"), rf"{_D}\s*%{_OF}{_NO_YEAR}{_N}(?![.,·%/]?\d|\s*%)", UNSURE),
    (("n",), rf"(?:[^\W\d]+\s+){{0,2}}[(\[]?{_SIZE}\)?", UNSURE),
    (("min",), rf"\bat\s+least\s+{_WORD}\s+{_UNITS}|{_WORD}\s+{_UNITS}\s+לפחות", UNSURE),
)
_COUNTS: _Patterns = (
    (("n",), rf"(?:^|(?<=[.!?]\s)){_NO_YEAR}{_WORD}(?:\s+[^\W\d]+){{1,3}}", UNSURE),
    (("n",), rf"{_NO_YEAR}{_WORD}\s+(?:{_OF_THEM}|{_PEOPLE})\b", UNSURE),
    (("n",), r"(?:אישה|גבר|אשת\s+\w+|איש\s+\w+)\s+(אחת|אחד)\b", UNSURE),
)
"""Counts alone, of people; read only below a heading that prints how many they are."""


def _compiled(patterns: _Patterns) -> tuple[tuple[tuple[str, ...], re.Pattern[str], float], ...]:
    return tuple(
        (names, re.compile(pattern, re.IGNORECASE), doubt) for names, pattern, doubt in patterns
    )


_PARTS = re.compile(rf"{_NO_YEAR}{_WORD}\s+{_OF_PEOPLE}\b", re.IGNORECASE)
"""A part of a group, of which the averages behind it are: "three of the professionals"."""
_ANYWHERE, _IN_A_GROUP = _compiled(_PATTERNS), _compiled((*_PATTERNS, *_COUNTS))
_WHOLE = re.compile(
    rf"(?:^|(?<=[.;!?]\s))(?:"
    rf"(?:of|among|מתוך|מבין|מקרב)\s+(?:the\s+|all\s+|these\s+|our\s+)*{_WORD}\s+(?!\()"
    rf"|N\s*=\s*{_N}\s*[:,]"
    rf"|(?:the|all|our)\s+{_WORD}\s+(?:[^\W\d]+\s+){{1,3}}(?:comprised|included|consisted\s+of|were)\s"
    rf"|[^.;!?\d]*{_NO_YEAR}{_N}\s+[^\W\d][^.;!?\d]*[.;]\s+"
    r"(?:of\s+(?:them\b|these,|those,)|(?:מתוכם|מתוכן|מהם|מהן)\b))",
    re.IGNORECASE,
)
"""Whom a sentence begins with, whose the shares in it may be: "Of the 31 participants", "N = 31:",
"The 31 participants were", or, behind a sentence whose only number is theirs, "Of these"."""
_TEST = re.compile(
    r"(?<![\w.])(?:(?:[tTFUWHQrzZ]|χ\s?[²2]?|[Cc]hi-squared?)\s*(?:\([^()]{1,24}\))?\s*[=<>≤≥]"
    r"\s*[-−–]?|[pP]\s*[=<>≤≥]\s*)\d*[.,·]?\d+"
)
"""What a test of a difference printed: ``t(45) = 2.10``, ``p < .001``."""
_STOP = re.compile(r"[.!?](?=\s|$)")
_LONGEST, _HEADING, _LONG_HEADING = 20_000, 80, 200
_ABOUT = 5.0
"""How many percentage points a share may lie off that of a group and still be tied to it."""
_SIZE_LAST = re.compile(r"[(\[]\s*[nN]\s*=\s*[\d,]+\s*[)\]]$")
_SIZED = re.compile(_SIZE, re.IGNORECASE)
_MEAN_LAST = re.compile(
    rf"(?:{_MEAN_SD}|{_MEAN})(?:\s*{_UNITS})?\)?\s*[(\[][^()\[\]]*[)\]]$", re.IGNORECASE
)


def read_sentences(paragraphs: Sequence[Paragraph]) -> Iterator[Entry]:
    """Yield the numbers of running text that stand together and can be checked together.

    Each group of numbers is a variable of its own, named by its words: what
    it is of is left to the reader, and the same words are read once. Averages
    behind a part of a group, as "three of the professionals", or behind the
    only ``(n = 23)`` of their sentence, are of so many people; shares behind
    "of the 31 participants" in a sentence, and about as large, are of these.
    Below a heading that prints an N, as ``Peers (n = 26)`` does, they are of
    that group: shares that are about as large as that N makes them, and means
    of the first paragraph.

    Examples
    --------
    >>> found = read_sentences([Paragraph("Of them, 19 of 26 (73.1%) were women.", "paragraph 1")])
    >>> [(entry.stat, entry.printed) for entry in found]
    [('n', '19'), ('denominator', '26'), ('percent', '73.1')]
    """
    group, size, since = "", 0.0, 0
    known: set[tuple[str, ...]] = set()
    for number, paragraph in enumerate(_joined(paragraphs)):
        text = paragraph.text[:_LONGEST]
        since += 1
        if _is_heading(text):
            heading = read_heading(text)
            group, size, since = heading.name if heading.n else "", as_float(heading.n), 0
            if group:
                yield Entry(
                    "Text", group, "", "", "n", heading.n, paragraph.place, LIKELY, text, number, 0
                )
            continue
        part = ""
        found = _found(text, _IN_A_GROUP if size > 0 else _ANYWHERE)
        for names, match, doubt in found:
            said = _words(match)
            printed = [in_digits(each) for each in match.groups() if each]
            numbers = dict(zip(names, printed, strict=True))
            tied = _of_group(numbers, size) if "n" in names else since == 1
            if tied and since > 1 and names == ("n",) and _PARTS.match(match[0]):
                part = numbers["n"]
            before = _size_before(found, text, match.start()) if "mean" in numbers else ""
            if "mean" in numbers and (n := before or (part if not tied else "")):
                numbers.setdefault("denominator", n)
            whole = _whole(text, match.start())
            if "percent" in numbers and not tied and _of_group(numbers, as_float(whole)):
                numbers["denominator"] = whole
            key = group if tied else "", said, *numbers.values()
            if key in known:
                continue
            known.add(key)
            for name, number_of in numbers.items():
                yield Entry(
                    "Text", group if tied else "", f"“{said}”", "", name, number_of,
                    paragraph.place, doubt, said, number, match.start(),
                )  # fmt: skip


def tests_in(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Return the statistics and p-values of tests that running text prints.

    Examples
    --------
    >>> tests_in([Paragraph("They did not differ, t(45) = 2.10, p = .04.", "paragraph 1")])
    ['t(45) = 2.10', 'p = .04']
    """
    return [found for each in paragraphs for found in _TEST.findall(each.text[:_LONGEST])]


def _words(match: re.Match[str]) -> str:
    """Return the words that numbers stand in, without the bracket that ends more than them."""
    said = match[0].strip()
    return said if said.count("(") >= said.count(")") else said.rstrip(")").rstrip()


def _found(
    text: str, patterns: Sequence[tuple[tuple[str, ...], re.Pattern[str], float]]
) -> list[_Found]:
    """Return the numbers of a text in its order; an earlier pattern's are no later one's."""
    taken: list[_Found] = []
    for names, pattern, doubt in patterns:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if not any(begin < each.end() and each.start() < end for _, each, _ in taken):
                taken.append((names, match, doubt))
    return sorted(taken, key=lambda each: each[1].start())


def _is_heading(text: str) -> bool:
    """Return whether a paragraph is a heading: it ends with an N, or is short and no sentence.

    One that ends with a mean and its N is none.
    """
    plain = text.strip()
    if len(plain) < _LONG_HEADING and _SIZE_LAST.search(plain):
        return _MEAN_LAST.search(plain) is None
    short = len(plain) < _HEADING and not plain.endswith((".", ":", ";", ",", "?", "!"))
    return short and not any(c.isdigit() for c in plain)


def _whole(text: str, place: int) -> str:
    """Return how many people the sentence around a place begins with; empty for none."""
    begins = list(_WHOLE.finditer(text[:place]))
    if not begins or _STOP.search(text, begins[-1].end(), place):
        return ""
    return in_digits(next(filter(None, begins[-1].groups())))


def _size_before(found: Sequence[_Found], text: str, place: int) -> str:
    """Return the n in brackets before a place if its sentence has no other, and no mean before."""
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, place)), default=0)
    stop = _STOP.search(text, place)
    ends = stop.end() if stop else len(text)
    near = [(names, each) for names, each, _ in found if begin <= each.start() < ends]
    if sum(_SIZED.search(each[0]) is not None for _, each in near) != 1:
        return ""
    for names, each in near:
        if "mean" in names or each.end() > place:
            return ""
        if names == ("n",) and _SIZE_LAST.search(each[0]):
            return each[1]
    return ""


def _of_group(shares: dict[str, str], size: float) -> bool:
    """Return whether a share is about that of a group this large, and so of the group."""
    if "denominator" in shares or not size > 0:
        return False
    if "percent" not in shares:
        return as_float(shares["n"]) <= size
    return abs(100 * as_float(shares["n"]) / size - as_float(shares["percent"])) <= _ABOUT


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs, one that begins with a bracket as the end of the one before."""
    for run in runs(paragraphs, lambda _, each: each.text.lstrip().startswith("(")):
        yield Paragraph(" ".join(each.text for each in run), run[0].place)
