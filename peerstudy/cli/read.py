"""The command that shows how a manuscript's numbers were understood: ``read``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.app import Force, Lang, Language, TableFormat, app, print_table, say
from peerstudy.cli.subjects import PIPED, Limit
from peerstudy.words import Run

if TYPE_CHECKING:
    import pandas as pd

    from peerstudy.readers import Manuscript


@app.command("read")
def read_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|-",
            help="A table or manuscript: CSV, Word, Excel, HTML, JATS, PDF; "
            "- reads standard input.",
        ),
    ],
    save: Annotated[
        Path | None, typer.Option(help="Write the ledger here, to be edited and audited.")
    ] = None,
    style: Annotated[
        TableFormat, typer.Option("--format", help="csv and markdown hold one row for each number.")
    ] = TableFormat.TEXT,
    lang: Lang = Language.EN,
    force: Force = False,
    limit: Limit = None,
) -> None:
    """Show how each cell of a table or manuscript was understood, and what was not."""
    from peerstudy.auditing.readings import DOUBTFUL
    from peerstudy.frames.files import refuse_read, write_whole
    from peerstudy.frames.neutral import csv_of
    from peerstudy.readers import limits_of, read_manuscript, read_piped
    from peerstudy.words import Message

    piped = str(file) == PIPED
    most = limits_of(limit or ())
    if piped:
        found = read_piped(sys.stdin.buffer.read(), limits=most)
    else:
        found = read_manuscript(file, most)
    if save is not None:
        refuse_read(save, [] if piped else [file])
        write_whole(save, csv_of(found.ledger.frame), replace=force)
    if style is not TableFormat.TEXT:
        print_table(found.cells, style, lang)
        return
    print_table(_by_cell(found, lang), style, lang)
    doubtful = sum(entry.doubt >= DOUBTFUL for entry in found.entries)
    count = Message.of("readings.read", n=len(found.entries), doubtful=doubtful)
    say("\n" + count.told(lang), lang)
    for caveat in found.ledger.caveats:
        say(caveat.told(lang), lang)
    for line in found.ledger.unread:
        say(f"  {line.told(lang)}", lang)
    if save is not None:
        say(Message.of("readings.saved", file=Run(str(save))).told(lang), lang)


def _by_cell(found: "Manuscript", lang: str) -> "pd.DataFrame":
    """Return one row a cell: where it stands, what it is of, and what its numbers are."""
    import pandas as pd

    from peerstudy.auditing.names import place
    from peerstudy.cli.formats import headed
    from peerstudy.words import tell, word

    told: dict[tuple[str, ...], tuple[list[str], float]] = {}
    for e in found.entries:
        label = " / ".join(filter(None, (e.variable, e.level)))
        where = tell(place(e.place), lang)
        if e.variable:
            where = word("readings.at", lang, place=where, row=e.row + 1, column=e.column + 1)
        stat = word(f"audit_display.stat_{e.stat}", lang)
        key = (where, " ".join(e.cell.split()), e.group, label)
        parts, doubt = told.get(key, ([], 0.0))
        told[key] = ([*parts, f"{stat} {tell(Run(e.printed), lang)}"], max(doubt, e.doubt))
    rows = [
        (*key, ", ".join(parts), f"{doubt:.1f}" if doubt else "")
        for key, (parts, doubt) in told.items()
    ]
    heads = ["where", "cell", "group", "row", "read_as", "doubt"]
    return headed(pd.DataFrame(rows, columns=heads), lang)
