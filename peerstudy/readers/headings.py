"""What a heading says of the numbers under it: the statistics it names, an N, and the rest.

The words are those of the files in ``vocabulary/``, one a language; all
languages are known at once, since tables mix them.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_COUNT = r"\d{1,3}(?:[., \u00a0\u2009\u202f]\d{3})+|\d+"
_MIRRORED = re.compile(r"^([^()]*)\)([^()]*)\($")
"""Brackets of text from right to left that were exchanged."""
_VALUE = re.compile(r"(?P<name>.*\S\s*=\s*[^=]*?\S)\s*\(%\)")
"""``sex = M (%)``, the share of one level, whose letter names no statistic."""
_COUNT_OF_ALL = re.compile(r"\b[nN]\s*\(\s*\d{1,3}\s*%\s*\)")
"""``n (100%)``, which names a count with its percentage and prints neither."""
_PERCENT_FIRST = re.compile(r"%\s*[)\]]\s*\w")
"""``(%) n``, as text from right to left is often exported: a count with its percentage."""
_MARKS = "*†‡§¶‖#"
_FOOTNOTE = re.compile(rf"(?<!\b[mrRxχη])(?<![kcdm]m)(?<![{_RAISED}])[{_RAISED}]+$")
"""Raised digits at the end that are no power, as in m² and χ²."""
_BULLET = re.compile(r"^[-•·]\s")
_BETWEEN = r"[\s,;/()\[\]±|+\-–—:]*(?:(?:and|or|und|oder|et|ou|y|o|e|ו|או|at|in)\s+)?"
_EDGE = ",;:–—-()[]/|± \t\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart: its statistics in order, the N it prints, and the name that is left.

    Statistics are kinds of a vocabulary file; the name is a group's, a variable's or a level's.
    """

    name: str
    stats: tuple[str, ...] = ()
    n: str = ""

    @property
    def is_statistic(self) -> bool:
        """Whether it names statistics and nothing else."""
        return bool(self.stats) and not self.name


@cache
def vocabularies() -> list[dict[str, list[str]]]:
    """Return the words of each language by kind."""
    there = files("peerstudy.readers").joinpath("vocabulary").iterdir()
    texts = (file.read_text(encoding="utf-8") for file in there if file.name.endswith(".toml"))
    return list(map(tomllib.loads, texts))


@cache
def vocabulary() -> dict[str, tuple[str, ...]]:
    """Return the words of all languages for each kind, the longest first."""
    found: dict[str, set[str]] = {}
    for kind, words in chain.from_iterable(each.items() for each in vocabularies()):
        found.setdefault(kind, set()).update(map(str.casefold, words))
    return {kind: tuple(sorted(words, key=len, reverse=True)) for kind, words in found.items()}


STATISTICS = (
    "interval", "quartiles", "range", "median", "mean", "sd", "se", "percent",
    "ci_low", "ci_high", "min", "max", "n", "p",
)  # fmt: skip


@cache
def _one() -> re.Pattern[str]:
    """Match one word that names a statistic, the longest first."""
    named = [(word, kind) for kind in STATISTICS for word in vocabulary()[kind]]
    named.sort(key=lambda pair: len(pair[0]), reverse=True)
    return re.compile("|".join(_alone(word) for word, _ in named), re.IGNORECASE)


@cache
def _size() -> re.Pattern[str]:
    """Match an N with its brackets and marks: ``(n = 26)`` or ``(26 people)``.

    Text from right to left is often exported as ``(26 = n)``.
    """
    letter = r"(?:\b[nN]\b|\bמספר\b|\bמס['׳]|\bנ\b)"
    people = "|".join(vocabulary()["people"])
    return re.compile(
        rf"[(\[]?\s*(?:{letter}\s*[=:]\s*(?P<n>{_COUNT})(?!\s*[.·]\d)"
        rf"|(?<![\d.·])(?P<rtl>{_COUNT})\s*=\s*{letter}"
        rf"|(?<=[(\[])\s*(?P<people>{_COUNT})\s+(?i:{people})\s*(?=[)\]]))"
        rf"\s*(?:[)\]](?:[a-z]\b)?)?[*†‡§¶‖{_RAISED}]*"
        r"(?:\s*\(\s*\d+(?:[.,·]\d+)?\s*%\s*\))?"
    )


