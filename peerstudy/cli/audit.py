"""The commands that judge: ``audit`` and ``checks``."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.app import (
    Force,
    Lang,
    Language,
    Rule,
    Style,
    TableFormat,
    app,
    print_table,
    say,
    width,
)
from peerstudy.cli.ends import CONSISTENT, INCONSISTENT, UNUSABLE
from peerstudy.cli.progress import shown, shown_while
from peerstudy.cli.subjects import Limit, is_file, say_wanted, subject_named
from peerstudy.errors import PeerstudyError
from peerstudy.printed import Rounding

if TYPE_CHECKING:
    import pandas as pd

    from peerstudy.auditing import Audit
    from peerstudy.ledger import LedgerLike

BUNDLED = "upsides_israel"
"""The study that is audited where none is named."""


Format = StrEnum("Format", ["TEXT", "CSV", "JSON", "MARKDOWN", "HTML"])
"""How to print an audit."""


@app.command("audit")
def audit_command(
    studies: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STUDY|FOLDER|FILE|-",
            help="A study's name, a folder of your own, ledgers, manuscripts; "
            "- reads standard input.",
        ),
    ] = None,
    findings: Annotated[
        bool,
        typer.Option(
            "--findings",
            help="Add the inconsistent check results and the disclosure risks to the problems.",
        ),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Add every check result, and a table of the checks.")
    ] = False,
    style: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{', '.join(Format)}; csv and json hold every check result.",
        ),
    ] = Format.TEXT,
    rounding: Rule = Rounding.EITHER,
    check: Annotated[
        list[str] | None,
        typer.Option(
            help="A check's code or family, as `peerstudy checks` lists; may be repeated."
        ),
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(help="CSV of deviations that are accepted: columns check, item, reason."),
    ] = None,
    threshold: Annotated[
        int,
        typer.Option(min=1, help="Report a disclosure risk where a count of people is below this."),
    ] = 5,
    few: Annotated[
        int,
        typer.Option(
            min=2,
            help="Report a disclosure risk where the statistics reported for a variable leave "
            "fewer compatible data sets than this.",
        ),
    ] = 20,
    lang: Lang = Language.EN,
    letter: Annotated[
        bool, typer.Option("--letter", help="Write the problems as questions to the authors.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The letter's file: .md or .docx (Word).")
    ] = None,
    force: Force = False,
    limit: Limit = None,
) -> None:
    """Check the printed numbers: exit 0 if none is inconsistent, 1 if some are, 2 if unreadable."""
    from peerstudy.auditing import audit
    from peerstudy.auditing.contradictions import READABLE

    names = studies or [BUNDLED]
    brief = style is Format.TEXT and not (findings or everything or letter or check)
    if len(names) > 1 and style is not Format.TEXT:
        raise typer.BadParameter("--format needs one study or file; several are printed as text")
    _refuse_letter(out, several=len(names) > 1, letter=letter, force=force)
    if not studies and style is Format.TEXT:
        typer.echo(f"peerstudy: no study is named; this is {BUNDLED}, which is included.", err=True)
    judge = partial(
        audit,
        rounding=rounding,
        checks=check and [*check, READABLE],
        waivers=None if waivers is None else _accepted(waivers),
        threshold=threshold,
        few=few,
    )
    show = partial(_show, style=style, findings=findings, everything=everything)
    if len(names) == 1:
        result = _judged(names[0], judge, lang, limit or (), brief=brief)
        if letter:
            _write_letter(result, out, force=force)
        else:
            show(names[0], result)
        raise typer.Exit(_end(result))
    raise typer.Exit(_several(names, lambda name: _judged(name, judge, lang, limit or ()), show))


def _refuse_letter(out: Path | None, *, several: bool, letter: bool, force: bool) -> None:
    """Refuse a letter that cannot be written before anything is judged."""
    from peerstudy.frames.files import refuse_existing

    if letter and several:
        raise typer.BadParameter("--letter needs one study or file")
    if out is None:
        return
    if not letter:
        raise typer.BadParameter("--out is for --letter; without it the audit is printed")
    if out.suffix not in (".md", ".docx"):
        raise typer.BadParameter(f"--out must end in .md or .docx; found {out.name}")
    if not force:
        refuse_existing([out])


def _write_letter(result: "Audit", out: Path | None, *, force: bool) -> None:
    """Print the letter as Markdown, or write it to a file."""
    from peerstudy.frames.files import write_whole
    from peerstudy.report import letter

    made = letter(result, result.lang)
    if out is None:
        say(made.markdown())
        return
    content = made.document() if out.suffix == ".docx" else made.markdown()
    write_whole(out, content, replace=force)
    say(str(out))


def _accepted(waivers: Path) -> "pd.DataFrame":
    """Read the deviations that are known and accepted."""
    from peerstudy.frames.files import read_text_frame
    from peerstudy.frames.validate import validate
    from peerstudy.ledger import schema

    return validate(read_text_frame(waivers), schema.WAIVERS, waivers.name)


def _judged(
    name: str,
    judge: "partial[Audit]",
    lang: str,
    limits: Sequence[str],
    *,
    brief: bool = False,
) -> "Audit":
    """Audit what a name stands for, with progress, under the file's name where it is one.

    In brief, risks are not looked for where there are problems: the short text does not show them.
    """
    with shown_while(f"reading {name}"):
        subject = subject_named(name, limits)
    with shown() as progress:
        if brief and (seen := _seen_in_brief(subject, judge.keywords["waivers"])):
            result = judge(subject, progress=progress, checks=seen)
            result = result if len(result.inconsistent) else result.complete()
        else:
            result = judge(subject, progress=progress)
    named = replace(result, name=Path(name).name) if Path(name).is_file() else result
    return named.told(lang)


def _seen_in_brief(subject: "LedgerLike", waivers: "pd.DataFrame | None") -> list[str]:
    """List the checks whose findings the short text shows; none where a risk is accepted."""
    from peerstudy.auditing import all_checks
    from peerstudy.auditing.registry import Kind

    risks = {check.code for check in all_checks() if check.kind is Kind.RISK}
    accepted = getattr(subject, "waivers", None) if waivers is None else waivers
    if accepted is not None and risks & set(accepted["check"]):
        return []
    return [check.code for check in all_checks() if check.code not in risks]


def _show(name: str, result: "Audit", *, style: Format, findings: bool, everything: bool) -> None:
    """Print an audit, and what would sharpen that of a file."""
    from peerstudy.cli.formats import WRITERS
    from peerstudy.cli.formats_text import as_text

    if style is not Format.TEXT:
        with shown_while("writing what was found"):
            written = WRITERS[style](result, everything)
        say(written)
        return
    colour = sys.stdout.isatty()
    with shown_while("explaining what was found"):
        written = as_text(result, width(), findings=findings, everything=everything, colour=colour)
    say(written)
    if is_file(name):
        say_wanted(result.subject.ledger, result.lang, width())


def _several(
    names: Sequence[str], judged: "Callable[[str], Audit]", show: "Callable[[str, Audit], None]"
) -> int:
    """Audit several files with a line each at the end; one that is refused stops no other."""
    lines, ends = [], []
    for number, name in enumerate(names, start=1):
        typer.echo(f"{number}/{len(names)}  {name}", err=True)
        try:
            result = judged(name)
        except PeerstudyError as error:
            lines.append(f"{name}: {error}")
            ends.append(UNUSABLE)
            continue
        show(name, result)
        lines.append(str(result))
        ends.append(_end(result))
    say("\n" + "\n".join(lines))
    return max(ends)


def _end(result: "Audit") -> int:
    """Return how an audit ends: 2 where numbers were not read, 1 where some are inconsistent."""
    if len(result.unread):
        return UNUSABLE
    return INCONSISTENT if len(result.inconsistent) else CONSISTENT


@app.command("checks")
def checks_command(style: Style = TableFormat.TEXT, lang: Lang = Language.EN) -> None:
    """List the checks: the code of each, what must hold, and where the rule comes from."""
    import pandas as pd

    from peerstudy.auditing import all_checks
    from peerstudy.cli.formats import headed
    from peerstudy.cli.formats_text import check_lines

    if style is TableFormat.TEXT:
        say("\n".join(check_lines(width(), lang)), lang)
        return
    told = [{"check": check.code} | check.told(lang) for check in all_checks()]
    rows = pd.DataFrame(told)[["family", "check", "rule", "source"]]
    print_table(headed(rows, lang), style, lang, under=1)
