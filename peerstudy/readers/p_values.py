"""P-values as tables print them; they are read and kept, and no check judges them."""

import re

_P = re.compile(r"(?:^|\bp\s*)[\s=(]*(?P<p>[<>≤≥]?\s*[01]?[.,·]\d+|[01])(?![\d.,%])", re.IGNORECASE)


def read_p(text: str) -> str:
    """Return the p-value that a cell prints; empty for none.

    Examples
    --------
    >>> read_p("<0.001*"), read_p("χ² = 3.2, p = .04"), read_p("ns")
    ('<0.001', '.04', '')
    """
    match = _P.search(" ".join(text.split()))
    return match["p"].replace(" ", "") if match else ""
