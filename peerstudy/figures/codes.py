"""The code matrix: which group is reported to have raised which code, under CFIR headings."""

from collections.abc import Mapping
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.codings import (
    Codings,
    link_matrix,
    lowest_coverage,
    quotations_by_code,
    valence_label,
)
from peerstudy.errors import WrongCallError
from peerstudy.figures.given import given
from peerstudy.figures.plate import Makers, Plate
from peerstudy.figures.rows import Line, Parts, heights, name_matrix, stacked, started, write
from peerstudy.figures.style import BLUE, kept, legend, marks, wrapped
from peerstudy.figures.wording import Words, listed, named, run, text, words
from peerstudy.ledger import Labels
from peerstudy.study.reference import load_cfir

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerstudy.codings.codings import Coded

_DIRECT = "said of the group"
LOOKS: dict[str, dict[str, Any]] = {
    "direct": {"marker": "s", "color": BLUE, "markersize": 6.5},
    "indirect": {"marker": "s", "color": BLUE, "markerfacecolor": "white", "markersize": 6.5},
    "absent": {"marker": "x", "color": "black", "markersize": 6.5, "markeredgewidth": 1.6},
}
MARGINS = ("quotations", "links")
HEAD_WIDTH, _NAMES, _AROUND = 22, 70, 50


def figures(study: "Coded") -> Makers:
    """Return the figure of a study's codes, if it reports who raised them."""
    if study.codings.attributions.empty:
        return {}
    return {"themes_codes": partial(_plate, study)}


def _plate(study: "Coded") -> Plate:
    rows = code_matrix(study.codings)
    high, _ = heights(_lines, rows, study.codings, _AROUND)
    return Plate(
        "themes_codes", rows, draw_codes, describe_codes, high, of=study.codings, wide="codes"
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

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = code_matrix(load_study("upsides_israel").codings)
    >>> print(rows[["group", "state", "basis"]].head(1).to_string(index=False))
    group    state             basis
    peers reported said of the group
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
    of: "Coded | pd.DataFrame",
    *,
    ax: "Axes | None" = None,
    lang: str = "en",
    labels: Labels | None = None,
) -> "Axes":
    """Draw which group is reported to have raised which code.

    Parameters
    ----------
    of : Study or DataFrame
        Whose codes, or the rows of :func:`code_matrix` to draw.
    ax, lang, labels
        Where, in which language and by which labels: see :mod:`peerstudy.figures`.

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

    Examples
    --------
    >>> from peerstudy import load_study
    >>> draw_codes(load_study("upsides_israel")).get_legend_handles_labels()[1][0]
    'reported for the group itself'
    """
    rows, labels = given(of, "basis", code_matrix, labels, lang, attrgetter("codings"))
    lang = labels.lang
    if rows.empty:
        raise WrongCallError(
            "A code matrix must have codes of which the study reports who raised them; found none."
        )
    ax, lines = started(ax, _lines, rows, labels, _AROUND)
    groups = list(dict.fromkeys(rows["group"]))
    codes = rows.drop_duplicates("code")
    shown = [name for name in MARGINS if codes[name].any()]
    heads = [*map(labels.group, groups), *(text(f"margin_{name}", lang) for name in shown)]
    at = name_matrix(ax, lines, [wrapped(head, HEAD_WIDTH) for head in heads], lang)
    places = rows["group"].map(groups.index), rows["code"].map(at)
    marks(ax, places, _kinds(rows), LOOKS, lambda kind: text(f"coverage_{kind}", lang))
    for x, margin in enumerate(shown, start=len(groups)):
        for code, n in codes[["code", margin]].itertuples(index=False):
            write(ax, x, at[code], str(n), ha="center")
    ax.axvline(len(groups) - 0.5, color="black", linewidth=0.8)
    return legend(ax, lang)


def _lines(rows: pd.DataFrame, labels: Labels, _: "Axes | float") -> list[Line]:
    return stacked(parts_of(rows, labels), _NAMES)


def _kinds(rows: pd.DataFrame) -> "pd.Series[str]":
    kinds = rows["basis"].map(lambda basis: "direct" if basis == _DIRECT else "indirect")
    kinds = kinds.where(rows["state"] != "reported absent", "absent")
    return kinds.where(rows["state"] != "unknown", "unknown")


def parts_of(rows: pd.DataFrame, labels: Labels, refs: Mapping[str, str] | None = None) -> Parts:
    """Return a heading for each valence and CFIR domain, which counts its codes, and the codes.

    The rows have ``code, valence, cfir_domain``, in order; `refs` stand before the
    codes' labels.
    """
    lang = labels.lang
    domains, parts = load_cfir().labels(lang), []
    codes = rows.drop_duplicates("code")
    for (valence, domain), part in codes.groupby(["valence", "cfir_domain"], sort=False):
        name = valence_label(str(valence), lang)
        if domain:
            name = f"{name} · {domains.get(str(domain), str(domain))}"
        below = [
            (code, " ".join([*([kept(refs[code], lang)] if refs else []),
                             labels.of("code", code)]))
            for code in part["code"]
        ]  # fmt: skip
        parts.append((f"{name} ({text('codes_counted', lang, n=len(part))})", below))
    return parts


def describe_codes(rows: pd.DataFrame, labels: Labels) -> Words:
    """Return how much is reported of each group and how many codes a domain has."""
    kinds, lang = _kinds(rows), labels.lang
    groups = [
        f"{named(labels.group(str(group)), lang)} "
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
    return words("codes_matrix", lang, alt, [kind for kind in LOOKS if (kinds == kind).any()])
