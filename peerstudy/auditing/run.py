"""Run the checks of the registry over a study or a ledger."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

import peerstudy
from peerstudy.auditing.contradictions import READABLE
from peerstudy.auditing.coverage import Covered, counted, coverage_frame, covered
from peerstudy.auditing.doubts import doubts, problems_frame, told_problems
from peerstudy.auditing.finding import (
    Finding,
    Severity,
    Verdict,
    findings_frame,
    labelled_finding,
    texts,
)
from peerstudy.auditing.names import Names
from peerstudy.auditing.problems import Problem, find_problems, headline
from peerstudy.auditing.readings import tempered
from peerstudy.auditing.registry import Check, Kind, check_named, select
from peerstudy.auditing.repairs import Workshop
from peerstudy.auditing.rows import Limits
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.uncollected import uncollected
from peerstudy.errors import require_a, require_known, whole_number
from peerstudy.frames.border import called
from peerstudy.frames.records import records
from peerstudy.frames.validate import validate
from peerstudy.ledger import Labels, LedgerLike, as_ledger, schema
from peerstudy.printed import Rounding, as_rounding
from peerstudy.study import Study, load
from peerstudy.words import LANGUAGES, Label, Message, direction, joined, marked, tell, word
from peerstudy.words.markup import element


@called("an Audit, such as audit(load_study(name))")
@dataclass(frozen=True, eq=False, repr=False)
class Audit:
    """The result of an audit.

    Attributes
    ----------
    name : str
        What was audited.
    findings : DataFrame
        One row a finding, with the columns of
        :data:`peerstudy.auditing.finding.COLUMNS` and ``waived``, the reason for
        which a deviation is accepted (empty if it is not).
    rounding : Rounding
        The rule that numbers were judged by.
    said : tuple of Finding
        The findings with their texts in no language yet; the index of
        `findings` counts them.
    names : Names
        What groups, variables and levels are called.
    lang : {"en", "he"}
        The language of the texts in `findings`.
    subject : Subject
        What was audited, so that repairs can be tried.
    waivers : DataFrame or None
        The deviations that are accepted: ``check, item, reason``.

    Examples
    --------
    >>> found = audit("upsides_israel", checks=["PCT1", "AVG1"])
    >>> set(found.findings["check"]) < set(found.complete().findings["check"])
    True
    >>> found.inconsistent.iloc[0][["group", "variable", "level", "printed"]].tolist()
    ['professionals', 'profession', 'community_mental_health_graduate', '4.76%']
    >>> found.of(found.inconsistent)[0].check, set(found.only("AVG1").findings["check"])
    ('PCT1', {'AVG1'})
    >>> found.findings["reason"].iloc[0]
    '19/26 = 73.076…% (denominator: the N of peers).'
    >>> found.labelled().findings["reason"].iloc[0]
    '19/26 = 73.076…% (denominator: the N of peers).'
    >>> "המכנה" in found.told("he").findings["reason"].iloc[0]
    True
    """

    name: str
    findings: pd.DataFrame
    rounding: Rounding
    said: tuple[Finding, ...] = field(default=(), repr=False)
    names: Names = field(default=Names(), repr=False)
    lang: str = "en"
    subject: Subject = field(kw_only=True, repr=False)
    waivers: pd.DataFrame | None = field(default=None, kw_only=True, repr=False)

    def complete(self) -> "Audit":
        """Return the audit with the findings of every check; what has run does not run again."""
        return _audited(self.subject, select(None), self.waivers).told(self.lang)

    def labelled(self) -> "Audit":
        """Use labels where English would use the codes of the data; Hebrew always does."""
        said = tuple(map(labelled_finding, self.said))
        return replace(self, said=said, names=self.names.labelled())._retold(self.lang)

    def told(self, lang: str) -> "Audit":
        """Return the same findings in another language, without judging anything again.

        The language is that of ``possible``, ``reason`` and ``explanations``;
        codes, verdicts and severities stay as they are.
        """
        require_known("language", lang, LANGUAGES)
        return self if lang == self.lang else self._retold(lang)

    def _retold(self, lang: str) -> "Audit":
        rows = self.findings
        columns = {
            name: pd.Series(values, index=rows.index, dtype=rows[name].dtype)
            for name, values in texts(self.of(rows), lang).items()
        }
        return replace(self, findings=rows.assign(**columns), lang=lang)

    def of(self, findings: pd.DataFrame) -> list[Finding]:
        """Return the values that some rows of `findings` show, with the rows they rest on."""
        return [self.said[i] for i in findings.index]

    @cached_property
    def found_problems(self) -> tuple[Problem, ...]:
        """The problems as values: findings with one cause, with their verified repairs."""
        outstanding = tuple(self.inconsistent.index)
        return self.subject.once(
            ("problems", outstanding),
            lambda: find_problems(self.subject, self.said, outstanding),
        )

    @cached_property
    def problems(self) -> pd.DataFrame:
        """The problems, the gravest first: inconsistent findings with one cause, a row each.

        Columns are those of :data:`peerstudy.auditing.doubts.COLUMNS`;
        ``repairs`` are edits that were applied, after which the checks ran
        again: each says how many findings it settles. ``explanations`` are the
        first finding's: what would reconcile it, not tried.
        """
        return problems_frame(told_problems(self, self.names, self.lang))

    @property
    def problems_told(self) -> str:
        """How many problems there are, and how many edits would settle how much of them."""
        many = len(self.found_problems)
        told = word("audit_problems.headline", self.lang, n=many)
        if not many:
            return told
        of = len(self.inconsistent)
        edits, settled = self.subject.once(
            ("headline", tuple(self.inconsistent.index)),
            lambda: headline(self.found_problems, Workshop(self.subject)),
        )
        if not edits:
            return told
        by = word("audit_problems.settling", self.lang, n=edits, settled=settled, of=of)
        if not all(problem.fewest for problem in self.found_problems):
            by += word("audit_problems.perhaps_fewer", self.lang)
        return f"{told}; {by}"

    @cached_property
    def summary(self) -> pd.DataFrame:
        """One row a check: how many findings of each verdict, and how many are waived."""
        verdicts = self.findings["verdict"]
        found = pd.DataFrame({str(v): verdicts == str(v) for v in Verdict})
        found["waived"] = self.findings["waived"] != ""
        return found.astype(int).groupby(self.findings["check"], sort=False).sum().reset_index()

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Every printed number: a row for each row of the ledger, in its order.

        Columns are those of :data:`peerstudy.auditing.coverage.COLUMNS`: ``state``
        is ``tested`` where a check that rests on it could have failed,
        ``could not fail`` or ``no check``; ``chance`` bounds how likely a wrong
        number would have passed; ``wanted`` is what would make it testable.
        """
        return coverage_frame(self.subject.ledger, self._covered, self.lang)

    @property
    def coverage_told(self) -> str:
        """How many of the printed numbers were tested by a check that could have failed."""
        return counted(self._covered, self.lang)

    @property
    def tests_some(self) -> bool:
        """Whether any check could have failed; otherwise finding no problem means nothing."""
        return any(
            each.could_fail and check_named(each.check).kind is Kind.CONSISTENCY
            for each in self.of(self.findings)
        )

    @cached_property
    def _covered(self) -> list[Covered]:
        return self.subject.once(
            ("coverage", tuple(self.findings.index)),
            lambda: covered(self.subject.ledger, self.of(self.findings)),
        )

    @property
    def conditional(self) -> pd.DataFrame:
        """The findings inconsistent only under a condition, which the reason states; not waived."""
        return self._outstanding(Verdict.CONDITIONAL)

    @property
    def risks(self) -> pd.DataFrame:
        """The findings that are a disclosure risk and not waived; never with their values."""
        return self._outstanding(Verdict.RISK)

    @property
    def unread(self) -> pd.DataFrame:
        """The findings on printed values that could not be read or used."""
        rows = self.findings[self.findings["check"] == READABLE]
        return rows[rows["severity"] == Severity.MEDIUM]

    @property
    def inconsistent(self) -> pd.DataFrame:
        """The findings that are inconsistent and not waived, the gravest first."""
        return self._outstanding(Verdict.INCONSISTENT).sort_values(
            "severity", key=lambda s: s.map(lambda each: Severity(each).rank), kind="stable"
        )

    def _outstanding(self, verdict: Verdict) -> pd.DataFrame:
        rows = self.findings
        return rows[(rows["verdict"] == verdict) & (rows["waived"] == "")]

    def only(self, *checks: str, place: str | None = None, verdict: str | None = None) -> "Audit":
        """Keep some of the findings.

        Parameters
        ----------
        *checks : str
            Codes or families; every check without them.
        place : str, optional
            Where the number is printed.
        verdict : str, optional
            One of the verdicts.

        Raises
        ------
        UnknownNameError
            If a check, a verdict or a place of the findings does not exist.
        """
        if verdict is not None:
            require_known("verdict", verdict, [str(each) for each in Verdict])
        if place is not None:
            known = dict.fromkeys(each for finding in self.said for each in finding.places)
            require_known("place", place, list(known))
        codes = [check.code for check in select(checks or None)]
        rows = self.findings[self.findings["check"].isin(codes)]
        if verdict is not None:
            rows = rows[rows["verdict"] == verdict]
        if place is not None:
            rows = rows[[place in finding.places for finding in self.of(rows)]]
        return replace(self, findings=rows)

    def _repr_html_(self) -> str:
        """Show the problems, what is inconsistent under a condition, and how much was tested."""
        many = len(self.problems)
        first = element("strong", marked(self.problems_told)) if many else marked(str(self))
        tables = [peerstudy.tables.problems_table(self)] if many else []
        if len(self.conditional):
            conditional = replace(self, findings=self.conditional)
            title = word("audit_display.conditional_title", self.lang)
            tables.append(peerstudy.tables.show(conditional, title, lang=self.lang))
        return element(
            "div",
            element("p", first),
            element("p", marked(self.coverage_told)),
            [table._repr_html_() for table in tables],
            lang=self.lang,
            dir=direction(self.lang),
        )

    def __repr__(self) -> str:
        """Return how the audit ended: its results, how much was tested, and its problems."""
        found = doubts(self, self.lang)
        problems = [f"{each.number}. {each.title} {each.graded()}: {each.why}" for each in found]
        told = [str(self), *([self.problems_told] if found else []), self.coverage_told]
        return "\n".join([*told, *problems])

    def __str__(self) -> str:
        """Return in one line how the audit ended."""
        counts = self.findings["verdict"].value_counts()
        numbers = [
            Message.of(f"audit.many_{v.name.lower()}", n=int(counts.get(str(v), 0)))
            for v in Verdict
            if v in counts.index or v not in (Verdict.CONDITIONAL, Verdict.RISK)
        ]
        waived = int((self.findings["waived"] != "").sum())
        tail = [Message.of("audit.many_waived", n=waived)] if waived else []
        told = joined([joined(numbers), *tail], "; ").told(self.lang)
        return word(
            "audit.ended",
            self.lang,
            name=tell(Label(self.name), self.lang),
            n=len(self.findings),
            told=told,
        )


