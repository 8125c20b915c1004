"""A codebook as a text tree and as nested HTML lists, in English and Hebrew."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerstudy.codebook.tree import Codebook

_VALENCES = {
    "en": {
        "challenge": "Challenges",
        "facilitator": "Facilitators",
        "experience": "Themes",
        "recommendation": "Recommendations",
    },
    "he": {
        "challenge": "אתגרים",
        "facilitator": "גורמים מקדמים",
        "experience": "תמות",
        "recommendation": "המלצות",
    },
}
_LEVELS = {
    "en": {
        "domain": "domain",
        "subcategory": "subcategory",
        "theme": "theme",
        "subtheme": "subtheme",
        "component": "component",
    },
    "he": {
        "domain": "תחום",
        "subcategory": "תת-קטגוריה",
        "theme": "תמה",
        "subtheme": "תת-תמה",
        "component": "מרכיב",
    },
}
_EMPTY = {"en": "No codes.", "he": "אין קודים."}


def valence_label(valence: str, lang: str = "en") -> str:
    """Name a valence, in the plural."""
    return _VALENCES[lang].get(valence, valence)


def level_label(level: str, lang: str = "en") -> str:
    """Name a level, in the singular."""
    return _LEVELS[lang].get(level, level)


def as_text(codebook: "Codebook", lang: str = "en") -> str:
    """Draw the tree with lines, a heading for each valence, a level behind each label."""
    if not len(codebook):
        return _EMPTY[lang] + "\n"
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
    direction = "rtl" if lang == "he" else "ltr"
    if not len(codebook):
        inside = f"<p>{_EMPTY[lang]}</p>"
    else:
        inside = "".join(
            f"<h4>{escape(valence_label(valence, lang))}</h4>"
            f"{_nested(codebook.of_valence(valence), lang)}"
            for valence in codebook.codes["valence"].unique()
        )
    return f'<div dir="{direction}" lang="{lang}" style="text-align:start">{inside}</div>'


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
