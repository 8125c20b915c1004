"""A codebook as a text tree and as nested HTML lists, in English and Hebrew."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Protocol

import pandas as pd

from peerstudy.frames.labelled import label_of
from peerstudy.words import direction, known, word


class Tree(Protocol):
    """What drawing asks of a codebook."""

    @property
    def codes(self) -> pd.DataFrame:
        """One row a code."""

    def __len__(self) -> int:
        """Count the codes."""

    def __getitem__(self, code: str, /) -> Mapping[str, str]:
        """Look a code's row up."""

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
    for depth, code in codebook.walk():
        row = codebook[code]
        last_at[depth:] = [codebook.children(row["parent"])[-1] == code]
        stem = "".join("   " if last else "│  " for last in last_at[:-1])
        fork = "└─ " if last_at[-1] else "├─ "
        yield f"{stem}{fork}{label_of(row, lang)} [{level_label(row['level'], lang)}]"


def as_html(codebook: Tree, lang: str = "en") -> str:
    """Nest the tree in lists, a heading for each valence."""
    if not len(codebook):
        inside = f"<p>{word('codebook.empty', lang)}</p>"
    else:
        inside = "".join(
            f"<h4>{escape(valence_label(valence, lang))}</h4>"
            f"{_nested(codebook.of_valence(valence), lang)}"
            for valence in codebook.codes["valence"].unique()
        )
    side = "right" if direction(lang) == "rtl" else "left"
    return f'<div dir="{direction(lang)}" lang="{lang}" style="text-align:{side}">{inside}</div>'


def _nested(codebook: Tree, lang: str) -> str:
    parts: list[str] = []
    depth_before = -1
    for depth, code in codebook.walk():
        row = codebook[code]
        parts.append("<ul>" if depth > depth_before else "</li></ul>" * (depth_before - depth))
        parts.append("" if depth > depth_before else "</li>")
        weight = "<strong>{}</strong>" if depth == 0 else "{}"
        label = weight.format(escape(label_of(row, lang)))
        level = escape(level_label(row["level"], lang))
        parts.append(f'<li title="{escape(code)}">{label} <small>{level}</small>')
        depth_before = depth
    return "".join(parts) + "</li></ul>" * (depth_before + 1)
