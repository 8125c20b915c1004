"""Sites side by side: what is published of each, as frames that hold together.

The only place that opens a folder of sites. A new site is new rows: nothing
here, nor anywhere else, names a site.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from peerstudy.errors import InvalidDataError, Problem, UnknownNameError
from peerstudy.files import read_text_frame
from peerstudy.schemas import validate
from peerstudy.schemas_sites import FILES
from peerstudy.study import LEDGER_FILE, Study, data_folder, load_study

SOURCES_FILE = "sources.toml"
DEFAULT = "upsides_sites"


@dataclass(frozen=True, eq=False)
class Sites:
    """What is published of several sites; see :func:`load_sites`.

    Attributes
    ----------
    name : str
        The folder's name.
    publications : mapping
        By the name that the frames' ``study`` column uses: label, DOI, what of
        it was read.
    sites, facts, site_groups, factors, evidence, participants, reviews, crosswalk : DataFrame
        See :mod:`peerstudy.schemas_sites`.
    printed : Study or None
        The numbers these publications print, ready for
        :func:`peerstudy.audit.audit`; None for a folder without any.
    """

    name: str
    publications: Mapping[str, Mapping[str, str]] = field(repr=False)
    sites: pd.DataFrame = field(repr=False)
    facts: pd.DataFrame = field(repr=False)
    site_groups: pd.DataFrame = field(repr=False)
    factors: pd.DataFrame = field(repr=False)
    evidence: pd.DataFrame = field(repr=False)
    participants: pd.DataFrame = field(repr=False)
    reviews: pd.DataFrame = field(repr=False)
    crosswalk: pd.DataFrame = field(repr=False)
    printed: Study | None = field(repr=False)

    @property
    def names(self) -> list[str]:
        """The sites' names, in the order of their file."""
        return list(self.sites["site"])

    def members(self, site_group: str) -> list[str]:
        """List the sites of a group; none where the source does not name them."""
        found = self.site_groups.loc[self.site_groups["site_group"] == site_group, "members"]
        return _split(found.iloc[0]) if len(found) else []

    def conflicts(self) -> pd.DataFrame:
        """List the facts for which sources give different values, one row a source."""
        known = self.facts[self.facts["value"] != "unknown"]
        values = known.groupby(["site", "fact"])["value"].transform("nunique")
        return known[values > 1].reset_index(drop=True)

    def __str__(self) -> str:
        """Say in one line what is known."""
        return (
            f"{self.name}: {len(self.sites)} sites, {len(self.factors)} factors, "
            f"{len(self.evidence)} statements from {self.evidence['study'].nunique()} studies"
        )


def load_sites(name: str | Path = DEFAULT) -> Sites:
    """Load the sites that come with the package, or those of a folder of yours.

    Parameters
    ----------
    name : str or Path, default "upsides_sites"
        A folder of the package's data, or any folder with the same files.

    Returns
    -------
    Sites
        Frozen; every frame is valid and every name in it is described.

    Raises
    ------
    UnknownNameError
        If there is no such folder.
    InvalidDataError
        If files are missing, break their schemas or disagree: all problems at
        once.

    Examples
    --------
    >>> print(load_sites())
    upsides_sites: 6 sites, 77 factors, 95 statements from 11 studies
    """
    folder = _folder(name)
    found: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    for kind, schema in FILES.items():
        file = f"{kind}.csv"
        try:
            frames[kind] = validate(read_text_frame(folder / file), schema, file)
        except InvalidDataError as error:
            found.extend(error.problems)
    try:
        publications = _publications(folder / SOURCES_FILE)
        printed = load_study(folder) if (folder / LEDGER_FILE).is_file() else None
    except InvalidDataError as error:
        raise InvalidDataError([*found, *error.problems]) from None
    if not found:
        found.extend(_disagreements(frames, publications))
    if found:
        raise InvalidDataError(found)
    return Sites(folder.name, publications, printed=printed, **frames)


def _folder(name: str | Path) -> Path:
    for folder in (data_folder() / name, Path(name)):
        if (folder / "evidence.csv").is_file():
            return folder
    raise UnknownNameError(
        f"Sites must be {DEFAULT!r} or a folder with evidence.csv in it; found {str(name)!r}."
    )


