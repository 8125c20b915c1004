"""What the text of one cell prints: its numbers, in which arrangement, and so which statistics."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_DIGITS = r"(?:\d{1,3}(?:[,\u2009\u00a0\u202f ]\d{3})+(?!\d)(?:[.·]\d+)?|\d+(?:[.,·]\d+)?|[.·]\d+)"
NUMBER = rf"(?:[<>≤≥~≈]\s*)?[-−–‐]?{_DIGITS}"
_TIGHT = r"|,(?=\S)"
"""A comma without a space between two numbers, which a table of decimal commas never means."""
_TO = rf"(?:\s*[–—−‐-]\s*|\s*,\s+|\s*;\s*|\s*/\s*|\s+to\s+|\s+bis\s+|\s+à\s+|\s+a\s+{_TIGHT})"
_MARK = r"(?:(?<=[)\]])[a-z]\b)?[*†‡§¶‖#\u00b9\u00b2\u00b3\u2070-\u2079]*"
_A, _B, _C = (rf"(?P<{name}>{NUMBER})" for name in "abc")
_PER = r"\s*%"
_INNER = r"(?:(?P<inner>[A-Za-z.\u0590-\u05ff\"״]{1,8})\s*[=:]\s*)?"
_LEAD = r"(?:[A-Za-z\u0590-\u05ff.]{1,8}\s*=\s*)?"
_SAID = r"(?:[A-Za-z\u0590-\u05ff.]{1,8}\s*=\s*|[A-Za-z\u0590-\u05ff]{3,12}\s+(?=[-−–‐.\d]))?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("n/N (%)", rf"{_A}\s*/\s*{_B}\s*[,;:=]?\s*[(\[]\s*{_C}{_PER}?\s*[)\]]"),
    ("n (%)", rf"{_LEAD}{_A}\s*[(\[]\s*{_B}{_PER}\s*[)\]]"),
    ("% (n/N)", rf"{_A}{_PER}\s*[(\[]\s*{_B}\s*/\s*{_C}\s*[)\]]"),
    ("% (n)", rf"{_A}{_PER}\s*[(\[]\s*{_LEAD}{_B}\s*[)\]]"),
    ("% (low, high)", rf"{_A}{_PER}\s*[(\[]\s*{_B}{_PER}?{_TO}{_C}{_PER}?\s*[)\]]"),
    ("a ± b", rf"{_LEAD}{_A}\s*(?:±|\+/-|\+/−|\+-)\s*[(\[]?\s*{_B}\s*[)\]]?"),
    ("a (b, c)", rf"{_SAID}{_A}\s*[(\[]\s*(?:IQR|range|95%\s*CI)?[:=]?\s*{_B}{_TO}{_C}\s*[)\]]"),
    ("a (b)", rf"{_LEAD}{_A}\s*[(\[]\s*{_INNER}{_B}\s*[)\]]"),
    ("a (b)", rf"{_A}\s*\|\s*{_B}{_PER}?"),
    ("n, %", rf"{_A}\s*[,;]\s*{_B}{_PER}"),
    ("n/N", rf"{_A}\s*/\s*{_B}"),
    ("a–b", rf"[(\[]?\s*{_A}\s*(?:[–—−-]|\s+to\s+)\s*{_B}\s*[)\]]?"),
    ("a, b", rf"[(\[]?\s*{_A}\s*[,;]\s+{_B}\s*[)\]]?"),
    ("%", rf"[(\[]?\s*{_A}{_PER}\s*[)\]]?"),
    ("N=", r"[(\[]?\s*[nN]\s*=\s*" + rf"{_A}\s*[)\]]?"),
    ("a", rf"[(\[]?\s*{_A}\s*[)\]]?"),
)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")


def _compiled(patterns: Iterable[tuple[str, str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (kind, re.compile(rf"\s*{pattern}\s*{_MARK}\s*", re.IGNORECASE))
        for kind, pattern in patterns
    ]


_WITH_COMMAS = [(kind, pattern.replace(_TIGHT, "")) for kind, pattern in _PATTERNS]
_COMPILED = {False: _compiled(_PATTERNS), True: _compiled(_WITH_COMMAS)}
"""By whether a table prints decimals with a comma."""
_TAIL = re.compile(
    rf"(?P<rest>.+?)[\s,;]+[(\[]?\s*N\s*=\s*(?P<n>{_DIGITS})\s*[)\]]?\s*", re.DOTALL | re.IGNORECASE
)
_RANGE = re.compile(
    rf"(?P<rest>.+?[)\]])\s*[,;\n]?\s*[(\[]?(?P<low>{NUMBER})\s*[–—−-]\s*(?P<high>{NUMBER})[)\]]?\s*",
    re.DOTALL,
)
_EMPTY = re.compile(r"[\s\-–—−.…*/]*|n\.?/?a\.?|nr|ns|n\.s\.", re.IGNORECASE)
_P = re.compile(r"(?:^|\bp\s*)[\s=(]*(?P<p>[<>≤≥]?\s*[01]?[.,·]\d+|[01])(?![\d.,%])", re.IGNORECASE)
_P_ALONE = re.compile(r"[<>≤≥=]?\s*(?:0?[.,·]\d+|1[.,·]0+)[*†‡§]*")
_SLIPPED = (
    re.compile(rf"\s*[(\[]\s*{_B}\s*[)\]]\s*{_A}\s*"),
    re.compile(rf"\s*\)\s*{_B}\s*\(\s*{_A}\s*"),
    re.compile(rf"\s*{_A}\s+{_B}\s*\)\)\s*"),
)
"""A bracket of a right-to-left text that was laid out as if it ran from left to right."""


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's numbers as printed, in the order of reading, and the pattern of how they stand.

    ``n`` and ``span`` are an N, and a lowest and highest value, printed behind them; ``inner`` is
    a word that names the number in brackets; brackets that ``slipped`` had to be put right.
    """

    kind: str
    numbers: tuple[str, ...]
    n: str = ""
    span: tuple[str, ...] = ()
    slipped: bool = False
    inner: str = ""


