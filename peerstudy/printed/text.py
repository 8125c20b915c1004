"""Read a printed number without losing how it was printed.

"5.10" is not 5.1: its two decimals say that it was rounded to hundredths. So a
printed number is kept as its text, a whole number of units, and the number of
decimals that says how large a unit is.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from peerstudy.errors import UnreadableNumberError, shown
from peerstudy.frames.border import Text, Within, called

_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–−﹣－", "-")
    | dict.fromkeys("٪﹪％", "%")
    | {"\u00b7": ".", "\u2219": ".", "\u22c5": ".", "\u066b": ".", "\u066c": ",", "\u2019": "'"}
)
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d*)(?:\.(?P<decimals>\d+))?", re.ASCII)
_GROUPED = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[1-9]\d{0,2}(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3})*)"
    r"(?:(?P<point>[.,])(?P<decimals>\d+))?",
    re.ASCII,
)
_MARK = re.compile(r"\D")
_ABSENT = re.compile(
    r"[-\u2014\u2026.*/]*|n\.?/?[adrs]\.?|nan|none|null|missing|unknown|not reported",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?P<relation>[<>≤≥~≈])=?\s*(?P<number>.*\d.*)")

MOST_DIGITS = 1_000
"""A number of more digits than this is not one that anybody printed."""
Decimals = Annotated[int, Within(0, MOST_DIGITS)]
_QUOTED = 60


@called('a Printed, such as read("34.6")')
@dataclass(frozen=True, slots=True)
class Printed:
    """One number as it was printed.

    Attributes
    ----------
    text : str
        The text it was read from.
    units : int
        The number in units of its last printed decimal: ``"5.10"`` has 510.
    decimals : int
        How many decimals were printed, 0 or more.
    percent : bool
        Whether a percent sign stood with it.

    Examples
    --------
    >>> number = read("73.10%")
    >>> number.units, number.decimals, number.value, number.percent
    (7310, 2, Fraction(731, 10), True)
    """

    text: str
    units: int
    decimals: int
    percent: bool = False

    @property
    def value(self) -> Fraction:
        """The number itself, exactly."""
        return Fraction(self.units, 10**self.decimals)

    @property
    def unit(self) -> Fraction:
        """The step of its last printed decimal: 1/100 for ``"5.10"``."""
        return Fraction(1, 10**self.decimals)

    def __str__(self) -> str:
        """Return the printed text."""
        return self.text


def read(text: Text) -> Printed:
    """Read one printed number.

    Accepts a sign (also the typographic minus), a percent sign on either side,
    decimal points, commas and middle dots, thousands set off by a comma, a
    point, an apostrophe or a space, digits of any script, and a missing zero
    (``".52"``). One comma before exactly three digits sets off thousands:
    ``"1,234"`` is 1234, while ``"0,234"`` and ``"34,6"`` are decimals.

    Parameters
    ----------
    text : str
        What is printed, without brackets.

    Returns
    -------
    Printed
        The number, its units and its decimals.

    Raises
    ------
    UnreadableNumberError
        If the text is not one number.

    Examples
    --------
    >>> read("5.10")
    Printed(text='5.10', units=510, decimals=2, percent=False)
    >>> read("34,6 %").value
    Fraction(173, 5)
    """
    if not isinstance(text, str):
        raise UnreadableNumberError(
            f"A printed number must be text, so that its decimals are kept; found {shown(text)}."
        )
    plain = _plain(text)
    bare = plain.removeprefix("%").removesuffix("%").strip()
    percent = bare != plain
    match = _NUMBER.fullmatch(bare)
    if match is None or not (match["whole"] or match["decimals"]):
        match = _grouped(bare)
    if match is None:
        raise UnreadableNumberError(
            f"A printed number must be one number such as 26, 34.6 or 1,250; found {_short(text)}."
        )
    decimals = match["decimals"] or ""
    whole = match["whole"]
    digits = (whole if whole.isdigit() else _MARK.sub("", whole)) + decimals
    if len(digits) > MOST_DIGITS:
        raise UnreadableNumberError(
            f"A printed number must have at most {MOST_DIGITS:,} digits; found {len(digits):,}, "
            f"in {_short(text)}."
        )
    units = -int(digits) if match["sign"] == "-" else int(digits)
    return Printed(text, units, len(decimals), percent)


def _short(text: str) -> str:
    """Quote a text, or its beginning where it is long."""
    return repr(text) if len(text) <= _QUOTED else f"{text[:_QUOTED]!r} and so on"


def absence(text: Text) -> str | None:
    """Return why a text stands for no exact number, or give None.

    Parameters
    ----------
    text : str
        What is printed.

    Returns
    -------
    str or None
        ``"missing"`` for an empty cell, a dash or ``n/a``; ``"a bound"`` for
        ``<5``; ``"unreadable"`` for anything else that is not a number; None
        for a number.

    Examples
    --------
    >>> absence("n/a"), absence("<5"), absence("19")
    ('missing', 'a bound', None)
    """
    plain = _plain(text)
    if _ABSENT.fullmatch(plain):
        return "missing"
    if _BOUND.fullmatch(plain):
        return "a bound"
    try:
        read(text)
    except UnreadableNumberError:
        return "unreadable"
    return None


def upper_bound(text: Text) -> Printed | None:
    """Read what a number printed as ``<0.1`` or ``≤ 5`` is at most, if it is printed so.

    Parameters
    ----------
    text : str
        What is printed.

    Examples
    --------
    >>> upper_bound("<0.1").value
    Fraction(1, 10)
    """
    match = _BOUND.fullmatch(_plain(text))
    if match is None or match["relation"] not in "<≤":
        return None
    try:
        return read(match["number"])
    except UnreadableNumberError:
        return None


def _plain(text: str) -> str:
    """Map every script's digits, signs and spaces to the plain ones."""
    if text.isascii():
        return text.strip()
    visible = text.translate(_INVISIBLE).translate(_SIGNS)
    return "".join(map(_plain_character, visible)).strip()


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character.isspace():
        return " "
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _grouped(bare: str) -> re.Match[str] | None:
    """Match a number with a decimal comma or with thousands set apart."""
    match = _GROUPED.fullmatch(bare)
    if match is not None and match["mark"] != match["point"]:
        return match
    return _NUMBER.fullmatch(bare.replace(",", ".")) if re.search(r"\d", bare) else None
