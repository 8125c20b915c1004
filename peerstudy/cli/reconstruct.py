"""The command that counts the data sets behind printed numbers: ``reconstruct``."""

import time
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerstudy.cli.app import (
    CONSISTENT,
    INCONSISTENT,
    Language,
    app,
    named,
    say,
    width,
)
from peerstudy.errors import PeerstudyError, WrongCallError
from peerstudy.printed import Rounding

if TYPE_CHECKING:
    from peerstudy.reconstruct import PrintedSummary


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
    work: Annotated[
        float, typer.Option(help="Work allowed, in billions of steps: 20 take about a minute.")
    ] = 25.0,
    values: Annotated[
        bool, typer.Option("--values", help="List few data sets: for the data's owner.")
    ] = False,
    lang: Annotated[Language, typer.Option(help="Language of the answer.")] = Language.EN,
) -> None:
    """Count the data sets that have printed numbers: exit 0 if any, 1 if none, 2 if unusable."""
    if mean is None and sd is None and n is None:
        raise typer.Exit(_behind_means(named(study), rounding, lang))
    if study is not None:
        raise WrongCallError("Name a study, or give --mean, --sd and --n; not both.")
    from peerstudy.reconstruct import how_many
    from peerstudy.reconstruct.telling import as_words

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
    limit = _billions(memory, "--memory")
    steps = _billions(work, "--work")
    datasets = how_many(summary, memory_limit=limit, work_limit=steps, progress=_progress())
    told = as_words(summary, datasets, width(), show_values=values, memory_limit=limit, lang=lang)
    say(told)
    raise typer.Exit(CONSISTENT if datasets else INCONSISTENT)


def _behind_means(name: str, rounding: Rounding, lang: Language) -> int:
    """Report the data sets behind each mean of a study or a ledger; give how to exit."""
    from peerstudy.audit import datasets_behind
    from peerstudy.audit.names import Names, names_of
    from peerstudy.cli.behind import study_table
    from peerstudy.study import Study, load

    loaded = load(name)
    names = names_of(loaded) if isinstance(loaded, Study) else Names()
    behind = datasets_behind(loaded, rounding, lang)
    say(study_table(behind, width(), names, lang))
    return INCONSISTENT if (behind["datasets"] == 0).any() else CONSISTENT


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
    if len(text) <= _LENGTH and "e" not in text.lower():
        with suppress(ValueError, ZeroDivisionError):
            return Fraction(text)
    shown = repr(text) if len(text) <= _LENGTH else f"{text[:_LENGTH]!r} and so on"
    raise WrongCallError(
        f"{option} must be a number of at most {_LENGTH} characters, "
        f"such as 30, 0.5 or 1/2; found {shown}."
    )


_LENGTH = 50


def _billions(number: float, option: str) -> int:
    """Return a limit given in billions as a whole number."""
    if not 0 < number < _BEYOND:
        raise WrongCallError(f"{option} must be a number above 0; found {number}.")
    return int(number * 10**9)


_BEYOND = 10**9


def _progress() -> Callable[[int, int], None]:
    """Report long work on standard error, once it has taken a while."""
    start = said = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said > 5:
            said = now
            typer.echo(f"peerstudy: {done / max(total, 1):.0%} after {now - start:.0f} s", err=True)

    return tell
