"""What a builder is given beside its results: which table it makes, and the words for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from peerstudy.frames.records import grouped
from peerstudy.ledger import Labels, Ledger
from peerstudy.ledger.labels import Labelled
from peerstudy.tables.cells import DASH, lines, said, text
from peerstudy.tables.model import Align, Cell, Column, Notes, Row, RowGroup, Spanner, Table, headed
from peerstudy.words import word


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is still empty: its labels and language, its number, how its source is cited.

    A number of 0 and an empty source stand for none.
    """

    labels: Labels
    number: int = 1
    source: str = ""

    @property
    def lang(self) -> str:
        """The table's language."""
        return self.labels.lang

    def labelled(self, by: Labelled) -> "Sheet":
        """Call codes by other labels: those of codings, or of sites."""
        return replace(self, labels=Labels(by, self.lang))

    def said(self, key: str, /, **values: object) -> Cell:
        """Make a cell of a text of the catalogue."""
        return said(word(key, self.lang, **values))

    def text(self, value: str) -> Cell:
        """Make a cell of a text that is in the table's language already."""
        return text(value, self.lang)

    def named(self, kind: str, *code: str) -> Cell:
        """Make a cell of what a code is called."""
        return self.text(self.labels.of(kind, *code))

    def bullets(self, codes: Iterable[str]) -> Cell:
        """Make a cell of what several codes are called, a line each; a dash where there is none."""
        return lines(self.text(f"• {self.labels.of('code', code)}") for code in codes) or DASH

    def column(self, key: str, align: Align = Align.START, width: float = 1.0) -> Column:
        """Make a column under a text of the catalogue."""
        return Column(self.said(key), align, width)

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        groups: Iterable[RowGroup],
        notes: Iterable[Cell],
        *,
        title: str | None = None,
        specific: tuple[tuple[str, Cell], ...] = (),
        source: Cell = (),
        spanners: tuple[Spanner, ...] = (),
        wide: bool = False,
    ) -> Table:
        """Fill it: the first column is that of the labels, its title that of its name."""
        stub, *rest = columns
        titled = f"tables.{name}" if title is None else title
        return Table(
            name=name,
            number=self.number,
            title=self.said(titled) if titled else (),
            stub=stub,
            columns=tuple(rest),
            groups=tuple(groups),
            notes=Notes(tuple(notes), specific, source=source or self.text(self.source)),
            lang=self.lang,
            spanners=spanners,
            wide=wide,
        )


def sheet_of(ledger: Ledger, lang: str, number: int = 1) -> Sheet:
    """Return an empty table of a study or a ledger, which cites it as that language does."""
    return Sheet(Labels(ledger, lang), number, ledger.cited(lang))


def sections(rows: Iterable[tuple[Cell, Row]]) -> list[RowGroup]:
    """Put each row, which follows its heading, under it; what is under an empty one has none."""
    under = grouped(rows, itemgetter(0))
    return [headed(heading, [row for _, row in own]) for heading, own in under.items()]
