"""The whole comparison as one frame: every statement with what it rests on.

A number of one row is never a point unless nothing could change it: ``low``
and ``high`` are the ends over every way of filling the unknowns, and ``known``
of ``cells`` says how much of it is known.
"""

from collections.abc import Iterable, Iterator, Mapping
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
Row = tuple[object, ...]


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
    rows = [
        *_coverage(joint.matrix),
        *_bounded(joint, contrasts),
        _orders(joint),
        *_concordance(sites, study, codes),
        *_planned(sites),
    ]
    return _frame(rows).astype({"known": "Int64", "cells": "Int64"})


def flattened(rows: pd.DataFrame) -> pd.DataFrame:
    """Return statements as text: codes joined by bars, messages in English."""
    frame = rows.copy()
    frame["subject"] = [" / ".join(tell(part, "en") for part in key) for key in rows["subject"]]
    for column in ("statistic", "note"):
        frame[column] = [tell(said, "en") for said in rows[column]]
    return frame


def _frame(rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype=object)


def _coverage(matrix: EvidenceMatrix) -> Iterator[Row]:
    for row in matrix.coverage.to_dict("records"):
        known, cells = row["known"], row["cells"]
        share = Fraction(known, cells)
        note = Message.of("comparison.coverage", reported=row["reported"], absent=row["absent"])
        yield "coverage", (row["site"],), "share of cells known", share, share, known, cells, note


def bounded(
    of: EvidenceMatrix | JointEvidence, contrasts: Mapping[str, Mapping[str, str]]
) -> pd.DataFrame:
    """Bound everything that rests on unknowns, with the columns of :func:`compared`.

    A matrix is bounded by its cells alone, evidence over all its statements;
    similarity by cells alone in either. `contrasts` has, by name, which side
    each site is on: ``"first"``, ``"second"`` or empty.
    """
    return _frame(_bounded(of, contrasts))


def _bounded(
    of: EvidenceMatrix | JointEvidence, contrasts: Mapping[str, Mapping[str, str]]
) -> Iterator[Row]:
    yield from _bounds("prevalence", prevalence(of), "share of sites")
    for measure, alike in similarity(as_evidence_matrix(of)).groupby("measure", sort=False):
        yield from _bounds("similarity", alike.drop(columns="measure"), str(measure))
    for name, sides in contrasts.items():
        each = group_differences(of, sides, FIRST, SECOND)
        mean = group_difference(of, sides, FIRST, SECOND)
        yield from _bounds("difference", each.drop(columns=[FIRST, SECOND]), name)
        yield ("difference", (Message("comparison.mean_of_all"),), name, mean.low, mean.high,
               mean.known, mean.cells, UNDEFINED if mean.may_be_undefined else "")  # fmt: skip


def _bounds(part: str, bounds: pd.DataFrame, statistic: str) -> Iterator[Row]:
    """Yield the rows of a frame of bounds; what stands before them in it is their subject."""
    keys = list(bounds.columns[: list(bounds.columns).index("low")])
    for row in bounds.to_dict("records"):
        note = UNDEFINED if row["may_be_undefined"] else ""
        subject = tuple(str(row[key]) for key in keys)
        yield part, subject, statistic, row["low"], row["high"], row["known"], row["cells"], note


def _orders(joint: JointEvidence) -> Row:
    """Count the comparisons of two pairs of sites that completions show both ways."""
    orders = similarity_orders(joint)
    n = int(orders[["first_more_alike", "second_more_alike"]].all(axis=1).sum())
    return ("orders", (Message("comparison.pairs"),), Message("comparison.either_pair"),
            n, n, None, None, Message.of("comparison.of_total", total=len(orders)))  # fmt: skip


def _concordance(sites: Sites, study: str, codes: pd.DataFrame | None) -> Iterator[Row]:
    for code, found in concordance(sites, study, codes).groupby("code", sort=False):
        strength = concordance_by_code(found)["strength"].iloc[0]
        sources = found.loc[found["kind"] != "none seen", "study"].nunique()
        note = Message(f"comparison.match_{strength}" if strength else "comparison.none_seen")
        yield ("concordance", (code,), "sources elsewhere that report a similar theme",
               sources, None, None, None, note)  # fmt: skip


def _planned(sites: Sites) -> Iterator[Row]:
    for row in planned_and_achieved(sites).query("site == ''").to_dict("records"):
        subject = row["component"], row["measure"], row["wave"]
        low, high = row["planned_low"], row["planned_high"]
        plan = Message.of("comparison.to", low=low, high=high) if low != high else str(low)
        note = Message.of(f"comparison.plan_{row['verdict']}", plan=plan)
        yield ("planned", subject, "achieved", row["achieved_low"], row["achieved_high"],
               None, None, note)  # fmt: skip
