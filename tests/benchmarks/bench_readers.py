"""Numbers that are read right from tables, by format: recall and precision.

A number counts where it is right together with its statistic, its row and its
group. Tables whose numbers are known are drawn in several layouts, in both
languages, and read back: the shipped Table 1, and with ``--documents DIR``
transcribed tables and documents of others. That folder holds ``real/*.csv``,
``documents/`` with ``documents_cells.csv``, and ``cell_classes.csv``.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

import drawn_tables as drawn
import pandas as pd

from peerstudy import load_study
from peerstudy.auditing import audit
from peerstudy.errors import InvalidDataError
from peerstudy.ledger import Labels
from peerstudy.readers.document import read_document
from peerstudy.readers.grid import Document
from peerstudy.readers.interpret import interpret
from peerstudy.readers.manuscript import read_manuscript, understood

PUBLISHED = (
    "published for JATS (Barnett 2022, doi:10.12688/f1000research.123002.2), first number of a "
    "cell: 84.0% of percentages, 91.8% of continuous cells"
)


class Score:
    """Counts of numbers that are printed, that were read, and that are right."""

    def __init__(self):
        self.printed = self.read = self.right = 0

    def add(self, printed, read):
        """Count two lists of numbers against each other."""
        both = Counter(printed) & Counter(read)
        self.printed += len(printed)
        self.read += len(read)
        self.right += sum(both.values())

    def __str__(self):
        recall = self.right / max(self.printed, 1)
        precision = self.right / max(self.read, 1)
        return f"{100 * recall:6.1f} {100 * precision:9.1f} {self.printed:9,}"


def shipped_table(language):
    """Return the Table 1 of the study that the package carries."""
    study = load_study("upsides_israel")
    frame = study.ledger.frame
    frame = frame[(frame.place == "Table 1")]
    labels = Labels(study, language)
    groups = {}
    lines = {}
    for _, cells in frame[frame.variable != ""].groupby(["variable", "level", "group"], sort=False):
        row = cells.iloc[0]
        numbers = dict(zip(cells.stat, cells.printed, strict=True))
        stats = ("n", "percent") if "percent" in numbers else ("mean", "sd")
        if not set(stats) <= set(numbers):
            continue
        group = labels.group(row.group)
        sized = frame[(frame.group == row.group) & (frame.variable == "") & (frame.stat == "n")]
        groups.setdefault(group, sized.printed.iloc[0] if len(sized) else "")
        pair = tuple(numbers[stat] for stat in stats)
        names = (
            labels.variable(row.variable),
            (labels.level(row.variable, row.level) if row.level else ""),
        )
        line = lines.setdefault(names, drawn.Line(*names, {}))
        line.cells[group] = drawn.Printed(f"{pair[0]} ({pair[1]})", stats, pair)
    return drawn.Table("shipped", groups, list(lines.values()))


def numbers_of(grid):
    """Return what is read of a grid as group, row, statistic and printed text."""
    reading = interpret(grid)
    levels = {e: grid.cells[e.row][0].text for e in reading.entries if e.stat == "missing"}
    return [
        (drawn.plain(e.group), drawn.row_of(e.variable, levels.get(e, e.level)),
         "n" if e in levels else e.stat,
         drawn.digits(e.printed))
        for e in reading.entries
        if e.variable and e.stat not in ("denominator", "p")
    ]  # fmt: skip


def read_back(table, layout, fmt, language, folder):
    """Return the numbers that are printed and those that were read of one drawn table."""
    rows = drawn.LAYOUTS[layout](table, language)
    if not rows:
        return None
    write, suffix = drawn.FORMATS[fmt]
    path = folder / f"{table.name}{suffix}"
    path.write_bytes(write(rows, language))
    try:
        grids = read_document(path).grids
    except InvalidDataError:
        grids = ()
    read = [each for grid in grids for each in numbers_of(grid)]
    return table.numbers, read


def drawn_scores(tables):
    """Score every table in every layout, format and language."""
    by_format = {fmt: Score() for fmt in drawn.FORMATS}
    by_layout = {}
    by_table = {}
    with tempfile.TemporaryDirectory() as name:
        for table, language in tables:
            for layout in drawn.LAYOUTS:
                for fmt in drawn.FORMATS:
                    found = read_back(table, layout, fmt, language, Path(name))
                    if found is None:
                        continue
                    by_format[fmt].add(*found)
                    by_layout.setdefault(f"{layout}, {language}", Score()).add(*found)
                    by_table.setdefault(f"{table.name} {layout} {language}", Score()).add(*found)
    return by_format, by_layout, by_table


def document_scores(folder):
    """Score the documents whose numbers are transcribed, by format."""
    known = pd.read_csv(folder / "documents_cells.csv", dtype=str, keep_default_na=False)
    scores = {}
    by_file = {}
    for name, cells in known.groupby("file"):
        path = folder / "documents" / str(name)
        if not path.exists():
            continue
        fmt = {".nxml": "JATS", ".docx": "DOCX", ".html": "HTML"}.get(path.suffix, path.suffix)
        for grid in read_document(path).grids:
            of_table = cells[cells.table == str(grid.number)]
            if not len(of_table):
                continue
            printed = [
                (drawn.plain(r.group), drawn.row_of(r.variable, r.level), r.stat,
                 drawn.digits(r.printed))
                for r in of_table.itertuples()
                if r.variable and r.stat != "denominator"
            ]  # fmt: skip
            read = numbers_of(grid)
            scores.setdefault(fmt, Score()).add(printed, read)
            by_file.setdefault(f"{name} {grid.number}", (printed, read))
    return scores, by_file


def flagged_cells(folder):
    """Yield for each transcribed percentage its table, what it is of, and whether it is flagged.

    A table is read from its document where that lies in the folder, else as it is drawn.
    """
    classes = pd.read_csv(folder / "cell_classes.csv", dtype=str, keep_default_na=False)
    for name, cells in classes.groupby("table_id"):
        stem, _, wrap = str(name).partition("_")
        document = folder / "documents" / f"{stem.upper()}.nxml"
        with tempfile.TemporaryDirectory() as place:
            number = int(wrap[1:]) + 1 if document.exists() else 1
            if not document.exists():
                table = drawn.table_of(folder / "real" / f"{name}.csv")
                document = Path(place) / f"{name}.csv"
                document.write_bytes(drawn.csv(drawn.wide(table, "en"), "en"))
            read = read_document(document)
            grid = next(grid for grid in read.grids if grid.number == number)
            findings = audit(understood(Document(read.name, (grid,))).ledger).findings
        bad = findings[findings.check.isin(["PCT1", "DEN1"]) & (findings.verdict == "inconsistent")]
        flagged = {
            (drawn.plain(f.group), drawn.plain(f.level or f.variable), drawn.digits(f.printed))
            for f in bad.itertuples()
        }
        real = pd.read_csv(folder / "real" / f"{name}.csv", dtype=str, keep_default_na=False)
        for cell in cells.itertuples():
            variable = real.variable[int(cell.csv_line) - 2]
            group = drawn.plain(drawn.group_of(cell.group))
            key = (group, drawn.plain(cell.row) or drawn.plain(variable), drawn.digits(cell.pct))
            yield name, cell, key in flagged


def wolves(folder, *, verbose):
    """Print how many percentages with an honest denominator are flagged, and how many without."""
    honest, impossible = [], []
    for name, cell, flagged in flagged_cells(folder):
        kind = cell.cell_class.split()[0]
        if kind in ("01", "02", "03", "04", "06", "07b", "21"):
            honest.append(flagged)
        elif kind == "11":
            impossible.append(flagged)
        else:
            continue
        if verbose and flagged == (kind != "11"):
            print(f"  {name} {cell.group} / {cell.row}: {cell.n} ({cell.pct}), {cell.cell_class}")
    print(
        f"\npercentages of a printed or summed N that are flagged: {sum(honest)} of {len(honest)}"
    )
    print(f"percentages of no whole N that are flagged: {sum(impossible)} of {len(impossible)}")


def of_article(path):
    """Print how much of the shipped ledger is found in the text of its article."""
    known = load_study("upsides_israel").ledger.frame
    frame = read_manuscript(path).ledger.frame
    print()
    for place, where in (("Table 1", frame.place != "Text"), ("Sample", frame.place == "Text")):
        of_place = known[known.place == place]
        printed = Counter(zip(of_place.stat, of_place.printed.str.rstrip("%"), strict=True))
        read = Counter(zip(frame[where].stat, frame[where].printed, strict=True))
        found = sum((printed & read).values())
        print(f"article, {place}: {found} of {sum(printed.values())} numbers found")
        print(f"  not found: {sorted((printed - read).elements())}")


def table_of(title, scores):
    print(f"\n{title:<28}recall precision   numbers")
    for name, score in scores.items():
        print(f"{name:<28}{score}")


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=Path, help="folder of transcribed tables and documents")
    parser.add_argument("--tables", action="store_true", help="print the worst drawn tables too")
    parser.add_argument("--article", type=Path, help="text of the article of the shipped study")
    given = parser.parse_args()
    tables = [(shipped_table(language), language) for language in ("en", "he")]
    if given.documents is None:
        print("tables and documents of others: skipped (name their folder: --documents DIR)")
    else:
        real = [drawn.table_of(path) for path in sorted((given.documents / "real").glob("*.csv"))]
        tables += [(table, "en") for table in real]
        tables += [(drawn.in_hebrew(table), "he") for table in real]
    by_format, by_layout, by_table = drawn_scores(tables)
    table_of("drawn tables, by format", by_format)
    table_of("drawn tables, by layout", by_layout)
    if given.tables:
        worst = sorted(by_table.items(), key=lambda i: i[1].right - i[1].printed)[:40]
        table_of("worst drawn tables", dict(worst))
    if given.documents is not None:
        scores, _ = document_scores(given.documents)
        table_of("documents of others", scores)
        wolves(given.documents, verbose=given.tables)
    if given.article is not None:
        of_article(given.article)
    print(f"\n{PUBLISHED}")


if __name__ == "__main__":
    main()
