"""Challenges and the facilitators that answer them: as an ordered matrix and as a flow."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.figures.style import BLUE, GRID, ORANGE, head_labels, kept, legend, wrapped
from peerstudy.words import direction, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

SHARED, OWN = 1, 2
_KINDS = {OWN: "link_own", SHARED: "link_shared"}


def draw_link_matrix(
    matrix: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw which facilitators answer which challenges, the most used facilitators first.

    Parameters
    ----------
    matrix : DataFrame of int
        From :func:`peerstudy.codings.link_matrix`.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call each code.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: a row a facilitator, a column a challenge, a filled
        disc for a cell of the challenge's own, a ring for one that covers
        several; behind each label, how many.
    """
    answers = (matrix > 0).sum()
    facilitators = list(answers.sort_values(ascending=False, kind="stable").index)
    challenges = list(matrix.index)
    for y, facilitator in enumerate(facilitators):
        for x, challenge in enumerate(challenges):
            kind = matrix.at[challenge, facilitator]
            if kind:
                fill = BLUE if kind == OWN else "white"
                ax.plot(x, y, "o", color=BLUE, markerfacecolor=fill, markersize=7)
    names = [_counted(labels.get(f, f), answers[f], 54, lang) for f in facilitators]
    ax.set_yticks(range(len(names)), names, fontsize=6.5)
    given = (matrix > 0).sum(axis=1)
    heads = [_counted(labels.get(c, c), given[c], 56, lang) for c in challenges]
    ax.set_xticks(range(len(heads)), heads, fontsize=6.5)
    ax.xaxis.tick_top()
    head_labels(ax, lang)
    ax.set_xlim(-0.6, len(challenges) - 0.4)
    ax.set_ylim(len(facilitators) - 0.4, -0.6)
    ax.grid(color=GRID, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    if direction(lang) == "rtl":
        ax.yaxis.tick_right()
        ax.invert_xaxis()
        ax.tick_params(length=0)
    return legend(ax, lang, _handles(lang, "o"))


def _counted(label: str, n: int, width: int, lang: str) -> str:
    """Write a label with a number behind its last word, never alone on a line."""
    return wrapped(f"{label}\N{NO-BREAK SPACE}{kept(f'({n})', lang)}", width)


def _said(kind: int, lang: str) -> str:
    return word(f"figures.{_KINDS[kind]}", lang)


def _handles(lang: str, marker: str) -> list["Line2D"]:
    from matplotlib.lines import Line2D

    if marker:
        return [
            Line2D(
                [],
                [],
                linestyle="",
                marker=marker,
                color=BLUE,
                markerfacecolor=fill,
                label=_said(kind, lang),
            )
            for fill, kind in ((BLUE, OWN), ("white", SHARED))
        ]
    return [
        Line2D([], [], color=colour, linestyle=line, label=_said(kind, lang))
        for kind, (colour, line, _) in _LINES.items()
    ]


_LINES: dict[int, tuple[str, Any, float]] = {
    OWN: (BLUE, "-", 1.6),
    SHARED: (ORANGE, (0, (3, 2)), 0.9),
}


def draw_link_flow(
    matrix: pd.DataFrame, ax: "Axes", labels: Mapping[str, str], lang: str = "en"
) -> "Axes":
    """Draw challenges in one column and facilitators in another, with a line for each link.

    Parameters
    ----------
    matrix : DataFrame of int
        From :func:`peerstudy.codings.link_matrix`.
    ax : Axes
        Where to draw.
    labels : mapping of str to str
        What to call each code.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        The same axes: challenges where reading starts, in their order, and
        facilitators opposite, each near the middle of those it answers.
    """
    challenges = list(matrix.index)
    facilitators = _near(matrix)
    links = matrix.T.to_dict()
    start = _spread(challenges, max(len(challenges), len(facilitators)))
    end = _spread(facilitators, max(len(challenges), len(facilitators)))
    for challenge in challenges:
        for facilitator in facilitators:
            kind = links[challenge][facilitator]
            if kind:
                colour, line, width = _LINES[kind]
                _draw_curve(ax, start[challenge], end[facilitator], colour, line, width)
    for places, x, side in ((start, 0.0, "start"), (end, 1.0, "end")):
        outward = "right" if (side == "start") == (direction(lang) == "ltr") else "left"
        ax.plot([x] * len(places), list(places.values()), "o", color="black", markersize=4)
        for code, y in places.items():
            nudge = -0.03 if side == "start" else 0.03
            name = wrapped(labels.get(code, code), 44)
            ax.text(x + nudge, y, name, ha=outward, va="center", fontsize=6.5, linespacing=1.05)
        head = word("figures.challenges" if side == "start" else "figures.facilitators", lang)
        nudge = -0.03 if side == "start" else 0.03
        ax.text(x + nudge, -1.1, head, ha=outward, fontweight="bold", fontsize=9)
    ax.set_xlim(*((-1.25, 2.25) if direction(lang) == "ltr" else (2.25, -1.25)))
    ax.set_ylim(max([*start.values(), *end.values()], default=0) + 0.8, -1.6)
    ax.set_axis_off()
    return legend(ax, lang, _handles(lang, ""))


def _near(matrix: pd.DataFrame) -> list[str]:
    """Order facilitators by the middle of the challenges they answer: fewer lines cross."""
    ranks = pd.Series(range(len(matrix)), index=matrix.index)
    linked = matrix > 0
    middles = {
        str(name): float(ranks[linked[name]].mean()) if linked[name].any() else float(len(ranks))
        for name in matrix.columns
    }
    return sorted(middles, key=lambda name: middles[name])


def _spread(codes: Sequence[str], slots: int) -> dict[str, float]:
    """Spread codes evenly over as much height as the longer column takes."""
    step = (slots - 1) / (len(codes) - 1) if len(codes) > 1 else 0.0
    return {code: i * step for i, code in enumerate(codes)}


def _draw_curve(ax: "Axes", y0: float, y1: float, colour: str, line: Any, width: float) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    path = Path(
        [(0.0, y0), (0.45, y0), (0.55, y1), (1.0, y1)],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    ax.add_patch(
        PathPatch(path, facecolor="none", edgecolor=colour, linestyle=line, linewidth=width)
    )
