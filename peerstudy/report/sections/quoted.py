"""Who is quoted: each group's quotations beside its share of the sample, and who speaks often."""

from collections.abc import Iterator
from typing import Any

from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, head, key_of, row, table
from peerstudy.report.verdict import percent, why
from peerstudy.tables.model import Cell, Row
from peerstudy.words.markup import Markup, bdi, element, fragment

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
        head(edition, "report.group", "text"),
        *(head(edition, f"report.{key}", "number") for key in ("of_quotations", "of_sample", *_P)),
    ]
    rows = [_share_row(edition, share) for share in frame.to_dict("records")]
    return table(edition, "shares", edition.word("report.quoted_caption"), heads, rows)


def _share_row(edition: Edition, share: dict[Any, Any]) -> Row:
    ps = [share[name] for name in _P]
    whole = edition.word("report.part_of", whole=edition.group(share["whole"]))
    untested = [] if None not in ps else ["; ", _why_untested(edition, share)]
    return row(
        [bdi(edition.group(share["group"])), " ", element("small", whole, *untested)],
        _share(share["n"], share["denominator"]),
        _share(share["sample_n"], share["sample_denominator"]),
        *(cell("–" if p is None else bdi(p_value(p), ltr=True), str(p)) for p in ps),
    )


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
        return cell("–", "-1")
    return cell(bdi(f"{int(n)}/{int(total)} = {percent(n / total)}", ltr=True), str(n / total))


def p_value(p: float) -> str:
    """Write a p value: three decimals, and less than 0.001 is said so."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def _concentration(edition: Edition) -> Markup:
    frame = edition.matter.concentrated
    assert frame is not None
    heads = [
        head(edition, "report.group", "text"),
        head(edition, "report.reading", "text"),
        *(
            head(edition, f"report.{key}", "number")
            for key in ("speakers_counted", "quotations", "most_quoted", "effective")
        ),
    ]
    rows = [
        row(
            bdi(edition.group(found["group"])),
            cell(edition.word(f"report.reading_{found['reading']}")),
            cell(str(found["speakers"])),
            cell(str(found["n"])),
            _share(found["top_n"], found["n"]),
            cell(f"{found['effective_speakers']:.1f}"),
        )
        for found in frame.to_dict("records")
    ]
    caption = edition.word("report.concentration_caption")
    return table(edition, "concentration", caption, heads, rows)


def _speakers(edition: Edition) -> Markup:
    heads = [
        head(edition, "report.printed"),
        head(edition, "report.group", "text"),
        head(edition, "report.verdict", "number"),
    ]
    rows = []
    for finding in edition.matter.at_home("quoted"):
        groups = edition.groups(finding)
        context = f"{finding.printed}, {groups}"
        rows.append(
            row(
                bdi(finding.printed, ltr=True),
                cell(bdi(groups)),
                cell(why(edition, [finding], context=context), key_of(finding.state)),
                states=[finding.state],
            )
        )
    return table(edition, "speakers", edition.word("report.speakers_caption"), heads, rows)
