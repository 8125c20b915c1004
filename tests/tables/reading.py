"""Read tables back from the files that were written, independently of how they were made."""

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare(text):
    """Take away what only aligns or directs."""
    return re.sub("[\u00a0\u200e\u200f\u2066-\u2069]", " ", text).replace("  ", " ").strip()


def tight(text):
    """Take away all spaces, directions and line ends."""
    return re.sub("[\\s\u00a0\u200e\u200f\u2066-\u2069]", "", text)


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.tags, self.open, self.caption, self.notes = [], [], [], "", ""

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in {"meta", "col", "br"}:
            self.open.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append(["", tag, dict(attributes)])

    def handle_endtag(self, tag):
        name, _ = self.open.pop()
        assert name == tag, (name, tag)

    def handle_data(self, data):
        names = [name for name, _ in self.open]
        if "td" in names or "th" in names:
            self.rows[-1][-1][0] += data
        if "caption" in names:
            self.caption += data
        if any(about.get("class") == "notes" for _, about in self.open):
            self.notes += data


def page(html):
    """Parse a page, whose tags must match."""
    parsed = _Page()
    parsed.feed(html)
    parsed.close()
    assert parsed.open == []
    return parsed


class Word:
    """A Word file read as XML."""

    def __init__(self, content):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.dates = {info.date_time for info in archive.infolist()}
            self.core = archive.read("docProps/core.xml").decode()
            self.document = ElementTree.fromstring(archive.read("word/document.xml"))
            self.styles = ElementTree.fromstring(archive.read("word/styles.xml"))
        self.table = self.document.find(f".//{W}tbl")
        self.rows = self.table.findall(f"{W}tr")

    def texts(self):
        return [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in self.rows]

    def paragraphs(self):
        return self.document.findall(f"{W}body/{W}p")


def text_of(node):
    parts = (part.text if part.tag == f"{W}t" else " " for part in node.iter()
             if part.tag in {f"{W}t", f"{W}br"})  # fmt: skip
    return "".join(parts)


def has(node, *path):
    return node.find("/".join(f"{W}{name}" for name in path)) is not None