def is_empty(text: str) -> bool:
    """Return whether a cell prints nothing, or a dash."""
    return _EMPTY.fullmatch(text) is not None


def read_value(text: str, *, commas: bool = False) -> Value | None:
    """Read a cell's text; None where it is no arrangement of numbers that is known.

    A table that prints decimals with a comma has points between thousands.

    Examples
    --------
    >>> read_value("19 (73.1%)")
    Value(kind='n (%)', numbers=('19', '73.1'), n='', span=(), slipped=False, inner='')
    >>> read_value("41.5 (7.79) N=25").n
    '25'
    >>> read_value("( 26.9) 7").numbers
    ('7', '26.9')
    >>> read_value("1.021 (56,8)", commas=True).numbers
    ('1021', '56,8')
    """
    plain = text.replace("\n", " ").strip()
    if commas:
        plain = _THOUSANDS.sub(lambda match: match[0].replace(".", ""), plain)
    if len(plain) > 200 or not any(c.isdigit() for c in plain):
        return None
    whole = _match(plain, commas)
    if whole is not None:
        return whole
    tail = _TAIL.fullmatch(plain)
    if tail is not None and (head := read_value(tail["rest"], commas=commas)) is not None:
        return replace(head, n=tail["n"])
    spanned = _RANGE.fullmatch(plain)
    if spanned is not None and (head := _match(spanned["rest"].strip(), commas)) is not None:
        return Value(head.kind, head.numbers, "", (spanned["low"], spanned["high"]))
    for slipped in filter(None, (pattern.fullmatch(plain) for pattern in _SLIPPED)):
        right = _match(f"{slipped['a']} ({slipped['b']})", commas)
        if right is not None:
            return Value(right.kind, right.numbers, slipped=True)
    return None


def _match(plain: str, commas: bool) -> Value | None:
    for kind, pattern in _COMPILED[commas]:
        if match := pattern.fullmatch(plain):
            named = match.groupdict()
            numbers = tuple(named[name].strip() for name in "abc" if named.get(name))
            return Value(kind, numbers, inner=(named.get("inner") or "").casefold())
    return None


def decimals(text: str) -> int:
    """Return how many decimals a number is printed to."""
    match = re.search(r"[.·](\d+)$|,(\d{1,2})$", text.strip())
    return len(match[1] or match[2]) if match else 0


def is_full(share: float) -> bool:
    """Return whether percentages that add up to this are of everybody, but for their rounding."""
    return 99.4 <= share <= 101.6


def as_float(text: str) -> float:
    """Return about how large a printed number is; for comparing only, never for a verdict."""
    plain = re.sub(r"^[<>≤≥~≈]\s*", "", text.strip())
    plain = re.sub(r"[\u2009\u00a0\u202f ]", "", plain).replace("·", ".")
    plain = re.sub(r"^[−–‐]", "-", plain)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return float("nan")


def fits(n: str, percent: str, sizes: Sequence[float], within: float = 1.0) -> bool:
    """Return whether a share is of one of these sizes, to within so many of its last digit."""
    count, share = as_float(n), as_float(percent)
    most = within * 10.0 ** -decimals(percent)
    return any(size > 0 and abs(100 * count / size - share) <= most for size in sizes)


def is_p(text: str) -> bool:
    """Return whether a cell prints nothing but a number that can be a p-value, with decimals.

    Examples
    --------
    >>> is_p("<0.001*"), is_p("19"), is_p("1.000")
    (True, False, True)
    """
    return _P_ALONE.fullmatch(text.strip()) is not None


def read_p(text: str) -> str:
    """Return the p-value that a cell prints; empty for none.

    Examples
    --------
    >>> read_p("<0.001*"), read_p("χ² = 3.2, p = .04"), read_p("ns")
    ('<0.001', '.04', '')
    """
    match = _P.search(" ".join(text.split()))
    return match["p"].replace(" ", "") if match else ""
