"""The command line: parse, call the library, print."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerstudy.errors import PeerstudyError, WrongCallError
from peerstudy.printed import Rounding

if TYPE_CHECKING:
    import pandas as pd

    from peerstudy.reconstruct import PrintedSummary
    from peerstudy.study import Study

CONSISTENT, INCONSISTENT, UNUSABLE = 0, 1, 2
DEFAULT, SITES = "upsides_israel", "upsides_sites"

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


class ThemesBy(StrEnum):
    """What quotations are counted by."""

    VALENCE = "valence"
    DOMAIN = "domain"
    CODE = "code"
    GROUP = "group"
    ROLE = "role"


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
    threshold: Annotated[
        int, typer.Option(min=1, help="A count of people below this is a risk to them.")
    ] = 5,
    few: Annotated[
        int, typer.Option(min=2, help="Fewer feasible data sets than this are one too.")
    ] = 20,
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
        result = audit(
            _subject(study),
            rounding=rounding,
            checks=check,
            waivers=accepted,
            threshold=threshold,
            few=few,
        )
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


@app.command("reconstruct")
def reconstruct_command(
    study: Annotated[
        str | None,
        typer.Argument(metavar="[STUDY|FOLDER|FILE.csv]", help="Count behind each of its means."),
    ] = None,
    mean: Annotated[str | None, typer.Option(help="As printed.")] = None,
    sd: Annotated[str | None, typer.Option(help="As printed.")] = None,
    n: Annotated[int | None, typer.Option("--n", min=1, help="How many values.")] = None,
    low: Annotated[str | None, typer.Option("--min", help="No value is smaller.")] = None,
    high: Annotated[str | None, typer.Option("--max", help="No value is larger.")] = None,
    attained: Annotated[bool, typer.Option(help="Both ends are somebody's value.")] = False,
    median: Annotated[str | None, typer.Option(help="As printed.")] = None,
    grain: Annotated[str, typer.Option(help="Smallest step of a value: 1, 1/2, 0.1.")] = "1",
    items: Annotated[int, typer.Option(min=1, help="Items averaged for each value.")] = 1,
    spread: Annotated[
        str, typer.Option(help="What --sd is: n-1, n, or se for a standard error.")
    ] = "n-1",
    rounding: Annotated[Rounding, typer.Option(help="The rule to judge by.")] = Rounding.EITHER,
    memory: Annotated[float, typer.Option(help="Memory allowed, in GB.")] = 1.0,
    values: Annotated[
        bool, typer.Option("--values", help="List few data sets: for the data's owner.")
    ] = False,
) -> None:
    """Count the data sets that have printed numbers: exit 0 if any, 1 if none, 2 if unusable."""
    with _kindly():
        from peerstudy.reconstructions import as_words, study_table

        if mean is None and sd is None and n is None:
            from peerstudy.audit import datasets_behind

            behind = datasets_behind(_subject(study or DEFAULT), rounding)
            _say(study_table(behind, _width()))
            raise typer.Exit(INCONSISTENT if (behind["datasets"] == 0).any() else CONSISTENT)
        if study is not None:
            raise WrongCallError("Name a study, or give --mean, --sd and --n; not both.")
        from peerstudy.reconstruct import how_many

        summary = _summary(
            n,
            low,
            high,
            mean=mean,
            sd=sd,
            median=median,
            grain=_exact(grain, "--grain"),
            items=items,
            attained_min=attained,
            attained_max=attained,
            spread=spread,
            rounding=rounding,
        )
        limit = int(memory * 10**9)
        datasets = how_many(summary, memory_limit=limit, progress=_progress())
        _say(as_words(summary, datasets, _width(), show_values=values, memory_limit=limit))
    raise typer.Exit(CONSISTENT if datasets else INCONSISTENT)


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


@app.command("themes")
def themes_command(
    study: Annotated[str, typer.Argument(metavar="[STUDY|FOLDER]")] = DEFAULT,
    by: Annotated[
        list[ThemesBy] | None,
        typer.Option(help="What to count by; may be repeated. Without it: each code."),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the labels.")] = Language.EN,
    style: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TEXT,
) -> None:
    """Print how many codes and quotations each domain, code, group or role has."""
    with _kindly():
        from peerstudy.study import load_study
        from peerstudy.themes.display import themes_table

        findings = load_study(study).findings
        if findings.empty:
            raise PeerstudyError(f"{study} has no codes: its folder needs codes.csv.")
        _print_table(themes_table(findings, list(by or ()), lang), style)


@app.command("compare")
def compare_command(
    sites: Annotated[
        str, typer.Argument(metavar="[SITES|FOLDER]", help="Sites' name, or a folder of your own.")
    ] = SITES,
    study: Annotated[str, typer.Option(help="Whose codebook is held against others.")] = DEFAULT,
    floor: Annotated[
        str, typer.Option(help="The least certain statements: site, all sites, or group.")
    ] = "all sites",
    style: Annotated[
        TableFormat, typer.Option("--format", help="csv holds every row.")
    ] = TableFormat.TEXT,
) -> None:
    """Set sites side by side: coverage, bounds, concordance, planned against achieved."""
    with _kindly():
        from peerstudy.comparison import overview
        from peerstudy.formats_sites import overview_csv, overview_markdown, overview_text
        from peerstudy.sites import load_sites
        from peerstudy.study import load_study

        loaded, home = load_sites(sites), load_study(study)
        codes = None if home.findings.empty else home.findings.codebook.codes
        found = overview(loaded, home.name, codes, floor=floor)
    if style is TableFormat.CSV:
        _say(overview_csv(found))
    elif style is TableFormat.MARKDOWN:
        _say(overview_markdown(found, str(loaded)))
    else:
        _say(overview_text(found, str(loaded), _width()))


def _summary(n: int | None, low: str | None, high: str | None, **printed: Any) -> "PrintedSummary":
    """Make a summary of the options; without a range, as wide as the mean and SD allow."""
    from peerstudy.reconstruct import PrintedSummary, range_from_sd

    if n is None:
        raise WrongCallError("How many values? Give --n.")
    if (low is None) != (high is None):
        raise WrongCallError("A range has two ends: give both --min and --max.")
    try:
        if low is not None and high is not None:
            return PrintedSummary(n, _exact(low, "--min"), _exact(high, "--max"), **printed)
        if not printed["mean"] or not printed["sd"] or printed["spread"] != "n-1":
            raise WrongCallError("Give --min and --max, or a mean and an SD that limit the values.")
        ends = range_from_sd(
            printed["mean"],
            printed["sd"],
            n,
            step=printed["grain"] / printed["items"],
            rounding=printed["rounding"],
        )
        return PrintedSummary(n, *ends, **printed | {"attained_min": False, "attained_max": False})
    except PeerstudyError:
        raise
    except ValueError as error:
        raise WrongCallError(str(error)) from None


def _exact(text: str, option: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise WrongCallError(f"{option} must be a number; found {text!r}.") from None


def _progress() -> Callable[[int, int], None]:
    """Tell of long work on standard error, once it has taken a while."""
    start = said = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said > 5:
            said = now
            typer.echo(f"peerstudy: {done / max(total, 1):.0%} after {now - start:.0f} s", err=True)

    return tell


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
