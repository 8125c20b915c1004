"""Figures as files: the same bytes each time, fonts embedded, words inside for who sees nothing."""

import re
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from peerstudy.figures.style import STYLE
from peerstudy.words import direction

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("pdf", "svg", "png", "tiff")
_IMAGE_DESCRIPTION = 270
ISOLATES = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{FIRST STRONG ISOLATE}")


class About(NamedTuple):
    """What a file says of its figure.

    Attributes
    ----------
    name : str
        What the figure is called.
    lang : {"en", "he"}
        Language of the texts.
    title, caption, alt : str
        In a few words; as printed below it; for who does not see it.
    """

    name: str
    lang: str
    title: str
    caption: str
    alt: str


def render(figure: "Figure", style: str, dpi: int = 300, about: About | None = None) -> bytes:
    """Return a figure as a file's content, the same bytes each time.

    Parameters
    ----------
    figure : Figure
        What to write.
    style : {"pdf", "svg", "png", "tiff"}
        The file's format.
    dpi : int, default 300
        Dots an inch, for pixels.
    about : About, optional
        What the file says of the figure: in an SVG as title, description and
        accessible name, in a PNG and a PDF as title and description or
        subject, in a TIFF as the image's description.
    """
    if style == "svg":
        return _svg(_saved(figure, "svg", dpi, _svg_metadata(about)), about)
    if style == "pdf":
        _outline_isolates(figure)
        return _saved(figure, "pdf", dpi, _pdf_metadata(about))
    if style == "tiff":
        return _tiff(_saved(figure, "png", dpi, {}), dpi, about)
    return _saved(figure, "png", dpi, _png_metadata(about))


def _saved(figure: "Figure", style: str, dpi: int, metadata: dict[str, Any]) -> bytes:
    import matplotlib as mpl

    out = BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(out, format=style, dpi=dpi, metadata=metadata)
    return out.getvalue()


def _outline_isolates(figure: "Figure") -> None:
    """Draw texts with isolates as outlines: a PDF's font would leave a gap for each mark."""
    from matplotlib.patheffects import Normal
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        if isinstance(text, Text) and any(mark in text.get_text() for mark in ISOLATES):
            text.set_path_effects([Normal()])


def _svg_metadata(about: About | None) -> dict[str, Any]:
    if about is None:
        return {"Date": None}
    return {"Date": None, "Description": about.caption, "Language": about.lang}


def _png_metadata(about: About | None) -> dict[str, Any]:
    if about is None:
        return {}
    return {"Title": about.title, "Description": about.alt, "Caption": about.caption}


def _pdf_metadata(about: About | None) -> dict[str, Any]:
    if about is None:
        return {"CreationDate": None}
    return {"CreationDate": None, "Title": about.title, "Subject": f"{about.caption} {about.alt}"}


def _tiff(png: bytes, dpi: int, about: About | None) -> bytes:
    """Compress pixels without loss, on white, with the texts as the image's description."""
    from PIL import Image, TiffImagePlugin

    entries = TiffImagePlugin.ImageFileDirectory_v2()
    if about is not None:
        text = "\n\n".join((about.title, about.caption, about.alt))
        entries[_IMAGE_DESCRIPTION] = text.encode()
    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").save(
            out, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=entries
        )
    return out.getvalue()


def _svg(content: bytes, about: About | None) -> bytes:
    """Return the drawing a name that is read aloud, and ids that are its own on any page."""
    if about is None:
        return content
    text = content.decode()
    prefix = re.sub(r"[^A-Za-z0-9_-]", "_", f"{about.name}-{about.lang}")
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", text)
    text = text.replace("*{stroke-linejoin", f"#{prefix} *{{stroke-linejoin")
    named = (
        f'id="{prefix}" role="img" lang="{about.lang}" xml:lang="{about.lang}" '
        f'aria-labelledby="{prefix}-title {prefix}-desc"'
    )
    side = direction(about.lang)
    read = (
        f'\n <title id="{prefix}-title" direction="{side}">{escape(about.title)}</title>'
        f'\n <desc id="{prefix}-desc" direction="{side}">{escape(about.alt)}</desc>'
    )
    text = re.sub(r"<svg\b", lambda found: f"{found[0]} {named}", text, count=1)
    return re.sub(r"<svg\b[^>]*>", lambda found: found[0] + read, text, count=1).encode()
