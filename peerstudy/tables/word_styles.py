"""The named styles of a Word document of tables."""

from typing import Any

from docx.oxml.ns import qn

from peerstudy.tables.word_xml import COMPLEX, HEBREW_FONT, LATIN, LATIN_FONT, element
from peerstudy.words import direction

PADDING = 60
"""Of a cell on the left and the right, in twips."""
_SIZES = {"TableHead": 20, "TableCell": 20, "TableNumber": 20, "TableNote": 18, "Caption": 22}
_NAMES = {name: name.replace("Table", "Table ") for name in _SIZES if name != "Caption"}
_SPACE = {"TableHead": (40, 40), "TableNote": (60, 0), "Caption": (0, 40)}


def add_styles(document: Any, lang: str) -> None:
    """Add the styles of captions, heads, cells, notes and tables."""
    styles = document.styles.element
    for style in list(styles):
        if _identifier(style) in {"Caption", "PublicationTable", *_NAMES}:
            styles.remove(style)
    for name in _SIZES:
        styles.append(_paragraph_style(name, lang))
    styles.append(_table_style())
    normal = next(style for style in styles if _identifier(style) == "Normal")
    for old in [child for child in normal if child.tag.endswith("}rPr")]:
        normal.remove(old)
    normal.append(_text("Normal", 22, lang))


def _identifier(style: Any) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _paragraph_style(name: str, lang: str) -> Any:
    before, after = _SPACE.get(name, (20, 20))
    builtin = name == "Caption"
    shown = "caption" if builtin else _NAMES[name]
    custom = {} if builtin else {"customStyle": 1}
    return element(
        "w:style",
        element("w:name", val=shown),
        element("w:basedOn", val="Normal"),
        element("w:qFormat"),
        element("w:pPr", element("w:spacing", before=before, after=after, line=240,
                                 lineRule="auto"), element("w:contextualSpacing")),
        _text(name, _SIZES[name], lang),
        type="paragraph",
        styleId=name,
        **custom,
    )  # fmt: skip


def _text(name: str, size: int, lang: str) -> Any:
    """Set one typeface for every digit of a paragraph: a font for Hebrew has digits too."""
    hebrew = direction(lang) == "rtl" and name != "TableNumber"
    latin = HEBREW_FONT if hebrew else LATIN_FONT
    # Hebrew letters of one size look smaller than Latin ones.
    complex_size = size + 2 if name != "Normal" else size
    return element(
        "w:rPr",
        element("w:rFonts", ascii=latin, hAnsi=latin, cs=HEBREW_FONT),
        element("w:color", val="000000"),
        element("w:sz", val=complex_size if hebrew else size),
        element("w:szCs", val=complex_size),
        element("w:lang", val=LATIN[lang], bidi=COMPLEX),
    )


def _table_style() -> Any:
    margins = element(
        "w:tblCellMar",
        element("w:left", w=PADDING, type="dxa"),
        element("w:right", w=PADDING, type="dxa"),
    )
    return element(
        "w:style",
        element("w:name", val="Publication Table"),
        element("w:basedOn", val="TableNormal"),
        element("w:qFormat"),
        element("w:tblPr", element("w:tblInd", w=0, type="dxa"), margins),
        type="table",
        styleId="PublicationTable",
        customStyle=1,
    )
