"""A table's HTML with its styles in its elements, as notebooks show what they do not yet trust.

A notebook drops style sheets and classes from outputs that it has not run
itself, and sides named start or end; GitHub does so always.
"""

from lxml import html

_SERIF = "font-family:'Times New Roman','Liberation Serif','David','Frank Ruehl CLM',serif"
_LINE = "1px solid"
# By element, or by element and class; what stands later is added to what stands earlier.
_STYLES = {
    "table": f"border-collapse:collapse;margin:0;border-bottom:{_LINE};{_SERIF}",
    "caption": "caption-side:top;text-align:start;padding-bottom:8px",
    "caption .number": "display:block;font-weight:bold",
    "caption .title": "display:block;font-style:SLANTED",
    "th": "padding:3px 8px;vertical-align:top;font-weight:normal;text-align:start;"
    "white-space:normal",
    "td": "padding:3px 8px;vertical-align:top;text-align:start",
    "thead th": f"vertical-align:bottom;border-top:{_LINE};border-bottom:{_LINE}",
    ".strong th": "font-weight:bold",
    ".decimal": "text-align:center",
    ".centre": "text-align:center",
    "td.decimal": "white-space:nowrap",
    ".whole": "white-space:nowrap",
    ".notes": f"font-size:90%;{_SERIF}",
    ".notes p": "margin:5px 0;text-align:start",
    ".notes .opens": "font-style:SLANTED",
}
_SIDES = {"ltr": ("left", "right"), "rtl": ("right", "left")}


def inline(fragment: str) -> str:
    """Write the styles of a table's fragment into its elements.

    Parameters
    ----------
    fragment : str
        From :func:`peerstudy.tables.html.html_fragment`.

    Returns
    -------
    str
        The same text and structure, without classes.

    Examples
    --------
    >>> inline('<div dir="rtl"><p class="decimal">5</p></div>')
    '<div dir="rtl"><p style="text-align:center">5</p></div>'
    """
    root = html.fragment_fromstring(fragment)
    lr = root.get("dir", "ltr")
    slanted = "normal" if lr == "rtl" else "italic"
    own = {element: element.get("style") for element in root.iter() if element.get("style")}
    styles: dict[html.HtmlElement, list[str]] = {}
    for selector, style in _STYLES.items():
        for element in root.xpath(_path(selector)):
            styles.setdefault(element, []).append(style)
    for element in root.iter():
        element.attrib.pop("class", None)
        told = ";".join([*styles.get(element, []), *filter(None, [own.get(element)])])
        if told:
            element.set("style", sided(told.replace("SLANTED", slanted), lr))
    return str(html.tostring(root, encoding="unicode"))


def sided(styles: str, direction: str) -> str:
    """Name left and right in styles that name where a line starts and ends.

    Examples
    --------
    >>> sided("text-align:start;padding-inline-start:1em", "rtl")
    'text-align:right;padding-right:1em'
    """
    start, end = _SIDES[direction]
    for name, side in (("start", start), ("end", end)):
        styles = styles.replace(f"text-align:{name}", f"text-align:{side}")
        styles = styles.replace(f"padding-inline-{name}", f"padding-{side}")
    return styles


def _path(selector: str) -> str:
    """Write a selector of elements and classes as a path."""
    steps = []
    for step in selector.split():
        element, _, name = step.partition(".")
        has = f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
        steps.append(f"descendant-or-self::{element or '*'}{has}")
    return "//".join(steps).replace("//descendant-or-self::", "/descendant::")
