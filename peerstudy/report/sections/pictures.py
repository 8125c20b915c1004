"""The figures, each inside the page as a picture with its words."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from peerstudy.report.edition import Edition
from peerstudy.report.element import Markup, element, isolated

_UNSEEN = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<(metadata|title|desc)\b.*?</\1>"
    r'| aria-labelledby="[^"]*"| xmlns:xlink="[^"]*"',
    re.DOTALL,
)
_NAME = re.compile(
    r'(?P<id> id=")(?P<own>[^"]*)"|(?P<asks> (?:xlink:)?href="#|url\(#)(?P<of>[^")]*)'
)
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
            element(
                "figcaption",
                element("strong", isolated(picture.title)),
                " ",
                isolated(picture.caption),
            ),
        )


def address(svg: bytes) -> Markup:
    """Write a drawing as an address that holds it all, so that nothing is fetched.

    What would end an attribute or begin an entity is written as ``%22`` and
    the like, so that the address can stand in the page as it is.
    """
    return Markup("data:image/svg+xml," + quote(slim(svg.decode()), safe=_PLAIN))


def slim(svg: str) -> str:
    """Leave out of a drawing what nobody sees: its head, its own words, long names, tiny digits.

    The words stand beside it on the page, where they are read aloud.
    """
    shown = _UNSEEN.sub("", svg)
    shown = re.sub(r'(?<= d=")[^"]*', lambda path: _shorter(path[0]), shown)
    asked = dict.fromkeys(name["of"] for name in _NAME.finditer(shown) if name["of"])
    short = {name: f"i{number}" for number, name in enumerate(asked)}
    shown = _NAME.sub(lambda name: _renamed(name, short), shown)
    shown = re.sub(r"<[^>]+>", lambda tag: _terse(tag[0]), shown)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", shown)).strip()


def _renamed(name: re.Match[str], short: dict[str, str]) -> str:
    """Return a name that something asks for a short one, and leave out the others."""
    if name["id"]:
        return f'{name["id"]}{short[name["own"]]}"' if name["own"] in short else ""
    return name["asks"].replace("xlink:", "") + short[name["of"]]


def _terse(tag: str) -> str:
    """Write a tag with two decimals, single quotes where it has none, and no idle spaces."""
    short = re.sub(r"([:;]) ", r"\1", _POSITION.sub(r"\1", tag))
    return short if "'" in short else short.replace('"', "'")


def _shorter(path: str) -> str:
    """Write a path's coordinates to a tenth of a point, and its letters without spaces."""
    rounded = re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", path)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", rounded).strip()
