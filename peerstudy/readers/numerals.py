"""Numbers in words, from zero to twenty, in the languages whose vocabulary has them."""

import re

from peerstudy.readers.headings import vocabularies

_VALUES = {
    form: value
    for words in vocabularies()
    for value, forms in enumerate(words.get("numbers", ()))
    for form in forms.split("|")
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
