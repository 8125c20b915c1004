"""The figures, each inside the page as a picture with its words."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from peerstudy.report.edition import Edition
from peerstudy.report.element import Markup, element

_UNSEEN = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>| aria-labelledby=\"[^\"]*\"",
    re.DOTALL,
)
_ASKED = re.compile(r'href="#([^"]*)"|url\(#([^)]*)\)')
_POSITION = re.compile(r"\b([1-9]\d*\.\d\d)\d+")
_PLAIN = " !$()*+,-./:;<=>?@[]^_`{|}~'"


def pictures(edition: Edition) -> Iterator[Markup]:
    """Show every figure with its caption; what it shows is told in words for who can't see it."""
    shown = edition.matter.pictures.get(edition.lang, ())
    if not shown:
        yield element("p", edition.word("report.no_figures"))
    for picture in shown:
        yield element(
            "figure",
            element("img", src=address(picture.svg), alt=picture.alt),
            element("figcaption", element("strong", picture.title), " ", picture.caption),
        )


def address(svg: bytes) -> Markup:
    """Write a drawing as an address that holds it all, so that nothing is fetched.

    What would end an attribute or begin an entity is written as ``%22`` and
    the like, so that the address can stand in the page as it is.
    """
    return Markup("data:image/svg+xml," + quote(slim(svg.decode()), safe=_PLAIN))


def slim(svg: str) -> str:
    """Leave out of a drawing what nobody sees: its head, names nothing asks for, tiny digits."""
    shown = _UNSEEN.sub("", svg)
    shown = re.sub(r'(?<= d=")[^"]*', lambda path: _shorter(path[0]), shown)
    asked = {name for names in _ASKED.findall(shown) for name in names if name}
    shown = re.sub(r' id="([^"]*)"', lambda name: name[0] if name[1] in asked else "", shown)
    shown = re.sub(r"<[^>]+>", lambda tag: _terse(tag[0]), shown)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", shown)).strip()


def _terse(tag: str) -> str:
    """Write a tag with two decimals, single quotes where it has none, and no idle spaces."""
    short = re.sub(r"([:;]) ", r"\1", _POSITION.sub(r"\1", tag))
    return short if "'" in short else short.replace('"', "'")


def _shorter(path: str) -> str:
    """Write a path's coordinates to a tenth of a point, and its letters without spaces."""
    rounded = re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", path)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", rounded).strip()
