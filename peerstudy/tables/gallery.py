"""Which tables a study has: one list for the command line, for reproducing and for a page.

A study without findings has fewer, a study of sites has others; a table keeps
its number in whichever language it is made.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

import pandas as pd

from peerstudy.auditing.doubts import doubts
from peerstudy.codings import challenges_answered, illustrated
from peerstudy.codings import joint_display as joined
from peerstudy.codings import theme_frequencies as frequencies
from peerstudy.codings.flow import participant_flow
from peerstudy.codings.groups import quoted_groups
from peerstudy.errors import UnknownNameError
from peerstudy.ledger import EVERYBODY, Ledger, recount, table1
from peerstudy.sites import evidence_matrix, narrative
from peerstudy.tables.annotations import sample_annotated
from peerstudy.tables.checklists import checklist_table
from peerstudy.tables.findings import audit_findings
from peerstudy.tables.flow import participant_flow_table
from peerstudy.tables.joint import joint_display
from peerstudy.tables.links import challenges_facilitators
from peerstudy.tables.model import Table
from peerstudy.tables.narrative import site_narrative
from peerstudy.tables.numbers import Precision
from peerstudy.tables.sample import (
    Sample,
    sample_compared,
    sample_of,
    sample_printed,
    sample_recounted,
)
from peerstudy.tables.sheet import Sheet, sheet_of
from peerstudy.tables.sites import site_evidence, site_profile
from peerstudy.tables.themes import theme_frequencies

if TYPE_CHECKING:
    from peerstudy.auditing import Audit
    from peerstudy.codings import Codings
    from peerstudy.study.article import Article
    from peerstudy.study.sites import Sites


@dataclass(frozen=True)
class Shelf:
    """What tables are made of: an audit of a study or a ledger, its sites, and how to print.

    Attributes
    ----------
    result : Audit
        The audit, which has the printed numbers and the codings.
    sites : Sites, optional
        The sites, where the study is of sites.
    precision : Precision
        How numbers are printed.
    base : {"stated", "group"}
        Whom recomputed percentages are of, see :func:`peerstudy.ledger.recount`.
    article : Article, optional
        What the study's article reports of itself.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> study = load_study("cofacilitation_mazor")
    >>> shelf = Shelf(audit(study))
    >>> table_names(shelf)
    ['sample_printed', 'sample_annotated', 'theme_frequencies']
    """

    result: "Audit"
    sites: "Sites | None" = None
    precision: Precision = field(default_factory=Precision)
    base: str = "stated"
    article: "Article | None" = None

    @property
    def ledger(self) -> Ledger:
        """The printed numbers."""
        return self.result.subject.ledger

    @property
    def codings(self) -> "Codings":
        """The study's findings; a ledger has none."""
        return self.result.subject.codings


def table_names(shelf: Shelf) -> list[str]:
    """Name the tables that there are, in the order of their numbers.

    Examples
    --------
    >>> from peerstudy import audit
    >>> table_names(Shelf(audit("upsides_sites", checks=["PCT1"])))
    ['sample_printed', 'sample_annotated', 'sample_recounted', 'sample_compared']
    """
    return [name for name, kind in _TABLES.items() if kind.there(shelf)]


def study_tables(shelf: Shelf, lang: str, names: list[str] | None = None) -> Iterator[Table]:
    """Yield the tables of a study in one language.

    Parameters
    ----------
    shelf : Shelf
        What they are made of.
    lang : {"en", "he"}
        Which language.
    names : list of str, optional
        Only these, numbered from 1 in the order of the whole list.

    Raises
    ------
    UnknownNameError
        If the study has no table of such a name.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> study = load_study("cofacilitation_mazor")
    >>> shelf = Shelf(audit(study, checks=["PCT1"]))
    >>> (table,) = study_tables(shelf, "en", ["theme_frequencies"])
    >>> table.number, "".join(run.text for run in table.title)
    (1, 'Quotations That Illustrate Each Code, and Who Is Quoted')
    """
    there = table_names(shelf)
    unknown = [name for name in names or () if name not in there]
    if unknown:
        raise UnknownNameError(
            f"A table must be one of {', '.join(there)}; found {', '.join(unknown)}."
        )
    wanted = [name for name in there if not names or name in names]
    for number, name in enumerate(wanted, start=1):
        yield _TABLES[name].make(shelf, sheet_of(shelf.ledger, lang, number))


class _Kind(NamedTuple):
    """A kind of table: whether a shelf has something to show in it, and how it is made."""

    there: Callable[[Shelf], bool]
    make: Callable[[Shelf, Sheet], Table]


def _is_sampled(shelf: Shelf) -> bool:
    return shelf.sites is None and not table1(shelf.ledger).empty


