"""What each paper states of each factor at each site, in our words.

Every row of evidence reaches some sites: one by name, all together, or sites of
which the paper does not say to which it applies. How it reaches a site is how
certain it is there.
"""

from collections.abc import Iterator

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.study.site_checks import over_sites
from peerstudy.study.sites import Sites
from peerstudy.words import word

COLUMNS = ("site", "factor", "role", "study", "status", "says", "words", "source", "note")
SAYS = ("named", "all_sites", "group", "varied", "some_sites", "listed")
"""How a statement reaches a site, the most certain first; in words in the catalogue."""
_SAME = ("study", "factor", "role", "wave", "source")
_BY_KIND = {"each": "all_sites", "each_or_at_least_one": "group", "varied": "varied"}
_BY_CERTAINTY = {
    "site": "named",
    "all sites": "all_sites",
    "group": "group",
    "unnamed group": "some_sites",
    "study": "listed",
}


def narrative(sites: Sites, lang: str = "en") -> pd.DataFrame:
    """List what each paper states of each factor at each site.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    lang : {"en", "he"}, default "en"
        Language of the column ``words``.

    Returns
    -------
    DataFrame
        One row a statement and site that it reaches, with :data:`COLUMNS`, in
        the order of the evidence. ``says`` is one of :data:`SAYS`, and
        ``words`` puts it, with ``status``, in a sentence. A statement over
        sites that are not described has one row with an empty site.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> stated = narrative(load_sites())
    >>> stated.query("factor == 'mutual_benefits' and site == 'pune'")["words"].iloc[0]
    'Reported for a group that the site belongs to; whether for each site in it is not stated.'
    """
    names = list(sites.site_groups["site_group"])
    groups = {name: sites.members(name) for name in names}
    over = {tuple(row[name] for name in _SAME): row for row in records(sites.statements)}
    found = []
    for row in records(sites.evidence):
        statement = over.get(tuple(row[name] for name in _SAME))
        notes = dict.fromkeys([row["note"], statement["note"] if statement else ""])
        for site, says, status in _reached(row, statement, groups):
            state = "absent" if status == "reported absent" else "reported"
            words = word(f"narrative.{says}_{state}", lang)
            found.append((site, row["factor"], row["role"], row["study"], status, says, words,
                          row["source"], "; ".join(note for note in notes if note)))  # fmt: skip
    return pd.DataFrame(found, columns=list(COLUMNS))


def _reached(
    row: dict[str, str], statement: dict[str, str] | None, groups: dict[str, list[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the sites that a row of evidence reaches, how, and what holds there."""
    says = _BY_CERTAINTY[row["certainty"]]
    if row["site"]:
        yield row["site"], says, row["status"]
        return
    where, status = row["site_group"], row["status"]
    if statement is not None:
        where, status = statement["over"], statement["status"]
        by_basis = "listed" if statement["basis"] == "listed" else "some_sites"
        says = _BY_KIND.get(statement["kind"], by_basis)
    for site in over_sites(where, groups) or [""]:
        yield site, says, status
