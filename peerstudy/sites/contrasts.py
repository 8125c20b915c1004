"""Groups of sites that a study wants compared, as rows of its file of contrasts."""

import pandas as pd

from peerstudy.errors import require_known
from peerstudy.frames.records import listed, records
from peerstudy.sites.joint import JointEvidence
from peerstudy.sites.matrix import EvidenceMatrix
from peerstudy.sites.prevalence import group_differences, site_membership
from peerstudy.study.sites import Sites

FIRST, SECOND = "first", "second"


def contrast_membership(sites: Sites, contrast: str) -> dict[str, str]:
    """Return which side of a contrast each site is on.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    contrast : str
        A name from its ``contrasts``.

    Returns
    -------
    dict of str to str
        ``"first"`` or ``"second"``, by site; empty where nothing is published.

    Raises
    ------
    UnknownNameError
        If there is no such contrast.
    PeerstudyError
        If sources disagree on a site's side.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> contrast_membership(load_sites(), "income")["ulm"]
    'first'
    """
    require_known("contrast", contrast, sites.contrasts["contrast"])
    [row, *_] = records(sites.contrasts[sites.contrasts["contrast"] == contrast])
    merge = {value: side for side in (FIRST, SECOND) for value in listed(row[side])}
    return site_membership(sites, row["fact"], row["basis"] or None, merge)


def contrast_differences(sites: Sites, of: EvidenceMatrix | JointEvidence) -> pd.DataFrame:
    """Bound how much more often each factor is reported on the first side of each contrast.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    of : EvidenceMatrix or JointEvidence
        Its evidence, see :func:`peerstudy.sites.prevalence`.

    Returns
    -------
    DataFrame
        ``contrast`` and the columns of :func:`group_differences`.

    Examples
    --------
    >>> from peerstudy.sites import evidence_matrix
    >>> from peerstudy.study.sites import load_sites
    >>> sites = load_sites()
    >>> rows = contrast_differences(sites, evidence_matrix(sites, study="haun_2024"))
    >>> print(rows[["contrast", "factor", "low", "high"]].head(2).to_string(index=False))
    contrast                 factor low high
      income benefits_service_users   0    0
      income         benefits_peers   0    0
    """
    found = {
        contrast: group_differences(of, contrast_membership(sites, contrast), FIRST, SECOND)
        for contrast in sites.contrasts["contrast"]
    }
    frame: pd.DataFrame = pd.concat(found, names=["contrast"]).drop(columns=[FIRST, SECOND])
    return frame.reset_index("contrast").reset_index(drop=True)
