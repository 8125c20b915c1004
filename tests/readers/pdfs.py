"""Small PDF files, made here from bytes: text at positions, rules, and some that misbehave."""

import zlib

HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
_CODES = {letter: 0xC0 + number for number, letter in enumerate(HEBREW)}


def pdf(*pages, trailer=b"", more=()):
    """Lay pages out as a PDF: each is the content of its stream, or a pair of filter and bytes."""
    kids = [f"{6 + 2 * i} 0 R" for i in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
        _stream(_to_unicode()),
    ]
    for number, page in enumerate(pages):
        filters, content = page if isinstance(page, tuple) else (b"", page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources"
            b"<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</X %d 0 R>>>>>>"
            % (7 + 2 * number, 6 + 2 * len(pages))
        )
        objects.append(_stream(content, filters))
    return _laid_out([*objects, *more], trailer)


def _laid_out(objects, trailer):
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def _stream(content, extra=b""):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(content), content)


def _to_unicode():
    pairs = [(code, ord(letter)) for letter, code in _CODES.items()]
    pairs += [(code, code) for code in range(0x20, 0x7F)]
    lines = "".join(f"<{code:02X}> <{letter:04X}>\n" for code, letter in pairs)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{lines}endbfchar\nendcmap end end"
    ).encode()


def text(x, y, printed, size=10):
    """Print a text at a place; Hebrew is given as it looks, from left to right."""
    font = "F2" if any(c in _CODES for c in printed) else "F1"
    codes = bytes(_CODES[c] if c in _CODES else c.encode("cp1252")[0] for c in printed)
    return f"BT /{font} {size} Tf {x} {y} Td <{codes.hex()}> Tj ET\n".encode()


def rule(left, bottom, right, top):
    """Draw a line as a thin box."""
    return b"%d %d %d %d re f\n" % (left, bottom, right - left, top - bottom)


def table(rows, columns=(50, 250, 400), top=700, step=16, size=10):
    """Print rows of cells at columns' left edges; empty cells are left out."""
    out = b""
    for number, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=True):
            shift = 10 * (len(cell) - len(cell.lstrip())) // 2
            out += text(x + shift, top - step * number, cell.strip(), size) if cell.strip() else b""
    return out


def boxes(columns, rows):
    """Draw the rules of a table: at columns' edges and at rows' edges."""
    out = b"".join(rule(x, rows[-1], x + 1, rows[0]) for x in columns)
    return out + b"".join(rule(columns[0], y, columns[-1], y + 1) for y in rows)


def of_many_forms(depth, width):
    """Give a PDF of a few bytes whose forms print each other, width to the depth times."""
    forms = []
    for level in range(depth):
        last = level == depth - 1
        content = text(10, 10, "a") if last else b"/X Do " * width
        resources = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>" % (9 + level)
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]" + resources
        forms.append(_stream(content, form))
    return pdf(b"/X Do " * width, more=forms)


def that_unpacks(times):
    """Give a PDF whose page prints a letter so many times, packed twice."""
    packed = zlib.compress(zlib.compress(text(10, 10, "a") * times, 9), 9)
    return pdf((b"/Filter[/FlateDecode/FlateDecode]", packed))


def locked():
    """Give a PDF that asks for a password."""
    key = "<" + "00" * 32 + ">"
    entry = f"/Encrypt<</Filter/Standard/V 1/R 2/O{key}/U{key}/P -4>>/ID[<00><00>]"
    return pdf(text(50, 700, "secret"), trailer=entry.encode())
