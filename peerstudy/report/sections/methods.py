"""Methods and limits in plain words: verdicts, rounding, each check, what no audit can say."""

from collections.abc import Iterator

from peerstudy.auditing.registry import Check, all_checks
from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, heads, row, table
from peerstudy.report.verdict import badge
from peerstudy.words.markup import Markup, bdi, element

_VERDICTS = ("consistent", "inconsistent", "untestable", "unchecked", "accepted", "risk")
_SEVERITIES = ("high", "medium", "low")
_LIMITS = ("possible", "question", "grain", "feasible", "weights", "coded", "language")


def methods(edition: Edition) -> Iterator[Markup]:
    """Return how the page came about and what it cannot say."""
    yield element("p", edition.word("report.fairness"), class_="fair")
    yield element("h3", edition.word("report.verdicts"))
    yield element("dl", [_verdict(edition, state) for state in _VERDICTS])
    yield element("p", edition.word("report.severities"))
    yield element(
        "ul", [element("li", element("strong", edition.word(f"audit_display.severity_{s}")), ": ",
                       edition.word(f"report.severity_{s}_means")) for s in _SEVERITIES]
    )  # fmt: skip
    yield element("h3", edition.word("report.rounding"))
    rule = str(edition.matter.result.rounding).replace("-", "_")
    yield element("p", edition.word(f"report.rounding_{rule}"), class_="rounding")
    yield element("p", edition.word("report.rounding_here"))
    yield element("h3", edition.word("report.checks"))
    yield _checks(edition)
    yield element("h3", edition.word("report.limits"))
    yield element("ul", [element("li", edition.word(f"report.limit_{name}")) for name in _LIMITS])


def _verdict(edition: Edition, state: str) -> list[Markup]:
    return [
        element("dt", badge(edition, state)),
        element("dd", edition.word(f"report.{state}_means")),
    ]


def _checks(edition: Edition) -> Markup:
    columns = heads(edition, {"check": "text", "must_hold": "text", "method": ""})
    rows = [
        row(
            _anchor(edition, check),
            cell(edition.word(f"audit_rules.{check.code}")),
            cell(_method(edition, check)),
        )
        for check in all_checks()
    ]
    return table(edition, "checks", edition.word("report.checks_caption"), columns, rows)


def _anchor(edition: Edition, check: Check) -> Markup:
    return element("bdi", check.code, dir="ltr", id=edition.id("check", check.code))


def _method(edition: Edition, check: Check) -> Markup:
    if check.source.startswith("https://"):
        return element("a", bdi(check.source.removeprefix("https://"), ltr=True), href=check.source)
    if check.source == "arithmetic":
        return edition.word("audit_rules.arithmetic")
    return bdi(check.source, ltr=True)
