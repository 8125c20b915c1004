"""The named styles of a Word document of tables."""

from typing import Any

from docx.oxml.ns import qn

from peerstudy.tables.word_xml import COMPLEX, LATIN, element

LATIN_FONT, HEBREW_FONT = "Times New Roman", "David"
_SIZES = {"TableHead": 20, "TableCell": 20, "TableNote": 18, "Caption": 22}
_NAMES = {"TableHead": "Table Head", "TableCell": "Table Cell", "TableNote": "Table Note"}
_SPACE = {"TableHead": (40, 40), "TableCell": (20, 20), "TableNote": (60, 0), "Caption": (0, 40)}


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
    before, after = _SPACE[name]
    builtin = name == "Caption"
    shown = "caption" if builtin else _NAMES[name]
    custom = {} if builtin else {"customStyle": 1}
    return element(
        "w:style",
        element("w:name", val=shown),
        element("w:basedOn", val="Normal"),
        element("w:qFormat"),
        element("w:pPr", element("w:spacing", before=before, after=after, line=240,
                                 lineRule="auto")),
        _text(name, _SIZES[name], lang),
        type="paragraph",
        styleId=name,
        **custom,
    )  # fmt: skip


def _text(name: str, size: int, lang: str) -> Any:
    fonts = {"ascii": LATIN_FONT, "hAnsi": LATIN_FONT, "cs": HEBREW_FONT}
    # Hebrew letters of one size look smaller than Latin ones.
    complex_size = size + 2 if name != "Normal" else size
    return element(
        "w:rPr",
        element("w:rFonts", **fonts),
        element("w:color", val="000000"),
        element("w:sz", val=size),
        element("w:szCs", val=complex_size),
        element("w:lang", val=LATIN[lang], bidi=COMPLEX),
    )


def _table_style() -> Any:
    margins = element(
        "w:tblCellMar",
        element("w:left", w=60, type="dxa"),
        element("w:right", w=60, type="dxa"),
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
