"""Each reported percentage beside what each candidate denominator yields, and which agree."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from peerstudy.auditing import denominator_candidates
from peerstudy.errors import require_known
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate, slug
from peerstudy.figures.style import (
    ORANGE,
    SIZE,
    counted,
    kept,
    legend,
    letters,
    mirrored,
    new_axes,
    wrapped,
)
from peerstudy.figures.wording import Words, largest, named, named_both, run, text, words
from peerstudy.frames.records import records
from peerstudy.ledger import Labels, Ledger, LedgerLike

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.auditing import Audit

REPORTED, AGREES, MISSES, OTHER = 0, 1, 2, 3
FILLS = {REPORTED: "white", AGREES: "#C6DBEF", MISSES: ORANGE, OTHER: "#EFEFEF"}
_SIGNS = {REPORTED: "", AGREES: " \N{CHECK MARK}", MISSES: " \N{BALLOT X}", OTHER: ""}


def figures(result: "Audit") -> Makers:
    """Return a figure for each variable whose percentages are not of the N stated for it."""
    rows = result.findings.query("check == 'DEN1' and verdict == 'inconsistent'")
    made: Makers = {}
    for row in records(rows.drop_duplicates(["group", "variable"])):
        name = slug("audit", row["variable"], row["group"])
        made[name] = partial(_plate, name, result, row["group"], row["variable"], row["place"])
    return made


def _plate(name: str, result: "Audit", group: str, variable: str, place: str) -> Plate:
    ledger = result.subject.ledger
    rows = denominator_candidates(ledger, group, variable, place, rounding=result.rounding)
    levels = rows["level"].nunique()
    return Plate(
        name,
        rows,
        partial(draw_denominators, group=group, variable=variable),
        partial(describe_denominators, group=group, variable=variable),
        height_mm=34 + 7 * levels,
        narrow_mm=42 + 11 * levels,
        of=ledger,
    )


def draw_denominators(
    of: "LedgerLike",
    group: str,
    variable: str,
    place: str = "Table 1",
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw each reported percentage beside what each candidate denominator yields.

    Parameters
    ----------
    of : Study, Ledger or DataFrame
        A study or a ledger, or the rows of
        :func:`peerstudy.auditing.denominator_candidates` to draw.
    group, variable, place : str
        Whose percentages, of what, reported where.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A row for each level, a column for the report and for each denominator,
        the stated one first.

    Raises
    ------
    UnknownNameError
        If no percentages of the group or of the variable are reported there.

    Examples
    --------
    >>> ax = draw_denominators("upsides_israel", "peers", "marital_status")
    >>> [text.get_text().split()[0] for text in ax.texts[:3]]
    ['34.6%', '42.86%', '34.62%']
    """
    made = partial(_candidates, group, variable, place)
    rows, labels = given(of, "fits", made, labels, lang)
    lang = labels.lang
    levels = rows.drop_duplicates("level").reset_index(drop=True)
    ax = ax or new_axes(34 + 7 * len(levels))
    bases = list(dict.fromkeys(rows["denominator"]))
    states, texts = _cells(rows, levels, bases, lang)
    _heat(ax, states, texts)
    heads = [text("reported_percent", lang), *(_head(rows, n, n == bases[0], lang) for n in bases)]
    width = letters(ax, 26)
    ax.set_xticks([i + 0.5 for i in range(len(heads))], heads, fontsize=SIZE, rotation=0)
    ax.xaxis.tick_top()
    names = [
        wrapped(counted(labels.level(variable, r["level"]), str(r["count"]), lang),
                max(width, 16))
        for r in levels.to_dict("records")
    ]  # fmt: skip
    ax.set_yticks([i + 0.5 for i in range(len(names))], names, fontsize=SIZE, rotation=0)
    ax.set(xlabel="", ylabel="")
    ax.tick_params(length=0)
    mirrored(ax, lang)
    ax.spines[:].set_visible(False)
    return legend(ax, lang, _handles(states, lang))


def _candidates(group: str, variable: str, place: str, ledger: Ledger) -> pd.DataFrame:
    frame = ledger.frame.query("stat == 'percent'")
    require_known("place with percentages", place, frame["place"].unique())
    frame = frame[frame["place"] == place]
    require_known("group with percentages", group, frame["group"].unique())
    require_known(
        "variable with percentages", variable, frame.query("group == @group")["variable"].unique()
    )
    return denominator_candidates(ledger, group, variable, place)


def _cells(
    rows: pd.DataFrame, levels: pd.DataFrame, bases: list[int], lang: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what each cell holds, as a state and as a text."""
    columns = ["", *map(str, bases)]
    states = pd.DataFrame(OTHER, index=levels["level"], columns=columns)
    texts = pd.DataFrame("", index=levels["level"], columns=columns)
    states[""], texts[""] = REPORTED, [kept(f"{r}%", lang) for r in levels["printed"]]
    for row in rows.to_dict("records"):
        stated = row["denominator"] == bases[0]
        state = AGREES if row["fits"] else MISSES if stated else OTHER
        decimals = max(2, len(str(row["printed"]).partition(".")[2]) + 1)
        at = row["level"], str(row["denominator"])
        states.loc[at] = state
        texts.loc[at] = kept(f"{row['percent']:.{decimals}f}%{_SIGNS[state]}", lang)
    return states, texts


def _heat(ax: "Axes", states: pd.DataFrame, texts: pd.DataFrame) -> None:
    import seaborn as sns
    from matplotlib.colors import ListedColormap

    sns.heatmap(
        states,
        annot=texts,
        fmt="",
        cmap=ListedColormap(list(FILLS.values())),
        vmin=-0.5,
        vmax=len(FILLS) - 0.5,
        cbar=False,
        linewidths=1.5,
        linecolor="white",
        annot_kws={"fontsize": SIZE, "color": "black"},
        ax=ax,
    )


def _head(rows: pd.DataFrame, base: int, stated: bool, lang: str) -> str:
    part = rows[rows["denominator"] == base]
    head = text("over_stated" if stated else "over", lang, denominator=kept(f"÷ {base}", lang))
    return head.rstrip() + "\n" + text("agree", lang, fits=int(part["fits"].sum()), n=len(part))


def _handles(states: pd.DataFrame, lang: str) -> list[object]:
    from matplotlib.patches import Patch

    shown = set(states.to_numpy().ravel().tolist())
    keys = {AGREES: "agrees", MISSES: "misses", OTHER: "other_base"}
    return [
        Patch(facecolor=FILLS[state], edgecolor="#8A8A8A", label=text(key, lang))
        for state, key in keys.items()
        if state in shown
    ]


def describe_denominators(rows: pd.DataFrame, labels: Labels, group: str, variable: str) -> Words:
    """Return how many percentages each denominator yields, and the largest difference."""
    lang, far = labels.lang, largest(rows, rows["difference"].abs())
    parts: Iterable[str] = [
        text("denominators_levels", lang, n=rows["level"].nunique()),
        *(
            text("denominators_agree", lang, denominator=n, n=int(part["fits"].sum()), of=len(part))
            for n, part in rows.groupby("denominator", sort=False)
        ),
        text(
            "denominators_far",
            lang,
            level=named(labels.level(variable, far["level"]), lang),
            sum=run(f"{far['count']}/{far['denominator']} = {far['percent']:.2f}%", lang),
            printed=run(far["printed"], lang),
        ),
    ]
    return words("denominators", lang, parts, **named_both(labels, group, variable))