def _alone(word: str) -> str:
    """Return a pattern of a word that is no part of a longer one."""
    if not word[:1].isalnum():
        return re.escape(word)
    return rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if word[-1:].isalnum() else "")


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind in reversed(STATISTICS) for word in vocabulary()[kind]}


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Match words that name statistics where a heading begins, where it ends, before its unit."""
    one = _one().pattern
    run = f"(?P<run>(?:{one})(?:{_BETWEEN}(?:{one}))*)"
    before, behind = r"(?:^|[,;:(\[–—|/\n]\s*|\s[-]\s*|\s)", rf"[\s)\]\.{re.escape(_MARKS)}]*$"
    return (
        re.compile(rf"^\s*{run}\s*[,:)\]]?\s+(?:of\s+|in\s+)?", re.IGNORECASE),
        re.compile(before + run + behind, re.IGNORECASE),
        re.compile(rf",\s*{run}[\s)\]]*,\s+(?P<unit>[^,;]{{1,20}})$", re.IGNORECASE),
    )


def read_heading(text: str) -> Heading:
    """Take a heading apart.

    Examples
    --------
    >>> read_heading("Peers (n = 26), n (%)")
    Heading(name='Peers', stats=('n', 'percent'), n='26')
    >>> read_heading("Age in years, mean ± SD").stats
    ('mean', 'sd')
    >>> read_heading("Men")
    Heading(name='Men', stats=(), n='')
    """
    plain = _COUNT_OF_ALL.sub("n (%)", " ".join(text.split()))
    plain = _MIRRORED.sub(r"\1(\2)", plain)
    sizes = list(_size().finditer(plain))
    printed = next(filter(None, sizes[0].groups())) if sizes else ""
    n = re.sub(r"[\s.]", "", printed)
    bare = _size().sub(" ", plain) if sizes else plain
    bare = _FOOTNOTE.sub("", bare.strip(_MARKS + " "))
    answer = bool(n) and _named(bare) == ("n",) and bare.isalpha()
    stats, name = ((), bare) if answer else _parted(bare)
    return Heading(_tidy(name), stats, n)


def _parted(text: str) -> tuple[tuple[str, ...], str]:
    """Part the statistics that a text ends with, begins with or has before a unit from the rest."""
    beginning, ending, middle = _places()
    if value := _VALUE.fullmatch(text):
        return ("percent",), value["name"]
    if (end := ending.search(text)) and _counts(end["run"], text):
        unit = end["run"] == "%" and text[: end.start("run")].endswith("(")
        return _named(end["run"]), text if unit else text[: end.start()]
    begin = beginning.match(text)
    if begin and set(_named(begin["run"])) - {"n", "p", "percent"}:
        return _named(begin["run"]), text[begin.end() :]
    if (inside := middle.search(text)) and len(_named(inside["run"])) > 1:
        return _named(inside["run"]), f"{text[: inside.start()]}, {inside['unit']}"
    return (), text


def _counts(run: str, text: str) -> bool:
    """Return whether words at the end name statistics and are no part of a name.

    A single letter or an ordinary word alone counts only behind a mark or as
    the whole heading: "group M", "success rate" and "room number" are names.
    """
    named = _named(run)
    before = text[: len(text) - len(text.rstrip(")].* ")) or None]
    before = before[: before.rindex(run)].rstrip() if run in before else ""
    marked = not before or before[-1] in ",;:([–—-|/"
    return marked or len(named) > 1 or run.casefold() in ("%", "sd", "95% ci")


def _named(run: str) -> tuple[str, ...]:
    kinds = tuple(_kinds()[match[0].casefold()] for match in _one().finditer(run))
    bracketed_first = _PERCENT_FIRST.search(run) is not None and kinds == ("percent", "n")
    return kinds[::-1] if bracketed_first else kinds


def _tidy(name: str) -> str:
    """Return a name without the marks that stood between it and what was taken out."""
    name = _BULLET.sub("", " ".join(name.split()).strip(_MARKS).strip())
    name = name.strip(",;:–—|/ ").rstrip("-").strip()
    opened = name.count("(") - name.count(")")
    if opened > 0 and name.endswith("("):
        name = name[:-1].rstrip(" ,;:")
    elif opened > 0 and name.rfind("(") > name.rfind(")"):
        name += ")"
    return name.replace("()", "").replace("[]", "").strip()


def mentions(text: str) -> tuple[str, ...]:
    """Return the statistics that a caption or note speaks of, in order; no single letters.

    Examples
    --------
    >>> mentions("Values are mean (SD) unless n (%) is given")
    ('mean', 'sd', 'percent')
    """
    found = (match[0].casefold() for match in _one().finditer(" ".join(text.split())))
    kinds = (_kinds()[word] for word in found if len(word) > 1 or word == "%")
    return tuple(dict.fromkeys(kind for kind in kinds if kind not in ("n", "p", "min", "max")))


def is_word(kind: str, text: str) -> bool:
    """Return whether a text is one of a kind's words, marks and brackets aside."""
    plain = _FOOTNOTE.sub("", " ".join(text.split()).strip(_MARKS + _EDGE)).casefold()
    return plain in vocabulary()[kind]


def speaks_of(kind: str, text: str) -> bool:
    """Return whether a text has one of a kind's longer words in it."""
    plain = " ".join(text.split()).casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)
        for word in vocabulary()[kind]
        if len(word) > 1
    ) or is_word(kind, text)
