"""The narrative matrix of sites: what each publication states of each factor, and where."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from peerstudy.frames.records import records
from peerstudy.sites.narrative import SAYS
from peerstudy.tables.cells import isolate, known_as, said, symbol, text
from peerstudy.tables.model import Align, Cell, Column, Notes, Row, Table, headed
from peerstudy.tables.sites import sources
from peerstudy.words import isolated, word

NOTHING = "–"
_LOCATORS = re.compile(r"\(([^()]+)\)|(docx:[\d-]+)")


def site_narrative(
    stated: pd.DataFrame,
    sites: Sequence[str],
    labels: Mapping[str, str],
    lang: str,
    number: int,
    cited: Mapping[str, str] | None = None,
) -> Table:
    """Lay out what each publication states of each factor at each site.

    Parameters
    ----------
    stated : DataFrame
        From :func:`peerstudy.sites.narrative`, in the same language. Where
        several statements of a publication reach a site, the most certain is shown.
    sites : sequence of str
        The sites, in the order of their columns.
    labels : mapping of str to str
        What to call sites, factors and publications.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    cited : mapping of str to str, optional
        How to cite publications, by their labels without it.
    """
    width = len(sites) + 1
    groups = [
        headed(
            said(f"{isolated(labels[str(study)])}: {word(f'tables.role_{role}', lang)}"),
            [_row(rows, sites, labels, lang) for _, rows in same.groupby("factor", sort=False)],
            width,
        )
        for (study, role), same in stated.groupby(["study", "role"], sort=False)
    ]
    return Table(
        name="site_narrative",
        number=number,
        title=said(word("narrative.title", lang)),
        stub=Column(said(word("tables.factor", lang)), width=2.0),
        columns=(
            *(Column(text(labels[site], lang), Align.CENTRE) for site in sites),
            Column(said(word("narrative.where", lang)), width=1.2),
        ),
        groups=tuple(groups),
        notes=Notes(
            tuple(map(said, _notes(stated, lang))),
            source=sources(stated["study"], cited or labels),
        ),
        lang=lang,
        wide=True,
    )


def _row(rows: pd.DataFrame, sites: Sequence[str], labels: Mapping[str, str], lang: str) -> Row:
    """Write a factor with how each site is reached, and where that was read."""
    order = rows["says"].map({says: i for i, says in enumerate(SAYS)})
    best = rows.loc[order.sort_values(kind="stable").index].drop_duplicates("site")
    reached = {row["site"]: _short(row, lang) for row in records(best)}
    absent = symbol(NOTHING, word("tables.unknown", lang))
    where = dict.fromkeys(found for source in rows["source"] for found in _locators(source, lang))
    return Row(
        text(labels[rows["factor"].iloc[0]], lang),
        (*(reached.get(site, absent) for site in sites), said("; ".join(where))),
        level=1,
    )


def _short(row: Mapping[str, str], lang: str) -> Cell:
    name = "absent" if row["status"] == "reported absent" else row["says"]
    return text(word(f"narrative.short_{name}", lang), lang)


def _locators(source: str, lang: str) -> list[str]:
    """Return where in a publication something was read: what is in brackets, and lines."""
    found = [a or b for a, b in _LOCATORS.findall(source)]
    known = [known_as("narrative", name, lang) for name in found]
    return [isolate(new) if new == old else new for old, new in zip(found, known, strict=True)]


def _notes(stated: pd.DataFrame, lang: str) -> list[str]:
    """Explain each short word that is used, and the dash."""
    used = stated.drop_duplicates(["says", "status"])
    rows = sorted(records(used), key=lambda row: (SAYS.index(row["says"]), row["status"]))
    parts = [f"{''.join(run.text for run in _short(row, lang))}: {row['words']}" for row in rows]
    return [*parts, word("narrative.not_mentioned", lang)]
