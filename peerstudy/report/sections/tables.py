"""Table 1 and the text: every printed number with its verdict, and what is behind it on demand."""

from collections.abc import Iterator, Sequence

from peerstudy.frames.records import grouped
from peerstudy.report.cells import Cell as Printed
from peerstudy.report.cells import by_gravity
from peerstudy.report.edition import Edition
from peerstudy.report.numbers import as_printed
from peerstudy.report.table import cell, heads, table, table_of_groups
from peerstudy.report.verdict import finding_block, judged, why
from peerstudy.tables.model import Column, Row, RowGroup, Run, headed
from peerstudy.words.markup import Markup, bdi, element, fragment

Rows = dict[tuple[str, str], dict[str, Printed]]


def table_one(edition: Edition) -> Iterator[Markup]:
    """Show the publication's first table as it stands, a verdict in every cell."""
    place = edition.matter.table
    cells = [cell for cell in edition.matter.cells.values() if cell.key[0] == place]
    whole = [cell for cell in cells if not cell.printed and cell.key[1:] == ("", "", "")]
    cells = [cell for cell in cells if cell not in whole]
    if not cells:
        yield element("p", edition.word("report.no_numbers"))
        return
    yield element("p", edition.word("report.table_lead"))
    groups = list(dict.fromkeys(cell.key[1] for cell in cells))
    columns = [
        *heads(edition, {"characteristic": ""}),
        *(Column((Run(edition.labels.group(group)),)) for group in groups),
    ]
    rows: Rows = {}
    for each in cells:
        rows.setdefault(each.key[2:], {})[each.key[1]] = each
    variables = dict.fromkeys(variable for variable, _ in rows)
    blocks = [_block(edition, variable, rows, groups) for variable in variables]
    caption = edition.word("report.table_caption", place=edition.place(place))
    yield table_of_groups(edition, "cells", caption, columns, blocks)
    yield from _as_a_whole(edition, whole)


def _block(edition: Edition, variable: str, rows: Rows, groups: Sequence[str]) -> RowGroup:
    """Show one variable's rows: itself first, then its levels."""
    own = {level: cells for (name, level), cells in rows.items() if name == variable}
    levels = sorted(own, key=bool)
    made = tuple(_row(edition, variable, level, own[level], groups) for level in levels)
    if variable and "" not in own:
        return headed(cell(edition.labels.variable(variable)), made)
    return RowGroup(None, made)


def _row(
    edition: Edition, variable: str, level: str, cells: dict[str, Printed], groups: Sequence[str]
) -> Row:
    labels = edition.labels
    name = labels.level(variable, level) if level else edition.what(variable, "")
    found = [cells.get(group) for group in groups]
    shown = (cell(_verdict(edition, each)) if each else () for each in found)
    states = tuple(dict.fromkeys(each.state for each in cells.values()))
    return Row(cell(bdi(name)), tuple(shown), int(bool(level)), not level, states)


def _verdict(edition: Edition, number: Printed) -> Markup:
    verdict = why(edition, number.findings, number.related, _context(edition, number))
    return fragment(element("div", _numbers(edition, number), class_="number"), verdict)


def _numbers(edition: Edition, number: Printed) -> Markup:
    if not number.printed:
        return element("span", edition.word("report.as_a_whole"), class_="count")
    return as_printed(edition, number.printed)


def _as_a_whole(edition: Edition, cells: Sequence[Printed]) -> Iterator[Markup]:
    findings = [finding for cell in cells for finding in cell.findings]
    if findings:
        yield element("h3", edition.word("report.table_as_a_whole"))
        yield fragment([finding_block(edition, finding) for finding in findings])


def text_claims(edition: Edition) -> Iterator[Markup]:
    """Show the numbers of every other place, and what two places say of one quantity."""
    matter = edition.matter
    cells = [cell for cell in matter.cells.values() if cell.key[0] != matter.table]
    between = matter.at_home("between")
    if not cells and not between:
        yield element("p", edition.word("report.no_text"))
        return
    yield element("p", edition.word("report.text_lead"))
    if between:
        yield element("h3", edition.word("report.between"))
        yield _between(edition)
    by_place = grouped(cells, lambda each: each.key[0])
    for number, (place, here) in enumerate(by_place.items(), start=1):
        yield element("h3", bdi(edition.place(place)))
        yield _claims(edition, f"place-{number}", place, here)


def _claims(edition: Edition, name: str, place: str, cells: Sequence[Printed]) -> Markup:
    caption = edition.word("report.place_caption", place=edition.place(place))
    rows = [
        judged(
            edition,
            bdi(edition.labels.group(each.key[1])),
            cell(bdi(edition.what(*each.key[2:]))),
            cell(_number_and_source(edition, each)),
            findings=each.findings,
            related=each.related,
            context=_context(edition, each),
        )
        for each in cells
    ]
    columns = heads(
        edition, {"group": "text", "characteristic": "text", "printed": "", "verdict": "number"}
    )
    return table(edition, name, caption, columns, rows)


def _number_and_source(edition: Edition, number: Printed) -> Markup:
    sources = "; ".join(dict.fromkeys(each.source for each in number.printed if each.source))
    small = element("small", bdi(sources, ltr=True)) if number.printed else None
    return fragment(_numbers(edition, number), " ", small)


def _context(edition: Edition, number: Printed) -> str:
    return f"{edition.labels.group(number.key[1])}, {edition.what(*number.key[2:])}"


def _between(edition: Edition) -> Markup:
    rows = []
    for finding in by_gravity(edition.matter.at_home("between")):
        groups, value = edition.groups(finding), finding.value
        shown = f"{edition.what(value.variable, value.level)} ({edition.stat(value.stat)})"
        rows.append(
            judged(
                edition,
                bdi(groups),
                cell(bdi(shown)),
                cell(bdi(edition.places(finding))),
                findings=[finding],
                context=f"{groups}, {shown}",
            )
        )
    columns = heads(
        edition, {"group": "text", "characteristic": "text", "places": "text", "verdict": "number"}
    )
    return table(edition, "between", edition.word("report.between_caption"), columns, rows)
