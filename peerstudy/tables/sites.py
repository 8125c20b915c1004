"""Tables of sites: what is published of each, and which factor is reported where."""

from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

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
from peerstudy.tables.model import Align, Cell, Column, Notes, Row, RowGroup, Table, headed
from peerstudy.words import isolated, word

UNKNOWN = "unknown"
SIGNS = {"reported": "●", "reported absent": "○", UNKNOWN: "·"}


def site_profile(
    sites: pd.DataFrame,
    facts: pd.DataFrame,
    labels: Mapping[str, str],
    lang: str,
    number: int,
    cited: Mapping[str, str] | None = None,
) -> Table:
    """Lay out what is published of each site; where sources differ, each value has its note.

    Parameters
    ----------
    sites, facts : DataFrame
        See :mod:`peerstudy.study.schema_sites`.
    labels : mapping of str to str
        What to call sites.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    cited : mapping of str to str, optional
        How to cite publications, by their labels without it.
    """
    names = list(sites["site"])
    marks: dict[str, str] = {}
    free = iter(letters())
    countries = tuple(text(known_as("facts", value, lang), lang) for value in sites["country"])
    rows = [Row(said(word("tables.country", lang)), countries)]
    for fact in dict.fromkeys(facts["fact"]):
        own = facts[facts["fact"] == fact]
        told = [_values(own[own["site"] == name]) for name in names]
        for values in told:
            for basis in [basis for found in values.values() for basis in found]:
                if len(values) > 1 and basis not in marks:
                    marks[basis] = next(free)
        made = tuple(_cell(values, marks, lang) for values in told)
        rows.append(Row(said(known_as("facts", fact, lang)), made))
    general = [word("tables.profile_note", lang)]
    if any(name.startswith("hofstede_") for name in facts["fact"]):
        general.append(word("tables.hofstede", lang))
    return Table(
        name="site_profile",
        number=number,
        title=said(word("tables.site_profile", lang)),
        stub=Column(said(word("common.characteristic", lang)), width=1.5),
        columns=tuple(Column(text(labels[name], lang), Align.CENTRE) for name in names),
        groups=(RowGroup(None, tuple(rows)),),
        notes=Notes(
            tuple(map(said, general)),
            tuple((sign, said(known_as("facts", basis, lang))) for basis, sign in marks.items()),
            source=sources(facts.loc[facts["value"] != UNKNOWN, "study"], cited or labels),
        ),
        lang=lang,
        wide=True,
    )


def sources(studies: Iterable[Hashable], cited: Mapping[str, str]) -> Cell:
    """Name the publications that a table rests on, each once."""
    return said("; ".join(isolated(cited[str(name)]) for name in dict.fromkeys(studies)))


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


def _heading(key: dict[Hashable, str], labels: Mapping[str, str], lang: str) -> str:
    """Return whose statements follow, and on which side."""
    role = word(f"tables.role_{key['role']}", lang)
    return f"{isolated(labels[key['study']])}: {role}" if "study" in key else role


def site_evidence(
    matrix: EvidenceMatrix,
    labels: Mapping[str, str],
    lang: str,
    number: int,
    cited: Mapping[str, str] | None = None,
) -> Table:
    """Lay out which factor is reported at which site, and how much is known.

    Parameters
    ----------
    matrix : EvidenceMatrix
        Factors, with `role` and perhaps `study`, by sites; those unknown
        everywhere are counted and not shown.
    labels : mapping of str to str
        What to call factors, studies and sites.
    lang : {"en", "he"}
        Which language.
    number : int
        The table's number.
    cited : mapping of str to str, optional
        How to cite publications, by their labels without it.
    """
    states = {state: word(f"tables.{state.replace(' ', '_')}", lang) for state in SIGNS}
    known, width = matrix.where_known(), len(matrix.sites) + 1
    body = [
        headed(said(heading), rows, width)
        for heading, rows in _evidence_rows(known, states, labels, lang).items()
    ]
    left = isolate(len(matrix.rows) - len(known.rows))
    told = [
        "; ".join(f"{isolate(SIGNS[state])} {name}" for state, name in states.items()),
        word("tables.evidence_note", lang, n=len(matrix.rows), left=left),
        word("tables.evidence_unknown", lang),
    ]
    return Table(
        name="site_evidence",
        number=number,
        title=said(word("tables.site_evidence", lang)),
        stub=Column(said(word("tables.factor", lang)), width=2.4),
        columns=(
            *(Column(text(labels[name], lang), Align.CENTRE) for name in matrix.sites),
            Column(said(word("tables.known_at", lang)), Align.CENTRE, width=0.9),
        ),
        groups=(*body, RowGroup(None, (_known_row(matrix, lang),))),
        notes=Notes(tuple(map(said, told)), source=sources(_studies(known), cited or labels)),
        lang=lang,
        wide=True,
    )


def _studies(matrix: EvidenceMatrix) -> list[Hashable]:
    index = matrix.cells.index
    return list(index.get_level_values("study")) if "study" in index.names else []


def _evidence_rows(
    matrix: EvidenceMatrix, states: Mapping[str, str], labels: Mapping[str, str], lang: str
) -> dict[str, list[Row]]:
    """Write a row for each factor with how many sites it is known at, by heading."""
    found: dict[str, list[Row]] = {}
    keys = matrix.cells.index.to_frame(index=False).astype(str).to_dict("records")
    shares = [f"{row['known']}/{row['cells']}" for row in records(matrix.row_coverage)]
    for key, cells, share in zip(keys, matrix.cells.to_numpy(), shares, strict=True):
        signs = (symbol(SIGNS[cell], states[cell]) for cell in cells)
        row = Row(text(labels[key["factor"]], lang), (*signs, formula(share)), level=1)
        found.setdefault(_heading(key, labels, lang), []).append(row)
    return found


def _known_row(matrix: EvidenceMatrix, lang: str) -> Row:
    """Return how many of all factors are known at each site."""
    shares = [formula(f"{row['known']}/{row['cells']}") for row in records(matrix.coverage)]
    return Row(said(word("tables.known_factors", lang)), (*shares, ()), strong=True)
