"""Figures as files: the same bytes each time, fonts embedded, words inside for who sees nothing."""

import re
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from peerstudy.figures.style import STYLE
from peerstudy.figures.wording import Words
from peerstudy.words import direction

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("pdf", "svg", "png", "tiff")
_IMAGE_DESCRIPTION = 270
ISOLATES = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{FIRST STRONG ISOLATE}")


def render(figure: "Figure", style: str, dpi: int, name: str, lang: str, words: Words) -> bytes:
    """Return a figure as a file's content, the same bytes each time.

    What it says of the figure is in an SVG its title, description and accessible
    name, in a PNG and a PDF title and description or subject, in a TIFF the
    image's description. The resolution, in dots an inch, is for pixels.
    """
    title, caption, alt = words
    if style == "svg":
        about = {"Date": None, "Description": caption, "Language": lang}
        return _svg(_saved(figure, "svg", dpi, about), name, lang, words)
    if style == "pdf":
        _outline_isolates(figure)
        about = {"CreationDate": None, "Title": title, "Subject": f"{caption} {alt}"}
        return _saved(figure, "pdf", dpi, about)
    if style == "tiff":
        return _tiff(_saved(figure, "png", dpi, {}), dpi, words)
    return _saved(figure, "png", dpi, {"Title": title, "Description": alt, "Caption": caption})


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


def _tiff(png: bytes, dpi: int, words: Words) -> bytes:
    """Compress pixels without loss, on white, with the texts as the image's description."""
    from PIL import Image, TiffImagePlugin

    entries = TiffImagePlugin.ImageFileDirectory_v2()
    entries[_IMAGE_DESCRIPTION] = "\n\n".join(words).encode()
    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").save(
            out, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=entries
        )
    return out.getvalue()


def _svg(content: bytes, name: str, lang: str, words: Words) -> bytes:
    """Give the drawing a name that is read aloud, and ids that are its own on any page."""
    text = content.decode()
    prefix = re.sub(r"[^A-Za-z0-9_-]", "_", f"{name}-{lang}")
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", text)
    text = text.replace("*{stroke-linejoin", f"#{prefix} *{{stroke-linejoin")
    named = (
        f'id="{prefix}" role="img" lang="{lang}" xml:lang="{lang}" '
        f'aria-labelledby="{prefix}-title {prefix}-desc"'
    )
    side = direction(lang)
    read = (
        f'\n <title id="{prefix}-title" direction="{side}">{escape(words.title)}</title>'
        f'\n <desc id="{prefix}-desc" direction="{side}">{escape(words.alt)}</desc>'
    )
    text = re.sub(r"<svg\b", lambda found: f"{found[0]} {named}", text, count=1)
    return re.sub(r"<svg\b[^>]*>", lambda found: found[0] + read, text, count=1).encode()
