"""What is said of the figures of a sample and of its audit."""

from typing import Any

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.gallery.telling import largest, listed, missing, named, number, run, say, told
from peerstudy.reconstruct import PrintedSummary

MOST_NAMED = 8
VERDICTS = ("inconsistent", "not testable", "consistent")


def tell_means(rows: pd.DataFrame, variable: str, labels: Labels, lang: str) -> Told:
    """Tell each group's mean, SD and range, which mean is highest and which is out of range."""
    groups = rows.to_dict("records")
    highest = largest(rows, rows["mean"])
    strays = rows[(rows["mean"] < rows["min"]) | (rows["mean"] > rows["max"])]
    outside = [
        say("means_outside", lang, group=named(group, labels, lang)) for group in strays["group"]
    ]
    alt = [
        say("means_groups", lang, n=len(groups)),
        *(_mean(row, labels, lang) for row in groups),
        say("means_highest", lang, group=named(highest["group"], labels, lang))
        if len(groups) > 1
        else "",
        *outside,
    ]
    return told("means", lang, alt, variable=named(variable, labels, lang))


def _mean(row: dict[Any, Any], labels: Labels, lang: str) -> str:
    parts = [say("means_mean", lang, value=run(number(row["mean"]), lang))]
    if not missing(row["sd"]):
        parts.append(say("means_sd", lang, value=run(number(row["sd"]), lang)))
    if not missing(row["min"]) and not missing(row["max"]):
        ends = {"low": run(number(row["min"]), lang), "high": run(number(row["max"]), lang)}
        parts.append(say("from_to", lang, **ends))
    if not missing(row["n"]):
        parts.append(run(f"n = {row['n']:.0f}", lang))
    return f"{named(row['group'], labels, lang)}: {listed(parts, lang)}."


def tell_denominators(
    rows: pd.DataFrame, group: str, variable: str, labels: Labels, lang: str
) -> Told:
    """Tell how many percentages each denominator gives, and the one that is farthest off."""
    far = largest(rows, rows["difference"].abs())
    alt = [
        say("denominators_levels", lang, n=rows["level"].nunique()),
        *(
            say("denominators_agree", lang, denominator=n, n=int(part["fits"].sum()), of=len(part))
            for n, part in rows.groupby("denominator", sort=False)
        ),
        say(
            "denominators_far",
            lang,
            level=named(far["level"], labels, lang),
            sum=run(f"{far['count']}/{far['denominator']} = {far['percent']:.2f}%", lang),
            printed=run(far["printed"], lang),
        ),
    ]
    return told("denominators", lang, alt, **_names(group, variable, labels, lang))


def tell_verdicts(summary: pd.DataFrame, lang: str) -> Told:
    """Tell how many findings there are of each verdict, and of which checks."""
    totals = {name: int(summary[name].sum()) for name in VERDICTS}
    ranked = summary[summary["inconsistent"] > 0].sort_values(
        "inconsistent", ascending=False, kind="stable"
    )
    checks = [
        run(f"{row['check']}: {row['inconsistent']}/{sum(row[name] for name in VERDICTS)}", lang)
        for row in ranked.to_dict("records")
    ]
    alt = [
        say("verdicts_checks", lang, n=len(summary)),
        say(
            "verdicts_totals",
            lang,
            n=sum(totals.values()),
            bad=totals["inconsistent"],
            open=totals["not testable"],
            good=totals["consistent"],
        ),
        say("verdicts_list", lang, checks=listed(checks, lang))
        if checks
        else say("none_bad", lang),
    ]
    return told("verdicts", lang, alt)


def tell_endings(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell how many printed means are possible, and which are not."""
    counts = rows["kind"].value_counts()
    bad = rows[rows["kind"] == "inconsistent"]
    names = [
        f"{named(row['variable'], labels, lang)}, {named(row['group'], labels, lang)}: "
        + run(f"{row['printed']} (n={row['n']})", lang)
        for row in bad.to_dict("records")
    ]
    alt = [
        say("endings_lattice", lang, largest=rows["denominator"].max()),
        say(
            "endings_counts",
            lang,
            n=int((rows["kind"] != "possible").sum()),
            good=counts.get("consistent", 0),
            bad=len(bad),
            open=counts.get("too coarse", 0),
        ),
        say("endings_bad", lang, means=say("semicolons", lang).join(names)) if names else "",
    ]
    return told("endings", lang, alt)


def tell_profile(rows: pd.DataFrame, group: str, variable: str, labels: Labels, lang: str) -> Told:
    """Tell which values are expected most often, and which must or cannot occur."""
    top = largest(rows, rows["expected"])
    sure, never = rows[rows["lowest"] > 0], rows[rows["highest"] == 0]
    must = [
        run(f"{number(row['value'])} (n ≥ {row['lowest']})", lang)
        for row in sure.to_dict("records")[:MOST_NAMED]
    ]
    low, high = (run(number(rows["value"].iloc[end]), lang) for end in (0, -1))
    alt = [
        say("profile_values", lang, size=rows["n"].iloc[0], low=low, high=high),
        say(
            "profile_top",
            lang,
            value=run(number(top["value"]), lang),
            mean=run(number(top["expected"], 1), lang),
            low=top["lowest"],
            high=top["highest"],
        ),
        say("profile_must", lang, n=len(sure), values=listed(must, lang)) if must else "",
        say("profile_never", lang, n=len(never)) if len(never) else "",
    ]
    values = _names(group, variable, labels, lang)
    datasets = int(rows["datasets"].iloc[0])
    return told("profile", lang, alt, **values, n=datasets)


def tell_lattice(
    rows: pd.DataFrame,
    summary: PrintedSummary,
    group: str,
    variable: str,
    labels: Labels,
    lang: str,
) -> Told:
    """Tell that no pair that data can have rounds to the printed one."""
    pair = run(f"{summary.mean} ({summary.sd})", lang)
    ends = {"low": run(summary.low, lang), "high": run(summary.high, lang)}
    alt = [say("lattice_none", lang, n=len(rows), pair=pair)]
    values = _names(group, variable, labels, lang) | ends
    return told("lattice", lang, alt, **values, size=summary.n, step=summary.step, pair=pair)


def _names(group: str, variable: str, labels: Labels, lang: str) -> dict[str, str]:
    return {"group": named(group, labels, lang), "variable": named(variable, labels, lang)}
