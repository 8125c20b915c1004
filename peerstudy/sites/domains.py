"""From factors to the domains of CFIR, the Consolidated Framework for Implementation Research.

A factor belongs to the domains that a paper gives it; no domain is read into a
paper that gives none. One level up, papers that share no factor can be compared.
"""

from collections.abc import Iterator

import pandas as pd

from peerstudy.frames.records import listed, records
from peerstudy.frames.vocabulary import Status
from peerstudy.sites.evidence import certainties
from peerstudy.study.sites import Sites

WHOLE = "domain_"
"""What the name of a factor that is a whole domain begins with."""
COLUMNS = ("cfir_domain", "role", "study", "site", "status", "factors")
TENSION = ("cfir_domain", "role", "site", "reported_by", "factors", "reported_absent_by")


def factor_domains(sites: Sites) -> pd.DataFrame:
    """List the domains that papers give each factor.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.

    Returns
    -------
    DataFrame
        One row a factor, domain and paper: ``factor, cfir_domain, study,
        source``. A factor that no paper places has a row with an empty domain.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> placed = factor_domains(load_sites()).set_index("factor")
    >>> placed.loc["policy", "cfir_domain"]
    'outer_setting'
    """
    placed = sites.evidence[["factor", "cfir_domain", "study", "source"]]
    placed = placed.assign(cfir_domain=placed["cfir_domain"].map(listed)).explode("cfir_domain")
    frame = sites.factors[["factor"]].merge(placed.dropna(), on="factor", how="left").fillna("")
    return frame.drop_duplicates(ignore_index=True)


def domain_reports(sites: Sites, *, floor: str = "all sites") -> pd.DataFrame:
    """List where each paper reports something in each domain, or nothing in it.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    floor : {"all sites", "site", "group"}
        See :func:`peerstudy.sites.evidence_matrix`.

    Returns
    -------
    DataFrame
        One row a domain, role, paper and site, with :data:`COLUMNS`.
        ``status`` is ``reported`` where the paper reports a factor of the
        domain, ``reported absent`` where it reports the whole domain absent;
        ``factors`` is a tuple of those reported. What a paper does not report
        has no row.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> rows = domain_reports(load_sites())
    >>> print(rows[["cfir_domain", "study", "site", "status"]].head(2).to_string(index=False))
                     cfir_domain     study    site   status
    intervention_characteristics haun_2024     ulm reported
    intervention_characteristics haun_2024 hamburg reported
    """
    taken = sites.evidence["certainty"].isin(certainties(floor))
    known = sites.evidence[taken & (sites.evidence["status"] != Status.UNKNOWN)]
    found: dict[tuple[str, ...], list[str]] = {}
    for row in records(known):
        for key in _reports(sites, row):
            found.setdefault(key, []).append(row["factor"])
    rows = [(*key, tuple(dict.fromkeys(factors))) for key, factors in found.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _reports(sites: Sites, row: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield what a row of evidence reports of domains at sites; a factor's absence, nothing."""
    if row["status"] == Status.ABSENT and not row["factor"].startswith(WHOLE):
        return
    for domain in listed(row["cfir_domain"]):
        for site in [row["site"]] if row["site"] else sites.members(row["site_group"]):
            yield (domain, row["role"], row["study"], site, row["status"])


def domain_tensions(sites: Sites, *, floor: str = "all sites") -> pd.DataFrame:
    """List where one paper reports something in a domain and another reports nothing.

    Not a contradiction: papers asked different people at different times. But
    it is what a reader would want explained.

    Parameters
    ----------
    sites, floor
        See :func:`domain_reports`.

    Returns
    -------
    DataFrame
        One row a domain, role, site and pair of papers, with :data:`TENSION`.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> domain_tensions(load_sites())["cfir_domain"].tolist()
    ['intervention_characteristics']
    """
    reports = domain_reports(sites, floor=floor)
    there = reports[reports["status"] == Status.REPORTED]
    absent = reports[reports["status"] == Status.ABSENT]
    pairs = there.merge(absent, on=["cfir_domain", "role", "site"], suffixes=("", "_absent"))
    pairs = pairs.rename(columns={"study": "reported_by", "study_absent": "reported_absent_by"})
    return pairs[list(TENSION)]
