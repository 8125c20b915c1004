"""A verdict with its symbol and its word, and what stands behind it on demand."""

from collections.abc import Iterator, Sequence
from math import isnan

from peerstudy.auditing.finding import Severity
from peerstudy.auditing.registry import Kind
from peerstudy.report.cells import STATES, Finding, by_gravity, gravest, rank
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, row
from peerstudy.tables.model import Cell, Row
from peerstudy.words.markup import Child, Markup, bdi, element, fragment, marked


def badge(edition: Edition, state: str, key: str = "") -> Markup:
    """Show a state by symbol, word and colour; `key` is for another word than its own."""
    symbol, named = STATES[state]
    shown = element("span", symbol, class_="symbol", aria_hidden="true")
    return element("span", shown, " ", edition.word(key or named), class_=f"badge {state}")


def badge_of(edition: Edition, findings: Sequence[Finding]) -> Markup:
    """Show the gravest of several findings; that nobody is at risk has a word of its own."""
    state = gravest(findings)
    safe = state == "consistent" and all(each.kind is Kind.RISK for each in findings)
    return badge(edition, state, "report.no_risk" if safe else "")


def why(
    edition: Edition,
    findings: Sequence[Finding],
    related: Sequence[Finding] = (),
    context: str = "",
) -> Markup:
    """Show the gravest verdict of several findings, and all of them when it is opened.

    Links lead to related findings, which are told elsewhere; the context says
    to those who hear the page what the verdict is of.
    """
    shown = badge_of(edition, [*findings, *related])
    hidden = element("span", f" ({context})", class_="heard") if context else None
    n = len(findings) + len(related)
    if not n:
        return fragment(shown, hidden)
    checks = element("span", edition.word("report.checks_made", n=n), class_="count")
    return element(
        "details",
        element("summary", shown, " ", checks, hidden),
        [finding_block(edition, finding) for finding in by_gravity(findings)],
        [_elsewhere(edition, finding) for finding in related],
        class_="why",
    )


def judged(
    edition: Edition,
    label: Child,
    *cells: Cell,
    findings: Sequence[Finding],
    related: Sequence[Finding] = (),
    context: str,
) -> Row:
    """Make a row that ends in the verdict of its findings, which sorts and filters it."""
    state = gravest([*findings, *related])
    verdict = cell(why(edition, findings, related, context), str(rank(state)))
    return row(label, *cells, verdict, states=[state])


def finding_block(edition: Edition, finding: Finding) -> Markup:
    """Show one finding: check, verdict, arithmetic, explanations, and where it stands."""
    return element(
        "div",
        element("p", list(_head(edition, finding)), class_="head"),
        list(_body(edition, finding)),
        class_="finding",
        id=edition.id("f", finding.number),
        data_finding=str(finding.number),
        data_state=finding.state,
    )


def check_link(edition: Edition, code: str) -> Markup:
    """Link a check's code to what it does."""
    return element("a", bdi(code, ltr=True), href=f"#{edition.id('check', code)}")


def _head(edition: Edition, finding: Finding) -> Iterator[Markup | str]:
    yield badge_of(edition, [finding])
    yield " "
    yield check_link(edition, finding.value.check)
    severity = finding.value.severity
    if severity not in (Severity.NONE, Severity.NOTE):
        yield " · "
        yield edition.word(f"report.severity_{severity}")
    if finding.printed:
        yield " · "
        yield edition.word("report.printed_was", printed=bdi(finding.printed, ltr=True))
    possible = edition.told(finding).possible
    if possible:
        yield " · "
        yield edition.word("report.possible_is", possible=element("bdi", marked(possible)))


def _body(edition: Edition, finding: Finding) -> Iterator[Markup]:
    said, value = edition.told(finding), finding.value
    yield element("p", marked(said.reason), class_="reason")
    if said.explanations:
        yield element("p", edition.word("report.would_agree"), class_="lead")
        yield element("ul", [element("li", marked(text)) for text in said.explanations])
    if not value.could_fail:
        yield element("p", edition.word("report.could_not_fail_here"), class_="aside")
    elif not isnan(value.chance):
        chance = element("bdi", percent(value.chance), dir="ltr")
        yield element("p", edition.word("report.chance", chance=chance), class_="aside")
    if finding.waived:
        yield element("p", edition.word("report.accepted_because", reason=finding.waived))
    if any(value.sources):
        source = bdi("; ".join(value.sources), ltr=True)
        yield element("p", edition.word("report.source", source=source), class_="aside")


def _elsewhere(edition: Edition, finding: Finding) -> Markup:
    link = element(
        "a",
        bdi(finding.value.check, ltr=True),
        ": ",
        bdi(edition.places(finding)),
        href=f"#{edition.id('f', finding.number)}",
    )
    return element(
        "p",
        badge(edition, finding.state),
        " ",
        edition.word("report.see", link=link),
        class_="finding related",
    )


def percent(share: float) -> str:
    """Write a share, rounded half to even, with one decimal; less than 0.1% is said so."""
    return "< 0.1%" if 0 < share < 0.0005 else f"{100 * share:.1f}%"
