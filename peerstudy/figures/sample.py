"""The sample: each group's mean, SD and range, variables of one unit in one panel."""

import re
from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.auditing import all_checks, audit
from peerstudy.errors import require_known
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate, slug
from peerstudy.figures.rows import Line, heights, name_rows, stacked, started
from peerstudy.figures.style import BLUE, GREY, ORANGE, counted, grid, legend, letters, mirrored
from peerstudy.figures.wording import (
    Words,
    largest,
    listed,
    missing,
    named,
    named_both,
    number,
    run,
    text,
    words,
)
from peerstudy.ledger import Labels, Ledger, LedgerLike, as_ledger, means

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit


def figures(result: "Audit") -> Makers:
    """Return a figure for each unit that means are reported in."""
    ledger = result.subject.ledger
    frame = sample_means(ledger, result)
    made: Makers = {}
    for panel, rows in frame.groupby(_panels(frame), sort=False):
        name = slug("sample", str(panel))
        made[name] = partial(_plate, name, rows.reset_index(drop=True), ledger)
    return made


def _plate(name: str, rows: pd.DataFrame, ledger: Ledger) -> Plate:
    high = heights(_lines, rows, ledger, 25, 35)
    return Plate(name, rows, draw_means, describe_means, *high, of=ledger)


def sample_means(subject: LedgerLike, result: "Audit | None" = None) -> pd.DataFrame:
    """Return the reported means with their units, and whether each is inconsistent.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`.
    result : Audit, optional
        Its audit; its checks of means are run without one.

    Returns
    -------
    DataFrame
        Columns of :func:`peerstudy.ledger.means`, ``unit``, and ``problem``:
        whether a check found the mean inconsistent with the other numbers.

    Examples
    --------
    >>> rows = sample_means("upsides_israel")
    >>> print(rows[["group", "variable", "n", "mean", "unit"]].head(2).to_string(index=False))
            group variable    n  mean  unit
            peers      age 25.0 41.50 years
    professionals      age 42.0 42.29 years
    """
    ledger = as_ledger(subject)
    result = audit(ledger, checks=["AVG"]) if result is None else result
    of_means = {check.code for check in all_checks() if check.family == "means"}
    found = result.inconsistent
    found = found[found["check"].isin(of_means)]
    wrong = {
        (group, variable, float(value))
        for group, variable, printed in found[["group", "variable", "printed"]].to_numpy()
        for value in re.findall(r"\d+(?:\.\d+)?", printed)[:1]
    }
    frame = means(ledger)
    keys = zip(frame["group"], frame["variable"], frame["mean"], strict=True)
    frame["unit"] = [ledger.trait(variable).unit for variable in frame["variable"]]
    frame["problem"] = [key in wrong for key in keys]
    return frame


