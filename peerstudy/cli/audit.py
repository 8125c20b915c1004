"""The commands that judge: ``audit`` and ``checks``."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerstudy.cli.app import (
    CONSISTENT,
    INCONSISTENT,
    UNUSABLE,
    Language,
    Subject,
    TableFormat,
    app,
    print_table,
    say,
    width,
)
from peerstudy.cli.progress import shown
from peerstudy.printed import Rounding

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
    study: Subject = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every finding.")] = False,
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

    if study is None:
        study = BUNDLED
        if style is Format.TEXT:
            typer.echo(
                f"peerstudy: no study is named; this is {BUNDLED}, which is included.", err=True
            )
    accepted = None
    if waivers is not None:
        accepted = validate(read_text_frame(waivers), schemas.WAIVERS, waivers.name)
    with shown() as progress:
        result = audit(
            study,
            rounding=rounding,
            checks=check and [*check, READABLE],
            waivers=accepted,
            threshold=threshold,
            few=few,
            progress=progress,
        )
    if Path(study).is_file():
        result = replace(result, name=Path(study).name)
    result = result.told(lang)
    if style is Format.TEXT:
        say(as_text(result, width(), everything=everything, colour=sys.stdout.isatty()))
    else:
        say(WRITERS[style](result, everything))
    if len(result.unread):
        raise typer.Exit(UNUSABLE)
    raise typer.Exit(INCONSISTENT if len(result.inconsistent) else CONSISTENT)


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
