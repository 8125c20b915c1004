"""Frequencies as a table to print: labels for names, counts with their denominators."""

from collections.abc import Sequence

import pandas as pd

from peerstudy.codings.codings import Codings
from peerstudy.codings.frequencies import quotations_by, quotations_by_code
from peerstudy.codings.names import level_label, valence_label
from peerstudy.ledger import Labels
from peerstudy.words import word

_COLUMNS = {
    "valence": "valence",
    "domain": "cfir_domain",
    "code": "code",
    "group": "speaker_group",
    "role": "role_en",
    "level": "level",
}
_OF_TREE = ("valence", "code", "level")


def themes_table(codings: Codings, by: Sequence[str] = (), lang: str = "en") -> pd.DataFrame:
    """Return the frequencies as text, counts with their denominator, as 5/44.

    They are counted by valence, domain, code, group or role, which is in English only;
    without any, of every code of the tree, with those of the codes below it.
    """
    names = by or _OF_TREE
    counts = quotations_by(codings, *(_COLUMNS[name] for name in by)) if by else _of_tree(codings)
    keys = {name: _named(name, counts[_COLUMNS[name]], Labels(codings, lang)) for name in names}
    if not by:
        keys["code"] = counts["indent"] + keys["code"]
    numbers = {
        "quotations": counts["n"].astype(str) + "/" + counts["denominator"].astype(str),
        "share": counts["share"].map(lambda share: "" if pd.isna(share) else f"{100 * share:.1f}"),
        "words": counts["words"].astype(str),
    }
    if by:
        numbers["speakers"] = counts["speakers"].astype(str)
    table = pd.DataFrame(keys | numbers, dtype=str)
    return table.rename(columns={name: word(f"themes.head_{name}", lang) for name in table})


def _of_tree(codings: Codings) -> pd.DataFrame:
    """Count the quotations of every code, with the room before its label."""
    depths = {code: depth for depth, code in codings.codebook.walk()}
    counts = quotations_by_code(codings)
    return counts.assign(
        indent=[2 * depths[code] * "\N{NO-BREAK SPACE}" for code in counts["code"]]
    )


def _named(name: str, values: "pd.Series[str]", labels: Labels) -> "pd.Series[str]":
    if name in ("valence", "level"):
        label = valence_label if name == "valence" else level_label
        return values.map(lambda value: label(value, labels.lang))
    kind = "group" if name == "group" else _COLUMNS[name]
    return values.map(lambda value: labels.of(kind, value))
