"""Where else the study's themes are reported: through a crosswalk, presence only.

A match says that a factor like this one was reported elsewhere. No match says
that none was seen, which is no sign that it is not there.
"""

import pandas as pd

from peerstudy.errors import refuse
from peerstudy.frames.border import with_columns
from peerstudy.frames.validate import dangling
from peerstudy.study.schema_sites import STRENGTHS
from peerstudy.study.sites import Sites

COLUMNS = (
    "code", "factor", "strength", "reason", "kind", "role", "study", "doi", "site", "site_group",
    "certainty",
)  # fmt: skip


def concordance(sites: Sites, study: str, codes: pd.DataFrame | None = None) -> pd.DataFrame:
    """List everything reported elsewhere that the crosswalk ties to a code.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    study : str
        The study that the codebook is of, such as ``"upsides_israel"``; what
        its own publications report is not elsewhere and is left out.
    codes : DataFrame, optional
        The codebook, with a column ``code``; its codes without a match get a
        row too. Without it, only the codes of the crosswalk.

    Returns
    -------
    DataFrame
        One row a code and statement, with :data:`COLUMNS`. ``kind`` says what
        the statement is about: a ``site``, a ``group`` of sites, ``unplaced``
        (a study that does not say where), a ``review``, or ``none seen``.

    Raises
    ------
    InvalidDataError
        If the crosswalk has codes that the codebook does not: all of them.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> rows = concordance(load_sites(), "upsides_israel").query("site != ''")
    >>> print(rows[["code", "factor", "strength"]].head(2).to_string(index=False))
                              code                   factor strength
      c_intervention_core_two_hats                dual_role    close
    c_intervention_core_disclosure peers_view_of_disclosure    close
    """
    if codes is not None:
        with_columns("codes", codes, ("code",))
        allowed = "the codebook must have it"
        crossed, known = sites.crosswalk["code"], set(codes["code"])
        refuse(dangling(crossed, known, "crosswalk.csv", allowed))
    own = [key for key, about in sites.publications.items() if about.get("study") == study]
    statements = pd.concat([_statements(sites), _reviews(sites)], ignore_index=True)
    statements = statements[~statements["study"].isin(own)]
    joined = sites.crosswalk.merge(statements, on="factor", how="left")
    if codes is not None:
        joined = codes[["code"]].merge(joined, on="code", how="left")
    joined = joined.fillna("")
    joined["kind"] = joined["kind"].where(joined["kind"] != "", "none seen")
    return joined[list(COLUMNS)].reset_index(drop=True)


def _statements(sites: Sites) -> pd.DataFrame:
    """Take what is reported, and what a study lists; what is reported absent is no presence."""
    evidence = sites.evidence
    listed = (evidence["status"] == "unknown") & (evidence["certainty"] == "study")
    rows = evidence[(evidence["status"] == "reported") | listed].copy()
    rows["kind"] = "group"
    rows.loc[rows["site"] != "", "kind"] = "site"
    rows.loc[rows["certainty"].isin(["study", "unnamed group"]), "kind"] = "unplaced"
    return rows[["factor", "kind", "role", "study", "doi", "site", "site_group", "certainty"]]


def _reviews(sites: Sites) -> pd.DataFrame:
    rows = sites.reviews[sites.reviews["factor"] != ""]
    roles = rows["kind"].where(rows["kind"].isin(["challenge", "facilitator"]), "either")
    return pd.DataFrame(
        {"factor": rows["factor"], "kind": "review", "role": roles, "study": rows["review"],
         "doi": rows["doi"], "site": "", "site_group": "", "certainty": rows["certainty"]}
    )  # fmt: skip


def concordance_by_code(found: pd.DataFrame, home: str = "") -> pd.DataFrame:
    """Count, code by code, where its like is reported.

    Parameters
    ----------
    found : DataFrame
        From :func:`concordance`.
    home : str, optional
        The study's own site, told apart from the others.

    Returns
    -------
    DataFrame
        One row a code: ``code``, the best ``strength`` of a match, and how many
        ``factors``, ``other_sites`` by name, ``groups`` of sites,
        ``home_studies`` (other publications on the home site),
        ``unplaced_studies`` and ``reviews``. Zeros mean that none was seen.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> rows = concordance_by_code(concordance(load_sites(), "upsides_israel"))
    >>> rows = rows.query("other_sites > 0")
    >>> print(rows[["code", "strength", "factors", "other_sites"]].head(2).to_string(index=False))
                              code strength  factors  other_sites
      c_intervention_core_two_hats    close        3            1
    c_intervention_core_disclosure     same        4            1
    """
    of_codes = with_columns("found", found, COLUMNS)
    rows = [_counts(str(code), group, home) for code, group in of_codes.groupby("code", sort=False)]
    return pd.DataFrame(rows)


def _counts(code: str, group: pd.DataFrame, home: str) -> dict[str, object]:
    seen = group[group["kind"] != "none seen"]
    at_sites = seen[seen["kind"] == "site"]
    best = [strength for strength in STRENGTHS if strength in set(seen["strength"])]
    return {
        "code": code,
        "strength": best[0] if best else "",
        "factors": seen["factor"].nunique(),
        "other_sites": at_sites.loc[at_sites["site"] != home, "site"].nunique(),
        "groups": seen.loc[seen["kind"] == "group", "site_group"].nunique(),
        "home_studies": at_sites.loc[at_sites["site"] == home, "study"].nunique(),
        "unplaced_studies": seen.loc[seen["kind"] == "unplaced", "study"].nunique(),
        "reviews": seen.loc[seen["kind"] == "review", "study"].nunique(),
    }
