"""Who is quoted: each group's quotations beside its share of the sample, and who speaks often."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from peerstudy.report.edition import Edition
from peerstudy.report.table import cell, heads, row, table
from peerstudy.report.verdict import judged, percent
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
    yield _shares(edition, matter.quoted)
    yield element("p", _tested(edition, matter.quoted), class_="aside")
    yield element("h3", edition.word("report.concentration"))
    yield element("p", edition.word("report.concentration_lead"))
    yield _concentration(edition, matter.concentrated)
    if matter.at_home("quoted"):
        yield element("h3", edition.word("report.speakers"))
        yield element("p", edition.word("report.speakers_lead"))
        yield _speakers(edition)


def _shares(edition: Edition, frame: pd.DataFrame) -> Markup:
    numbers = dict.fromkeys(("of_quotations", "of_sample", *_P), "number")
    columns = heads(edition, {"group": "text", **numbers})
    rows = [_share_row(edition, share) for share in frame.to_dict("records")]
    return table(edition, "shares", edition.word("report.quoted_caption"), columns, rows)


def _share_row(edition: Edition, share: dict[Any, Any]) -> Row:
    ps = [share[name] for name in _P]
    whole = edition.word("report.part_of", whole=edition.labels.group(share["whole"]))
    untested = [] if None not in ps else ["; ", _why_untested(edition, share)]
    return row(
        [bdi(edition.labels.group(share["group"])), " ", element("small", whole, *untested)],
        _share(share["n"], share["denominator"]),
        _share(share["sample_n"], share["sample_denominator"]),
        *(cell("–" if p is None else bdi(p_value(p), ltr=True), str(p)) for p in ps),
    )


def _tested(edition: Edition, frame: pd.DataFrame) -> Markup:
    """Name the tests and how many they are, and say where none reaches 0.05."""
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


def _concentration(edition: Edition, frame: pd.DataFrame) -> Markup:
    numbers = dict.fromkeys(
        ("speakers_counted", "quotations", "most_quoted", "effective"), "number"
    )
    columns = heads(edition, {"group": "text", "reading": "text", **numbers})
    rows = [
        row(
            bdi(edition.labels.group(found["group"])),
            cell(edition.word(f"report.reading_{found['reading']}")),
            cell(str(found["speakers"])),
            cell(str(found["n"])),
            _share(found["top_n"], found["n"]),
            cell(f"{found['effective_speakers']:.1f}"),
        )
        for found in frame.to_dict("records")
    ]
    caption = edition.word("report.concentration_caption")
    return table(edition, "concentration", caption, columns, rows)


def _speakers(edition: Edition) -> Markup:
    columns = heads(edition, {"printed": "", "group": "text", "verdict": "number"})
    rows = [
        judged(
            edition,
            bdi(finding.printed, ltr=True),
            cell(bdi(edition.groups(finding))),
            findings=[finding],
            context=f"{finding.printed}, {edition.groups(finding)}",
        )
        for finding in edition.matter.at_home("quoted")
    ]
    return table(edition, "speakers", edition.word("report.speakers_caption"), columns, rows)
