"""What is published of each site beside the evidence, conflicts and gaps included."""

from collections.abc import Sequence

import pandas as pd

from peerstudy.errors import require_known, require_names
from peerstudy.study.sites import Sites

UNKNOWN = "unknown"


def site_profile(sites: Sites, facts: Sequence[str] | None = None) -> pd.DataFrame:
    """Set the sites' facts side by side.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    facts : sequence of str, optional
        Which facts, in this order; all without it.

    Returns
    -------
    DataFrame of str
        One row a fact, one column a site. Where sources differ, every value
        stands with its basis; where none was seen, ``unknown``.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> site_profile(load_sites(), ["income"]).loc["income", ["ulm", "butabika"]].tolist()
    ['high', 'low']
    """
    rows, known = sites.facts, list(dict.fromkeys(sites.facts["fact"]))
    chosen = known if facts is None else require_names("facts", facts, 'facts such as ["income"]')
    for fact in chosen:
        require_known("fact", fact, known)
    cells = {
        site: [_told(rows[(rows["site"] == site) & (rows["fact"] == fact)]) for fact in chosen]
        for site in sites.names
    }
    frame = pd.DataFrame(cells, index=pd.Index(chosen, name="fact"))
    countries = dict(zip(sites.sites["site"], sites.sites["country"], strict=True))
    return pd.concat([pd.DataFrame(countries, index=pd.Index(["country"], name="fact")), frame])


def _told(rows: pd.DataFrame) -> str:
    """Return the one value, or each value with those who give it."""
    known = rows[rows["value"] != UNKNOWN]
    if known.empty:
        return UNKNOWN
    if known["value"].nunique() == 1:
        return str(known["value"].iloc[0])
    bases = known.groupby("value", sort=False)["basis"].agg("; ".join)
    return " / ".join(f"{value} ({basis})" for value, basis in bases.items())
