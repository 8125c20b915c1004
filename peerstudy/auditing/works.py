"""Works: which publication a source names, where a ledger holds several."""

import re
from functools import lru_cache

_DOI = re.compile(r"10\.\d{4,9}/[^\s;,]+")
_FILE = re.compile(r"[\w\-]+\.(?:docx?|pdf|html?|xml|tex|md|txt|csv|xlsx)\b", re.IGNORECASE)
_CITED = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\([^()]*\b(?:article|abstract|preprint|protocol)\)")


@lru_cache(maxsize=4_096)
def work(source: str) -> str:
    """Return the publication that a source names; empty where it names none.

    A DOI names a publication, and so do a file and a citation with a year or a kind in
    brackets; a page does not.

    Examples
    --------
    >>> work("https://doi.org/10.1192/bjp.2025.10299, Table 1")
    '10.1192/bjp.2025.10299'
    >>> work("Moran & Goldfarb 2025, p. 4"), work("trial.docx:12"), work("docx:12")
    ('Moran & Goldfarb 2025', 'trial.docx', '')
    """
    if found := _DOI.search(source) or _FILE.search(source):
        return found[0].rstrip(".)").lower()
    cited = re.split("[,;:]", source)[0].strip()
    return cited if _CITED.search(cited) else ""
