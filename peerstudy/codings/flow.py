"""The participants' flow: sessions and people as reported, and what they imply if assumed so."""

from collections.abc import Mapping

import pandas as pd

from peerstudy.frames.border import guarded, with_columns
from peerstudy.frames.records import listed, records

FLOW = ("step", "papers", "low", "high", "basis", "assumes", "source")
HERE = "this article"
ONE_EACH = "one person in each interview that is not dyadic, two in each dyadic one"
ONCE = "nobody took part both in an interview and in a group"
APART = "the other papers' people and sessions are those of this article, none counted twice"

_Texts = tuple[str, ...]
_Step = tuple[str, _Texts, int, int, str, _Texts, _Texts]


@guarded
def participant_flow(flow: pd.DataFrame) -> pd.DataFrame:
    """Return how many sessions and people are reported, and what follows from them.

    Parameters
    ----------
    flow : DataFrame of str
        One row a reported count, with ``paper, what, n, source``; see
        :data:`peerstudy.study.schema_article.FLOW`.

    Returns
    -------
    DataFrame
        Columns :data:`FLOW`. Reported counts come first, with ``low`` equal
        to ``high``. Computed ones name what they assume: people interviewed;
        people in the groups, at least those never interviewed and at most
        everybody, and exactly so many if nobody took part twice; and, for
        papers on the same sessions, their sum, a question and no verdict.
        ``papers``, ``assumes`` and ``source`` are tuples.

    Examples
    --------
    >>> from peerstudy.study.article import load_article
    >>> frame = participant_flow(load_article("upsides_israel").flow).set_index("step")
    >>> frame.loc[["people interviewed", "people in groups"], ["low", "high"]].to_numpy().tolist()
    [[14, 14], [54, 68]]
    """
    with_columns("flow", flow, ("paper", "what", "n", "source"))
    rows: list[_Step] = [
        (row["what"], (row["paper"],), n, n, "reported", (), listed(row["source"]))
        for row, n in zip(records(flow), flow["n"].astype(int), strict=True)
    ]
    here = {row["what"]: row for row in records(flow) if row["paper"] == HERE}
    rows += _followed(here)
    rows += _summed(flow, here)
    return pd.DataFrame(rows, columns=list(FLOW))


def _followed(here: Mapping[str, Mapping[str, str]]) -> list[_Step]:
    """Return what the article's own counts imply, if it reports them all."""
    needed = ("interviews", "dyadic_interviews", "people")
    if any(what not in here for what in needed):
        return []
    interviews, dyadic, people = (int(here[what]["n"]) for what in needed)
    source = tuple(dict.fromkeys(at for what in needed for at in listed(here[what]["source"])))
    papers = (HERE,)
    asked = interviews + dyadic
    rest = people - asked
    return [
        ("people interviewed", papers, asked, asked, "computed", (ONE_EACH,), source),
        ("people in groups", papers, rest, people, "computed", (ONE_EACH,), source),
        ("people in groups, once each", papers, rest, rest, "computed", (ONE_EACH, ONCE), source),
    ]


def _summed(flow: pd.DataFrame, here: Mapping[str, Mapping[str, str]]) -> list[_Step]:
    """Add up what other papers on the same sessions report, for each count that is here."""
    others = flow[flow["paper"] != HERE]
    rows: list[_Step] = []
    for what in here:
        own = others[others["what"] == what]
        if len(own) > 1:
            total = int(own["n"].astype(int).sum())
            papers, source = tuple(own["paper"]), tuple(own["source"])
            rows.append((what, papers, total, total, "sum of other papers", (APART,), source))
    return rows
