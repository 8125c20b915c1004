"""Which tables a study has: one list for the command line, for reproducing and for a page.

A study without findings has fewer, a study of sites has others; a table keeps
its number in whichever language it is made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from peerstudy.auditing.doubts import doubts
from peerstudy.codings import challenges_answered, illustrated
from peerstudy.codings import joint_display as joined
from peerstudy.codings import theme_frequencies as frequencies
from peerstudy.codings.flow import participant_flow
from peerstudy.codings.groups import quoted_groups
from peerstudy.errors import UnknownNameError
from peerstudy.ledger import (
    EVERYBODY,
    Labels,
    Ledger,
    recount,
    table1,
)
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
from peerstudy.tables.sites import site_evidence, site_profile
from peerstudy.tables.themes import Quoted, theme_frequencies

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
    >>> shelf.source("en").split(",")[0]
    'Kraus'
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

    def source(self, lang: str) -> str:
        """Return how to cite the study, in the language that it is cited in."""
        return self.ledger.cited(lang)


def table_names(shelf: Shelf) -> list[str]:
    """Name the tables that there are, in the order of their numbers.

    Examples
    --------
    >>> from peerstudy import audit
    >>> table_names(Shelf(audit("upsides_sites", checks=["PCT1"])))
    ['sample_printed', 'sample_annotated', 'sample_recounted', 'sample_compared']
    """
    return [name for name, (there, _) in _TABLES.items() if there(shelf)]


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
        yield _TABLES[name][1](shelf, lang, number)


def _sample(shelf: Shelf, lang: str) -> Sample:
    return sample_of(shelf.ledger, lang, shelf.base)


def _exactly(shelf: Shelf, lang: str, number: int) -> Table:
    return sample_printed(_sample(shelf, lang), number)


def _rounded(
    make: Callable[[Sample, int, Precision], Table],
) -> Callable[[Shelf, str, int], Table]:
    return lambda shelf, lang, number: make(_sample(shelf, lang), number, shelf.precision)


def _annotated(shelf: Shelf, lang: str, number: int) -> Table:
    found = doubts(shelf.result, lang)
    return sample_annotated(_sample(shelf, lang), shelf.ledger, found, number)


def _audited(shelf: Shelf, lang: str, number: int) -> Table:
    told = shelf.result.labelled().told(lang)
    return audit_findings(
        told.inconsistent,
        told.of(told.inconsistent),
        len(told.findings),
        Labels(shelf.ledger, lang),
        told.names,
        lang,
        number,
        shelf.source(lang),
    )


def _themes(shelf: Shelf, lang: str, number: int) -> Table:
    findings = shelf.codings
    by_group = frequencies(findings, _main(findings, quoted_groups(findings)))
    labels = Labels(findings, lang).each_of("group")
    quoted = Quoted(illustrated(findings), by_group, findings.codebook, labels)
    return theme_frequencies(quoted, lang, number, shelf.precision, shelf.source(lang))


def _joint(shelf: Shelf, lang: str, number: int) -> Table:
    findings, joint = shelf.codings, joined(shelf)
    shown = _main(findings, list(dict.fromkeys(joint["group"])))
    labels = Labels(findings, lang).each_of("group")
    return joint_display(joint, findings.codebook, labels, shown, lang, number, shelf.source(lang))


def _main(findings: "Codings", there: list[str]) -> list[str]:
    """Keep the groups that everybody is divided into; those at the top where there are none."""
    parents = findings.parents()
    main = [name for name in there if parents[name] == EVERYBODY]
    return main or [name for name in there if not parents[name]] or there


def _links(shelf: Shelf, lang: str, number: int) -> Table:
    findings = shelf.codings
    answered = challenges_answered(findings)
    return challenges_facilitators(answered, findings.codebook, lang, number, shelf.source(lang))


def _flow(shelf: Shelf, lang: str, number: int) -> Table:
    flow = participant_flow(_article(shelf).flow)
    return participant_flow_table(flow, lang, number, shelf.source(lang))


def _checklist(name: str) -> Callable[[Shelf, str, int], Table]:
    def made(shelf: Shelf, lang: str, number: int) -> Table:
        items = _article(shelf).checklists[name]
        return checklist_table(items, name, lang, number, shelf.source(lang))

    return made


def _profile(shelf: Shelf, lang: str, number: int) -> Table:
    sites = _sites(shelf)
    return site_profile(
        sites.sites, sites.facts, Labels(sites, lang).each_of(), lang, number, sites.cited(lang)
    )


def _evidence(shelf: Shelf, lang: str, number: int) -> Table:
    sites = _sites(shelf)
    return site_evidence(
        evidence_matrix(sites), Labels(sites, lang).each_of(), lang, number, sites.cited(lang)
    )


def _narrative(shelf: Shelf, lang: str, number: int) -> Table:
    sites = _sites(shelf)
    told = narrative(sites, lang)
    return site_narrative(
        told, sites.names, Labels(sites, lang).each_of(), lang, number, sites.cited(lang)
    )


def _article(shelf: Shelf) -> "Article":
    assert shelf.article is not None
    return shelf.article


def _sites(shelf: Shelf) -> "Sites":
    assert shelf.sites is not None
    return shelf.sites


def _has_sample(shelf: Shelf) -> bool:
    return shelf.sites is None and len(table1(shelf.ledger)) > 0


def _has_counts(shelf: Shelf) -> bool:
    return _has_sample(shelf) and bool(recount(shelf.ledger)["share"].notna().any())


def _coded(name: str) -> Callable[[Shelf], bool]:
    """Ask whether a study has codings of a kind."""
    return lambda shelf: len(getattr(shelf.codings, name)) > 0


def _has_flow(shelf: Shelf) -> bool:
    return shelf.article is not None and len(shelf.article.flow) > 0


def _has_checklist(name: str) -> Callable[[Shelf], bool]:
    return lambda shelf: shelf.article is not None and len(shelf.article.checklists[name]) > 0


def _has_sites(shelf: Shelf) -> bool:
    return shelf.sites is not None


_Entry = tuple[Callable[[Shelf], bool], Callable[[Shelf, str, int], Table]]
_TABLES: dict[str, _Entry] = {
    "sample_printed": (_has_sample, _exactly),
    "sample_annotated": (_has_sample, _annotated),
    "sample_recounted": (_has_counts, _rounded(sample_recounted)),
    "sample_compared": (_has_counts, _rounded(sample_compared)),
    "theme_frequencies": (_coded("quotations"), _themes),
    "joint_display": (_coded("attributions"), _joint),
    "challenges_facilitators": (_coded("links"), _links),
    "participant_flow": (_has_flow, _flow),
    "checklist_coreq": (_has_checklist("coreq"), _checklist("coreq")),
    "checklist_srqr": (_has_checklist("srqr"), _checklist("srqr")),
    "site_profile": (_has_sites, _profile),
    "site_evidence": (_has_sites, _evidence),
    "site_narrative": (_has_sites, _narrative),
    "audit_findings": (lambda shelf: len(shelf.result.inconsistent) > 0, _audited),
}
"""By name, in the order of the numbers: whether a study has it, and how it is made."""