def _is_counted(shelf: Shelf) -> bool:
    """Return whether some of the sample's counts have percentages."""
    return _is_sampled(shelf) and bool(recount(shelf.ledger)["share"].notna().any())


def _sample(shelf: Shelf, sheet: Sheet) -> Sample:
    return sample_of(shelf.ledger, sheet, shelf.base)


def _annotated(shelf: Shelf, sheet: Sheet) -> Table:
    found = doubts(shelf.result, sheet.lang)
    return sample_annotated(_sample(shelf, sheet), shelf.ledger, found)


def _coded(kind: str, make: Callable[["Codings", Shelf, Sheet], Table]) -> _Kind:
    """Show the codings of a study that has some of a kind."""
    return _Kind(
        lambda shelf: not getattr(shelf.codings, kind).empty,
        lambda shelf, sheet: make(shelf.codings, shelf, sheet.labelled(shelf.codings)),
    )


def _themes(codings: "Codings", shelf: Shelf, sheet: Sheet) -> Table:
    by_group = frequencies(codings, _main(codings, quoted_groups(codings)))
    return theme_frequencies(illustrated(codings), by_group, shelf.precision, sheet)


def _joint(codings: "Codings", shelf: Shelf, sheet: Sheet) -> Table:
    joint = joined(shelf)
    shown = _main(codings, list(dict.fromkeys(joint["group"])))
    return joint_display(joint, codings.codebook, shown, sheet)


def _main(codings: "Codings", there: list[str]) -> list[str]:
    """Keep the groups that everybody is divided into; those at the top where there are none."""
    parents = codings.parents()
    main = [name for name in there if parents[name] == EVERYBODY]
    return main or [name for name in there if not parents[name]] or there


def _links(codings: "Codings", _: Shelf, sheet: Sheet) -> Table:
    return challenges_facilitators(challenges_answered(codings), codings.codebook, sheet)


def _reported(
    frame: "Callable[[Article], pd.DataFrame]", make: Callable[[pd.DataFrame, Sheet], Table]
) -> _Kind:
    """Show what an article reports of itself, where it reports anything of a kind."""

    def reported(shelf: Shelf) -> pd.DataFrame:
        return pd.DataFrame() if shelf.article is None else frame(shelf.article)

    return _Kind(
        lambda shelf: not reported(shelf).empty,
        lambda shelf, sheet: make(reported(shelf), sheet),
    )


def _checklist(name: str) -> _Kind:
    return _reported(
        lambda article: article.checklists[name],
        lambda items, sheet: checklist_table(items, name, sheet),
    )


def _of_sites(make: "Callable[[Sites, Mapping[str, str], Sheet], Table]") -> _Kind:
    """Show sites, with how their publications are cited."""

    def made(shelf: Shelf, sheet: Sheet) -> Table:
        sites = cast("Sites", shelf.sites)
        return make(sites, sites.cited(sheet.lang), sheet.labelled(sites))

    return _Kind(lambda shelf: shelf.sites is not None, made)


_TABLES = {
    "sample_printed": _Kind(
        _is_sampled, lambda shelf, sheet: sample_printed(_sample(shelf, sheet))
    ),
    "sample_annotated": _Kind(_is_sampled, _annotated),
    "sample_recounted": _Kind(
        _is_counted,
        lambda shelf, sheet: sample_recounted(_sample(shelf, sheet), shelf.precision),
    ),
    "sample_compared": _Kind(
        _is_counted,
        lambda shelf, sheet: sample_compared(_sample(shelf, sheet), shelf.precision),
    ),
    "theme_frequencies": _coded("quotations", _themes),
    "joint_display": _coded("attributions", _joint),
    "challenges_facilitators": _coded("links", _links),
    "participant_flow": _reported(
        lambda article: article.flow,
        lambda flow, sheet: participant_flow_table(participant_flow(flow), sheet),
    ),
    "checklist_coreq": _checklist("coreq"),
    "checklist_srqr": _checklist("srqr"),
    "site_profile": _of_sites(
        lambda sites, cited, sheet: site_profile(sites.sites, sites.facts, cited, sheet)
    ),
    "site_evidence": _of_sites(
        lambda sites, cited, sheet: site_evidence(evidence_matrix(sites), cited, sheet)
    ),
    "site_narrative": _of_sites(
        lambda sites, cited, sheet: site_narrative(
            narrative(sites, sheet.lang), sites.names, cited, sheet
        )
    ),
    "audit_findings": _Kind(
        lambda shelf: not shelf.result.inconsistent.empty,
        lambda shelf, sheet: audit_findings(shelf.result, sheet),
    ),
}
"""By name, in the order of the numbers."""
