"""Numbers in words, in English and Hebrew, from zero to twenty."""

import re

ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
HEBREW = (
    "אפס", "אחד|אחת", "שניים|שתיים|שני|שתי", "שלושה|שלוש", "ארבעה|ארבע", "חמישה|חמש", "שישה|שש",
    "שבעה|שבע", "שמונה", "תשעה|תשע", "עשרה|עשר",
    "אחד עשר|אחת עשרה", "שנים עשר|שניים עשר|שתים עשרה|שתיים עשרה", "שלושה עשר|שלוש עשרה",
    "ארבעה עשר|ארבע עשרה", "חמישה עשר|חמש עשרה", "שישה עשר|שש עשרה", "שבעה עשר|שבע עשרה",
    "שמונה עשר|שמונה עשרה", "תשעה עשר|תשע עשרה", "עשרים",
)  # fmt: skip
"""Masculine and feminine."""
_VALUES = {each: value for value, both in enumerate(HEBREW) for each in both.split("|")} | {
    each: value for value, each in enumerate(ENGLISH)
}
_GAP = "[ \u00a0\u05be-]"
_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True)).replace(" ", _GAP)
WORD = rf"\b[וב]?({_WORDS})\b(?![-\u05be]\w)"
"""A number in words, with what Hebrew writes before it; its group is the number."""
_HALF = r"(?:and\s+a\s+half\b|וחצי)"
HALF = rf"\b((?:{_WORDS})\s+(?:[^\W\d]+\s+)?{_HALF})"
"""A number in words and a half, as in ``five years and a half``."""


def in_digits(text: str) -> str:
    """Return a number in digits, whether it is printed in words or not.

    Examples
    --------
    >>> in_digits("seventeen"), in_digits("שבע עשרה"), in_digits("41.5")
    ('17', '17', '41.5')
    >>> in_digits("five years and a half")
    '5.5'
    """
    plain = re.sub(_GAP, " ", text.casefold())
    if re.search(_HALF, plain):
        return f"{_VALUES[re.split(_GAP, plain)[0]]}.5"
    return str(_VALUES.get(plain, text))
