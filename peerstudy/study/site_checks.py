"""Whether the files about sites hold together: names, DOIs, ranges, contradictions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from peerstudy.errors import Problem
from peerstudy.frames.records import listed
from peerstudy.frames.validate import dangling

SOURCES_FILE = "sources.toml"
DESCRIBED = {
    "factor": "factors",
    "site": "sites",
    "site_group": "site_groups",
    "component": "components",
    "fact": "facts",
}
"""The file that describes the names of a column."""
Rows = list[dict[Any, Any]]


def disagreements(
    frames: Mapping[str, pd.DataFrame], publications: Mapping[str, Mapping[str, str]]
) -> list[Problem]:
    """List what no single file's schema can see, in the valid frames of all files.

    Publications are by name, each with its ``doi``.
    """
    sites = set(frames["sites"]["site"])
    groups = {
        row["site_group"]: listed(row["members"])
        for row in frames["site_groups"].to_dict("records")
    }
    found: list[Problem] = []
    for kind, frame in frames.items():
        file = f"{kind}.csv"
        if "study" in frame:
            found += _bad_studies(file, frame.to_dict("records"), publications)
        for column, home in DESCRIBED.items():
            if column in frame and kind != home:
                known, allowed = {"", *frames[home][column]}, f"{home}.csv must describe it"
                found += dangling(frame[column], known, file, allowed)
        if "site_group" in frame and kind != "site_groups":
            found += _nowhere_or_twice(file, frame.to_dict("records"))
    for row, members in enumerate(groups.values(), start=2):
        found += [
            Problem("site_groups.csv", row, "members", member, "sites.csv must describe it")
            for member in members
            if member not in sites
        ]
    found += statement_problems(frames["statements"], sites, groups)
    found += _bad_ranges(frames["participants"].to_dict("records"))
    found += _contradictions(frames["evidence"].to_dict("records"), groups)
    return found


def statement_problems(
    statements: pd.DataFrame, sites: Collection[str], groups: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Yield the statements over no site at all, or over a site that is not described."""
    for number, row in enumerate(statements.to_dict("records"), start=2):
        name, over = row["statement"], over_sites(row["over"], groups)
        allowed = [
            f"statement {name!r} must be over one site or more; site_groups.csv names no member"
        ] * (not over)
        allowed += [
            f"statement {name!r} is over {site!r}; "
            "sites.csv must describe the site, or site_groups.csv the group"
            for site in over
            if site not in sites
        ]
        for text in allowed:
            yield Problem("statements.csv", number, "over", row["over"], text)


def over_sites(over: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """List the sites that a statement is over: a group's members, or those it names."""
    return groups[over] if over in groups else listed(over)


def _bad_studies(
    file: str, rows: Rows, publications: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):
        about = publications.get(row["study"])
        if about is None:
            yield Problem(file, number, "study", row["study"], f"{SOURCES_FILE} must describe it")
        elif about["doi"] != row["doi"]:
            allowed = f"{SOURCES_FILE} gives {about['doi'] or 'none'} for {row['study']}"
            yield Problem(file, number, "doi", row["doi"], allowed)


def _nowhere_or_twice(file: str, rows: Rows) -> Iterator[Problem]:
    allowed = "a row must be about a site or about a site_group, one and not both"
    for number, row in enumerate(rows, start=2):
        if bool(row["site"]) == bool(row["site_group"]):
            yield Problem(file, number, "site", row["site"], allowed)


def _bad_ranges(rows: Rows) -> Iterator[Problem]:
    allowed = "both ends must be there or neither, the lower one first"
    for number, row in enumerate(rows, start=2):
        low, high = row["low"], row["high"]
        if bool(low) != bool(high) or (low and int(low) > int(high)):
            yield Problem("participants.csv", number, "low", f"{low} to {high}", allowed)


def _contradictions(rows: Rows, groups: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Find a study that reports a factor and reports it absent at one site and time."""
    said: dict[tuple[str, ...], str] = {}
    for number, row in enumerate(rows, start=2):
        if row["status"] == "unknown" or row["certainty"] in ("unnamed group", "study"):
            continue
        for site in [row["site"]] if row["site"] else groups.get(row["site_group"], []):
            key = (row["study"], row["factor"], row["role"], row["wave"], site)
            if said.setdefault(key, row["status"]) != row["status"]:
                allowed = f"another row of the same study says {said[key]!r} of {site}"
                yield Problem("evidence.csv", number, "status", row["status"], allowed)
