"""HTML elements whose children are escaped, unless they are elements themselves.

A text from the data can only come onto the page through :func:`element`, so
that a label with ``<script>`` in it is shown as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

_OPENING, _CLOSING = ("\u2066", "\u2068"), "\u2069"
_MARKS = re.compile("([\u2066\u2068\u2069])")
_SHORT = 24
VOID = frozenset({"br", "col", "img", "input", "meta", "wbr"})


class Markup(str):
    """A text that is HTML already."""

    __slots__ = ()


Child = str | None | Iterable["Child"]


def element(name: str, /, *children: Child, **attributes: str | bool | None) -> Markup:
    """Write an element with its attributes and children.

    Parameters
    ----------
    name : str
        The element's name.
    *children : str, Markup, None, or iterables of them
        Texts are escaped, markup stands as it is, None leaves nothing.
    **attributes : str, bool or None
        A trailing underscore is dropped and others become hyphens; True
        stands alone, False and None leave the attribute out.

    Examples
    --------
    >>> element("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    start = f"<{name}{''.join(_attributes(attributes))}>"
    return Markup(start if name in VOID else f"{start}{fragment(*children)}</{name}>")


def fragment(*children: Child) -> Markup:
    """Put children one after another, texts escaped."""
    return Markup("".join(_flat(children)))


def bdi(text: str, *, ltr: bool = False) -> Markup:
    """Keep a name's or a number's direction whatever stands around it, a short number on a line."""
    if not text:
        return Markup("")
    short = ltr and len(text) <= _SHORT
    return element("bdi", text, dir="ltr" if ltr else None, class_="whole" if short else None)


def marked(text: str) -> Markup:
    """Write a text whose runs are isolated by Unicode's marks with elements in their place.

    Examples
    --------
    >>> marked("\u206630–58\u2069.")
    '<bdi dir="ltr" class="whole">30–58</bdi>.'
    """
    parts: list[list[Child]] = [[]]
    openings: list[str] = []
    for piece in _MARKS.split(text):
        if piece in _OPENING:
            openings.append(piece)
            parts.append([])
        elif piece == _CLOSING:
            _close(parts, openings)
        else:
            parts[-1].append(piece)
    while openings:
        _close(parts, openings)
    return fragment(parts[0])


def _close(parts: list[list[Child]], openings: list[str]) -> None:
    """End the innermost run, if there is one."""
    if openings:
        inside = parts.pop()
        ltr = openings.pop() == _OPENING[0]
        plain = len(inside) == 1 and not isinstance(inside[0], Markup)
        parts[-1].append(
            bdi(str(inside[0]), ltr=ltr)
            if plain
            else element("bdi", inside, dir="ltr" if ltr else None)
        )


def text_of(value: str) -> str:
    """Escape a text, but for markup; a character that no page may hold becomes a mark for it."""
    if isinstance(value, Markup):
        return value
    return escape(value.replace("\x00", "\N{REPLACEMENT CHARACTER}"), quote=True)


def _attributes(attributes: dict[str, str | bool | None]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        told = "" if value is True else f'="{text_of(value)}"'
        yield f" {name.rstrip('_').replace('_', '-')}{told}"


def _flat(children: Iterable[Child]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield text_of(child)
        elif child is not None:
            yield from _flat(child)
