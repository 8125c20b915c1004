"""The command that writes a reviewer's page: ``report``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from peerstudy.cli.app import Force, Language, Rule, Subject, app, named, say
from peerstudy.printed import Rounding


@app.command("report")
def report_command(
    study: Subject = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The page to write.")] = Path(
        "report.html"
    ),
    lang: Annotated[
        Language, typer.Option(help="Which edition is shown first; both are in the page.")
    ] = Language.EN,
    rounding: Rule = Rounding.EITHER,
    full: Annotated[
        bool,
        typer.Option("--full", help="Add every printed number and its verdict, in --lang."),
    ] = False,
    force: Force = False,
) -> None:
    """Write the problems as a page of two sheets, in English and Hebrew; --full adds the rest."""
    from peerstudy.auditing import audit
    from peerstudy.frames.files import digests, refuse_existing, refuse_read, write_whole
    from peerstudy.report import gather, report_page
    from peerstudy.study import load, study_files

    study = named(study)
    if not force:
        refuse_existing([out])
    numbers = load(study)
    alone = Path(study).is_file()
    read = [Path(study)] if alone else study_files(study)
    refuse_read(out, read)
    result = audit(numbers, rounding=rounding)
    if alone:
        result = replace(result, name=Path(study).name)
    matter = gather(result, digests(read))
    write_whole(out, report_page(matter, lang, [lang] if full else []), replace=force)
    say(f"{out}: {result}")
