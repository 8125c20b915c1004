"""Table 1 and the text: every printed number with its verdict, and what is behind it on demand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from peerstudy.report.cells import Cell as Printed
from peerstudy.report.cells import gravest, state_of
from peerstudy.report.edition import Edition
from peerstudy.report.element import Markup, bdi, element, fragment
from peerstudy.report.numbers import as_printed
from peerstudy.report.table import Cell, Group, Head, Row, key_of, table
from peerstudy.report.verdict import finding_block, why

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
    heads = [Head(edition.text("report.characteristic")), *(Head(edition.group(g)) for g in groups)]
    rows: Rows = {}
    for cell in cells:
        rows.setdefault(cell.key[2:], {})[cell.key[1]] = cell
    blocks = [_block(edition, variable, rows, groups) for variable in _variables(rows)]
    caption = edition.word("report.table_caption", place=edition.place(place))
    yield table(edition.id("cells"), caption, heads, blocks)
    yield from _as_a_whole(edition, whole)


def _variables(rows: Rows) -> list[str]:
    return list(dict.fromkeys(variable for variable, _ in rows))


def _block(edition: Edition, variable: str, rows: Rows, groups: Sequence[str]) -> Group:
    """Show one variable's rows: itself first, then its levels."""
    own = {level: cells for (name, level), cells in rows.items() if name == variable}
    levels = sorted(own, key=bool)
    heading = edition.variable(variable) if variable and "" not in own else ""
    return Group([_row(edition, variable, level, own[level], groups) for level in levels], heading)


def _row(
    edition: Edition, variable: str, level: str, cells: dict[str, Printed], groups: Sequence[str]
) -> Row:
    if level:
        name = edition.level(variable, level)
    else:
        name = edition.variable(variable) if variable else edition.text("report.size")
    shown = [Cell(bdi(name))]
    for group in groups:
        cell = cells.get(group)
        context = f"{edition.group(group)}, {edition.what(variable, level)}"
        shown.append(Cell(_verdict(edition, cell, context) if cell else None))
    states = dict.fromkeys(cell.state for cell in cells.values())
    return Row(shown, states, "level" if level else "variable")


def _verdict(edition: Edition, cell: Printed, context: str) -> Markup:
    numbers = (
        as_printed(edition, cell.printed)
        if cell.printed
        else element("span", edition.word("report.as_a_whole"), class_="count")
    )
    return fragment(
        element("div", numbers, class_="number"),
        why(edition, cell.findings, cell.related, context),
    )


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
    by_place: dict[str, list[Printed]] = defaultdict(list)
    for cell in cells:
        by_place[cell.key[0]].append(cell)
    for number, (place, here) in enumerate(by_place.items(), start=1):
        yield element("h3", bdi(edition.place(place)))
        yield _claims(edition, edition.id("place", number), place, here)


def _claims(edition: Edition, name: str, place: str, cells: Sequence[Printed]) -> Markup:
    caption = edition.word("report.place_caption", place=edition.place(place))
    rows = [
        Row(
            [
                Cell(bdi(edition.group(cell.key[1]))),
                Cell(bdi(edition.what(*cell.key[2:]))),
                Cell(_number_and_source(edition, cell)),
                Cell(_claim(edition, cell), key_of(cell.state)),
            ],
            [cell.state],
        )
        for cell in cells
    ]
    return table(name, caption, _heads(edition), [Group(rows)])


def _heads(edition: Edition) -> list[Head]:
    return [
        Head(edition.text("report.group"), "text"),
        Head(edition.text("report.characteristic"), "text"),
        Head(edition.text("report.printed")),
        Head(edition.text("report.verdict"), "number"),
    ]


def _number_and_source(edition: Edition, cell: Printed) -> Markup:
    if not cell.printed:
        return element("span", edition.word("report.as_a_whole"), class_="count")
    sources = "; ".join(dict.fromkeys(each.source for each in cell.printed if each.source))
    return fragment(
        as_printed(edition, cell.printed), " ", element("small", bdi(sources, ltr=True))
    )


def _claim(edition: Edition, cell: Printed) -> Markup:
    context = f"{edition.group(cell.key[1])}, {edition.what(*cell.key[2:])}"
    return why(edition, cell.findings, cell.related, context)


def _between(edition: Edition) -> Markup:
    rows = []
    found = edition.matter.at_home("between")
    for finding in sorted(found, key=lambda finding: key_of(state_of(finding))):
        groups = edition.groups(finding)
        what = str(finding["variable"]), str(finding["level"])
        shown = f"{edition.what(*what)} ({edition.stat(str(finding['stat']))})"
        rows.append(
            Row(
                [
                    Cell(bdi(groups)),
                    Cell(bdi(shown)),
                    Cell(bdi(edition.places(finding))),
                    Cell(
                        why(edition, [finding], context=f"{groups}, {shown}"),
                        key_of(gravest([finding])),
                    ),
                ],
                [state_of(finding)],
            )
        )
    heads = _heads(edition)
    heads[2] = Head(edition.text("report.places"), "text")
    caption = edition.word("report.between_caption")
    return table(edition.id("between"), caption, heads, [Group(rows)])
