"""The joint display: themes by stakeholder group, in the source's words of breadth, and answers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.codings import joint_display
from peerstudy.errors import WrongCallError
from peerstudy.figures.codes import HEAD_WIDTH, parts_of
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.rows import Line, heights, name_matrix, stacked, started, write
from peerstudy.figures.style import BLUE, kept, legend, marks, wrapped
from peerstudy.figures.wording import Words, listed, named, run, text, words
from peerstudy.ledger import Labels
from peerstudy.words import direction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.codings.codings import Coded

BREADTHS = {
    "widely": ("widely",),
    "many": ("many",),
    "counted": ("several", "some", "few", "two", "one"),
    "unsaid": ("all", "unspecified"),
}
"""What is drawn alike: the source's words of breadth, the widest first."""
LOOKS: dict[str, dict[str, Any]] = {
    "widely": {"marker": "s", "color": BLUE, "markersize": 7.0},
    "many": {"marker": "D", "color": BLUE, "markersize": 6.0},
    "counted": {
        "marker": "o",
        "color": BLUE,
        "markersize": 7.0,
        "fillstyle": "left",
        "markerfacecoloralt": "white",
    },
    "unsaid": {"marker": "o", "color": BLUE, "markersize": 7.0, "markerfacecolor": "white"},
}
_NAMES, _AROUND, _ANSWERS = 57, 47, 2.8


def figures(study: "Coded") -> Makers:
    """Return the joint display of a study that reports who raised its codes."""
    if study.codings.attributions.empty:
        return {}
    return {"themes_joint": partial(_plate, study)}


def _plate(study: "Coded") -> Plate:
    rows = joint_display(study)
    high, _ = heights(_lines, rows, study.codings, _AROUND)
    telling = partial(describe_joint, lowest=study.codings.codebook.leaves)
    return Plate("themes_joint", rows, draw_joint, telling, high, of=study.codings, wide="codes")


def references(rows: pd.DataFrame) -> dict[str, str]:
    """Return a short name for each code: the first letter of its valence and its number there.

    Examples
    --------
    >>> references(pd.DataFrame({"code": ["a", "b", "a"], "valence": ["challenge"] * 3}))
    {'a': 'C1', 'b': 'C2'}
    """
    codes = rows.drop_duplicates("code")
    numbers = codes.groupby("valence").cumcount() + 1
    letters = codes["valence"].str[0].str.upper()
    return dict(zip(codes["code"], letters + numbers.astype(str), strict=True))


def draw_joint(
    of: "Coded | pd.DataFrame",
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw how widely each group is reported to have raised each code, and what answers it.

    Parameters
    ----------
    of : Study or DataFrame
        Whose codes, or the rows of :func:`peerstudy.codings.joint_display` to draw.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

    Returns
    -------
    Axes
        A row for each code under a heading for its CFIR domain, a column for
        each group: a mark for the breadth, beside it how many quotations.
        The last column names the facilitators or challenges that it is set
        against by their short names.

    Raises
    ------
    WrongCallError
        If the study reports of no code who raised it.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> draw_joint(load_study("upsides_israel")).get_legend_handles_labels()[1][:2]
    ['widely', 'many']
    """
    rows, labels = given(of, "breadth", joint_display, labels, lang, lambda study: study)
    lang = labels.lang
    if rows.empty:
        raise WrongCallError(
            "A joint display must have codes of which the study reports who raised them; "
            "found none."
        )
    refs = references(rows)
    ax, lines = started(ax, _lines, rows, labels, _AROUND)
    groups = list(dict.fromkeys(rows["group"]))
    heads = [*map(labels.group, groups), text("joint_answers", lang)]
    at = name_matrix(ax, lines, [wrapped(head, HEAD_WIDTH) for head in heads], lang)
    _widen(ax, len(groups), lang)
    x, y = rows["group"].map(groups.index), rows["code"].map(at)
    kinds = rows["breadth"].map(_kind)
    marks(ax, (x, y), kinds, LOOKS, lambda kind: text(f"breadth_{kind}", lang))
    for column, row, n in zip(x, y, rows["quoted"], strict=True):
        if n:
            write(ax, column + 0.43, row, str(n), ha="center")
    side = "right" if direction(lang) == "rtl" else "left"
    for code, answers in _answers(rows, refs).items():
        write(ax, len(groups) - 0.2, at[code], kept(answers, lang), ha=side)
    return legend(ax, lang)


def _lines(rows: pd.DataFrame, labels: Labels, _: "Axes | float") -> list[Line]:
    return stacked(parts_of(rows, labels, references(rows)), _NAMES, gap=0.05)


def _kind(breadth: str) -> str:
    return next((kind for kind, words_ in BREADTHS.items() if breadth in words_), "")


def _answers(rows: pd.DataFrame, refs: Mapping[str, str]) -> dict[str, str]:
    """Return the short names of what each code is set against."""
    codes = rows.drop_duplicates("code")
    return {
        code: " ".join(_ranges([refs[name] for name in answers]))
        for code, answers in zip(codes["code"], codes["answers"], strict=True)
        if answers
    }


def _ranges(refs: Sequence[str]) -> Iterator[str]:
    """Write three or more short names in a row as a range: C1 C3–C5."""
    numbers = [int(ref[1:]) for ref in refs]
    for _, run_ in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        part = [refs[i] for i, _ in run_]
        yield from [f"{part[0]}–{part[-1]}"] if len(part) > 2 else part


def _widen(ax: "Axes", groups: int, lang: str) -> None:
    """Give the last column the room of several short names, in either direction of reading."""
    ends = (-0.6, groups - 0.3 + _ANSWERS)
    ax.set_xlim(ends if direction(lang) == "ltr" else ends[::-1])
    ax.axvline(groups - 0.4, color="black", linewidth=0.8)


def describe_joint(rows: pd.DataFrame, labels: Labels, lowest: Collection[str]) -> Words:
    """Return how many lowest codes each group raised, how widely, and what has most answers."""
    lang, kinds = labels.lang, rows["breadth"].map(_kind)
    parts = [
        text(
            "joint_group",
            lang,
            group=named(labels.group(str(group)), lang),
            reported=run(f"{int((kinds[part.index] != '').sum())}/{len(part)}", lang),
            widely=int((kinds[part.index] == "widely").sum()),
            quoted=int(part["quoted"].sum()),
        )
        for group, part in rows[rows["code"].isin(lowest)].groupby("group", sort=False)
    ]
    codes = rows.drop_duplicates("code")
    answered = codes["answers"].map(len)
    most = codes[answered == answered.max()]["code"]
    alt = [
        text("coverage_shape", lang, n=len(codes), groups=rows["group"].nunique()),
        *parts,
        text(
            "joint_most",
            lang,
            n=int(answered.max()),
            codes=listed((named(labels.of("code", c), lang) for c in most), lang),
        ),
    ]
    return words("joint", lang, alt)
