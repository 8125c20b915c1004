"""What the script makes use of: choosing verdicts, opening everything, and how many are shown."""

from peerstudy.report.cells import STATES
from peerstudy.report.edition import Edition
from peerstudy.report.verdict import badge
from peerstudy.words.markup import Markup, element


def filters(edition: Edition) -> Markup:
    """Offer the verdicts that occur; hidden until the script can act on them.

    The words that the script says stand in the page, with ``{n}`` and
    ``{total}`` where it puts numbers.
    """
    matter = edition.matter
    states = {finding.state for finding in matter.findings}
    states |= {cell.state for cell in matter.cells.values()}
    boxes = [
        element(
            "label",
            element("input", type="checkbox", value=state, checked=True, autocomplete="off"),
            " ",
            badge(edition, state),
        )
        for state in STATES
        if state in states
    ]
    return element(
        "form",
        element("fieldset", element("legend", edition.word("report.show")), boxes),
        element(
            "p",
            element("button", edition.word("report.open_all"), type="button", class_="open"),
            " ",
            element("button", edition.word("report.close_all"), type="button", class_="close"),
        ),
        element(
            "p",
            role="status",
            class_="shown",
            data_text=edition.text("report.shown", n="{n}", total="{total}"),
        ),
        class_="filters",
        hidden=True,
        data_sort_text=edition.text("report.sort_by", name="{name}"),
    )