@uncollected()
def audit(
    subject: LedgerLike,
    rounding: Rounding | str = Rounding.EITHER,
    checks: Iterable[str] | None = None,
    waivers: pd.DataFrame | None = None,
    *,
    threshold: int = 5,
    few: int = 20,
    progress: Callable[[str, int, int], None] | None = None,
) -> Audit:
    """Check which printed numbers can be true together, and what would explain the others.

    Every verdict comes from whole numbers and fractions. An inconsistent
    number is a row of the result, never an error.

    Parameters
    ----------
    subject : Ledger, Study, DataFrame, str or Path
        See :func:`peerstudy.as_ledger`; a study's codings are audited too.
    rounding : Rounding or str, default "either"
        The rule to judge by; the default accepts either direction at a tie.
    checks : iterable of str, optional
        Codes (``"PCT1"``) or families (``"PCT"``); all without it.
    waivers : DataFrame, optional
        ``check, item, reason`` of accepted deviations; a study brings its own.
    threshold : int, default 5
        A count of people below this is a disclosure risk (DSC1, DSC2).
    few : int, default 20
        Fewer compatible data sets than this are one too (DSC3).
    progress : callable, optional
        Called before each check with its code, how many are done, and of how many.

    Returns
    -------
    Audit
        With ``findings``, one row each, and ``summary``.

    Raises
    ------
    InvalidDataError
        If the ledger breaks its schema.
    UnknownNameError
        If a check or rounding rule does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> ledger = pd.DataFrame(
    ...     [["t", "Table 1", "peers", "", "", "n", "26", "p. 1"],
    ...      ["m", "Table 1", "peers", "status", "single", "n", "8", "p. 1"],
    ...      ["m", "Table 1", "peers", "status", "single", "percent", "30.76", "p. 1"]],
    ...     columns=["item", "place", "group", "variable", "level", "stat", "printed", "source"])
    >>> result = audit(ledger, checks=["PCT1"])
    >>> result.findings["explanations"].iloc[0][0]
    '8/26 = 30.769…% (denominator: the N of peers); yields 30.77 when rounded, 30.76 when truncated'
    """
    rule = as_rounding(rounding)
    chosen = select(checks)
    found = load(subject) if isinstance(subject, str | Path) else subject
    limits = Limits(whole_number("threshold", threshold, 1), whole_number("few", few, 2))
    made = subject_of(found, rule, limits)
    if waivers is not None:
        table = require_a(pd.DataFrame, "waivers", waivers, "a DataFrame of check, item, reason")
        waivers = validate(table, schema.WAIVERS, "waivers")
    if waivers is None and isinstance(found, Study):
        waivers = found.waivers
    return _audited(made, chosen, waivers, progress)


