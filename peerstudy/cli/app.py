"""The application that commands join, and what they all need."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.ends import Commands
from peerstudy.errors import WrongCallError
from peerstudy.printed import Rounding
from peerstudy.words import LANGUAGES, led

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from peerstudy.tables import Table

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Check whether a study's reported numbers are consistent, and explain those that are not.",
    epilog="Exit codes: 0 done, 1 inconsistent, 2 input or usage, 3 not written, 4 too large.",
)


def _version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        from peerstudy import __version__

        typer.echo(f"peerstudy {__version__}")
        raise typer.Exit


@app.callback()
def options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show versions and a traceback when a command fails.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options of every command."""


TableFormat = StrEnum("TableFormat", ["TEXT", "CSV", "MARKDOWN"])
"""How to print a table."""
if TYPE_CHECKING:
    Language = StrEnum("Language", ["EN", "HE"])
else:
    Language = StrEnum("Language", {lang.upper(): lang for lang in LANGUAGES})


Subject = Annotated[
    str | None,
    typer.Argument(
        metavar="STUDY|FOLDER|FILE",
        help="A study's name, a folder of your own, a ledger or a manuscript.",
    ),
]
CodedStudy = Annotated[
    str | None,
    typer.Argument(metavar="STUDY|FOLDER", help="A study's name, or a folder of your own."),
]
Lang = Annotated[Language, typer.Option("--lang", help="The language to write in.")]
Languages = Annotated[
    list[Language] | None,
    typer.Option("--lang", help="The language to write in; may be repeated. Default: both."),
]
Style = Annotated[
    TableFormat, typer.Option("--format", help="How to print it; csv holds every row.")
]
Rule = Annotated[
    Rounding,
    typer.Option(
        "--rounding",
        metavar="RULE",
        help=f"The rounding rule to judge by: {', '.join(Rounding)}.",
    ),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder to write to; made if missing.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]


def named(study: str | None) -> str:
    """Return the study that was named; without one, list what can be."""
    if study:
        return study
    from peerstudy.study import studies

    raise WrongCallError(
        f"Name a study ({', '.join(studies())}), a folder of your own, a ledger or a manuscript."
    )


def named_sites(sites: str | None) -> str:
    """Return the sites that were named; without any, list what can be."""
    if sites:
        return sites
    from peerstudy.study import studies
    from peerstudy.study.sites import EVIDENCE_FILE, has_sites

    there = ", ".join(filter(has_sites, studies()))
    raise WrongCallError(f"Name sites ({there}), or a folder of your own with {EVIDENCE_FILE}.")


def width() -> int:
    """Return how many columns to print on."""
    from shutil import get_terminal_size

    return min(get_terminal_size((80, 24)).columns, 120)


def say(text: str, lang: str = "en") -> None:
    """Print a text in the direction of its language, ending its line."""
    typer.echo(led(text, lang), nl=not text.endswith("\n"))


def print_table(
    frame: "pd.DataFrame", style: TableFormat, lang: str = "en", *, under: int = 0
) -> None:
    """Print a frame of text in a table's format; the first `under` columns as headings."""
    from peerstudy.frames.neutral import csv_of

    if style is TableFormat.CSV:
        say(csv_of(frame))
        return
    from peerstudy.tables.listing import listing

    print_tables([listing(frame, lang, under=under)], style)


def print_tables(tables: "Iterable[Table]", style: TableFormat) -> None:
    """Print tables one below the other, as text or Markdown."""
    from peerstudy.tables.markdown import as_markdown
    from peerstudy.tables.terminal import as_text

    if style is TableFormat.MARKDOWN:
        say("\n".join(map(as_markdown, tables)))
    else:
        say("\n\n".join(as_text(table, width()) for table in tables))
