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
NOWHERE = "not published"


class Amount(NamedTuple):
    """A whole number or a range of them, who prints it and how it came about."""

    low: int | None
    high: int | None
    study: str
    basis: str = "printed"
    assumes: tuple[str, ...] = ()


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
    found = []
    for (component, measure), group in rows.groupby(["component", "measure"], sort=False):
        if (group["state"] == "planned").any():
            found += list(_compared(sites, str(component), str(measure), group))
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(NUMBERS, "Int64"))


def _compared(
    sites: Sites, component: str, measure: str, group: pd.DataFrame
) -> Iterator[tuple[object, ...]]:
    planned = group[group["state"] == "planned"]
    achieved = group[(group["state"] == "achieved") & (group["site"] == "")]
    waves = list(dict.fromkeys(achieved["wave"])) or list(dict.fromkeys(planned["wave"]))
    for wave in waves:
        each, total = _each(planned, wave), _total(sites, planned, wave)
        for row in achieved[achieved["wave"] == wave].to_dict("records"):
            got = Amount(_number(row["low"]), _number(row["high"]), str(row["study"]))
            yield _row(component, measure, wave, "", str(row["site_group"]), total, got)
        if each is None:
            continue
        for site in sites.names:
            got = _achieved_at(group, site, wave)
            yield _row(component, measure, wave, site, "", each, got)


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


def _each(planned: pd.DataFrame, wave: str) -> Amount | None:
    rows = _of_wave(planned[planned["site_group"] == "each_site"], wave)
    return _sum(rows, 1, "printed for each site")


def _total(sites: Sites, planned: pd.DataFrame, wave: str) -> Amount | None:
    printed = _of_wave(planned[~planned["site_group"].isin(["", "each_site"])], wave)
    n = len(sites.members("each_site"))
    rows = _of_wave(planned[planned["site_group"] == "each_site"], wave)
    return _sum(printed, 1, "printed") or _sum(rows, n, f"computed: {n} sites")


def _achieved_at(group: pd.DataFrame, site: str, wave: str) -> Amount:
    for row in records(group):
        if (row["state"], row["site"], row["wave"]) == ("achieved", site, wave):
            return Amount(_number(row["low"]), _number(row["high"]), row["study"])
    return Amount(None, None, "", NOWHERE)


def _row(
    component: str, measure: str, wave: str, site: str, site_group: str,
    planned: Amount | None, achieved: Amount,
) -> tuple[object, ...]:  # fmt: skip
    plan = planned or Amount(None, None, "", NOWHERE)
    verdict = _verdict(plan, achieved)
    return (
        component, measure, wave, site, site_group, plan.low, plan.high, plan.basis,
        achieved.low, achieved.high, verdict, plan.study, achieved.study,
        () if verdict == "unknown" else plan.assumes,
    )  # fmt: skip


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
