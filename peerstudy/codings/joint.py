"""The joint display: themes against stakeholder groups, in the source's own words of breadth."""

from collections.abc import Iterable, Iterator

import pandas as pd

from peerstudy.codings.codings import Coded, Codings
from peerstudy.codings.coverage import coverage, said_of, voices
from peerstudy.codings.links import challenges_answered
from peerstudy.frames.records import listed, records
from peerstudy.frames.vocabulary import EXTENTS, Status

JOINT = (
    "code", "valence", "cfir_domain", "group", "state", "breadth", "extents", "said_of", "quoted",
    "answers", "source",
)  # fmt: skip
STATEMENTS = ("code", "group", "said_of", "extent", "stance", "source")


def statements(codings: Codings) -> pd.DataFrame:
    """List what is reported of each code and group: of the group, of a part of it, or of all.

    One row a statement and group that it holds of; `said_of` is the group that the source names.
    """
    rows = [
        (row["code"], group, *(row[name] for name in ("group", "extent", "stance", "source")))
        for row in records(codings.attributions)
        for group, _ in said_of(codings, row["group"])
    ]
    return pd.DataFrame(rows, columns=list(STATEMENTS), dtype=str)


def joint_display(study: Coded) -> pd.DataFrame:
    """Set each lowest or linked code against each stakeholder group, as a joint display does.

    Parameters
    ----------
    study : Study
        With codings.

    Returns
    -------
    DataFrame
        Columns :data:`JOINT`, one row a code and a group of which anything is
        reported; a code above others counts theirs. `breadth` is the widest
        word that the source has for how many of the group, or of a part of
        it, raised the code, of
        :data:`~peerstudy.frames.vocabulary.EXTENTS`; empty where nothing is
        reported. `extents` are all its words and `said_of`, one for each,
        whom they are said of; `quoted` how many quotations of the group
        illustrate the code; `answers` the facilitators set against a
        challenge, or the challenges set against a facilitator; `source`
        where the words are printed. These four are tuples.

    References
    ----------
    Guetterman, Fetters & Creswell 2015, https://doi.org/10.1370/afm.1865

    Examples
    --------
    >>> from peerstudy import load_study
    >>> frame = joint_display(load_study("upsides_israel")).set_index(["code", "group"])
    >>> frame.loc[("c_inner_conditions_pay", "peers"), ["extents", "said_of", "source"]].tolist()
    [('widely',), ('all',), ('docx:232', 'pdf:830-832')]
    """
    codings = study.codings
    book, answers = codings.codebook, dict(_answers(codings))
    codes = [code for code in book if code in book.leaves or answers.get(code)]
    states = coverage(codings)
    parts = states["group"].map(codings.parents()) != ""
    told = set(states.loc[parts & (states["state"] != Status.UNKNOWN), "group"])
    counts = voices(codings).set_index(["code", "group"])["n"]
    said = {key: records(part) for key, part in statements(codings).groupby(["code", "group"])}
    rows = []
    for row in records(states[states["code"].isin(codes) & states["group"].isin(told)]):
        code, group = row["code"], row["group"]
        below = (code, *book.descendants(code))
        stated = [each for name in below for each in said.get((name, group), [])]
        found = dict.fromkeys(
            (each["extent"], each["said_of"]) for each in stated if each["stance"] != "not_raised"
        )
        extents, whom = zip(*found, strict=True) if found else ((), ())
        rows.append(
            (
                *(code, book[code]["valence"], book[code]["cfir_domain"], group, row["state"]),
                widest(extents),
                extents,
                whom,
                sum(int(counts.get((name, group), 0)) for name in below),
                answers.get(code, ()),
                tuple(dict.fromkeys(at for each in stated for at in listed(each["source"]))),
            )
        )
    return pd.DataFrame(rows, columns=list(JOINT))


def widest(extents: Iterable[str]) -> str:
    """Return the widest of some words of breadth; empty of none.

    Examples
    --------
    >>> widest(["some", "widely", "unspecified"])
    'widely'
    """
    return min(extents, key=list(EXTENTS).index, default="")


def _answers(codings: Codings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each challenge with its facilitators, and each facilitator with its challenges."""
    answered: dict[str, list[str]] = {}
    for row in challenges_answered(codings).to_dict("records"):
        yield row["challenge"], row["facilitators"]
        for facilitator in row["facilitators"]:
            answered.setdefault(facilitator, []).append(row["challenge"])
    order = list(codings.codebook).index
    for facilitator, challenges in answered.items():
        yield facilitator, tuple(sorted(challenges, key=order))