def draw_means(
    of: "LedgerLike",
    *variables: str,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw each group's mean with its SD and its range, impossible means marked.

    Parameters
    ----------
    of : Study, Ledger or DataFrame
        A study or a ledger, or the rows of :func:`sample_means` to draw.
    *variables : str
        Which variables; all of the first one's unit without them.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A heading for each variable, its groups below.

    Raises
    ------
    UnknownNameError
        If no mean of a variable is reported; those that are are listed.

    Examples
    --------
    >>> draw_means("upsides_israel", "age").get_xlabel()
    'Age (years)'
    """
    rows, labels = given(of, "mean", sample_means, labels, lang)
    lang = labels.lang
    for variable in variables:
        require_known("variable with means", variable, rows["variable"].unique())
    panels = _panels(rows)
    chosen = rows["variable"].isin(variables) if variables else panels.isin(panels[:1])
    rows = rows[chosen].reset_index(drop=True)
    ax, lines = started(ax, _lines, rows, labels, 25)
    places = rows.index.map(name_rows(ax, lines)).to_series(rows.index)
    low, high = rows["mean"] - rows["sd"], rows["mean"] + rows["sd"]
    _spans(ax, places, rows["min"], rows["max"], text("range", lang), color=GREY, linewidth=1.2)
    _spans(ax, places, low, high, text("one_sd", lang), color="#9ECAE1", linewidth=6)
    problem = rows.get("problem", pd.Series(False, index=rows.index)).astype(bool)
    for chosen_rows, shape, colour, size, key in (
        (~problem, "D", BLUE, 5.0, "mean"),
        (problem, "X", ORANGE, 8.5, "mean_inconsistent"),
    ):
        if chosen_rows.any():
            ax.plot(rows["mean"][chosen_rows], places[chosen_rows], shape, color=colour,
                    markersize=size, markeredgecolor="white", markeredgewidth=0.5,
                    label=text(key, lang))  # fmt: skip
    ax.set_xlim(left=min(0.0, *ax.get_xlim()))
    ax.set_xlabel(_axis(rows, labels))
    grid(mirrored(ax, lang))
    return legend(ax, lang)


def _panels(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return the unit of each row, or its variable where that has none."""
    units = rows.get("unit", rows["variable"])
    return units.where(units != "", rows["variable"])


def _axis(rows: pd.DataFrame, labels: Labels) -> str:
    """Name the axis: the unit where several variables share it."""
    if rows["variable"].nunique() == 1:
        return labels.variable(rows["variable"].iloc[0])
    unit = rows["unit"].iloc[0] if "unit" in rows else ""
    return text("unit_years", labels.lang) if unit == "years" else unit


def _lines(rows: pd.DataFrame, labels: Labels, width: "Axes | float") -> list[Line]:
    """Place each variable and its groups, which are of their rows."""
    parts = [
        (labels.variable(str(variable)),
         [(i, _group(row, labels)) for i, row in zip(part.index, part.to_dict("records"),
                                                     strict=True)])
        for variable, part in rows.groupby("variable", sort=False)
    ]  # fmt: skip
    return stacked(parts, letters(width, 52), gap=0.6)


def _group(row: Mapping[Hashable, Any], labels: Labels) -> str:
    size = "n = ?" if missing(row["n"]) else f"n = {row['n']:.0f}"
    return counted(labels.group(row["group"]), size, labels.lang)


def _spans(
    ax: "Axes",
    places: "pd.Series[int]",
    low: "pd.Series[float]",
    high: "pd.Series[float]",
    label: str,
    **look: Any,
) -> None:
    """Draw the spans that have two ends; without any, the legend does not name them."""
    there = low.notna() & high.notna()
    if there.any():
        ax.hlines(places[there], low[there], high[there], label=label, **look)


def describe_means(rows: pd.DataFrame, labels: Labels) -> Words:
    """Return each group's mean, SD and range in words, and which means are inconsistent."""
    lang, parts = labels.lang, []
    for variable, part in rows.groupby("variable", sort=False):
        parts.append(f"{named(labels.variable(str(variable)), lang)} –")
        parts += [_mean(row, labels) for row in part.to_dict("records")]
    parts += [
        text("means_problem", lang, **named_both(labels, row["group"], row["variable"]))
        for row in rows[rows["problem"]].to_dict("records")
    ]
    if rows["variable"].nunique() == 1 and len(rows) > 1:
        highest = largest(rows, rows["mean"])["group"]
        parts.append(text("means_highest", lang, group=named(labels.group(highest), lang)))
    names = [named(labels.variable(v), lang) for v in rows["variable"].unique()]
    spans = {"sd": rows["sd"].notna(), "range": rows["min"].notna() & rows["max"].notna()}
    drawn = {
        "mean": ~rows["problem"].all(),
        **{name: span.any() for name, span in spans.items()},
        "problem": rows["problem"].any(),
    }
    left = [text(f"means_without_{name}", lang) for name, span in spans.items() if not span.all()]
    marks = [name for name, is_drawn in drawn.items() if is_drawn]
    return words("means", lang, parts, marks, left, variables=listed(names, lang))


def _mean(row: dict[Any, Any], labels: Labels) -> str:
    lang = labels.lang
    mean, sd, low, high = (
        None if missing(row[stat]) else run(number(row[stat]), lang)
        for stat in ("mean", "sd", "min", "max")
    )
    parts = [text("means_mean", lang, value=mean)]
    if sd is not None:
        parts.append(text("means_sd", lang, value=sd))
    if low is not None and high is not None:
        parts.append(text("from_to", lang, low=low, high=high))
    if not missing(row["n"]):
        parts.append(run(f"n = {row['n']:.0f}", lang))
    return f"{named(labels.group(row['group']), lang)}: {listed(parts, lang)}."
