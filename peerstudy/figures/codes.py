"""The code matrix: which group is reported to have raised which code, under CFIR headings."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from peerstudy.codings import (
    Codings,
    link_matrix,
    lowest_coverage,
    quotations_by_code,
    valence_label,
)
from peerstudy.errors import WrongCallError
from peerstudy.figures.plate import Makers, Plate, Words
from peerstudy.figures.style import (
    BLUE,
    GRID,
    SIZE,
    kept,
    legend,
    marks,
    mirrored,
    new_axes,
    wrapped,
)
from peerstudy.figures.wording import listed, named, run, text, words
from peerstudy.study.reference import load_cfir
from peerstudy.words import direction

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.study import Study

_DIRECT = "said of the group"
LOOKS: dict[str, dict[str, Any]] = {
    "direct": {"marker": "s", "color": BLUE, "markersize": 6.5},
    "indirect": {"marker": "s", "color": BLUE, "markerfacecolor": "white", "markersize": 6.5},
    "absent": {"marker": "x", "color": "black", "markersize": 6.5, "markeredgewidth": 1.6},
}
MARGINS = ("quotations", "links")
_NAME_WIDTH, _HEAD_WIDTH, _ROW, _HEADS = 70, 22, 3.3, 42


class Line(NamedTuple):
    """A row of the figure: a heading, or a code."""

    code: str
    name: str
    at: float
    heading: bool


def figures(study: "Study") -> Makers:
    """Return the figure of a study's codes, if it reports who raised them."""
    if study.codings.attributions.empty:
        return {}
    return {"themes_codes": partial(_plate, study)}


def _plate(study: "Study") -> Plate:
    rows = code_matrix(study.codings)
    return Plate(
        "themes_codes",
        rows,
        _HEADS + 14 + laid_out(rows, study.codings, "en")[-1].at * _ROW,
        lambda ax, lang: draw_codes(study.codings, rows, ax=ax, lang=lang),
        lambda lang: describe_codes(rows, study.codings, lang),
        wide="codes",
    )


def code_matrix(codings: Codings) -> pd.DataFrame:
    """Return the lowest codes with what is reported of each group, and their margins.

    Returns
    -------
    DataFrame
        The rows of :func:`peerstudy.codings.lowest_coverage` for groups of
        which anything is reported, with ``cfir_domain``, ``quotations``, the
        number of quotations on the code, and ``links``, how many challenges a
        facilitator is linked to or the reverse.
    """
    rows = lowest_coverage(codings)
    told = rows[rows["state"] != "unknown"]["group"].unique()
    rows = rows[rows["group"].isin(told)].reset_index(drop=True)
    counted = quotations_by_code(codings).set_index("code")["n"]
    linked = link_matrix(codings) > 0
    links = {**linked.sum(axis=1), **linked.sum()}
    return rows.assign(
        cfir_domain=[codings.codebook[code]["cfir_domain"] for code in rows["code"]],
        quotations=[int(counted.get(code, 0)) for code in rows["code"]],
        links=[int(links.get(code, 0)) for code in rows["code"]],
    )


def draw_codes(
    of: "Study | Codings",
    rows: pd.DataFrame | None = None,
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
) -> "Axes":
    """Draw which group is reported to have raised which code.

    Parameters
    ----------
    of : Study or Codings
        Whose codes.
    rows : DataFrame, optional
        Those rows of :func:`code_matrix` to draw; all without it.
    ax : Axes, optional
        Where to draw; a new one as high as needed without it.
    lang : {"en", "he"}, default "en"
        Language of the texts.

    Returns
    -------
    Axes
        A row for each of the lowest codes under a heading for its CFIR domain,
        which counts its codes; a column for each group, then the margins. A
        cell is empty where nothing is reported.

    Raises
    ------
    WrongCallError
        If the study reports of no code who raised it.
    """
    codings = of if isinstance(of, Codings) else of.codings
    rows = code_matrix(codings) if rows is None else rows
    if rows.empty:
        raise WrongCallError(
            "A code matrix must have codes of which the study reports who raised them; found none."
        )
    lines = laid_out(rows, codings, lang)
    ax = ax or new_axes(_HEADS + 14 + lines[-1].at * _ROW)
    groups = list(dict.fromkeys(rows["group"]))
    at = {line.code: line.at for line in lines if not line.heading}
    places = rows["group"].map(groups.index), rows["code"].map(at)
    marks(ax, places, _kinds(rows), LOOKS, lambda kind: text(f"coverage_{kind}", lang))
    codes = rows.drop_duplicates("code")
    shown = [name for name in MARGINS if codes[name].any()]
    for x, margin in enumerate(shown, start=len(groups)):
        for code, n in codes[["code", margin]].itertuples(index=False):
            ax.text(x, at[code], str(n), ha="center", va="center", fontsize=SIZE)
    heads = [*(codings.group_labels(lang)[group] for group in groups),
             *(text(f"margin_{name}", lang) for name in shown)]  # fmt: skip
    name_lines(ax, lines, [wrapped(head, _HEAD_WIDTH) for head in heads], lang)
    ax.axvline(len(groups) - 0.5, color="black", linewidth=0.8)
    for line in lines:
        ax.axhline(line.at + 0.0, color=GRID, linewidth=0.5 if not line.heading else 0, zorder=0)
    return legend(ax, lang)


