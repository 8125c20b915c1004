"""The figures of a sample and of its audit: any study or ledger has those it has numbers for."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.audit import datasets_behind, denominator_candidates, mean_endings, printed_summaries
from peerstudy.figures import (
    draw_denominators,
    draw_endings,
    draw_lattice,
    draw_means,
    draw_profile,
    draw_verdicts,
)
from peerstudy.frames.records import records
from peerstudy.gallery.labels import figure_labels
from peerstudy.gallery.plate import Makers, Sketch, slug
from peerstudy.gallery.tell_sample import (
    tell_denominators,
    tell_endings,
    tell_lattice,
    tell_means,
    tell_profile,
    tell_verdicts,
)
from peerstudy.ledger import Ledger, means
from peerstudy.printed import read
from peerstudy.reconstruct import PrintedSummary, pair_lattice, value_profile

if TYPE_CHECKING:
    from peerstudy.audit import Audit
    from peerstudy.study import Study

FEWEST_PEOPLE = 5
"""Of fewer people no profile of values is drawn: it would show each one's."""


def sample_makers(study: "Study | Ledger", result: "Audit") -> Makers:
    """Name the figures of the printed numbers, each with what makes it."""
    found: Makers = {}
    frame = means(study)
    for variable in frame["variable"].unique():
        rows = frame[frame["variable"] == variable].reset_index(drop=True)
        name = slug("sample", variable)
        found[name] = partial(_means, name, study, rows, variable)
    for row in records(_strays(result)):
        name = slug("audit", row["variable"], row["group"])
        found[name] = partial(
            _denominators, name, study, row["group"], row["variable"], row["place"]
        )
    if len(result.summary):
        found["audit_verdicts"] = partial(_verdicts, "audit_verdicts", result.summary)
    endings = mean_endings(study, result.rounding)
    if len(endings):
        found["grim_lattice"] = partial(_endings, "grim_lattice", study, endings)
    return found | _behind(study, result)


def _strays(result: "Audit") -> pd.DataFrame:
    """Give the variables whose percentages are not of the N that is printed for them."""
    rows = result.findings.query("check == 'DEN1' and verdict == 'inconsistent'")
    return rows.drop_duplicates(["group", "variable"])


def _behind(study: "Study | Ledger", result: "Audit") -> Makers:
    """Name the profiles of what is feasible, and the lattices of the pairs that are not."""
    found: Makers = {}
    behind = datasets_behind(study, result.rounding).query("sd != ''")
    summaries = printed_summaries(study, result.rounding)
    for row in records(behind.drop_duplicates(["group", "variable"])):
        group, variable = row["group"], row["variable"]
        summary = summaries.get((group, variable, row["place"]))
        if summary is None or row["datasets"] == "None":
            continue
        possible = row["datasets"] != "0"
        if possible and summary.n >= FEWEST_PEOPLE:
            name = slug("feasible", variable, group)
            found[name] = partial(_profile, name, study, group, variable, summary)
        elif not possible and summary.lowest <= read(row["mean"]).value <= summary.highest:
            name = slug("feasible_lattice", variable, group)
            found[name] = partial(_lattice, name, study, group, variable, summary)
    return found


def _means(name: str, study: "Study | Ledger", rows: pd.DataFrame, variable: str) -> Sketch:
    return Sketch(
        name,
        rows,
        22 + 9 * len(rows),
        lambda ax, labels, lang: draw_means(rows, variable, ax, labels, lang),
        partial(tell_means, rows, variable),
        partial(figure_labels, study),
        narrow_mm=30 + 9 * len(rows),
    )


def _denominators(
    name: str, study: "Study | Ledger", group: str, variable: str, place: str
) -> Sketch:
    rows = denominator_candidates(study, group, variable, place)
    levels = rows["level"].nunique()
    return Sketch(
        name,
        rows,
        30 + 9 * levels,
        partial(draw_denominators, rows),
        partial(tell_denominators, rows, group, variable),
        partial(figure_labels, study),
        narrow_mm=52 + 10 * levels,
    )


def _verdicts(name: str, summary: pd.DataFrame) -> Sketch:
    height = 24 + 5.2 * len(summary)
    return Sketch(
        name,
        summary,
        height,
        lambda ax, _, lang: draw_verdicts(summary, ax, lang),
        lambda _, lang: tell_verdicts(summary, lang),
        narrow_mm=height,
    )


def _endings(name: str, study: "Study | Ledger", rows: pd.DataFrame) -> Sketch:
    return Sketch(
        name,
        rows,
        98,
        partial(draw_endings, rows),
        partial(tell_endings, rows),
        partial(figure_labels, study),
    )


def _profile(
    name: str, study: "Study | Ledger", group: str, variable: str, summary: PrintedSummary
) -> Sketch:
    rows = value_profile(summary)
    return Sketch(
        name,
        rows,
        75,
        lambda ax, labels, lang: draw_profile(rows, ax, labels.get(variable, variable), lang),
        partial(tell_profile, rows, group, variable),
        partial(figure_labels, study),
        narrow_mm=70,
    )


def _lattice(
    name: str, study: "Study | Ledger", group: str, variable: str, summary: PrintedSummary
) -> Sketch:
    rows = pair_lattice(summary)
    return Sketch(
        name,
        rows,
        85,
        lambda ax, _, lang: draw_lattice(rows, summary, ax, lang),
        partial(tell_lattice, rows, summary, group, variable),
        partial(figure_labels, study),
        narrow_mm=85,
    )
