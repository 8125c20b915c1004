"""Small files of every format, made here: one table of two groups."""

import io
import zipfile

ROWS = [
    ["Characteristic", "Peers (n = 26)", "Professionals (n = 42)"],
    ["Gender", "", ""],
    ["  Women", "19 (73.1%)", "30 (71.4%)"],
    ["  Men", "7 (26.9%)", "12 (28.6%)"],
    ["Age, mean (SD)", "41.5 (7.79)", "44.2 (10.1)"],
]
EXPECTED = {
    ("Peers", "", "", "n", "26"),
    ("Professionals", "", "", "n", "42"),
    ("Peers", "Gender", "Women", "n", "19"),
    ("Peers", "Gender", "Women", "percent", "73.1"),
    ("Professionals", "Gender", "Women", "n", "30"),
    ("Professionals", "Gender", "Women", "percent", "71.4"),
    ("Peers", "Gender", "Men", "n", "7"),
    ("Peers", "Gender", "Men", "percent", "26.9"),
    ("Professionals", "Gender", "Men", "n", "12"),
    ("Professionals", "Gender", "Men", "percent", "28.6"),
    ("Peers", "Age", "", "mean", "41.5"),
    ("Peers", "Age", "", "sd", "7.79"),
    ("Professionals", "Age", "", "mean", "44.2"),
    ("Professionals", "Age", "", "sd", "10.1"),
}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def found(manuscript):
    """Give what was read as a set of group, variable, level, statistic and text."""
    frame = manuscript.ledger.frame
    names = ["group", "variable", "level", "stat", "printed"]
    return set(frame[names].itertuples(index=False, name=None))


def delimited(mark=",", encoding="utf-8"):
    lines = [mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in ROWS]
    return "\n".join(lines).encode(encoding)


def html(rows=ROWS):
    def row(cells, tag):
        inside = "".join(f"<{tag}>{cell.replace('  ', '&nbsp;&nbsp;')}</{tag}>" for cell in cells)
        return f"<tr>{inside}</tr>"

    body = "".join(row(cells, "td") for cells in rows[1:])
    return (
        f"<!doctype html><table><caption>Table 1. Sample</caption><thead>{row(rows[0], 'th')}"
        f"</thead><tbody>{body}</tbody></table>"
    ).encode()


def jats():
    def row(cells, tag):
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"

    rows = [[c.replace("  ", "\u2003") for c in cells] for cells in ROWS]
    body = "".join(row(cells, "td") for cells in rows[1:])
    return (
        "<?xml version='1.0'?><article><back><table-wrap><label>Table 1</label><caption><p>Sample"
        f"</p></caption><table><thead>{row(rows[0], 'th')}</thead><tbody>{body}</tbody></table>"
        "</table-wrap></back></article>"
    ).encode()


def markdown():
    lines = ["| " + " | ".join(c.replace("  ", "&nbsp;") for c in row) + " |" for row in ROWS]
    lines.insert(1, "|---|---|---|")
    return ("Table 1. Sample\n\n" + "\n".join(lines) + "\n").encode()


def latex():
    def cell(text):
        return text.replace("  ", r"\quad ").replace("%", r"\%")

    lines = [" & ".join(cell(c) for c in row) + r" \\" for row in ROWS]
    body = "\n".join([r"\toprule", lines[0], r"\midrule", *lines[1:], r"\bottomrule"])
    return (
        r"\begin{table}\caption{Sample}\begin{tabular}{lrr}" + f"\n{body}\n" + r"\end{tabular}"
        r"\end{table}"
    ).encode()


def plain():
    return "\n".join(f"{r[0]:<20}   {r[1] or '-':<18}   {r[2] or '-'}" for r in ROWS).encode()


def word_part(cells_xml, before=""):
    """Give a Word file around rows of XML; it has no grid of columns."""
    document = f"<w:document {W}><w:body>{before}<w:tbl>{cells_xml}</w:tbl></w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", document)
    return out.getvalue()


def word_cell(text, props="", raised=""):
    up = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    return (
        f"<w:tc><w:tcPr>{props}</w:tcPr><w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"
        f"{up.format(raised) if raised else ''}</w:p></w:tc>"
    )


def word():
    rows = ["".join(word_cell(cell) for cell in row) for row in ROWS]
    return word_part("".join(f"<w:tr>{row}</w:tr>" for row in rows))
