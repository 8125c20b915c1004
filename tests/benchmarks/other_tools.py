"""What other tools say of a table's cells, in one form: what was judged, and what was flagged.

A tool takes a table's rows (group, variable, level, statistic, printed text) and
returns its judgements by cell: the texts it looked at, and whether it flags them.
What it says nothing of is no judgement.

`n_percent` is our own small implementation of the check of "n (%)" cells in MedSci
Skills, written from its description alone (changelogs of 5.20.0 and 5.24.0, and
the check's problem card, at https://github.com/Aperivue/medsci-skills): the
denominator is the N that a column's heading declares, the count of a row of
totals, or the sum of the column's counts, which is dropped where it reconciles no
cell; a column holds percentages where a cell has a percent sign or what stands in
brackets adds up to about 100; a cell is flagged if it is off by more than half a
percentage point. The description leaves "about" open: 2 points here.
"""

import re
from contextlib import suppress
from decimal import InvalidOperation
from fractions import Fraction

TOLERANCE, ABOUT = Fraction(1, 2), 2
CELL = re.compile(r"(\d[\d,]*) ?\((\d+(?:\.\d+)?) ?(%?)\)")
DECLARED = re.compile(r"\b[nN] ?= ?(\d[\d,]*)")
TOTAL = re.compile(r"total|overall|all\b", re.IGNORECASE)


def n_percent(head, rows):
    """Judge the "n (p%)" cells of a table as it is printed.

    Parameters
    ----------
    head : list of str
        The headings, that of the labels first.
    rows : list of list of str
        A label and a cell for each further heading.

    Returns
    -------
    dict of (int, int) to tuple
        By row and column: the texts looked at, and whether the cell is flagged.
    """
    found = {}
    for column, title in enumerate(head[1:], 1):
        read = {i: CELL.fullmatch(row[column].strip()) for i, row in enumerate(rows)}
        cells = {i: (_whole(m[1]), Fraction(m[2]), m[3]) for i, m in read.items() if m}
        gap = abs(sum(percent for _, percent, _ in cells.values()) - 100)
        if not any(sign for *_, sign in cells.values()) and gap > ABOUT:
            continue
        base = DECLARED.search(title)
        totals = [n for i, (n, *_) in cells.items() if TOTAL.match(rows[i][0])]
        declared = _whole(base[1]) if base else (totals or [None])[0]
        whole = declared if declared is not None else sum(n for n, *_ in cells.values())
        if not whole:
            continue
        off = {
            i: abs(Fraction(100 * n, whole) - percent) > TOLERANCE
            for i, (n, percent, _) in cells.items()
        }
        if declared is not None or not all(off.values()):
            for i, flagged in off.items():
                found[i, column] = ((whole, *cells[i]), flagged)
    return found


def _whole(text):
    return int(text.replace(",", ""))


def n_percent_of(rows):
    """Judge a ledger's counts with percentages, each written as "n (p%)"."""
    told = {row[:4]: row[4] for row in rows}
    cells = {
        key[:3]: f"{told[*key[:3], 'n']} ({percent}%)"
        for key, percent in told.items()
        if key[3] == "percent" and (*key[:3], "n") in told
    }
    return n_percent_in(cells, {row[0]: row[4] for row in rows if row[1:4] == ("", "", "n")})


def n_percent_in(cells, sizes):
    """Judge texts by group, variable and level as one table whose headings have the groups' N."""
    groups = list(dict.fromkeys(cell[0] for cell in cells))
    lines = list(dict.fromkeys(cell[1:] for cell in cells))
    head = [f"{group} (n = {sizes[group]})" if group in sizes else group for group in groups]
    table = [
        [level, *(cells.get((g, variable, level), "") for g in groups)] for variable, level in lines
    ]
    judged = n_percent(["", *head], table)
    return {(groups[column - 1], *lines[i]): each for (i, column), each in judged.items()}


def grim_of(rows):
    """Judge each mean with the N printed for it by the PyPI package grim (half up, its default)."""
    from grim.mean_tester import consistency_check

    n = {row[:3]: row[4] for row in rows if row[1:4] == ("", "", "n") or row[3] == "denominator"}
    found = {}
    for group, variable, level, stat, text in rows:
        wider = ((group, variable, level), (group, variable, ""), (group, "", ""))
        size = next((n[cell] for cell in wider if cell in n), None)
        if stat == "mean" and size:
            with suppress(InvalidOperation):
                flagged = not consistency_check(text, size)
                found[group, variable, level] = ((text, size), flagged)
    return found
