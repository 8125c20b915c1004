"""A codebook as a text tree and as nested HTML lists, in English and Hebrew."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from peerstudy.words import direction, entries, word

if TYPE_CHECKING:
    from peerstudy.codebook.tree import Codebook


def valence_label(valence: str, lang: str = "en") -> str:
    """Name a valence, in the plural."""
    return _named("valence", valence, lang)


def level_label(level: str, lang: str = "en") -> str:
    """Name a level, in the singular."""
    return _named("level", level, lang)


def _named(kind: str, name: str, lang: str) -> str:
    key = f"codebook.{kind}_{name}"
    return word(key, lang) if key in entries() else name


def as_text(codebook: "Codebook", lang: str = "en") -> str:
    """Draw the tree with lines, a heading for each valence, a level behind each label."""
    if not len(codebook):
        return word("codebook.empty", lang) + "\n"
    lines: list[str] = []
    for valence in codebook.codes["valence"].unique():
        part = codebook.of_valence(valence)
        lines += [f"{valence_label(valence, lang)} ({len(part)})", *_branches(part, lang)]
    return "\n".join(lines) + "\n"


def _branches(codebook: "Codebook", lang: str) -> Iterator[str]:
    last_at: list[bool] = []
    for depth, code in codebook.walk():
        row = codebook[code]
        last_at[depth:] = [codebook.children(row["parent"])[-1] == code]
        stem = "".join("   " if last else "│  " for last in last_at[:-1])
        fork = "└─ " if last_at[-1] else "├─ "
        yield f"{stem}{fork}{row[f'label_{lang}']} [{level_label(row['level'], lang)}]"


def as_html(codebook: "Codebook", lang: str = "en") -> str:
    """Nest the tree in lists, a heading for each valence."""
    if not len(codebook):
        inside = f"<p>{word('codebook.empty', lang)}</p>"
    else:
        inside = "".join(
            f"<h4>{escape(valence_label(valence, lang))}</h4>"
            f"{_nested(codebook.of_valence(valence), lang)}"
            for valence in codebook.codes["valence"].unique()
        )
    return f'<div dir="{direction(lang)}" lang="{lang}" style="text-align:start">{inside}</div>'


def _nested(codebook: "Codebook", lang: str) -> str:
    parts: list[str] = []
    depth_before = -1
    for depth, code in codebook.walk():
        row = codebook[code]
        parts.append("<ul>" if depth > depth_before else "</li></ul>" * (depth_before - depth))
        parts.append("" if depth > depth_before else "</li>")
        weight = "<strong>{}</strong>" if depth == 0 else "{}"
        label = weight.format(escape(row[f"label_{lang}"]))
        level = escape(level_label(row["level"], lang))
        parts.append(f'<li title="{escape(code)}">{label} <small>{level}</small>')
        depth_before = depth
    return "".join(parts) + "</li></ul>" * (depth_before + 1)