def _kinds(rows: pd.DataFrame) -> "pd.Series[str]":
    kinds = rows["basis"].map(lambda basis: "direct" if basis == _DIRECT else "indirect")
    kinds = kinds.where(rows["state"] != "reported absent", "absent")
    return kinds.where(rows["state"] != "unknown", "unknown")


def laid_out(
    rows: pd.DataFrame,
    codings: Codings,
    lang: str,
    refs: Mapping[str, str] | None = None,
    letters: int = _NAME_WIDTH,
) -> list[Line]:
    """Place headings and codes from top to bottom, a name of two lines as high as two.

    Parameters
    ----------
    rows : DataFrame
        With ``code, valence, cfir_domain``, in order.
    codings : Codings
        For the labels.
    lang : {"en", "he"}
        Language of the names.
    refs : mapping of str to str, optional
        What stands before each code's label.
    letters : int
        How many letters a line of a name may have.
    """
    codes = rows.drop_duplicates("code")
    domains = load_cfir().labels(lang)
    lines: list[Line] = []
    top = 0.0
    for (valence, domain), part in codes.groupby(["valence", "cfir_domain"], sort=False):
        name = valence_label(str(valence), lang)
        if domain:
            name = f"{name} · {domains.get(str(domain), str(domain))}"
        top += 0.35
        count = text("codes_counted", lang, n=len(part))
        lines.append(Line("", f"{name} ({count})", top + 0.5, heading=True))
        top += 1.15
        for code in part["code"]:
            ref = [kept(refs[code], lang)] if refs else []
            label = wrapped(" ".join([*ref, codings.codebook.label(code, lang)]), letters)
            height = label.count("\n") + 1
            lines.append(Line(code, label, top + height / 2, heading=False))
            top += height + 0.15
    return lines


def name_lines(ax: "Axes", lines: list[Line], heads: list[str], lang: str) -> None:
    """Name rows and columns; headings begin where the names of codes begin."""
    codes = [line for line in lines if not line.heading]
    ax.set_yticks([line.at for line in codes], [line.name for line in codes], fontsize=SIZE,
                  linespacing=1.0)  # fmt: skip
    ax.set_ylim(lines[-1].at + 1.2, -0.2)
    ax.set_xlim(-0.6, len(heads) - 0.4)
    ax.set_xticks(range(len(heads)), heads, fontsize=SIZE)
    ax.xaxis.tick_top()
    rtl = direction(lang) == "rtl"
    for label in ax.get_xticklabels():
        label.set_rotation(270 if rtl else 90)
        label.set(multialignment="right" if rtl else "left", linespacing=1.0)
    mirrored(ax, lang)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    for line in lines:
        if line.heading:
            ax.annotate(line.name, (int(rtl), line.at), (4 if rtl else -4, 0),
                        ("axes fraction", "data"), textcoords="offset points", fontsize=SIZE,
                        fontweight="bold", ha="left" if rtl else "right", va="center",
                        annotation_clip=False)  # fmt: skip


def describe_codes(rows: pd.DataFrame, codings: Codings, lang: str) -> Words:
    """Return how much is reported of each group and how many codes a domain has."""
    kinds, names = _kinds(rows), codings.group_labels(lang)
    groups = [
        f"{named(names[str(group)], lang)} "
        + run(f"{int((kinds[part.index] == 'direct').sum())}/{len(part)}", lang)
        for group, part in rows.groupby("group", sort=False)
    ]
    codes, cfir = rows.drop_duplicates("code"), load_cfir().labels(lang)
    domains = [
        f"{valence_label(str(valence), lang)}, "
        f"{named(cfir.get(str(domain), str(domain)), lang)} {len(part)}"
        for (valence, domain), part in codes.groupby(["valence", "cfir_domain"], sort=False)
    ]
    alt = [
        text("coverage_shape", lang, n=len(codes), groups=rows["group"].nunique()),
        text("codes_domains", lang, domains=listed(domains, lang)),
        text(
            "coverage_counts",
            lang,
            n=len(rows),
            direct=int((kinds == "direct").sum()),
            indirect=int((kinds == "indirect").sum()),
            absent=int((kinds == "absent").sum()),
            open=int((kinds == "unknown").sum()),
        ),
        text("coverage_groups", lang, groups=listed(groups, lang)),
    ]
    return words("codes_matrix", lang, alt)
