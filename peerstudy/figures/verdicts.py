"""The verdicts of an audit by family of checks, those with problems first."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.auditing import Audit, Verdict, all_checks, audit
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.rows import Line, heights, name_rows, stacked, started
from peerstudy.figures.style import (
    GREY,
    ORANGE,
    SIZE,
    grid,
    legend,
    letters,
    mirrored,
    narrow,
    wrapped,
)
from peerstudy.figures.wording import Words, listed, run, text, words
from peerstudy.ledger import Labels
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.ledger import LedgerLike

VERDICTS = {
    "inconsistent": (ORANGE, "////"),
    "inconsistent if": ("white", "////"),
    "risk": (GREY, "xxxx"),
    "not testable": ("white", "...."),
    "consistent": ("#9ECAE1", ""),
}


def figures(result: "Audit") -> Makers:
    """Return the figure of an audit that had something to check."""
    rows = verdicts_by_family(result)
    return {"audit_verdicts": partial(_plate, rows)} if len(rows) else {}


def _plate(rows: pd.DataFrame) -> Plate:
    high = heights(_lines, rows, None, 25, 38)
    return Plate(
        "audit_verdicts",
        rows,
        lambda rows, ax, labels: draw_verdicts(rows, ax=ax, lang=labels.lang),
        describe_verdicts,
        *high,
    )


def verdicts_by_family(result: "Audit") -> pd.DataFrame:
    """Count the results of each family of checks by verdict, the most problems first.

    Returns
    -------
    DataFrame
        ``family``, a column for each verdict and ``total``. A disclosure risk
        is no inconsistency: it is counted as a risk, below the problems.

    Examples
    --------
    >>> from peerstudy import audit
    >>> rows = verdicts_by_family(audit("upsides_israel", checks=["PCT1", "AVG1"]))
    >>> print(rows[["family", "inconsistent", "consistent", "total"]].to_string(index=False))
         family  inconsistent  consistent  total
    percentages             7          30     46
          means             2           9     18
    """
    families = {check.code: check.family for check in all_checks()}
    summary = result.summary.assign(family=result.summary["check"].map(families))
    counted = summary.groupby("family", sort=False)[list(VERDICTS)].sum()
    counted = counted.assign(total=counted.sum(axis=1)).query("total > 0")
    return counted.sort_values(list(VERDICTS)[:3], ascending=False, kind="stable").reset_index()


def draw_verdicts(
    of: "LedgerLike | Audit", *, ax: "Axes | None" = None, lang: str = "en"
) -> "Axes":
    """Draw how many results of each family of checks have which verdict.

    Parameters
    ----------
    of : Audit, Study, Ledger or DataFrame
        An audit, what to audit, or the rows of :func:`verdicts_by_family` to
        draw.
    ax, lang
        Where, and in which language: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A bar for each family, stacked by verdict; at its end, how many of all
        results are inconsistent, or are risks.

    Examples
    --------
    >>> draw_verdicts("cofacilitation_mazor").get_legend_handles_labels()[1]
    ['risk', 'consistent']
    """
    if isinstance(of, pd.DataFrame) and "family" in of:
        rows = of
    else:
        rows = verdicts_by_family(of if isinstance(of, Audit) else audit(of))
    ax, lines = started(ax, _lines, rows, Labels(lang=lang), 25)
    y = list(name_rows(ax, lines).values())
    left = pd.Series(0, index=rows.index)
    for verdict, (colour, hatch) in VERDICTS.items():
        if rows[verdict].any():
            label = word(f"common.{Verdict(verdict).name.lower()}", lang)
            ax.barh(y, rows[verdict], left=left, color=colour, hatch=hatch,
                    edgecolor="black", linewidth=0.6, height=1.6, label=label)  # fmt: skip
        left = left + rows[verdict]
    side = "left" if direction(lang) == "ltr" else "right"
    for at, row in zip(y, rows.to_dict("records"), strict=True):
        said = _at_end(row, lang)
        ax.annotate(said, (row["total"], at), (4 if side == "left" else -4, 0),
                    textcoords="offset points", ha=side, va="center", fontsize=SIZE,
                    fontweight="bold" if row["inconsistent"] else "normal")  # fmt: skip
    ax.set_xlim(0, float(rows["total"].max()) * (1.5 if narrow(ax) else 1.18))
    ax.set_xlabel(wrapped(text("findings_axis", lang), letters(ax, 64)))
    grid(ax)
    return legend(mirrored(ax, lang), lang)


def _lines(rows: pd.DataFrame, labels: Labels, width: "Axes | float") -> list[Line]:
    """Place the families of checks."""
    names = [(family, text(f"family_{family}", labels.lang)) for family in rows["family"]]
    return stacked([("", names)], letters(width, 44), gap=1.1)


def _at_end(row: Mapping[Hashable, Any], lang: str) -> str:
    if row["risk"]:
        return text("risks_of", lang, n=int(row["risk"]), total=row["total"])
    return text("some_of", lang, some=row["inconsistent"], total=row["total"])


def describe_verdicts(rows: pd.DataFrame, labels: Labels) -> Words:
    """Return how many results there are of each verdict, and of which families."""
    lang, totals = labels.lang, {name: int(rows[name].sum()) for name in VERDICTS}
    families = [
        text(f"family_{row['family']}", lang)
        + " "
        + run(f"{row['inconsistent']}/{row['total']}", lang)
        for row in rows[rows["inconsistent"] > 0].to_dict("records")
    ]
    alt = [
        text("verdicts_families", lang, n=len(rows)),
        text(
            "verdicts_totals",
            lang,
            n=sum(totals.values()),
            bad=totals["inconsistent"],
            maybe=totals["inconsistent if"],
            risks=totals["risk"],
            open=totals["not testable"],
            good=totals["consistent"],
        ),
        text("verdicts_list", lang, families=listed(families, lang))
        if families
        else text("none_bad", lang),
    ]
    return words("verdicts", lang, alt, [name for name, n in totals.items() if n])
