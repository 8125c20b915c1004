"""Which facilitators answer which challenges, by the study's own table."""

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.frequencies import share

RANKED = ("facilitator", "own", "answers", "sure", "denominator", "share", "who")
ANSWERED = ("challenge", "answers", "sure", "cell", "facilitators")
NO_LINK, SHARED_CELL, OWN_CELL = 0, 1, 2


def link_matrix(codings: Codings) -> pd.DataFrame:
    """Return the lowest challenges against the facilitators that stand in the table.

    Returns
    -------
    DataFrame of int
        A row a challenge, a column a facilitator, both in the codebook's
        order: 2 where the cell is the challenge's own, 1 where one cell
        covers several challenges, so that which is meant is not printed,
        0 for no link.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> matrix = link_matrix(load_study("upsides_israel").codings)
    >>> matrix.shape, int((matrix > NO_LINK).sum().sum()), int((matrix == OWN_CELL).sum().sum())
    ((14, 18), 45, 11)
    """
    marks = codings.links["covers_several"].map({"yes": SHARED_CELL, "no": OWN_CELL}).astype(float)
    links = codings.links.assign(mark=marks)
    linked = links.pivot_table("mark", "challenge", "facilitator", aggfunc="last")
    challenges, facilitators = (_side(codings, each) for each in ("challenge", "facilitator"))
    cells = linked.reindex(index=challenges, columns=facilitators, fill_value=NO_LINK)
    return cells.fillna(NO_LINK).astype(int)


def _side(codings: Codings, valence: str) -> list[str]:
    """List the lowest codes of a valence, and any other code that is linked."""
    book, linked = codings.codebook, set(codings.links[valence])
    lowest = {code for code in book.leaves if book[code]["valence"] == valence}
    return [code for code in book if code in linked | lowest]


def facilitators_ranked(codings: Codings) -> pd.DataFrame:
    """Rank facilitators by how many challenges they and those below them answer.

    Returns
    -------
    DataFrame
        Columns :data:`RANKED`, the most answers first. `own` counts the
        challenges that the facilitator itself is set against, `answers` those
        that it or one below it in the tree is, each once; `sure` the part of
        these from cells that cover one challenge. The denominator is all
        challenges of :func:`link_matrix`.

    Examples
    --------
    Supervision is set against seven challenges, its sub-themes against an eighth:

    >>> from peerstudy import load_study
    >>> first = facilitators_ranked(load_study("upsides_israel").codings).iloc[0]
    >>> [int(n) for n in first[["own", "answers", "denominator"]]]
    [7, 8, 14]
    """
    matrix, book = link_matrix(codings), codings.codebook
    rows = []
    for name in matrix.columns:
        below = [code for code in (name, *book.descendants(name)) if code in matrix.columns]
        best = matrix[below].max(axis=1)
        answers, sure = int((best > NO_LINK).sum()), int((best == OWN_CELL).sum())
        own, total = int((matrix[name] > NO_LINK).sum()), len(matrix)
        rows.append((name, own, answers, sure, total, share(answers, total), "lowest challenges"))
    ranked = pd.DataFrame(rows, columns=list(RANKED))
    return ranked.sort_values(
        ["answers", "sure"], ascending=False, kind="stable", ignore_index=True
    )


def challenges_answered(codings: Codings) -> pd.DataFrame:
    """List challenges with the facilitators that answer them, the fewest first.

    Returns
    -------
    DataFrame
        Columns :data:`ANSWERED`; `answers` of 0 or 1 are those to look at;
        `facilitators` is a tuple.
        A facilitator and one below it in the tree count as two, as printed.

    Examples
    --------
    >>> from peerstudy import load_study
    >>> rows = challenges_answered(load_study("upsides_israel").codings)
    >>> print(rows[["challenge", "answers", "sure"]].head(2).to_string(index=False))
                         challenge  answers  sure
    c_intervention_core_disclosure        1     1
                    c_outer_policy        1     1
    """
    matrix = link_matrix(codings)
    cells = dict(zip(codings.links["challenge"], codings.links["cell"], strict=True))
    rows = [
        (challenge, sum(row > NO_LINK), sum(row == OWN_CELL), cells.get(challenge, ""),
         tuple(row.index[row > NO_LINK]))
        for challenge, row in matrix.iterrows()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(ANSWERED))
    return frame.sort_values("answers", kind="stable", ignore_index=True)
