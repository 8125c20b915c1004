"""What is said of the figures of findings."""

import pandas as pd

from peerstudy.gallery.plate import Labels, Told
from peerstudy.gallery.telling import largest, listed, named, percent, run, say, told

MOST_NAMED = 3
_OWN = 2


def tell_domains(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell how many codes of each side each domain has, and which has the most."""
    lower = rows[rows["level"] != "domain"]
    sums = lower.pivot_table(index="cfir_domain", columns="valence", values="n", aggfunc="sum")
    sums = sums.reindex(rows["cfir_domain"].unique()).fillna(0).astype(int)
    sums = sums.reindex(columns=["challenge", "facilitator"], fill_value=0)
    parts = [
        say(
            "domains_row",
            lang,
            domain=named(domain, labels, lang),
            challenges=row["challenge"],
            facilitators=row["facilitator"],
        )
        for domain, row in sums.iterrows()
    ]
    totals = {f"{side}s": int(sums[side].sum()) for side in sums}
    most = named(sums.sum(axis=1).idxmax(), labels, lang)
    alt = [say("domains_totals", lang, **totals), *parts, say("domains_most", lang, domain=most)]
    return told("domains", lang, alt)


def tell_links(matrix: pd.DataFrame, form: str, labels: Labels, lang: str) -> Told:
    """Tell how many links there are, and who has the most."""
    linked = matrix > 0
    shape = {"challenges": len(matrix), "facilitators": len(matrix.columns)}
    alt = [
        say("links_total", lang, n=int(linked.to_numpy().sum()), **shape),
        say("links_own", lang, n=int((matrix == _OWN).to_numpy().sum())),
        say("links_used", lang, codes=_first(linked.sum(), labels, lang)),
        say("links_answered", lang, codes=_first(linked.sum(axis=1), labels, lang)),
    ]
    return told(form, lang, alt)


def _first(counts: "pd.Series[int]", labels: Labels, lang: str) -> str:
    """Name those with the most, each with its number."""
    ranked = counts.sort_values(ascending=False, kind="stable")[:MOST_NAMED]
    names = (f"{named(code, labels, lang)} {run(f'({n})', lang)}" for code, n in ranked.items())
    return say("semicolons", lang).join(names)


def tell_coverage(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell how much is said of each group, and how much is not told."""
    reported = rows["state"] == "reported"
    direct = reported & (rows["basis"] == "said of the group")
    groups = [
        f"{named(group, labels, lang)} " + run(f"{int(direct[part.index].sum())}/{len(part)}", lang)
        for group, part in rows.groupby("group", sort=False)
    ]
    alt = [
        say("coverage_shape", lang, n=rows["code"].nunique(), groups=rows["group"].nunique()),
        say(
            "coverage_counts",
            lang,
            n=len(rows),
            direct=int(direct.sum()),
            indirect=int((reported & ~direct).sum()),
            absent=int((rows["state"] == "reported absent").sum()),
            open=int((rows["state"] == "unknown").sum()),
        ),
        say("coverage_groups", lang, groups=listed(groups, lang)),
    ]
    return told("coverage", lang, alt)


def tell_quoted(rows: pd.DataFrame, labels: Labels, lang: str) -> Told:
    """Tell each group's three shares, and where quotations and people differ most."""
    shown = rows.dropna(subset=["sample_share"]).reset_index(drop=True)
    if shown.empty:
        return told("quoted", lang, [])
    gap = (shown["share"] - shown["sample_share"]).abs()
    far = largest(shown, gap)["group"]
    parts = [
        say(
            "quoted_row",
            lang,
            group=named(row["group"], labels, lang),
            whole=named(row["whole"], labels, lang),
            people=run(percent(row["sample_n"], row["sample_denominator"]), lang),
            quotations=run(percent(row["n"], row["denominator"]), lang),
            speakers=run(percent(row["speakers"], row["speakers_denominator"]), lang),
        )
        for row in shown.to_dict("records")
    ]
    alt = [
        say("means_groups", lang, n=len(shown)),
        *parts,
        say("quoted_gap", lang, group=named(far, labels, lang)),
    ]
    return told("quoted", lang, alt)
