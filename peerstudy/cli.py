"""The command line: parse, call the library, print."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.errors import PeerstudyError
from peerstudy.printed import Rounding

if TYPE_CHECKING:
    import pandas as pd

    from peerstudy.study import Study

CONSISTENT, INCONSISTENT, UNUSABLE = 0, 1, 2
DEFAULT = "upsides_israel"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Which numbers that a study prints can be true together, and what explains the others.",
)


class Format(StrEnum):
    """How to print an audit."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


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


@app.command("audit")
def audit_command(
    study: Subject = DEFAULT,
    everything: Annotated[bool, typer.Option("--all", help="Show every finding.")] = False,
    style: Annotated[
        Format, typer.Option("--format", help="csv and json hold every finding.")
    ] = Format.TEXT,
    rounding: Annotated[Rounding, typer.Option(help="The rule to judge by.")] = Rounding.EITHER,
    check: Annotated[
        list[str] | None, typer.Option(help="A check's or family's code; may be repeated.")
    ] = None,
    waivers: Annotated[Path | None, typer.Option(help="CSV of check, item, reason.")] = None,
) -> None:
    """Check the printed numbers: exit 0 if none is inconsistent, 1 if some are, 2 if unreadable."""
    with _kindly():
        from peerstudy import schemas
        from peerstudy.audit import audit
        from peerstudy.files import read_text_frame
        from peerstudy.formats import WRITERS, as_text

        accepted = None
        if waivers is not None:
            accepted = schemas.validate(read_text_frame(waivers), schemas.WAIVERS, waivers.name)
        result = audit(_subject(study), rounding=rounding, checks=check, waivers=accepted)
        if Path(study).is_file():
            result = replace(result, name=Path(study).name)
        if style is Format.TEXT:
            _say(as_text(result, _width(), everything=everything, colour=sys.stdout.isatty()))
        else:
            _say(WRITERS[style](result, everything))
    raise typer.Exit(INCONSISTENT if len(result.inconsistent) else CONSISTENT)


@app.command("checks")
def checks_command(
    style: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TEXT,
) -> None:
    """List the checks."""
    with _kindly():
        import pandas as pd

        from peerstudy.audit import all_checks

        rows = [(check.code, check.family, check.rule, check.source) for check in all_checks()]
        frame = pd.DataFrame(rows, columns=["check", "family", "what must hold", "source"])
        _print_table(frame, style)


@app.command("table1")
def table1_command(
    study: Subject = DEFAULT,
    place: Annotated[str | None, typer.Option(help="Which table or section.")] = None,
    lang: Annotated[Language, typer.Option(help="Language of the labels.")] = Language.EN,
    style: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TEXT,
) -> None:
    """Print Table 1, or another table or section, as the publication prints it."""
    with _kindly():
        from peerstudy.ledger import table1_wide

        _print_table(table1_wide(_subject(study), place, lang).reset_index(), style)


def _subject(name: str) -> "Study | pd.DataFrame":
    from peerstudy.ledger import read_ledger
    from peerstudy.study import load_study

    path = Path(name)
    if path.is_file() or path.suffix.lower() == ".csv":
        return read_ledger(path)
    return load_study(name)


@contextmanager
def _kindly() -> Iterator[None]:
    """Say what went wrong without a traceback."""
    try:
        yield
    except PeerstudyError as error:
        typer.echo(f"peerstudy: {error}", err=True)
        raise typer.Exit(UNUSABLE) from None


def _width() -> int:
    from shutil import get_terminal_size

    return min(get_terminal_size((80, 24)).columns, 120)


def _say(text: str) -> None:
    typer.echo(text, nl=not text.endswith("\n"))


def _print_table(frame: "pd.DataFrame", style: TableFormat) -> None:
    from peerstudy.formats import markdown_table, text_table

    rows = frame.itertuples(index=False)
    if style is TableFormat.CSV:
        _say(frame.to_csv(index=False, lineterminator="\n"))
    elif style is TableFormat.MARKDOWN:
        _say(markdown_table(frame.columns, rows))
    else:
        _say(text_table(frame.columns, rows, _width()))


def main() -> None:
    """Run the command line."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(UNUSABLE) from None
