"""A study: its ledger, and what its groups, variables and levels are.

The only place, with the readers, that opens data files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from peerstudy.codings import Codings, codings_of, no_codings
from peerstudy.codings.schema import FILES
from peerstudy.errors import (
    InvalidDataError,
    Problem,
    UnknownNameError,
    nearest,
    refuse,
    require_path,
)
from peerstudy.frames.border import called
from peerstudy.frames.files import read_text_frame
from peerstudy.frames.folders import read_frames
from peerstudy.frames.given import read_toml, unread
from peerstudy.frames.records import records
from peerstudy.frames.validate import dangling, inside_itself
from peerstudy.ledger import EVERYBODY, Labels, Ledger, LedgerLike, Traits, read_ledger
from peerstudy.ledger.frame import require_readable, validated
from peerstudy.ledger.schema import GROUPS, LEVELS, VARIABLES, WAIVERS
from peerstudy.words.markup import element, fragment

LEDGER_FILE = "reported.csv"
META_FILE = "study.toml"
_SCHEMAS = {schema.name: schema for schema in (GROUPS, VARIABLES, LEVELS, WAIVERS)}
META_REQUIRED = ("name", "title", "design", "framework", "language", "citation")


@called("a Study, such as load_study(name)")
@dataclass(frozen=True, eq=False)
class Study:
    """A published study as frames; see :func:`load_study`.

    Attributes
    ----------
    name : str
        The folder's name.
    ledger : Ledger
        Every printed number, see :mod:`peerstudy.ledger`; what it is of, what its names
        stand for and where it is printed.
    waivers : DataFrame
        Deviations that are known and accepted.
    codings : Codings
        Codes, quotations and links, see :mod:`peerstudy.codings`; empty if
        there is no ``codes.csv``.

    Examples
    --------
    >>> study = load_study("upsides_israel")
    >>> study.name, len(study.ledger), len(study.codings.quotations)
    ('upsides_israel', 190, 44)
    >>> study.cited("en")[:35]
    'Adler Ben-Dor, I., & Moran, G. (n.d'
    """

    name: str
    ledger: Ledger = field(repr=False)
    waivers: pd.DataFrame = field(repr=False)
    codings: Codings = field(repr=False, default_factory=no_codings)

    @property
    def meta(self) -> Mapping[str, Any]:
        """What ``study.toml`` states of it: title, design, framework, citation."""
        return self.ledger.publication

    @property
    def title(self) -> str:
        """The study's title in English."""
        return str(self.meta["title"])

    def _size(self, group: str) -> str:
        rows = self.ledger.sizes.get(group)
        return next(iter(rows.values())).printed if rows else "–"

    @property
    def groups(self) -> pd.DataFrame:
        """The groups of its ledger, with ``group, parent, partition`` and labels."""
        return self.ledger.groups

    @property
    def variables(self) -> pd.DataFrame:
        """What the ledger's variables are, see :mod:`peerstudy.ledger.schema`."""
        return self.ledger.label_frames["variable"]

    @property
    def levels(self) -> pd.DataFrame:
        """What the variables' levels are called, see :mod:`peerstudy.ledger.schema`."""
        return self.ledger.label_frames["level"]

    def label(self, frame: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
        """Return a result with the study's labels for its codes, and headings for its columns.

        Parameters
        ----------
        frame : DataFrame
            Any result with columns such as ``group``, ``variable``, ``level`` or
            ``code``; see :data:`peerstudy.ledger.labels.KINDS`.
        lang : {"en", "he"}, default "en"
            The language of the labels and headings.

        Returns
        -------
        DataFrame
            A copy; its numbers stay as they are.

        Examples
        --------
        >>> from peerstudy import load_study
        >>> from peerstudy.ledger import recount
        >>> study = load_study("upsides_israel")
        >>> counts = recount(study).query("variable == 'gender' and group == 'peers'")
        >>> study.label(counts)[["variable", "level", "n", "printed"]].values.tolist()
        [['Gender', 'Women', 19, '73'], ['Gender', 'Men', 7, '26.9']]
        """
        return Labels(self, lang).frame(frame)

    @property
    def label_frames(self) -> dict[str, pd.DataFrame]:
        """By kind of code, a frame with its labels."""
        return {**self.codings.label_frames, **self.ledger.label_frames}

    def cited(self, lang: str) -> str:
        """Return how to cite the study: as its language does where ``study.toml`` tells."""
        return self.ledger.cited(lang)

    def _repr_html_(self) -> str:
        named = (("Design", "design"), ("Framework", "framework"), ("Cite", "citation"))
        facts = [(name, str(self.meta[key])) for name, key in named]
        size = f"{len(self.ledger)} printed numbers, {len(self.variables)} variables"
        rows = [
            element(
                "tr",
                element("th", group["label_en"], scope="row", style="text-align:left"),
                element("td", self._size(group["group"])),
            )
            for group in records(self.groups)
        ]
        heads = element("tr", [element("th", head) for head in ("Group", "N printed")])
        return fragment(
            element("h4", self.title),
            element(
                "dl",
                [(element("dt", n), element("dd", told)) for n, told in (*facts, ("Ledger", size))],
            ),
            element("table", element("thead", heads), element("tbody", rows)),
        )


def studies() -> list[str]:
    """Name the studies that come with the package.

    Examples
    --------
    >>> studies()
    ['cofacilitation_mazor', 'upsides_israel', 'upsides_sites']
    """
    return sorted(folder.parent.name for folder in data_folder().glob(f"*/{LEDGER_FILE}"))


def data_folder() -> Path:
    """Find the data that come with the package, installed or in a checkout.

    Examples
    --------
    >>> (data_folder() / "upsides_israel" / "reported.csv").is_file()
    True
    """
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def study_files(name: str | Path) -> list[Path]:
    """List the files that :func:`load_study` reads.

    Raises
    ------
    UnknownNameError
        If there is no such study or folder.

    Examples
    --------
    >>> [path.name for path in study_files("cofacilitation_mazor")][:3]
    ['study.toml', 'reported.csv', 'groups.csv']
    """
    folder = study_folder(name)
    names = (META_FILE, LEDGER_FILE, *(f"{frame}.csv" for frame in (*_SCHEMAS, *FILES)))
    return [folder / each for each in names if (folder / each).exists()]


def load_study(name: str | Path) -> Study:
    """Load a study that comes with the package, or one from a folder of yours.

    Parameters
    ----------
    name : str or Path
        A name from :func:`studies`, or a folder with the same files.

    Returns
    -------
    Study
        Frozen; every frame is valid.

    Raises
    ------
    UnknownNameError
        If there is no such study or folder.
    InvalidDataError
        If files are missing or break their schemas: all problems at once.

    Examples
    --------
    >>> load_study("upsides_israel").ledger.size("peers")
    26
    """
    folder = study_folder(name)
    found: list[Problem] = []
    meta = _collect(found, _read_meta, folder / META_FILE) or {}
    ledger = _collect(found, _read_ledger, folder / LEDGER_FILE)
    frames, wrong = read_frames(folder, _SCHEMAS | FILES, optional=("waivers", *FILES))
    refuse([*found, *wrong])
    groups, variables, levels, waivers = (frames.pop(kind) for kind in _SCHEMAS)
    found = list(_dangling(ledger, groups, variables, levels))
    codings = _collect(found, codings_of, frames, groups)
    refuse(found)
    named = {"group": groups, "variable": variables, "level": levels}
    made = Ledger(ledger, folder.name, groups, _traits(variables, levels), named, meta)
    return Study(folder.name, made, waivers, codings)


def load(name: str | Path) -> LedgerLike:
    """Load a study by its name or folder, a ledger from a CSV file, or a manuscript's numbers.

    A CSV file with a ledger's columns is a ledger; any other file is read as
    :func:`peerstudy.readers.read_manuscript` does.

    Raises
    ------
    UnknownNameError
        If it is neither a file nor a study.
    InvalidDataError
        If files are missing, break their schemas, or hold no number to check.

    Examples
    --------
    >>> load("upsides_israel").ledger.size("peers")
    26
    """
    path = Path(name)
    if not path.suffix and not path.is_file():
        return load_study(name)
    from peerstudy.readers import SUFFIXES, is_ledger, read_manuscript

    if path.is_file() and not is_ledger(path):
        return read_manuscript(path).ledger
    if path.is_file() or path.suffix.lower() in SUFFIXES:
        return read_ledger(path)
    return load_study(name)


def study_folder(name: str | Path) -> Path:
    """Find the folder of a study by its name, or take the folder named.

    Raises
    ------
    UnknownNameError
        If there is no such study or folder.
    """
    if str(name) in studies():
        return data_folder() / name
    if (folder := require_path("name", name)).is_dir():
        return folder
    text = " Text is audited by audit_text, or by piping it to 'peerstudy audit -'."
    raise UnknownNameError(
        f"A study must be one of {', '.join(studies())}, a folder with {LEDGER_FILE} in it, or a "
        f"file; found {str(name)!r}{nearest(name, studies())}.{text if ' ' in str(name) else ''}"
    )


def _collect(found: list[Problem], read: Any, *arguments: Any) -> Any:
    """Read a file, keeping its problems for one message."""
    try:
        return read(*arguments)
    except InvalidDataError as error:
        found.extend(error.problems)
        return None


def _read_meta(path: Path) -> dict[str, Any]:
    meta = read_toml(path)
    study = meta.get("study", {})
    if not isinstance(study, dict):
        raise unread(path, repr(study), "[study] must be a table")
    missing = [
        Problem(path.name, None, key, None, "the [study] table must have this key")
        for key in META_REQUIRED
        if key not in study
    ]
    refuse(missing)
    return {**study, **{key: value for key, value in meta.items() if key != "study"}}


def _read_ledger(path: Path) -> pd.DataFrame:
    ledger = validated(read_text_frame(path), file=path.name)
    require_readable(ledger, path.name)
    return ledger


def _traits(variables: pd.DataFrame, described: pd.DataFrame) -> dict[str, Traits]:
    levels = _by_variable(described)
    return {
        row["variable"]: Traits(
            row["kind"],
            row["unit"],
            Fraction(row["grain"]) if row["grain"] else None,
            row["exclusive"] or "unknown",
            row["exhaustive"] or "unknown",
            levels.get(row["variable"], ()),
        )
        for row in records(variables)
    }


def _by_variable(levels: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    of_variables = levels.groupby("variable", sort=False)["level"]
    return {str(variable): tuple(names) for variable, names in of_variables}


def _dangling(
    ledger: pd.DataFrame, groups: pd.DataFrame, variables: pd.DataFrame, levels: pd.DataFrame
) -> Iterator[Problem]:
    """Yield names that no other file describes, and groups that contain themselves."""
    known = set(groups["group"]) | {""}
    yield from _unknown(ledger["group"].replace(EVERYBODY, ""), known, LEDGER_FILE, "groups.csv")
    yield from _unknown(groups["parent"], known, "groups.csv", "groups.csv")
    described = set(variables["variable"])
    yield from _unknown(ledger["variable"], described | {""}, LEDGER_FILE, "variables.csv")
    yield from _unknown(levels["variable"], described, "levels.csv", "variables.csv")
    have = _by_variable(levels)
    pairs = zip(ledger["variable"], ledger["level"], strict=True)
    for number, (variable, level) in enumerate(pairs, start=2):
        known_levels = have.get(variable, ())
        if level and level not in known_levels:
            there = ", ".join(sorted(known_levels)) or "none"
            allowed = f"levels.csv must have this level of '{variable}'; it has: {there}"
            yield Problem(LEDGER_FILE, number, "level", level, allowed)
    parents = dict(zip(groups["group"], groups["parent"], strict=True))
    for number, (group, parent) in enumerate(parents.items(), start=2):
        if inside_itself(group, parents):
            yield Problem("groups.csv", number, "parent", parent, "no group may be inside itself")


def _unknown(
    names: "pd.Series[str]", known: set[str], file: str, described: str
) -> Iterator[Problem]:
    allowed = f"{described} must describe it; it has: {', '.join(sorted(known - {''})) or 'none'}"
    return dangling(names, known, file, allowed)