def _publications(path: Path) -> dict[str, dict[str, str]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem = Problem(path.name, None, None, None, "this file must be there")
        raise InvalidDataError([problem]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(path.name, None, None, str(error), "it must be valid TOML in UTF-8")
        raise InvalidDataError([problem]) from None
    found: dict[str, Any] = content.get("publications", {})
    missing = [
        Problem(path.name, None, key, None, f"[publications.{study}] must have this key")
        for study, about in found.items()
        for key in ("label", "doi")
        if key not in about
    ]
    if missing:
        raise InvalidDataError(missing)
    return {
        study: {key: str(value) for key, value in about.items()} for study, about in found.items()
    }


def _split(members: str) -> list[str]:
    return [member.strip() for member in members.split(";") if member.strip()]


def _disagreements(
    frames: Mapping[str, pd.DataFrame], publications: Mapping[str, Mapping[str, str]]
) -> list[Problem]:
    """List what no single file's schema can see."""
    sites = set(frames["sites"]["site"])
    groups = {
        row["site_group"]: _split(row["members"])
        for row in frames["site_groups"].to_dict("records")
    }
    factors = set(frames["factors"]["factor"])
    found: list[Problem] = []
    for kind, frame in frames.items():
        rows = frame.to_dict("records")
        if "study" in frame:
            found.extend(_bad_studies(f"{kind}.csv", rows, publications))
        if "factor" in frame and kind != "factors":
            found.extend(_undescribed(f"{kind}.csv", rows, "factor", factors, "factors.csv"))
        if "site" in frame and kind != "sites":
            found.extend(_undescribed(f"{kind}.csv", rows, "site", sites, "sites.csv"))
        if "site_group" in frame and kind != "site_groups":
            found.extend(
                _undescribed(f"{kind}.csv", rows, "site_group", set(groups), "site_groups.csv")
            )
            found.extend(_nowhere_or_twice(f"{kind}.csv", rows))
    for row, members in enumerate(groups.values(), start=2):
        found.extend(
            Problem("site_groups.csv", row, "members", member, "sites.csv must describe it")
            for member in members
            if member not in sites
        )
    found.extend(_bad_ranges(frames["participants"].to_dict("records")))
    found.extend(_contradictions(frames["evidence"].to_dict("records"), groups))
    return found


Rows = list[dict[Any, Any]]


def _bad_studies(
    file: str, rows: Rows, publications: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):
        about = publications.get(row["study"])
        if about is None:
            yield Problem(file, number, "study", row["study"], f"{SOURCES_FILE} must describe it")
        elif about["doi"] != row["doi"]:
            yield Problem(
                file,
                number,
                "doi",
                row["doi"],
                f"{SOURCES_FILE} gives {about['doi'] or 'none'} for {row['study']}",
            )


def _undescribed(
    file: str, rows: Rows, column: str, known: set[str], described: str
) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):
        if row[column] and row[column] not in known:
            yield Problem(file, number, column, row[column], f"{described} must describe it")


def _nowhere_or_twice(file: str, rows: Rows) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):
        if bool(row["site"]) == bool(row["site_group"]):
            yield Problem(
                file,
                number,
                "site",
                row["site"],
                "a row must be about a site or about a site_group, one and not both",
            )


def _bad_ranges(rows: Rows) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=2):
        low, high = row["low"], row["high"]
        if bool(low) != bool(high) or (low and int(low) > int(high)):
            yield Problem(
                "participants.csv",
                number,
                "low",
                f"{low} to {high}",
                "both ends must be there or neither, the lower one first",
            )


def _contradictions(rows: Rows, groups: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Find a study that reports a factor and reports it absent at one site and time."""
    said: dict[tuple[str, ...], str] = {}
    for number, row in enumerate(rows, start=2):
        if row["status"] == "unknown" or row["certainty"] in ("unnamed group", "study"):
            continue
        for site in [row["site"]] if row["site"] else groups.get(row["site_group"], []):
            key = (row["study"], row["factor"], row["role"], row["wave"], site)
            if said.setdefault(key, row["status"]) != row["status"]:
                yield Problem(
                    "evidence.csv",
                    number,
                    "status",
                    row["status"],
                    f"another row of the same study says {said[key]!r} of {site}",
                )
