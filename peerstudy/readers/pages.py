"""The characters and rules of a PDF's pages, read by pdfium in a process of its own.

A file of a kilobyte can make pdfium fill gigabytes or work for hours, and
nothing in the same process can stop it. So this module is run as a program:
it takes the file on standard input, prints a page a line as JSON, and may use
a limited time and memory. It imports nothing of the package, to start quickly.
"""

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

_QUARTER = math.pi / 2
_THIN, _LONG = 3.0, 8.0
_MOST_PATHS = 20_000
_NAME = 128
_LINE_END_HYPHEN, _HYPHEN = 0x2, 0x2D
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0

Character = tuple[str, float, float, float, float, float, bool]
"""Its text; left, right, top, bottom and baseline in points, downwards; whether it is bold."""
Rule = tuple[float, float, float, float]
"""Left, right, top and bottom of a line, in the same points."""


def page_of(pdf: Any, number: int) -> dict[str, Any]:
    """Return a page's characters and rules, turned so that most of its text stands upright."""
    import pypdfium2.raw as pdfium

    page = pdf[number]
    text = page.get_textpage()
    boxes = list(_boxes(pdfium, text))
    turned = Counter(turn for _, turn, *_ in boxes).most_common(1)
    turn = turned[0][0] if turned else 0
    upright = [_turned(box, turn) for box in boxes if box[1] == turn]
    rules = [_turned_box(rule, turn) for rule in _rules(pdfium, page)]
    text.close()
    page.close()
    return {"characters": upright, "rules": rules}


def _boxes(pdfium: Any, text: Any) -> Iterator[tuple[Any, ...]]:
    """Yield each stored character: itself, its quarter turns, box, origin and weight."""
    box, name = pdfium.FS_RECTF(), ctypes.create_string_buffer(_NAME)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        code = _HYPHEN if code == _LINE_END_HYPHEN else code
        code = _SPACE if code == _NO_BREAK_SPACE else code
        if code < _SPACE or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        turn = round(pdfium.FPDFText_GetCharAngle(text, index) / _QUARTER) % 4
        length = pdfium.FPDFText_GetFontInfo(text, index, name, _NAME, None)
        font = name.value.lower() if 0 < length <= _NAME else b""
        bold = b"bold" in font or b"black" in font or b"heavy" in font
        edges = (box.left, box.right, box.bottom, box.top, x.value, y.value)
        if all(map(math.isfinite, edges)):
            yield chr(code), turn, *edges, bold


def _turned(box: tuple[Any, ...], turn: int) -> Character:
    text, _, left, right, bottom, top, x, y, bold = box
    first, last, upper, lower = _turned_box((left, right, bottom, top), turn)
    base = (-y, -x, y, x)[turn]
    return text, first, last, upper, lower, round(base, 2), bold


def _turned_box(box: Sequence[float], turn: int) -> Rule:
    """Return left, right, top and bottom, downwards, of a box on a page that is turned."""
    left, right, bottom, top = box
    edges = (
        (left, right, -top, -bottom),
        (-top, -bottom, -right, -left),
        (-right, -left, bottom, top),
        (bottom, top, left, right),
    )[turn]
    first, last, upper, lower = (round(edge, 2) for edge in edges)
    return first, last, upper, lower


def _rules(pdfium: Any, page: Any) -> Iterator[Rule]:
    """Yield left, right, bottom and top of lines, and of the edges of boxes that are outlined."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    for number, path in enumerate(paths):
        if number >= _MOST_PATHS:
            return
        left, bottom, right, top = path.get_bounds()
        wide, high = right - left, top - bottom
        if min(wide, high) <= _THIN and max(wide, high) >= _LONG:
            yield left, right, bottom, top
        elif min(wide, high) > _THIN:
            pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
            if stroke.value and pdfium.FPDFPath_CountSegments(path) in (4, 5):
                yield left, right, bottom, bottom
                yield left, right, top, top
                yield left, left, bottom, top
                yield right, right, bottom, top


def _confine(memory: int) -> None:
    """Keep this process from taking more memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def main() -> None:
    """Print the pages of the PDF on standard input; the arguments are limits."""
    most_pages, most_characters, memory = map(int, sys.argv[1:])
    content = sys.stdin.buffer.read()
    import pypdfium2

    _confine(memory)
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        print(json.dumps({"refused": "locked" if "assword" in str(error) else "damaged"}))
        return
    if len(pdf) > most_pages:
        print(json.dumps({"refused": "pages", "found": len(pdf)}))
        return
    characters = 0
    for number in range(len(pdf)):
        try:
            page = page_of(pdf, number)
        except pypdfium2.PdfiumError:  # a page that cannot be loaded; the others can
            page = {"characters": [], "rules": [], "damaged": True}
        characters += len(page["characters"])
        if characters > most_characters:
            print(json.dumps({"refused": "characters", "found": characters}))
            return
        print(json.dumps(page))


if __name__ == "__main__":
    main()
