"""P-values as tables print them; they are read and kept, and no check judges them."""

import re

_P = re.compile(r"(?:^|\bp\s*)[\s=(]*(?P<p>[<>≤≥]?\s*[01]?[.,·]\d+|[01])(?![\d.,%])", re.IGNORECASE)

_ALONE = re.compile(r"[<>≤≥=]?\s*(?:0?[.,·]\d+|1[.,·]0+)[*†‡§]*")


def is_p(text: str) -> bool:
    """Return whether a cell prints nothing but a number that can be a p-value, with decimals.

    Examples
    --------
    >>> is_p("<0.001*"), is_p("19"), is_p("1.000")
    (True, False, True)
    """
    return _ALONE.fullmatch(text.strip()) is not None


def read_p(text: str) -> str:
    """Return the p-value that a cell prints; empty for none.

    Examples
    --------
    >>> read_p("<0.001*"), read_p("χ² = 3.2, p = .04"), read_p("ns")
    ('<0.001', '.04', '')
    """
    match = _P.search(" ".join(text.split()))
    return match["p"].replace(" ", "") if match else ""
