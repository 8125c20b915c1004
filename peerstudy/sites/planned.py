"""What was planned for each site and what took part, as far as either is published."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.study.sites import Sites

COLUMNS = (
    "component", "measure", "wave", "site", "site_group", "planned_low", "planned_high",
    "planned_basis", "achieved_low", "achieved_high", "verdict", "planned_study", "achieved_study",
    "assumes",
)  # fmt: skip
DERIVED, ONCE = "derived plan", "nobody in both waves"
NUMBERS = ("planned_low", "planned_high", "achieved_low", "achieved_high")


class Amount(NamedTuple):
    """A whole number or a range of them, who prints it and how it came about."""

    low: int | None
    high: int | None
    study: str
    basis: str = "printed"
    assumes: tuple[str, ...] = ()


NOT_PUBLISHED = Amount(None, None, "", "not published")


def planned_and_achieved(sites: Sites) -> pd.DataFrame:
    """Set planned against achieved numbers, for all sites together and for each.

    A plan for each site is multiplied for all of them where the plan prints no
    total. Where an achieved number covers both waves, so does its plan.

    Parameters
    ----------
    sites : Sites
        See :func:`peerstudy.study.sites.load_sites`; rows of its participants with
        the same ``component`` belong together.

    Returns
    -------
    DataFrame
        One row a component, measure, wave, place and achieving study, with
        :data:`COLUMNS`. ``verdict``: ``within``, ``below``, ``above``, or
        ``unknown`` where a number is not published. ``assumes`` is what it
        rests on beside print: a ``derived plan``, whose number the plan does
        not print as such, and ``nobody in both waves``, where the plans of two
        waves are added up.

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> columns = ["component", "planned_low", "planned_high", "achieved_low", "verdict"]
    >>> print(planned_and_achieved(load_sites())[columns].head(1).to_string(index=False))
         component  planned_low  planned_high  achieved_low verdict
    key_informants           48            72            54  within
    """
    rows = sites.participants[sites.participants["component"] != ""]
    found: list[tuple[object, ...]] = []
    for (component, measure), group in rows.groupby(["component", "measure"], sort=False):
        if (group["state"] == "planned").any():
            for where, plan, got in _compared(sites, group):
                verdict = _verdict(plan, got)
                assumes = () if verdict == "unknown" else plan.assumes
                numbers = plan.low, plan.high, plan.basis, got.low, got.high
                papers = plan.study, got.study
                found.append((component, measure, *where, *numbers, verdict, *papers, assumes))
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(NUMBERS, "Int64"))


def _compared(
    sites: Sites, group: pd.DataFrame
) -> Iterator[tuple[tuple[str, str, str], Amount, Amount]]:
    """Yield each wave and place with what was planned for it and what was achieved there."""
    planned = group[group["state"] == "planned"]
    achieved = group[group["state"] == "achieved"]
    overall = achieved[achieved["site"] == ""]
    for wave in dict.fromkeys(overall["wave"]) or dict.fromkeys(planned["wave"]):
        each, total = _plans(planned, wave, len(sites.members("each_site")))
        for row in records(overall[overall["wave"] == wave]):
            yield (wave, "", row["site_group"]), total or NOT_PUBLISHED, _achieved(row)
        if each is not None:
            here = records(achieved[achieved["wave"] == wave])
            got = {row["site"]: _achieved(row) for row in reversed(here)}
            for site in sites.names:
                yield (wave, site, ""), each, got.get(site, NOT_PUBLISHED)


def _achieved(row: dict[str, str]) -> Amount:
    return Amount(_number(row["low"]), _number(row["high"]), row["study"])


def _number(text: str) -> int | None:
    return int(text) if text else None


def _of_wave(planned: pd.DataFrame, wave: str) -> pd.DataFrame:
    """Take a wave's plans; those of before and after for what covers both."""
    exact = planned[planned["wave"] == wave]
    if len(exact) or wave != "both":
        return exact
    return planned[planned["wave"].isin(["before", "after"])]


def _sum(rows: pd.DataFrame, times: int, basis: str) -> Amount | None:
    if rows.empty:
        return None
    low, high = rows["low"].astype(int).sum(), rows["high"].astype(int).sum()
    waves = rows["wave"].nunique()
    basis += f"; {waves} waves together" if waves > 1 else ""
    assumes = (DERIVED,) * bool((rows["certainty"] == "derived").any()) + (ONCE,) * (waves > 1)
    return Amount(int(low) * times, int(high) * times, str(rows["study"].iloc[0]), basis, assumes)


def _plans(planned: pd.DataFrame, wave: str, n: int) -> tuple[Amount | None, Amount | None]:
    """Return a wave's plan for each site, and for all n sites, computed if not printed."""
    each = _of_wave(planned[planned["site_group"] == "each_site"], wave)
    total = _of_wave(planned[~planned["site_group"].isin(["", "each_site"])], wave)
    computed = _sum(each, n, f"computed: {n} sites")
    return _sum(each, 1, "printed for each site"), _sum(total, 1, "printed") or computed


def _verdict(plan: Amount, got: Amount) -> str:
    if plan.low is None or plan.high is None or got.low is None or got.high is None:
        return "unknown"
    if got.high < plan.low:
        return "below"
    return "above" if got.low > plan.high else "within"


def plan_totals(sites: Sites) -> pd.DataFrame:
    """Hold plans for each site against the totals that the same plan prints.

    Returns
    -------
    DataFrame
        One row a plan that prints both: ``who, component, measure, wave,
        each_site, sites, product, printed, difference`` (printed minus
        product).

    Examples
    --------
    >>> from peerstudy.study.sites import load_sites
    >>> rows = plan_totals(load_sites())
    >>> print(rows[["each_site", "sites", "product", "printed"]].head(2).to_string(index=False))
     each_site  sites  product  printed
            93      6      558      558
            47      6      282      279
    """
    plans = sites.participants[sites.participants["state"] == "planned"]
    keys = ["study", "who", "component", "measure", "wave"]
    each = plans[plans["site_group"] == "each_site"]
    total = plans[~plans["site_group"].isin(["", "each_site"])]
    both = each.merge(total, on=keys, suffixes=("", "_total"))
    n = len(sites.members("each_site"))
    frame = both[["who", "component", "measure", "wave"]].copy()
    frame["each_site"] = both["low"].astype(int)
    frame["sites"] = n
    frame["product"] = frame["each_site"] * n
    frame["printed"] = both["low_total"].astype(int)
    frame["difference"] = frame["printed"] - frame["product"]
    return frame
