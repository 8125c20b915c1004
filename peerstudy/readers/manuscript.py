"""A manuscript as a ledger: every number that was understood, with how sure that is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from peerstudy.ledger import Ledger
from peerstudy.ledger.frame import validated
from peerstudy.ledger.rows import YEARS, Traits
from peerstudy.readers.delimited import decoded, indented
from peerstudy.readers.document import read_content, read_document
from peerstudy.readers.draft import Draft
from peerstudy.readers.entries import Entry
from peerstudy.readers.grid import Cell, Document, Grid, resolve_spans
from peerstudy.readers.headings import speaks_of
from peerstudy.readers.interpret import interpret
from peerstudy.readers.limits import LIMITS, Limits, refuse
from peerstudy.readers.sentences import read_sentences, tests_in
from peerstudy.words import Message, Run

CELLS = ("place", "row", "column", "cell", "group", "variable", "level", "stat", "printed", "doubt")
_NAMED = 3


@dataclass(frozen=True)
class Manuscript:
    """What was read of a file.

    Attributes
    ----------
    ledger : Ledger
        The numbers that were understood; ``doubt`` is how unsure each is, and
        ``unread`` lists what was not understood.
    grids : tuple of Grid
        The tables they stand in.
    entries : tuple of Entry
        The same numbers with the cell that each stands in.

    Examples
    --------
    >>> read = read_text("Of the 26 peers, 19 (73.1%) were women.")
    >>> read.ledger.frame[["stat", "printed"]].values.tolist()
    [['n', '19'], ['percent', '73.1'], ['denominator', '26']]
    """

    ledger: Ledger
    grids: tuple[Grid, ...] = field(repr=False, default=())
    entries: tuple[Entry, ...] = field(repr=False, default=())

    @property
    def cells(self) -> pd.DataFrame:
        """How each cell was understood, one row a number: columns :data:`CELLS`."""
        rows = [[getattr(entry, name) for name in CELLS] for entry in self.entries]
        return pd.DataFrame(rows, columns=list(CELLS)).assign(
            row=lambda frame: frame.row + 1, column=lambda frame: frame.column + 1
        )


def read_manuscript(path: str | Path, limits: Limits = LIMITS) -> Manuscript:
    """Read the numbers of a manuscript's tables and text.

    Parameters
    ----------
    path : str or Path
        Anything that :func:`peerstudy.readers.read_document` reads.
    limits : Limits
        How large it may be.

    Raises
    ------
    InvalidDataError
        If the file cannot be read, or no number in it was understood.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "draft.txt")
    ...     _ = path.write_text("Of the 26 peers, 19 (73.1%) were women.")
    ...     read_manuscript(path).ledger.frame["printed"].tolist()
    ['19', '73.1', '26']
    """
    return understood(read_document(path, limits))


def read_table(table: pd.DataFrame, caption: str = "") -> Manuscript:
    """Read a table that is in a frame as people print it: labels first, a column a group.

    Parameters
    ----------
    table : DataFrame
        Its columns are the headings; a named index is the column of labels.
    caption : str, default ""
        Its title, which may state an N.

    Raises
    ------
    InvalidDataError
        If no number in it was understood.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"": ["Sex", " Women", " Men"],
    ...                       "Peers (n = 26)": ["", "19 (73.1%)", "7 (26.9%)"]})
    >>> read_table(table).ledger.size("Peers")
    26
    """
    plain = isinstance(table.index, pd.RangeIndex) and table.index.name is None
    frame = table if plain else table.reset_index()
    headings = [_text(name) for name in frame.columns]
    cells = [[indented(_text(cell)) for cell in row] for row in frame.itertuples(index=False)]
    rows = [[Cell(name, header=True) for name in headings], *cells]
    return understood(Document("table", (Grid(resolve_spans(rows), 1, caption),)))


def read_text(text: str) -> Manuscript:
    r"""Read the numbers of a pasted text: a table with tabs or commas, or sentences.

    Raises
    ------
    InvalidDataError
        If no number in it was understood.

    Examples
    --------
    >>> table = "\tPeers (n = 26)\nWomen\t19 (73.1%)"
    >>> read_text(table).ledger.frame[["variable", "stat", "printed"]].values.tolist()
    [['', 'n', '26'], ['Women', 'n', '19'], ['Women', 'percent', '73.1']]
    """
    return read_piped(text.encode(), "pasted text")


def read_piped(content: bytes, name: str = "standard input", limits: Limits = LIMITS) -> Manuscript:
    r"""Read the numbers of what another program hands over: any file, or pasted text.

    Parameters
    ----------
    content : bytes
        What it hands over.
    name : str, default "standard input"
        What to call it.
    limits : Limits
        How large it may be.

    Raises
    ------
    InvalidDataError
        If it cannot be read, or no number in it was understood.

    Examples
    --------
    >>> read_piped(b"Sex,Peers (n = 26)\nWomen,19 (73.1%)").ledger.size("Peers")
    26
    """
    if not content.strip():
        raise refuse(name, "nothing", "there must be a table or a text")
    document = read_content(content, name, limits)
    if document.grids or content.startswith(b"%PDF-"):
        return understood(document)
    draft = Draft(name, limits, "line")
    for line in filter(str.strip, decoded(content).splitlines()):
        draft.write(line)
    return understood(draft.document())


def understood(document: Document) -> Manuscript:
    """Return a document's numbers as a ledger, or refuse it where none was understood."""
    entries: list[Entry] = []
    skipped: list[Message] = []
    for grid in document.grids:
        reading = interpret(grid)
        entries += reading.entries
        if not _any_to_check(reading.entries):
            skipped.append(Message.of("readings.skipped", place=grid.place))
        for text, row, column in reading.unread:
            shown = text if len(text) < 40 else text[:37] + "..."
            where = {"place": grid.place, "row": row + 1, "column": column + 1}
            skipped.append(Message.of("readings.not_read", **where, cell=Run(repr(shown))))
    entries += read_sentences(document.paragraphs)
    if not _any_to_check(entries):
        tables = len(document.grids)
        found = f"{tables} table{'s' * (tables > 1)} without" if tables else "no table and no"
        found += " numbers to check"
        if not tables and re.search(r"\d", " ".join(each.text for each in document.paragraphs)):
            found = "no table, and numbers in the text, but none in a form that can be checked"
        allowed = (
            "a table needs labels in its first column, groups as columns, and cells such as "
            "19 (73.1%) or 41.5 (7.79); a sentence needs shares with what they are of, such as "
            "19 of 26 (73.1%) or 73.1% of 26, or means with their n, such as "
            "M = 34.27, SD = 5.10, n = 15; a ledger needs the columns item, place, group, "
            "variable, level, stat, printed, source"
        )
        raise refuse(document.name, found, allowed)
    if document.doubt:
        entries = [replace(e, doubt=max(e.doubt, document.doubt)) for e in entries]
    ledger = Ledger(
        validated(_frame(entries), document.name),
        document.name,
        traits=_traits(entries),
        unread=tuple(skipped),
        caveats=tuple(_caveats(document)),
    )
    return Manuscript(ledger, document.grids, tuple(entries))


