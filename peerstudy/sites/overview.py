"""The whole comparison as one frame: every statement with what it rests on.

A number of one row is never a point unless nothing could change it: ``low``
and ``high`` are the ends over every way of filling the unknowns, and ``known``
of ``cells`` says how much of it is known.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.sites.concordance import concordance, concordance_by_code
from peerstudy.sites.contrasts import FIRST, SECOND, contrast_membership
from peerstudy.sites.joint import JointEvidence, joint_evidence
from peerstudy.sites.matrix import EvidenceMatrix
from peerstudy.sites.orderings import similarity_orders
from peerstudy.sites.planned import planned_and_achieved
from peerstudy.sites.prevalence import (
    as_evidence_matrix,
    group_difference,
    group_differences,
    prevalence,
)
from peerstudy.sites.similarity import similarity

if TYPE_CHECKING:
    from peerstudy.study.sites import Sites

COLUMNS = ("part", "subject", "statistic", "low", "high", "known", "cells", "note")
PARTS = (
    "coverage", "prevalence", "similarity", "difference", "orders", "concordance", "planned",
)  # fmt: skip
UNDEFINED = "may be undefined"


def overview(
    sites: "Sites", study: str, codes: pd.DataFrame | None = None, *, floor: str = "all sites"
) -> pd.DataFrame:
    """Sum up the comparison of sites.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`.
    study : str
        The study whose codebook is held against what others report.
    codes : DataFrame, optional
        Its codebook, see :func:`peerstudy.sites.concordance`.
    floor : {"all sites", "site", "group"}
        See :func:`peerstudy.sites.evidence_matrix`.

    Returns
    -------
    DataFrame
        One row a statement, with :data:`COLUMNS`. ``part`` is one of
        :data:`PARTS`; ``low, high`` are fractions or whole numbers, and None
        where there is no such end: of a concordance only the least is known.
        Shares and differences are bounded over all statements together.
    """
    joint = joint_evidence(sites, floor=floor, by=("role",))
    contrasts = {name: contrast_membership(sites, name) for name in sites.contrasts["contrast"]}
    parts = [
        _coverage(joint.matrix),
        bounds_overview(joint, contrasts),
        _orders(joint),
        _concordance(sites, study, codes),
        _planned(sites),
    ]
    return pd.concat(parts, ignore_index=True).astype({"known": "Int64", "cells": "Int64"})


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _coverage(matrix: EvidenceMatrix) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for row in matrix.coverage.to_dict("records"):
        share = Fraction(row["known"], row["cells"])
        note = f"{row['reported']} reported, {row['absent']} reported absent"
        rows.append(("coverage", row["site"], "share of cells known", share, share,
                     row["known"], row["cells"], note))  # fmt: skip
    return _frame(rows)


def bounds_overview(
    of: EvidenceMatrix | JointEvidence, contrasts: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """Bound everything that rests on unknowns, with the columns of :func:`overview`.

    Parameters
    ----------
    of : EvidenceMatrix or JointEvidence
        Factors by sites: a matrix by its cells alone, evidence over all its
        statements. Similarity is bounded by cells alone in either.
    contrasts : mapping
        By name, which side each site is on: ``"first"``, ``"second"`` or empty.
    """
    alike = similarity(as_evidence_matrix(of))
    frames = [
        _bounds("prevalence", prevalence(of), "share of sites"),
        _bounds("similarity", alike.drop(columns="measure"), alike["measure"]),
    ]
    for name, sides in contrasts.items():
        each = group_differences(of, sides, FIRST, SECOND)
        mean = group_difference(of, sides, FIRST, SECOND)
        frames.append(_bounds("difference", each.drop(columns=[FIRST, SECOND]), name))
        note = UNDEFINED if mean.may_be_undefined else ""
        whole = ("difference", "mean of all factors", name, mean.low, mean.high,
                 mean.known, mean.cells, note)  # fmt: skip
        frames.append(_frame([whole]))
    return pd.concat(frames, ignore_index=True)


def _orders(joint: JointEvidence) -> pd.DataFrame:
    """Count the comparisons of two pairs of sites that completions show both ways."""
    orders = similarity_orders(joint)
    n = int(orders[["first_more_alike", "second_more_alike"]].all(axis=1).sum())
    row = ("orders", "comparisons of two pairs of sites", "either pair may be the more alike",
           n, n, None, None, f"of {len(orders)}")  # fmt: skip
    return _frame([row])


def _bounds(part: str, bounds: pd.DataFrame, statistic: "str | pd.Series") -> pd.DataFrame:
    keys = bounds.columns[: list(bounds.columns).index("low")]
    frame = bounds[["low", "high", "known", "cells"]].astype(object)
    frame["part"], frame["statistic"] = part, statistic
    frame["subject"] = [" / ".join(map(str, key)) for key in bounds[keys].to_numpy()]
    frame["note"] = bounds["may_be_undefined"].map({True: UNDEFINED, False: ""})
    return frame[list(COLUMNS)]


def _concordance(sites: "Sites", study: str, codes: pd.DataFrame | None) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for code, found in concordance(sites, study, codes).groupby("code", sort=False):
        counts = concordance_by_code(found).iloc[0]
        sources = found.loc[found["kind"] != "none seen", "study"].nunique()
        note = f"{counts['strength']} match" if counts["strength"] else "none seen"
        rows.append(("concordance", code, "sources elsewhere that report its like",
                     sources, None, None, None, note))  # fmt: skip
    return _frame(rows)


def _planned(sites: "Sites") -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for row in planned_and_achieved(sites).query("site == ''").to_dict("records"):
        subject = f"{row['component']} / {row['measure']} / {row['wave']}"
        plan = f"{row['verdict']} the plan of {row['planned_low']}"
        plan += f" to {row['planned_high']}" if row["planned_high"] != row["planned_low"] else ""
        rows.append(("planned", subject, "achieved", row["achieved_low"], row["achieved_high"],
                     None, None, plan))  # fmt: skip
    return _frame(rows)
