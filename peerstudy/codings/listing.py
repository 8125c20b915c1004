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
}
_HEADS = (*_COLUMNS, "level", "quotations", "share", "words", "speakers")


def themes_table(codings: Codings, by: Sequence[str] = (), lang: str = "en") -> pd.DataFrame:
    """Return the frequencies as text, ready to print.

    Parameters
    ----------
    codings : Codings
        With codes and quotations.
    by : sequence of {"valence", "domain", "code", "group", "role"}
        What to count quotations by; without it, every code of the tree with
        the quotations on it and below it.
    lang : {"en", "he"}, default "en"
        Language of labels and heads; roles are in English only.

    Returns
    -------
    DataFrame of str
        Counts are written with their denominator, as 5/44.
    """
    return _by(codings, by, lang) if by else _tree(codings, lang)


def _heads(lang: str) -> dict[str, str]:
    return {name: word(f"themes.head_{name}", lang) for name in _HEADS}


def _tree(codings: Codings, lang: str) -> pd.DataFrame:
    heads, book = _heads(lang), codings.codebook
    counts = quotations_by_code(codings)
    depths = {code: depth for depth, code in book.walk()}
    labels = Labels(codings, lang).each_of("code")
    return pd.DataFrame(
        {
            heads["valence"]: [valence_label(value, lang) for value in counts["valence"]],
            heads["code"]: [_indented(labels[c], depths[c]) for c in counts["code"]],
            heads["level"]: [level_label(value, lang) for value in counts["level"]],
            **_numbers(counts, heads),
        },
        dtype=str,
    )


def _by(codings: Codings, by: Sequence[str], lang: str) -> pd.DataFrame:
    heads = _heads(lang)
    counts = quotations_by(codings, *(_COLUMNS[name] for name in by))
    labels = Labels(codings, lang).each_of("code", "group")
    domains = Labels(codings, lang).each_of("cfir_domain")
    keys = {}
    for name in by:
        values = counts[_COLUMNS[name]]
        if name == "valence":
            keys[heads[name]] = [valence_label(value, lang) for value in values]
        else:
            known = domains if name == "domain" else {} if name == "role" else labels
            keys[heads[name]] = [known.get(value, value) for value in values]
    speakers = counts["speakers"].astype(str)
    return pd.DataFrame({**keys, **_numbers(counts, heads), heads["speakers"]: speakers}, dtype=str)


def _numbers(counts: pd.DataFrame, heads: dict[str, str]) -> dict[str, list[str]]:
    pairs = zip(counts["n"], counts["denominator"], strict=True)
    return {
        heads["quotations"]: [f"{n}/{total}" for n, total in pairs],
        heads["share"]: ["" if pd.isna(x) else f"{100 * x:.1f}" for x in counts["share"]],
        heads["words"]: [str(n) for n in counts["words"]],
    }


def _indented(label: str, depth: int) -> str:
    return "\N{NO-BREAK SPACE}" * (2 * depth) + label