def _caveats(document: Document) -> Iterator[Message]:
    """Say what is to be known of how a document was read, and what of its text is not checked."""
    if document.caveat:
        yield Message(document.caveat)
    if tests := tests_in(document.paragraphs):
        named = "; ".join([*tests[:_NAMED], *["…"] * (len(tests) > _NAMED)])
        yield Message.of("sharpen.tests", n=len(tests), names=Run(named))


def _traits(entries: Iterable[Entry]) -> dict[str, Traits]:
    """Return what averaged variables are measured in where their names say years."""
    averaged = dict.fromkeys(entry.variable for entry in entries if entry.stat == "mean")
    return {name: Traits("numeric", YEARS) for name in averaged if speaks_of("years", name)}


def _any_to_check(entries: Iterable[Entry]) -> bool:
    """Return whether any number is of a variable, other than a p-value."""
    return any(entry.variable and entry.stat != "p" for entry in entries)


def _frame(entries: Sequence[Entry]) -> pd.DataFrame:
    """Lay entries out as a ledger; what stands twice under one name gets items of its own."""
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    items: dict[tuple[object, ...], str] = {}
    seen: Counter[str] = Counter()
    for entry in entries:
        names = (entry.place, entry.group, entry.variable, entry.level)
        cell = (*names, entry.row, entry.source[:9])
        if cell not in items:
            name = " / ".join(filter(None, names))
            seen[name] += 1
            items[cell] = name if seen[name] == 1 else f"{name} ({seen[name]})"
        key = (items[cell], *names, entry.stat)
        doubt = f"{entry.doubt:g}" if entry.doubt else ""
        rows.setdefault(key, (*key, entry.printed, entry.source, doubt))
    columns = ["item", "place", "group", "variable", "level", "stat", "printed", "source", "doubt"]
    return pd.DataFrame(list(rows.values()), columns=columns, dtype=str)


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and value != value) or value is pd.NA:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, tuple):
        return "\n".join(dict.fromkeys(str(part) for part in value if str(part)))
    return str(value)
