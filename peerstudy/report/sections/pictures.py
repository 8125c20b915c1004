"""The figures, each inside the page as a picture with its words."""

from collections.abc import Iterator
from urllib.parse import quote

from peerstudy.report.edition import Edition
from peerstudy.report.element import Markup, element

_PLAIN = " !$&'()*+,-./:;=?@[]^_`{|}~"


def pictures(edition: Edition) -> Iterator[Markup]:
    """Show every figure with its caption; what it shows is told in words for who can't see it."""
    shown = edition.matter.pictures.get(edition.lang, ())
    if not shown:
        yield element("p", edition.word("report.no_figures"))
    for picture in shown:
        yield element(
            "figure",
            element("img", src=address(picture.svg), alt=picture.alt),
            element("figcaption", picture.caption),
        )


def address(svg: bytes) -> str:
    """Write a drawing as an address that holds it all, so that nothing is fetched."""
    return "data:image/svg+xml," + quote(" ".join(svg.decode().split("\n")), safe=_PLAIN)
