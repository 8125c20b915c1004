"""Who is quoted: each group's quotations beside its share of the sample, and who speaks often."""

from collections.abc import Iterator
from typing import Any

from peerstudy.report.cells import gravest
from peerstudy.report.edition import Edition
from peerstudy.report.element import Markup, bdi, element, fragment
from peerstudy.report.table import Cell, Group, Head, Row, key_of, table
from peerstudy.report.verdict import percent, why

ALPHA = 0.05
_P = ("p_quotations", "holm_quotations", "p_speakers", "holm_speakers")


def quoted(edition: Edition) -> Iterator[Markup]:
    """Show who is quoted, as far as quotations are entered."""
    matter = edition.matter
    if matter.quoted is None or matter.concentrated is None:
        yield element("p", edition.word("report.no_quotations"))
        return
    yield element("p", edition.word("report.quoted_lead"))
    yield _shares(edition)
    yield element("p", _tested(edition), class_="aside")
    yield element("h3", edition.word("report.concentration"))
    yield element("p", edition.word("report.concentration_lead"))
    yield _concentration(edition)
    if matter.at_home("quoted"):
        yield element("h3", edition.word("report.speakers"))
        yield element("p", edition.word("report.speakers_lead"))
        yield _speakers(edition)


def _shares(edition: Edition) -> Markup:
    frame = edition.matter.quoted
    assert frame is not None
    heads = [
        Head(edition.text("report.group"), "text"),
        *(
            Head(edition.text(f"report.{key}"), "number")
            for key in ("of_quotations", "of_sample", *_P)
        ),
    ]
    rows = [_share_row(edition, row) for row in frame.to_dict("records")]
    caption = edition.word("report.quoted_caption")
    return table(edition.id("shares"), caption, heads, [Group(rows)])


def _share_row(edition: Edition, row: dict[Any, Any]) -> Row:
    ps = [row[name] for name in _P]
    untested = [] if None not in ps else [" ", element("small", _why_untested(edition, row))]
    whole = element("small", edition.word("report.part_of", whole=edition.group(row["whole"])))
    cells = [
        Cell([bdi(edition.group(row["group"])), " ", whole, *untested]),
        _share(row["n"], row["denominator"]),
        _share(row["sample_n"], row["sample_denominator"]),
        *(Cell("–" if p is None else bdi(p_value(p), ltr=True), str(p)) for p in ps),
    ]
    return Row(cells)


def _tested(edition: Edition) -> Markup:
    """Name the tests and how many they are, and say where none reaches 0.05."""
    frame = edition.matter.quoted
    assert frame is not None
    tests = max((int(n) for n in frame["tests"]), default=0)
    if not tests:
        return edition.word("report.quoted_untested")
    corrected = [*frame["holm_quotations"], *frame["holm_speakers"]]
    reached = sum(p is not None and p < ALPHA for p in corrected)
    key = "report.quoted_reached" if reached else "report.quoted_none"
    return fragment(edition.word("report.quoted_p", n=tests), " ", edition.word(key, n=reached))


def _why_untested(edition: Edition, row: dict[Any, Any]) -> Markup:
    if row["note"] == "":
        return edition.word("report.untested_speakers")
    sized = row["sample_n"] is not None and row["sample_denominator"] is not None
    return edition.word("report.untested_overlap" if sized else "report.untested_size")


def _share(n: Any, total: Any) -> Cell:
    if n is None or total is None or not total:
        return Cell("–", "-1")
    return Cell(bdi(f"{int(n)}/{int(total)} = {percent(n / total)}", ltr=True), str(n / total))


def p_value(p: float) -> str:
    """Write a p value: three decimals, and less than 0.001 is said so."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def _concentration(edition: Edition) -> Markup:
    frame = edition.matter.concentrated
    assert frame is not None
    heads = [
        Head(edition.text("report.group"), "text"),
        Head(edition.text("report.reading"), "text"),
        *(
            Head(edition.text(f"report.{key}"), "number")
            for key in ("speakers_counted", "quotations", "most_quoted", "effective")
        ),
    ]
    rows = [
        Row(
            [
                Cell(bdi(edition.group(row["group"]))),
                Cell(edition.word(f"report.reading_{row['reading']}")),
                Cell(str(row["speakers"])),
                Cell(str(row["n"])),
                _share(row["top_n"], row["n"]),
                Cell(f"{row['effective_speakers']:.1f}"),
            ]
        )
        for row in frame.to_dict("records")
    ]
    caption = edition.word("report.concentration_caption")
    return table(edition.id("concentration"), caption, heads, [Group(rows)])


def _speakers(edition: Edition) -> Markup:
    heads = [
        Head(edition.text("report.printed")),
        Head(edition.text("report.group"), "text"),
        Head(edition.text("report.verdict"), "number"),
    ]
    rows = []
    for finding in edition.matter.at_home("quoted"):
        groups = edition.groups(finding)
        context = f"{finding['printed']}, {groups}"
        rows.append(
            Row(
                [
                    Cell(fragment(bdi(str(finding["printed"]), ltr=True))),
                    Cell(bdi(groups)),
                    Cell(why(edition, [finding], context=context), key_of(gravest([finding]))),
                ],
                [gravest([finding])],
            )
        )
    caption = edition.word("report.speakers_caption")
    return table(edition.id("speakers"), caption, heads, [Group(rows)])
