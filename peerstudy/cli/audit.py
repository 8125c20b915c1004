"""The commands that judge: ``audit`` and ``checks``."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.app import (
    CONSISTENT,
    INCONSISTENT,
    UNUSABLE,
    Language,
    Subjects,
    TableFormat,
    app,
    print_table,
    say,
    width,
)
from peerstudy.cli.progress import shown
from peerstudy.cli.subjects import say_wanted, subject_named
from peerstudy.errors import PeerstudyError
from peerstudy.printed import Rounding

if TYPE_CHECKING:
    from peerstudy.audit import Audit

BUNDLED = "upsides_israel"
"""The study that is audited where none is named."""


class Format(StrEnum):
    """How to print an audit."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


@app.command("audit")
def audit_command(
    studies: Subjects = None,
    findings: Annotated[
        bool, typer.Option("--findings", help="Show the findings and risks below the problems.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every finding, and what each check found.")
    ] = False,
    style: Annotated[
        Format, typer.Option("--format", help="csv and json hold every finding.")
    ] = Format.TEXT,
    rounding: Annotated[Rounding, typer.Option(help="The rule to judge by.")] = Rounding.EITHER,
    check: Annotated[
        list[str] | None,
        typer.Option(help="A check's or family's code; may be repeated."),
    ] = None,
    waivers: Annotated[Path | None, typer.Option(help="CSV of check, item, reason.")] = None,
    threshold: Annotated[
        int, typer.Option(min=1, help="A count of people below this is a risk to them.")
    ] = 5,
    few: Annotated[
        int, typer.Option(min=2, help="Fewer feasible data sets than this are one too.")
    ] = 20,
    lang: Annotated[Language, typer.Option(help="Language of the findings.")] = Language.EN,
) -> None:
    """Check the printed numbers: exit 0 if none is inconsistent, 1 if some are, 2 if unreadable."""
    from peerstudy.audit import audit
    from peerstudy.audit.contradictions import READABLE
    from peerstudy.cli.formats import WRITERS, as_text
    from peerstudy.frames.files import read_text_frame
    from peerstudy.frames.validate import validate
    from peerstudy.ledger import schema as schemas

    if not studies and style is Format.TEXT:
        typer.echo(f"peerstudy: no study is named; this is {BUNDLED}, which is included.", err=True)
    accepted = None
    if waivers is not None:
        accepted = validate(read_text_frame(waivers), schemas.WAIVERS, waivers.name)
    names = studies or [BUNDLED]
    if len(names) > 1 and style is not Format.TEXT:
        raise typer.BadParameter("--format needs one study or file; several are told as text")
    told, ends = [], []
    for number, name in enumerate(names, start=1):
        if len(names) > 1:
            typer.echo(f"{number}/{len(names)}  {name}", err=True)
        try:
            found = subject_named(name)
            with shown() as progress:
                result = audit(
                    found,
                    rounding=rounding,
                    checks=check and [*check, READABLE],
                    waivers=accepted,
                    threshold=threshold,
                    few=few,
                    progress=progress,
                )
        except PeerstudyError as error:
            if len(names) == 1:
                raise
            told.append(f"{name}: {error}")
            ends.append(UNUSABLE)
            continue
        if Path(name).is_file():
            result = replace(result, name=Path(name).name)
        result = result.told(lang)
        if style is Format.TEXT:
            more = {"findings": findings, "everything": everything}
            say(as_text(result, width(), **more, colour=sys.stdout.isatty()))
            say_wanted(name, found, lang, width())
        else:
            say(WRITERS[style](result, everything))
        told.append(str(result))
        ends.append(_end(result))
    if len(names) > 1:
        say("\n" + "\n".join(told))
    raise typer.Exit(max(ends))


def _end(result: "Audit") -> int:
    """Return how an audit ends: 2 where numbers were not read, 1 where some are inconsistent."""
    if len(result.unread):
        return UNUSABLE
    return INCONSISTENT if len(result.inconsistent) else CONSISTENT


@app.command("checks")
def checks_command(
    style: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TEXT,
    lang: Annotated[Language, typer.Option(help="Language of the rules.")] = Language.EN,
) -> None:
    """List the checks."""
    import pandas as pd

    from peerstudy.audit import all_checks
    from peerstudy.cli.formats import columns

    told = [{"check": check.code} | check.told(lang) for check in all_checks()]
    rows = pd.DataFrame(told)[["check", "family", "rule", "source"]]
    print_table(rows.set_axis(columns(rows.columns, lang), axis=1), style)
