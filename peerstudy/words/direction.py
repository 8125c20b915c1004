"""Runs of the other direction inside a text, kept whole by Unicode isolates."""

import re
from collections.abc import Sequence
from textwrap import wrap
from unicodedata import bidirectional

from peerstudy.errors import require_known
from peerstudy.frames.border import Natural, Positive
from peerstudy.words.catalogue import LANGUAGES, RTL_LANGUAGES

_RTL_MARK = "\N{RIGHT-TO-LEFT MARK}"
_LTR, _FIRST_STRONG, _POP = (
    "\N{LEFT-TO-RIGHT ISOLATE}",
    "\N{FIRST STRONG ISOLATE}",
    ("\N{POP DIRECTIONAL ISOLATE}"),
)


def direction(lang: str) -> str:
    """Return the direction that a language is written in: ``"ltr"`` or ``"rtl"``.

    Examples
    --------
    >>> direction("en"), direction("he")
    ('ltr', 'rtl')
    """
    require_known("language", lang, LANGUAGES)
    return "rtl" if lang in RTL_LANGUAGES else "ltr"


def side(turned: str) -> str:
    """Return the side on which lines of a direction start: ``"left"`` or ``"right"``.

    Examples
    --------
    >>> side(direction("en")), side(direction("he"))
    ('left', 'right')
    """
    require_known("direction", turned, ("ltr", "rtl"))
    return "right" if turned == "rtl" else "left"


def isolated(text: str, *, ltr: bool = False) -> str:
    r"""Keep a run's order whatever stands around it, in plain text.

    Parameters
    ----------
    text : str
        A name, a number with its parentheses, a code.
    ltr : bool, default False
        Whether it reads from left to right, as arithmetic does; otherwise its
        first letter decides.

    Examples
    --------
    >>> ascii(isolated("9/26", ltr=True))
    "'\\u20669/26\\u2069'"
    """
    return f"{_LTR if ltr else _FIRST_STRONG}{text}{_POP}" if text else ""


def isolated_lines(lines: Sequence[str]) -> list[str]:
    """Close the isolates that a line leaves open at its end, and open them again on the next.

    Examples
    --------
    >>> [line.count(_POP) for line in isolated_lines([f"{_LTR}n =", f"26{_POP}"])]
    [1, 1]
    """
    made, opened = [], ""
    for line in lines:
        kept = len(line) - len(line.lstrip(" "))
        text = f"{line[:kept]}{opened}{line[kept:]}"
        for sign in line:
            opened = opened[:-1] if sign == _POP else opened
            opened += sign if sign in (_LTR, _FIRST_STRONG) else ""
        made.append(text + _POP * len(opened))
    return made


def led(text: str, lang: str) -> str:
    r"""Mark the lines that a terminal would not read in the direction of their language.

    A terminal takes the direction of each line from its first letter, in an isolate or not.

    Examples
    --------
    >>> ascii(led("N", "he")), led("N", "en")
    ("'\\u200fN'", 'N')
    """
    if direction(lang) == "ltr":
        return text
    lines = isolated_lines(text.split("\n"))
    return "\n".join(line if _leads_right(line) else f"{_RTL_MARK}{line}" for line in lines)


def _leads_right(line: str) -> bool:
    """Return whether a line is blank, or begins with a letter that is read from right to left."""
    kinds = (kind for kind in map(bidirectional, line) if kind in _LEADING)
    return not line.strip() or next(kinds, "L") in ("R", "AL")


_LEADING = {"L", "R", "AL", "LRI", "RLI", "FSI"}
"""The bidirectional types of letters, and of what opens an isolate."""


_KEPT, _SPACE = 40, "\N{NO-BREAK SPACE}"


def wrapped(text: str, width: Positive, *, first: Natural = 0, rest: Natural = 0) -> list[str]:
    """Break a text into lines, none of them inside a short run that reads from left to right.

    Parameters
    ----------
    text : str
        A text, perhaps with isolates.
    width : int
        Columns of a line.
    first, rest : int, default 0
        How far the first line, and each that follows, is set in.

    Examples
    --------
    >>> wrapped("9 of 26 peers reported it", 14)
    ['9 of 26 peers', 'reported it']
    """
    kept = re.sub(
        f"{_LTR}[^{_POP}]{{1,{_KEPT}}}{_POP}", lambda run: run[0].replace(" ", _SPACE), text
    )
    lines = wrap(kept, width, initial_indent=" " * first, subsequent_indent=" " * rest)
    return [line.replace(_SPACE, " ") for line in lines] if kept != text else lines


def cut(lines: Sequence[str], most: Positive) -> list[str]:
    """Keep the first few lines of a text, mark that some are left out, and close its isolates.

    Examples
    --------
    >>> cut(["one", "two", "three"], 2)
    ['one', 'two …']
    """
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1].rsplit(" ", 1)[0]
    kept = "".join([*lines[: most - 1], last])
    opened = kept.count(_LTR) + kept.count(_FIRST_STRONG) - kept.count(_POP)
    return [*lines[: most - 1], f"{last}{_POP * opened} …"]