def _audited(
    subject: Subject,
    checks: Sequence[Check],
    waivers: pd.DataFrame | None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Audit:
    """Return what some checks find."""
    found: list[Finding] = []
    for done, check in enumerate(checks):
        if progress is not None:
            progress(check.code, done, len(checks))
        found += (tempered(each, subject.ledger) for each in check.found(subject))
    said, name, names = tuple(found), subject.ledger.name, subject.names
    frame = _waive(findings_frame(said), waivers)
    return Audit(name, frame, subject.rounding, said, names, subject=subject, waivers=waivers)


def subject_of(
    subject: LedgerLike,
    rounding: Rounding,
    limits: Limits = Limits(),  # noqa: B008 (it cannot change)
) -> Subject:
    """Make a study or a ledger ready for the checks."""
    found = load(subject) if isinstance(subject, str | Path) else subject
    if isinstance(found, Study):
        return Subject(found.ledger, rounding, found.codings, limits, Names(Labels(found)))
    ledger = as_ledger(found)
    return Subject(ledger, rounding, limits=limits, names=Names(Labels(ledger)))


def _waive(frame: pd.DataFrame, waivers: pd.DataFrame | None) -> pd.DataFrame:
    """Add the reason for which each deviation or risk is accepted; waived rows stay."""
    accepted = [] if waivers is None else records(waivers)
    reasons = {(row["check"], row["item"]): row["reason"] for row in accepted}
    deviates = frame["verdict"].isin([Verdict.INCONSISTENT, Verdict.CONDITIONAL, Verdict.RISK])
    waived = [
        reasons.get((check, item), "") if may else ""
        for check, item, may in zip(frame["check"], frame["item"], deviates, strict=True)
    ]
    return frame.assign(waived=pd.Series(waived, dtype=frame["check"].dtype, index=frame.index))
