"""The digest: what is wrong on the first screen, the annotated table, a card for each problem."""

from collections.abc import Iterator

from peerstudy.auditing.display import shown
from peerstudy.auditing.doubts import Doubt, begun, first_locator
from peerstudy.report.edition import Edition
from peerstudy.tables.annotations import annotated_html, sample_annotated, sign
from peerstudy.tables.cells import isolate
from peerstudy.tables.dress import Paged
from peerstudy.tables.sample import sample_of
from peerstudy.tables.sheet import sheet_of
from peerstudy.words.markup import Markup, bdi, element, marked

FIRST, TRIED, LONG = 3, 2, 130
"""So many problems stand at the top, so many edits on a card; a longer reason is cut there."""
_LIMITS = ("possible", "question", "language")


def headline(edition: Edition) -> Iterator[Markup]:
    """Return how the audit ended, how many numbers were tested, and the gravest problems."""
    result = edition.matter.result.told(edition.lang)
    found = edition.matter.doubts[edition.lang]
    if found or result.tests_some:
        yield element("p", element("strong", marked(result.problems_told)), class_="told")
    yield element("p", marked(result.coverage_told), class_="told")
    if found:
        gravest = [_line(edition, doubt) for doubt in found[:FIRST]]
        yield element("ol", gravest, class_="gravest")
    if len(found) > FIRST:
        yield element("p", edition.word("report.and_others", n=len(found) - FIRST), class_="aside")
    yield from _conditional(edition, FIRST)


def _conditional(edition: Edition, most: int | None = None) -> Iterator[Markup]:
    """Return the first results that are inconsistent under a condition, which each states.

    Without any, say so where there are no problems either.
    """
    result = edition.matter.result
    told = shown(result, result.conditional, edition.lang)
    if not told:
        if not edition.matter.doubts[edition.lang]:
            yield nothing_found(edition)
        return
    yield element("p", edition.word("report.conditional", n=len(told)), class_="told")
    lines = [marked(f"{begun(one.about or one.where)}: {one.reason}") for one in told[:most]]
    yield element("ul", [element("li", line) for line in lines])
    if left := len(told) - len(lines):
        yield element("p", edition.word("report.conditional_left", n=left), class_="aside")


def nothing_found(edition: Edition) -> Markup:
    """Return what follows where no number is inconsistent: nothing if none could be tested."""
    key = "nothing_stands_out" if edition.matter.result.tests_some else "nothing_tested"
    return element("p", edition.word(f"report.{key}"))


def _line(edition: Edition, doubt: Doubt) -> Markup:
    link = element("a", sign(doubt.number), href=f"#{edition.id('problem', doubt.number)}")
    named = element("strong", marked(begun(doubt.title)))
    return element("li", link, " ", named, ". ", marked(first_clause(doubt)))


def first_clause(doubt: Doubt) -> str:
    """Return a problem's reason, up to its first colon where it is long."""
    if len(doubt.why) <= LONG:
        return doubt.why
    head = doubt.why.partition(": ")[0]
    return f"{head}." if len(head) <= LONG else begun(doubt.short)


def table_section(edition: Edition) -> Iterator[Markup]:
    """Show the authors' own table with its marks and the notes in its margin."""
    matter, lang = edition.matter, edition.lang
    if not len(matter.ledger):
        yield element("p", edition.word("report.no_numbers"))
        return
    found = matter.doubts[lang]
    sample = sample_of(matter.ledger, sheet_of(matter.ledger, lang))
    table = sample_annotated(sample, matter.ledger, found)
    made = annotated_html(table, found, matter.table, Paged(), links=True)
    heard = edition.text("report.section_annotated")
    yield element("div", made, class_="annotated", tabindex="0", role="region", aria_label=heard)


def cards(edition: Edition) -> Iterator[Markup]:
    """Show each problem: what is reported, why it cannot be, what was tried, and where it is."""
    found = edition.matter.doubts[edition.lang]
    if not found:
        yield from _conditional(edition)
        return
    yield element("div", [_card(edition, doubt) for doubt in found], class_="cards")
    if example := first_locator(found):
        named = bdi(example, ltr=True)
        yield element("p", edition.word("report.locators", example=named), class_="aside")


def _card(edition: Edition, doubt: Doubt) -> Markup:
    mark = element("span", sign(doubt.number), class_="mark")
    tried = "; ".join(doubt.repairs[:TRIED]) or edition.text("audit_problems.no_repair")
    rows = {"reported": _reported(doubt), "why": marked(doubt.why), "tried": marked(begun(tried))}
    if doubt.explanations:
        rows["explained"] = marked(begun(doubt.explanations[0]))
    told = [
        element("p", element("strong", edition.word(f"report.card_{name}")), " ", content)
        for name, content in rows.items()
    ]
    copy = element(
        "button",
        edition.word("report.copy"),
        type="button",
        class_="copy",
        hidden=True,
        data_done=edition.text("report.copied"),
    )
    named = edition.id("problem", doubt.number)
    heading = element("h3", mark, " ", marked(begun(doubt.title)))
    return element("article", heading, told, copy, class_="card", id=named)


def _reported(doubt: Doubt) -> Markup:
    """Return what is printed, and in brackets where."""
    where = ", ".join(filter(None, [doubt.places, isolate("; ".join(doubt.sources))]))
    return marked(isolate(", ".join(doubt.printed)) + (f" ({where})" if where else ""))


def limits(edition: Edition) -> Iterator[Markup]:
    """Return what the audit cannot decide, and the risks in a line."""
    yield element("p", _risks(edition))
    yield element("p", edition.word("report.fairness"), class_="fair")
    yield element("ul", [element("li", edition.word(f"report.limit_{name}")) for name in _LIMITS])
    rule = str(edition.matter.result.rounding).replace("-", "_")
    yield element("p", edition.word(f"report.rounding_{rule}"), class_="rounding")


def _risks(edition: Edition) -> Iterator[Markup | str]:
    n = len(edition.matter.result.risks)
    told = edition.word("report.risks_in_a_line" if n else "report.no_risks", n=n)
    if edition.full:
        yield element("a", told, href=f"#{edition.id('disclosure')}")
        return
    yield told
    yield " "
    yield edition.word("report.full_lists", command=bdi("peerstudy report --full", ltr=True))
