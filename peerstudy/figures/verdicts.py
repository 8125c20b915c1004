"""The verdicts of an audit by family of checks, those with problems first."""

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.auditing import Verdict, all_checks
from peerstudy.figures.plate import Makers, Plate, Words
from peerstudy.figures.style import (
    ORANGE,
    SIZE,
    grid,
    legend,
    letters,
    mirrored,
    new_axes,
    set_rows,
    wrapped,
)
from peerstudy.figures.wording import listed, run, text, words
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit
    from peerstudy.ledger import Ledger
    from peerstudy.study import Study

VERDICTS = {
    "inconsistent": (ORANGE, "////"),
    "inconsistent if": ("white", "////"),
    "not testable": ("white", "...."),
    "consistent": ("#9ECAE1", ""),
}


def figures(_: "Study | Ledger", result: "Audit") -> Makers:
    """Return the figure of an audit that had something to check."""
    rows = verdicts_by_family(result)
    return {"audit_verdicts": partial(_plate, rows)} if len(rows) else {}


def _plate(rows: pd.DataFrame) -> Plate:
    return Plate(
        "audit_verdicts",
        rows,
        28 + 8 * len(rows),
        lambda ax, lang: draw_verdicts(rows, ax=ax, lang=lang),
        lambda lang: describe_verdicts(rows, lang),
        narrow_mm=36 + 8 * len(rows),
    )


def verdicts_by_family(result: "Audit") -> pd.DataFrame:
    """Count the results of each family of checks by verdict, the most problems first.

    Returns
    -------
    DataFrame
        ``family``, ``inconsistent``, ``not testable``, ``consistent`` and
        ``total``. Disclosure risks are no inconsistencies and are left out.
    """
    families = {check.code: check.family for check in all_checks()}
    summary = result.summary.assign(family=result.summary["check"].map(families))
    rows = summary[summary["family"] != "disclosure"].groupby("family", sort=False)[list(VERDICTS)]
    counted = rows.sum().assign(total=lambda sums: sums.sum(axis=1))
    counted = counted[counted["total"] > 0].sort_values(
        "inconsistent", ascending=False, kind="stable"
    )
    return counted.reset_index()


def draw_verdicts(
    of: "Audit | pd.DataFrame", *, ax: "Axes | None" = None, lang: str = "en"
) -> "Axes":
    """Draw how many results of each family of checks have which verdict.

    Parameters
    ----------
    of : Audit or DataFrame
        An audit, or the rows of :func:`verdicts_by_family` to draw.
    ax : Axes, optional
        Where to draw; a new one as high as needed without it.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        A bar for each family, stacked by verdict; at its end, how many of all
        results are inconsistent.
    """
    rows = of if isinstance(of, pd.DataFrame) else verdicts_by_family(of)
    ax = ax or new_axes(28 + 8 * len(rows))
    left = pd.Series(0, index=rows.index)
    for verdict, (colour, hatch) in VERDICTS.items():
        if rows[verdict].any():
            label = word(f"common.{Verdict(verdict).name.lower()}", lang)
            ax.barh(rows.index, rows[verdict], left=left, color=colour, hatch=hatch,
                    edgecolor="black", linewidth=0.6, height=0.64, label=label)  # fmt: skip
        left = left + rows[verdict]
    side = "left" if direction(lang) == "ltr" else "right"
    for y, row in enumerate(rows.to_dict("records")):
        said = text("some_of", lang, some=row["inconsistent"], total=row["total"])
        ax.annotate(said, (row["total"], y), (4 if side == "left" else -4, 0),
                    textcoords="offset points", ha=side, va="center", fontsize=SIZE,
                    fontweight="bold" if row["inconsistent"] else "normal")  # fmt: skip
    set_rows(ax, [wrapped(_family(name, lang), letters(ax, 44)) for name in rows["family"]])
    ax.set_xlim(0, float(rows["total"].max()) * (1.12 if letters(ax, 100) == 100 else 1.5))
    ax.set_xlabel(wrapped(text("findings_axis", lang), letters(ax, 64)))
    grid(ax)
    return legend(mirrored(ax, lang), lang)


def _family(name: str, lang: str) -> str:
    name = word(f"audit_rules.{name}", lang)
    return name[:1].upper() + name[1:]


def describe_verdicts(rows: pd.DataFrame, lang: str) -> Words:
    """Return how many results there are of each verdict, and of which families."""
    totals = {name: int(rows[name].sum()) for name in VERDICTS}
    families = [
        f"{_family(row['family'], lang)} " + run(f"{row['inconsistent']}/{row['total']}", lang)
        for row in rows[rows["inconsistent"] > 0].to_dict("records")
    ]
    alt = [
        text("verdicts_families", lang, n=len(rows)),
        text(
            "verdicts_totals",
            lang,
            n=sum(totals.values()),
            bad=totals["inconsistent"],
            open=totals["not testable"],
            good=totals["consistent"],
        ),
        text("verdicts_list", lang, families=listed(families, lang))
        if families
        else text("none_bad", lang),
    ]
    return words("verdicts", lang, alt)
