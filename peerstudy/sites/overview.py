"""The whole comparison as one frame: every statement with what it rests on.

A number of one row is never a point unless nothing could change it: ``low``
and ``high`` are the ends over every way of filling the unknowns, and ``known``
of ``cells`` says how much of it is known.
"""

from collections.abc import Mapping
from fractions import Fraction

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
from peerstudy.study.sites import Sites
from peerstudy.words import Message, tell

COLUMNS = ("part", "subject", "statistic", "low", "high", "known", "cells", "note")
PARTS = (
    "coverage", "prevalence", "similarity", "difference", "orders", "concordance", "planned",
)  # fmt: skip
UNDEFINED = Message("comparison.may_be_undefined")


def overview(
    sites: Sites, study: str, codes: pd.DataFrame | None = None, *, floor: str = "all sites"
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

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> rows = overview(load_sites(), "upsides_israel")
    >>> print(rows.head(2).to_string(index=False))
        part subject            statistic  low high  known  cells                          note
    coverage     ulm share of cells known 5/89 5/89      5     89 5 reported, 0 reported absent
    coverage hamburg share of cells known 5/89 5/89      5     89 5 reported, 0 reported absent
    """
    return flattened(compared(sites, study, codes, floor=floor))


def compared(
    sites: Sites, study: str, codes: pd.DataFrame | None = None, *, floor: str = "all sites"
) -> pd.DataFrame:
    """Sum up the comparison of sites, not yet in any language.

    Parameters and rows as of :func:`overview`; ``subject`` is a tuple of codes
    or messages, ``statistic`` and ``note`` are codes or messages.
    """
    joint = joint_evidence(sites, floor=floor, by=("role",))
    contrasts = {name: contrast_membership(sites, name) for name in sites.contrasts["contrast"]}
    parts = [
        _coverage(joint.matrix),
        bounded(joint, contrasts),
        _orders(joint),
        _concordance(sites, study, codes),
        _planned(sites),
    ]
    return pd.concat(parts, ignore_index=True).astype({"known": "Int64", "cells": "Int64"})


def flattened(rows: pd.DataFrame) -> pd.DataFrame:
    """Return statements as text: codes joined by bars, messages in English."""
    frame = rows.copy()
    frame["subject"] = [" / ".join(tell(part, "en") for part in key) for key in rows["subject"]]
    for column in ("statistic", "note"):
        frame[column] = [tell(said, "en") for said in rows[column]]
    return frame


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _coverage(matrix: EvidenceMatrix) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for row in matrix.coverage.to_dict("records"):
        share = Fraction(row["known"], row["cells"])
        note = Message.of("comparison.coverage", reported=row["reported"], absent=row["absent"])
        rows.append(("coverage", (row["site"],), "share of cells known", share, share,
                     row["known"], row["cells"], note))  # fmt: skip
    return _frame(rows)


def bounded(
    of: EvidenceMatrix | JointEvidence, contrasts: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """Bound everything that rests on unknowns, with the columns of :func:`compared`.

    A matrix is bounded by its cells alone, evidence over all its statements;
    similarity by cells alone in either. `contrasts` has, by name, which side
    each site is on: ``"first"``, ``"second"`` or empty.
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
        whole = ("difference", (Message("comparison.mean_of_all"),), name, mean.low, mean.high,
                 mean.known, mean.cells, note)  # fmt: skip
        frames.append(_frame([whole]))
    return pd.concat(frames, ignore_index=True)


def _orders(joint: JointEvidence) -> pd.DataFrame:
    """Count the comparisons of two pairs of sites that completions show both ways."""
    orders = similarity_orders(joint)
    n = int(orders[["first_more_alike", "second_more_alike"]].all(axis=1).sum())
    row = ("orders", (Message("comparison.pairs"),), Message("comparison.either_pair"),
           n, n, None, None, Message.of("comparison.of_total", total=len(orders)))  # fmt: skip
    return _frame([row])


def _bounds(part: str, bounds: pd.DataFrame, statistic: "str | pd.Series") -> pd.DataFrame:
    keys = bounds.columns[: list(bounds.columns).index("low")]
    frame = bounds[["low", "high", "known", "cells"]].astype(object)
    frame["part"], frame["statistic"] = part, statistic
    subjects = [tuple(map(str, key)) for key in bounds[keys].to_numpy()]
    frame["subject"] = pd.Series(subjects, frame.index, dtype=object)
    notes = [UNDEFINED if open_ended else "" for open_ended in bounds["may_be_undefined"]]
    frame["note"] = pd.Series(notes, frame.index, dtype=object)
    return frame[list(COLUMNS)]


def _concordance(sites: Sites, study: str, codes: pd.DataFrame | None) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for code, found in concordance(sites, study, codes).groupby("code", sort=False):
        counts = concordance_by_code(found).iloc[0]
        sources = found.loc[found["kind"] != "none seen", "study"].nunique()
        strength = counts["strength"]
        note = Message(f"comparison.match_{strength}" if strength else "comparison.none_seen")
        rows.append(("concordance", (code,), "sources elsewhere that report a similar theme",
                     sources, None, None, None, note))  # fmt: skip
    return _frame(rows)


def _planned(sites: Sites) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for row in planned_and_achieved(sites).query("site == ''").to_dict("records"):
        subject = row["component"], row["measure"], row["wave"]
        low, high = row["planned_low"], row["planned_high"]
        plan = Message.of("comparison.to", low=low, high=high) if low != high else str(low)
        note = Message.of(f"comparison.plan_{row['verdict']}", plan=plan)
        rows.append(("planned", subject, "achieved", row["achieved_low"], row["achieved_high"],
                     None, None, note))  # fmt: skip
    return _frame(rows)
