"""The command that counts the data sets behind printed numbers: ``reconstruct``."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerstudy.cli.app import Force, Lang, Language, Rule, Subject, app, named, say
from peerstudy.cli.ends import CONSISTENT, INCONSISTENT
from peerstudy.errors import WrongCallError
from peerstudy.printed import Rounding, absence

if TYPE_CHECKING:
    from peerstudy.cli.answers import Answer
    from peerstudy.reconstruct import PrintedSummary


Format = StrEnum("Format", ["TEXT", "CSV", "JSON"])
"""How to print a reconstruction."""


@app.command("reconstruct")
def reconstruct_command(
    study: Subject = None,
    mean: Annotated[str | None, typer.Option(help="The mean, as printed.")] = None,
    sd: Annotated[str | None, typer.Option(help="The SD, as printed.")] = None,
    n: Annotated[int | None, typer.Option("--n", min=1, help="How many values.")] = None,
    low: Annotated[str | None, typer.Option("--min", help="No value is smaller.")] = None,
    high: Annotated[str | None, typer.Option("--max", help="No value is larger.")] = None,
    attained: Annotated[bool, typer.Option(help="Both ends are observed values.")] = False,
    median: Annotated[str | None, typer.Option(help="The median, as printed.")] = None,
    q1: Annotated[
        str | None, typer.Option("--q1", help="The lower quartile, by any common definition.")
    ] = None,
    q3: Annotated[
        str | None, typer.Option("--q3", help="The upper quartile, by any common definition.")
    ] = None,
    grain: Annotated[str, typer.Option(help="Smallest step of a value: 1, 1/2, 0.1.")] = "1",
    items: Annotated[int, typer.Option(min=1, help="Items averaged for each value.")] = 1,
    spread: Annotated[
        str, typer.Option(help="What --sd is: n-1, n, or se for a standard error.")
    ] = "n-1",
    rounding: Rule = Rounding.EITHER,
    memory: Annotated[float, typer.Option(help="Memory allowed, in GB.")] = 1.0,
    work: Annotated[
        float, typer.Option(help="Work allowed, in billions of steps: 20 take about a minute.")
    ] = 25.0,
    listed: Annotated[
        bool,
        typer.Option("--list", "--values", help="List all data sets, for the data's owner."),
    ] = False,
    most: Annotated[int, typer.Option(min=1, help="List no more data sets than this.")] = 1000,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Draw this many data sets, each equally likely.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")] = 1,
    style: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = (
        Format.TEXT
    ),
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Write data sets (CSV or JSON), or the answer, here."),
    ] = None,
    force: Force = False,
    lang: Lang = Language.EN,
) -> None:
    """Count the data sets compatible with printed numbers, or with each mean of a study.

    Exit 0 if there are any, 1 if there are none, 2 if the numbers are unusable.
    """
    from peerstudy.frames.files import refuse_existing

    if listed and sample is not None:
        raise WrongCallError("Give --list for all data sets, or --sample for some; not both.")
    if out is not None and not force:
        refuse_existing([out])
    if mean is None and sd is None and n is None:
        if listed or sample is not None:
            raise WrongCallError("--list and --sample take printed numbers (--mean, --sd, --n).")
        told, code = _behind_means(named(study), rounding, style, lang)
        _put(told, out, force=force)
        raise typer.Exit(code)
    if study is not None:
        raise WrongCallError("Name a study, or give --mean, --sd and --n; not both.")
    printed = {"mean": mean, "sd": sd, "median": median, "q1": q1, "q3": q3}
    _refuse_unreadable(printed)
    summary = _summary(
        n,
        low,
        high,
        **printed,
        grain=_exact(grain, "--grain"),
        items=items,
        attained_min=attained,
        attained_max=attained,
        spread=spread,
        rounding=rounding,
    )
    limits = _billions(memory, "--memory"), _billions(work, "--work")
    answer = _answer(summary, limits, most if listed else None, sample, seed)
    asked = listed or sample is not None
    wanted = asked and answer.datasets > 0
    if out is None or (asked and not wanted):
        say(answer.told(style, lang))
    else:
        kept = Format.CSV if wanted and style is Format.TEXT else style
        _put(answer.told(kept, lang), out, force=force)
        if wanted and style is Format.TEXT:
            say(answer.in_words(lang, with_rows=False))
    raise typer.Exit(CONSISTENT if answer.datasets else INCONSISTENT)


def _refuse_unreadable(printed: Mapping[str, str | None]) -> None:
    """Refuse an option that is no printed number, before anything is missed beside it."""
    for name, text in printed.items():
        if text is not None and absence(text):
            raise WrongCallError(
                f"--{name} must be one number such as 26, 34.6 or 1,250; found {text!r}."
            )


def _put(text: str, out: Path | None, *, force: bool) -> None:
    """Write a text to a file, or print it where none is named."""
    from peerstudy.frames.files import write_whole

    if out is None:
        say(text)
    else:
        write_whole(out, text, replace=force)


def _answer(
    summary: "PrintedSummary",
    limits: tuple[int, int],
    most: int | None,
    sample: int | None,
    seed: int,
) -> "Answer":
    """Count the data sets, and list or draw those that are asked for."""
    from peerstudy.cli.answers import Answer
    from peerstudy.reconstruct.drawing import Numbered

    progress = _progress()
    found = Numbered.of(summary, *limits, progress=progress, to_draw=sample is not None)
    rows = None
    if found.total and most is not None:
        rows = found.listed(most, progress)
    elif found.total and sample is not None:
        rows = found.drawn(sample, seed, progress)
    return Answer(summary, found.total, rows, seed if most is None else None, *limits)


def _behind_means(name: str, rounding: Rounding, style: Format, lang: Language) -> tuple[str, int]:
    """Return the data sets behind each mean of a study or a ledger, and how to exit."""
    from peerstudy.auditing import datasets_behind
    from peerstudy.auditing.names import Names
    from peerstudy.cli.answers import means_told
    from peerstudy.ledger import Labels, as_ledger

    ledger = as_ledger(name)
    behind = datasets_behind(ledger, rounding, lang)
    code = INCONSISTENT if (behind["datasets"] == 0).any() else CONSISTENT
    return means_told(behind, style, Names(Labels(ledger)), lang), code


def _summary(n: int | None, low: str | None, high: str | None, **printed: Any) -> "PrintedSummary":
    """Make a summary of the options; without a range, as wide as the mean and SD allow."""
    from peerstudy.reconstruct import PrintedSummary, range_from_sd

    if n is None:
        raise WrongCallError("The number of values is missing: give --n.")
    if (low is None) != (high is None):
        raise WrongCallError("A range has two ends: give both --min and --max.")
    if low is not None and high is not None:
        ends = _exact(low, "--min"), _exact(high, "--max")
        if ends[0] > ends[1]:
            raise WrongCallError(f"--min must not exceed --max; found {low} and {high}.")
        return PrintedSummary(n, *ends, **printed)
    if not printed["mean"] or not printed["sd"] or printed["spread"] != "n-1":
        raise WrongCallError("Give --min and --max, or a mean and an SD that limit the values.")
    step = printed["grain"] / printed["items"]
    ends = range_from_sd(printed["mean"], printed["sd"], n, step=step, rounding=printed["rounding"])
    return PrintedSummary(n, *ends, **printed | {"attained_min": False, "attained_max": False})


def _exact(text: str, option: str) -> Fraction:
    if len(text) <= _LENGTH and "e" not in text.lower():
        with suppress(ValueError, ZeroDivisionError):
            return Fraction(text)
    shown = repr(text) if len(text) <= _LENGTH else f"{text[:_LENGTH]!r} and so on"
    raise WrongCallError(
        f"{option} must be a number without an exponent, of at most {_LENGTH} characters, "
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
