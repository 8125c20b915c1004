"""The application that commands join, and what they all need."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.errors import PeerstudyError

if TYPE_CHECKING:
    import pandas as pd

CONSISTENT, INCONSISTENT, UNUSABLE = 0, 1, 2
DEFAULT, SITES = "upsides_israel", "upsides_sites"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Which numbers that a study prints can be true together, and what explains the others.",
)


class TableFormat(StrEnum):
    """How to print a table."""

    TEXT = "text"
    CSV = "csv"
    MARKDOWN = "markdown"


class Language(StrEnum):
    """A language that labels come in."""

    EN = "en"
    HE = "he"


Subject = Annotated[
    str,
    typer.Argument(
        metavar="[STUDY|FOLDER|FILE.csv]", help="A study's name, a folder of your own, or a ledger."
    ),
]


Languages = Annotated[
    list[Language] | None, typer.Option("--lang", help="May be repeated; both without it.")
]
Out = Annotated[Path, typer.Option("--out", help="The folder to write to; made if missing.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]


@contextmanager
def kindly() -> Iterator[None]:
    """Say what went wrong without a traceback."""
    try:
        yield
    except PeerstudyError as error:
        typer.echo(f"peerstudy: {error}", err=True)
        raise typer.Exit(UNUSABLE) from None


def width() -> int:
    """Give how many columns to print on."""
    from shutil import get_terminal_size

    return min(get_terminal_size((80, 24)).columns, 120)


def say(text: str) -> None:
    """Print a text, ending its line."""
    typer.echo(text, nl=not text.endswith("\n"))


def print_table(frame: "pd.DataFrame", style: TableFormat) -> None:
    """Print a frame in a table's format."""
    from peerstudy.cli.formats import markdown_table, text_table

    rows = frame.itertuples(index=False)
    if style is TableFormat.CSV:
        say(frame.to_csv(index=False, lineterminator="\n"))
    elif style is TableFormat.MARKDOWN:
        say(markdown_table(frame.columns, rows))
    else:
        say(text_table(frame.columns, rows, width()))
