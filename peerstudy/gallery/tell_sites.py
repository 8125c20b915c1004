"""What is said of the figures of sites side by side."""

from collections.abc import Sequence

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.gallery.telling import largest, listed, missing, named, number, run, say, told


def tell_evidence(rows: pd.DataFrame, coverage: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell how much is known at each site, and what is reported absent."""
    counts = rows["status"].value_counts()
    order = coverage.sort_values("known", ascending=False, kind="stable")
    sites = [
        f"{named(row['site'], labels, lang)} " + run(f"{row['known']}/{row['cells']}", lang)
        for row in order.to_dict("records")
    ]
    absent = [
        f"{named(row['factor'], labels, lang)} ({named(row['site'], labels, lang)})"
        for row in rows[rows["status"] == "reported absent"].to_dict("records")
    ]
    alt = [
        say("evidence_shape", lang, n=len(rows) // len(order), sites=len(order)),
        say(
            "evidence_counts",
            lang,
            n=len(rows),
            good=counts.get("reported", 0),
            bad=counts.get("reported absent", 0),
            open=counts.get("unknown", 0),
        ),
        say("evidence_sites", lang, sites=listed(sites, lang)),
        say("evidence_absent", lang, n=len(absent), names=listed(absent, lang)) if absent else "",
    ]
    return told("evidence", lang, alt)


def tell_bounds(
    rows: pd.DataFrame, subjects: Sequence[str], statistic: str, lang: str, of: str = ""
) -> Told:
    """Tell between which ends a statistic lies, those of the same ends together."""
    ends = [_ends(low, high, lang) for low, high in zip(rows["low"], rows["high"], strict=True)]
    known = [run(f"{k}/{c}", lang) for k, c in zip(rows["known"], rows["cells"], strict=True)]
    same: dict[tuple[str, str], list[str]] = {}
    for subject, end, share in zip(subjects, ends, known, strict=True):
        same.setdefault((end, share), []).append(named(subject, {}, lang))
    parts = [
        say("bounds_row", lang, ends=end, known=share, subjects=listed(names, lang))
        for (end, share), names in same.items()
    ]
    single = int((rows["low"].notna() & rows["low"].eq(rows["high"])).sum())
    alt = [say("bounds_shape", lang, n=len(rows)), say("bounds_single", lang, n=single), *parts]
    if rows["may_be_undefined"].any():
        alt.append(say("bounds_undefined", lang, n=int(rows["may_be_undefined"].sum())))
    return told(statistic, lang, alt, of=named(of, {}, lang))


def _ends(low: object, high: object, lang: str) -> str:
    if missing(low) or missing(high):
        return say("sites_unknown", lang)
    first, last = (run(number(float(str(end))), lang) for end in (_float(low), _float(high)))
    return (
        say("exactly", lang, value=first)
        if low == high
        else say("from_to", lang, low=first, high=last)
    )


def _float(end: object) -> float:
    return float(end)  # type: ignore[arg-type]


def tell_planned(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell each plan with what was achieved, and how many are within it."""
    verdicts = rows["verdict"].value_counts()
    parts = [
        say(
            "planned_row",
            lang,
            component=named(row["component"], labels, lang),
            measure=say(f"sites_{row['measure'].replace(' ', '_')}", lang),
            wave=say(f"sites_{row['wave'].replace(' ', '_')}", lang),
            plan=_plan(row["planned_low"], row["planned_high"], lang),
            got=run(row["achieved_low"], lang),
        )
        for row in rows.to_dict("records")
    ]
    counts = {name: int(verdicts.get(name, 0)) for name in ("within", "below", "above")}
    alt = [say("planned_counts", lang, n=len(rows), **counts), *parts]
    return told("planned", lang, alt)


def _plan(low: int, high: int, lang: str) -> str:
    if low == high:
        return run(low, lang)
    return say("from_to", lang, low=run(low, lang), high=run(high, lang))


def tell_curves(rows: pd.DataFrame, value: str, labels: Labels, lang: str) -> Told:
    """Tell where each group's curve begins and ends, and which is highest at the last."""
    parts = []
    for group, part in rows.groupby("group", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        parts.append(
            say(
                "curves_row",
                lang,
                group=named(group, labels, lang),
                start=run(number(first[value]), lang),
                first=first["sessions"],
                end=run(number(last[value]), lang),
                last=last["sessions"],
            )
        )
    common = rows[rows["sessions"] == rows.groupby("group")["sessions"].max().min()]
    best = largest(common, common[value])
    alt = [
        say("means_groups", lang, n=rows["group"].nunique()),
        *parts,
        say(
            "curves_best",
            lang,
            n=int(best["sessions"]),
            group=named(best["group"], labels, lang),
        ),
    ]
    return told(value, lang, alt)
