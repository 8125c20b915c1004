"""Tables of sites: what is published of each, and which factor is reported where."""

from collections.abc import Hashable, Iterable, Iterator, Mapping

import pandas as pd

from peerstudy.auditing.doubts import begun
from peerstudy.frames.records import records
from peerstudy.sites import EvidenceMatrix
from peerstudy.tables.cells import (
    formula,
    isolate,
    known_as,
    letters,
    lines,
    mark,
    numeral,
    said,
    symbol,
    text,
)
from peerstudy.tables.model import Align, Cell, Column, Row, RowGroup, Table
from peerstudy.tables.sheet import Sheet, sections
from peerstudy.words import isolated, word

UNKNOWN = "unknown"
SIGNS = {"reported": "●", "reported absent": "○", UNKNOWN: "·"}


def site_profile(
    sites: pd.DataFrame, facts: pd.DataFrame, cited: Mapping[str, str], sheet: Sheet
) -> Table:
    """Lay out what is published of each site; where sources differ, each value has its note.

    Sites and facts are those of :mod:`peerstudy.study.schema_sites`.
    """
    lang = sheet.lang
    marks: dict[str, str] = {}
    free = iter(letters())
    countries = (sheet.text(known_as("facts", value, lang)) for value in sites["country"])
    rows = [Row(sheet.said("tables.country"), tuple(countries))]
    for fact in dict.fromkeys(facts["fact"]):
        own = facts[facts["fact"] == fact]
        told = [_values(own[own["site"] == name]) for name in sites["site"]]
        for values in told:
            for basis in [basis for found in values.values() for basis in found]:
                if len(values) > 1 and basis not in marks:
                    marks[basis] = next(free)
        made = tuple(_cell(values, marks, lang) for values in told)
        rows.append(Row(said(known_as("facts", fact, lang)), made))
    general = [sheet.said("tables.profile_note")]
    if any(name.startswith("hofstede_") for name in facts["fact"]):
        general.append(sheet.said("tables.hofstede"))
    return sheet.table(
        "site_profile",
        [
            sheet.column("common.characteristic", width=1.5),
            *(Column(sheet.named("site", name), Align.CENTRE) for name in sites["site"]),
        ],
        [RowGroup(None, tuple(rows))],
        general,
        specific=tuple(
            (sign, said(begun(known_as("facts", basis, lang)))) for basis, sign in marks.items()
        ),
        source=sources(facts.loc[facts["value"] != UNKNOWN, "study"], cited),
        wide=True,
    )


def sources(studies: Iterable[Hashable], cited: Mapping[str, str]) -> Cell:
    """Name the publications that a table rests on, each once."""
    return said("; ".join(isolated(cited[str(name)]) for name in dict.fromkeys(studies)))


def of_publication(study: str, role: str, sheet: Sheet) -> Cell:
    """Return whose statements follow, and on which side."""
    side = word(f"tables.role_{role}", sheet.lang)
    return said(f"{isolated(sheet.labels.of('study', study))}: {side}" if study else side)


def _values(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return each known value with the bases that give it."""
    found: dict[str, list[str]] = {}
    for row in records(rows):
        if row["value"] != UNKNOWN:
            found.setdefault(row["value"], []).append(row["basis"])
    return found


def _cell(values: dict[str, list[str]], marks: dict[str, str], lang: str) -> Cell:
    if not values:
        return symbol("–", word("facts.unknown", lang))
    made = []
    for value, bases in values.items():
        told = known_as("facts", value, lang)
        shown = numeral(value) if value[0].isdigit() and told == value else text(told, lang)
        signs = ",".join(marks[basis] for basis in bases) if len(values) > 1 else ""
        made.append((*shown, *mark(signs)) if signs else shown)
    return lines(made)


def site_evidence(matrix: EvidenceMatrix, cited: Mapping[str, str], sheet: Sheet) -> Table:
    """Lay out which factor is reported at which site, and how much is known.

    Factors that are unknown everywhere are counted and not shown.
    """
    states = {state: word(f"tables.{state.replace(' ', '_')}", sheet.lang) for state in SIGNS}
    known = matrix.where_known()
    left = isolate(len(matrix.rows) - len(known.rows))
    legend = "; ".join(f"{isolate(SIGNS[state])} {name}" for state, name in states.items())
    return sheet.table(
        "site_evidence",
        [
            sheet.column("tables.factor", width=2.4),
            *(Column(sheet.named("site", name), Align.CENTRE) for name in matrix.sites),
            sheet.column("tables.known_at", Align.CENTRE, width=0.9),
        ],
        sections([*_evidence_rows(known, states, sheet), ((), _known_row(matrix, sheet))]),
        [
            said(legend),
            sheet.said("tables.evidence_note", n=len(matrix.rows), left=left),
            sheet.said("tables.evidence_unknown"),
        ],
        source=sources(_studies(known), cited),
        wide=True,
    )


def _studies(matrix: EvidenceMatrix) -> list[Hashable]:
    index = matrix.cells.index
    return list(index.get_level_values("study")) if "study" in index.names else []


def _evidence_rows(
    matrix: EvidenceMatrix, states: Mapping[str, str], sheet: Sheet
) -> Iterator[tuple[Cell, Row]]:
    """Write a row for each factor with how many sites it is known at, behind its heading."""
    keys = matrix.cells.index.to_frame(index=False).astype(str).to_dict("records")
    shares = [f"{row['known']}/{row['cells']}" for row in records(matrix.row_coverage)]
    for key, cells, share in zip(keys, matrix.cells.to_numpy(), shares, strict=True):
        signs = (symbol(SIGNS[cell], states[cell]) for cell in cells)
        row = Row(sheet.named("factor", key["factor"]), (*signs, formula(share)), level=1)
        yield of_publication(key.get("study", ""), key["role"], sheet), row


def _known_row(matrix: EvidenceMatrix, sheet: Sheet) -> Row:
    """Return how many of all factors are known at each site."""
    shares = [formula(f"{row['known']}/{row['cells']}") for row in records(matrix.coverage)]
    return Row(sheet.said("tables.known_factors"), (*shares, ()), strong=True)
