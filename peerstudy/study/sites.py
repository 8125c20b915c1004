"""Sites side by side: what is published of each, as frames that hold together.

The only place that opens a folder of sites. A new site is new rows: nothing
here, nor anywhere else, names a site.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from peerstudy.errors import InvalidDataError, Problem, UnknownNameError, WrongCallError, refuse
from peerstudy.frames.border import called, guarded
from peerstudy.frames.folders import read_frames
from peerstudy.frames.given import read_toml, unread
from peerstudy.frames.records import listed
from peerstudy.ledger import Labels
from peerstudy.study import LEDGER_FILE, Study, data_folder, load_study
from peerstudy.study.reference import load_cfir
from peerstudy.study.schema_sites import FILES, OPTIONAL, ROLES
from peerstudy.study.site_checks import SOURCES_FILE, disagreements
from peerstudy.words import LANGUAGES, isolated, word

DEFAULT, EVIDENCE_FILE = "upsides_sites", "evidence.csv"


@called("a Sites, such as load_sites()")
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
    sites, facts, site_groups, factors, evidence, participants, reviews : DataFrame
        See :mod:`peerstudy.study.schema_sites`.
    crosswalk, components, contrasts : DataFrame
        Our own arrangement of them: matches, names and comparisons.
    statements : DataFrame
        What is said of some, of one or more, or of each of several sites;
        empty where the folder has no such file.
    printed : Study or None
        The numbers these publications print, ready for
        :func:`peerstudy.auditing.audit`; None for a folder without any.
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
    components: pd.DataFrame = field(repr=False)
    contrasts: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    printed: Study | None = field(repr=False)

    @property
    def names(self) -> list[str]:
        """The sites' names, in the order of their file."""
        return list(self.sites["site"])

    def members(self, site_group: str) -> list[str]:
        """List the sites of a group; none where the source does not name them."""
        found = self.site_groups.loc[self.site_groups["site_group"] == site_group, "members"]
        return list(listed(found.iloc[0])) if len(found) else []

    def cited(self, lang: str = "en") -> dict[str, str]:
        """Return how to cite each publication, as far as it was seen: label, journal, DOI."""
        labels = Labels(self, lang).each_of("study")
        cited = {}
        for key, about in self.publications.items():
            seen = (about.get("journal", ""), about["doi"] and f"doi:{about['doi']}")
            parts = [isolated(labels[key]), *(isolated(part, ltr=True) for part in seen)]
            cited[key] = ", ".join(filter(None, parts))
        return cited

    def label(self, frame: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
        """Return a result with labels for its codes, and headings: as :meth:`Study.label` does.

        A site that heads a column has its label too.

        Examples
        --------
        >>> sites = load_sites()
        >>> rows = sites.statements.query("kind == 'varied'")[["study", "factor", "role"]]
        >>> sites.label(rows).values.tolist()
        [['Haun et al. 2024', 'Engagement of mental health workers', 'Direction not given']]
        """
        named = frame.rename(columns=Labels(self, lang).each_of("site"))
        return Labels(self, lang).frame(named)

    @property
    def label_frames(self) -> dict[str, pd.DataFrame]:
        """By kind of code, a frame with its labels."""
        return {
            "site": self.sites,
            "site_group": self.site_groups,
            "factor": self.factors,
            "component": self.components,
            "contrast": self.contrasts,
            "study": _labelled("study", self._publication_labels),
            "role": _labelled("role", _role_labels),
            "cfir_domain": _labelled("cfir_domain", load_cfir().labels),
        }

    def _publication_labels(self, lang: str) -> dict[str, str]:
        publications = self.publications.items()
        return {key: about.get(f"label_{lang}", about["label"]) for key, about in publications}

    def conflicts(self) -> pd.DataFrame:
        """List the facts for which sources give different values, one row a source."""
        known = self.facts[self.facts["value"] != "unknown"]
        values = known.groupby(["site", "fact"])["value"].transform("nunique")
        return known[values > 1].reset_index(drop=True)

    def told(self, lang: str = "en") -> str:
        """Return in one line what is known."""
        return word(
            "comparison.head",
            lang,
            name=self.name,
            sites=len(self.sites),
            factors=len(self.factors),
            statements=len(self.evidence),
            studies=self.evidence["study"].nunique(),
        )

    def __str__(self) -> str:
        """Return in one line what is known."""
        return self.told()


def _role_labels(lang: str) -> dict[str, str]:
    return {role: word(f"tables.role_{role}", lang) for role in ROLES}


def _labelled(kind: str, labels: Callable[[str], Mapping[str, str]]) -> pd.DataFrame:
    """Return a frame with the labels of codes in each language."""
    texts = pd.DataFrame({f"label_{lang}": labels(lang) for lang in LANGUAGES})
    return texts.rename_axis(kind).reset_index()


@guarded
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
    upsides_sites: 6 sites, 77 factors, 101 statements from 11 studies
    """
    folder = _folder(name)
    if folder is None:
        raise UnknownNameError(
            f"Sites must be {DEFAULT!r} or a folder with {EVIDENCE_FILE} in it; "
            f"found {str(name)!r}."
        )
    frames, found = read_frames(folder, FILES, OPTIONAL)
    try:
        publications = _publications(folder / SOURCES_FILE)
        printed = load_study(folder) if (folder / LEDGER_FILE).is_file() else None
    except InvalidDataError as error:
        raise InvalidDataError([*found, *error.problems]) from None
    refuse(found or disagreements(frames, publications))
    return Sites(folder.name, publications, printed=printed, **frames)


@guarded
def home_study(sites: Sites) -> str:
    """Return the study whose codes the crosswalk of sites compares.

    Raises
    ------
    WrongCallError
        If the sites' publications name no study or several.
    """
    homes = {about["study"]: None for about in sites.publications.values() if "study" in about}
    if len(homes) == 1:
        return next(iter(homes))
    told = ", ".join(homes) or "none"
    raise WrongCallError(
        f"Name the study whose codebook is compared (--study); {SOURCES_FILE} names {told}."
    )


def has_sites(name: str | Path) -> bool:
    """Return whether a name or folder is one of sites."""
    return _folder(name) is not None


def _folder(name: str | Path) -> Path | None:
    places = (data_folder() / name, Path(name))
    return next((folder for folder in places if (folder / EVIDENCE_FILE).is_file()), None)


def _publications(path: Path) -> dict[str, dict[str, str]]:
    found: dict[str, Any] = read_toml(path).get("publications", {})
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise unread(path, None, "[publications] must be a table of tables")
    missing = [
        Problem(path.name, None, key, None, f"[publications.{study}] must have this key")
        for study, about in found.items()
        for key in ("label", "doi")
        if key not in about
    ]
    refuse(missing)
    return {
        study: {key: str(value) for key, value in about.items()} for study, about in found.items()
    }
