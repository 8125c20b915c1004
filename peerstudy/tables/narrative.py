"""The narrative matrix of sites: what each publication states of each factor, and where."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.sites.narrative import SAYS
from peerstudy.tables.cells import isolate, known_as, said, symbol
from peerstudy.tables.model import Align, Cell, Column, Row, Table, plain
from peerstudy.tables.sheet import Sheet, sections
from peerstudy.tables.sites import of_publication, sources
from peerstudy.words import word

NOTHING = "–"
_LOCATORS = re.compile(r"\(([^()]+)\)|(docx:[\d-]+)")


def site_narrative(
    stated: pd.DataFrame, sites: Sequence[str], cited: Mapping[str, str], sheet: Sheet
) -> Table:
    """Lay out what each publication states of each factor at each site.

    The rows are those of :func:`peerstudy.sites.narrative` in the sheet's
    language. Where several statements of a publication reach a site, the most
    certain is shown.
    """
    rows = (
        (of_publication(str(study), str(role), sheet), _row(own, sites, sheet))
        for (study, role), same in stated.groupby(["study", "role"], sort=False)
        for _, own in same.groupby("factor", sort=False)
    )
    return sheet.table(
        "site_narrative",
        [
            sheet.column("tables.factor", width=2.0),
            *(Column(sheet.named("site", site), Align.CENTRE) for site in sites),
            sheet.column("narrative.where", width=1.2),
        ],
        sections(rows),
        _notes(stated, sheet),
        title="narrative.title",
        source=sources(stated["study"], cited),
        wide=True,
    )


def _row(rows: pd.DataFrame, sites: Sequence[str], sheet: Sheet) -> Row:
    """Write a factor with how each site is reached, and where that was read."""
    order = rows["says"].map({says: i for i, says in enumerate(SAYS)})
    best = rows.loc[order.sort_values(kind="stable").index].drop_duplicates("site")
    reached = {row["site"]: _short(row, sheet) for row in records(best)}
    absent = symbol(NOTHING, word("tables.unknown", sheet.lang))
    found = (where for source in rows["source"] for where in _locators(source, sheet.lang))
    return Row(
        sheet.named("factor", rows["factor"].iloc[0]),
        (*(reached.get(site, absent) for site in sites), said("; ".join(dict.fromkeys(found)))),
        level=1,
    )


def _short(row: Mapping[str, str], sheet: Sheet) -> Cell:
    name = "absent" if row["status"] == "reported absent" else row["says"]
    return sheet.text(word(f"narrative.short_{name}", sheet.lang))


def _locators(source: str, lang: str) -> list[str]:
    """Return where in a publication something was read: what is in brackets, and lines."""
    found = [a or b for a, b in _LOCATORS.findall(source)]
    known = [known_as("narrative", name, lang) for name in found]
    return [isolate(new) if new == old else new for old, new in zip(found, known, strict=True)]


def _notes(stated: pd.DataFrame, sheet: Sheet) -> list[Cell]:
    """Explain each short word that is used, and the dash."""
    used = stated.drop_duplicates(["says", "status"])
    rows = sorted(records(used), key=lambda row: (SAYS.index(row["says"]), row["status"]))
    parts = [said(f"{plain(_short(row, sheet))}: {row['words']}") for row in rows]
    return [*parts, sheet.said("narrative.not_mentioned")]
