"""A codebook as a text tree and as nested HTML lists, in English and Hebrew."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import pandas as pd

from peerstudy.ledger import Labels
from peerstudy.ledger.labels import Labelled
from peerstudy.words import direction, known, side, word
from peerstudy.words.markup import Markup, bdi, element


class Tree(Labelled, Protocol):
    """What drawing asks of a codebook."""

    @property
    def codes(self) -> pd.DataFrame:
        """One row a code."""

    def __len__(self) -> int:
        """Count the codes."""

    def __getitem__(self, code: str, /) -> Mapping[str, str]:
        """Look a code's row up."""

    @property
    def roots(self) -> Sequence[str]:
        """List the codes that have none above them."""

    def walk(self) -> Iterator[tuple[int, str]]:
        """Yield depth and code, each parent before its children."""

    def children(self, code: str) -> Sequence[str]:
        """List the codes right below one."""

    def of_valence(self, valence: str) -> "Tree":
        """Keep the codes of one valence."""


def valence_label(valence: str, lang: str = "en") -> str:
    """Name a valence, in the plural.

    Examples
    --------
    >>> valence_label("facilitator"), valence_label("facilitator", "he")
    ('Facilitators', 'גורמים מקדמים')
    """
    return _named("valence", valence, lang)


def level_label(level: str, lang: str = "en") -> str:
    """Name a level, in the singular.

    Examples
    --------
    >>> level_label("subtheme"), level_label("subtheme", "he")
    ('subtheme', 'תת־תמה')
    """
    return _named("level", level, lang)


def _named(kind: str, name: str, lang: str) -> str:
    key = f"codebook.{kind}_{name}"
    return word(key, lang) if known(key) else name


def as_text(codebook: Tree, lang: str = "en") -> str:
    """Draw the tree with lines, a heading for each valence, a level behind each label."""
    if not len(codebook):
        return word("codebook.empty", lang) + "\n"
    lines: list[str] = []
    for valence in codebook.codes["valence"].unique():
        part = codebook.of_valence(valence)
        lines += [f"{valence_label(valence, lang)} ({len(part)})", *_branches(part, lang)]
    return "\n".join(lines) + "\n"


def _branches(codebook: Tree, lang: str) -> Iterator[str]:
    last_at: list[bool] = []
    labels = Labels(codebook, lang).each_of("code")
    for depth, code in codebook.walk():
        row = codebook[code]
        last_at[depth:] = [codebook.children(row["parent"])[-1] == code]
        stem = "".join("   " if last else "│  " for last in last_at[:-1])
        fork = "└─ " if last_at[-1] else "├─ "
        yield f"{stem}{fork}{labels[code]} [{level_label(row['level'], lang)}]"


def as_html(codebook: Tree, lang: str = "en") -> Markup:
    """Nest the tree in lists, a heading for each valence."""
    parts = [
        (element("h4", valence_label(valence, lang)), nested(codebook.of_valence(valence), lang))
        for valence in codebook.codes["valence"].unique()
    ]
    empty = element("p", word("codebook.empty", lang))
    start = side(direction(lang))
    around = {"dir": direction(lang), "lang": lang, "style": f"text-align:{start}"}
    return element("div", parts or empty, **around)


def nested(codebook: Tree, lang: str) -> Markup:
    """Nest the codes of a tree in lists, a level behind each label."""
    return _list(codebook, codebook.roots, Labels(codebook, lang))


def _list(codebook: Tree, codes: Sequence[str], labels: Labels) -> Markup:
    items = []
    for code in codes:
        level = element("small", level_label(codebook[code]["level"], labels.lang))
        below = codebook.children(code)
        inside = _list(codebook, below, labels) if below else None
        items.append(element("li", bdi(labels.of("code", code)), " ", level, inside))
    return element("ul", items)
