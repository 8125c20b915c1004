"""What the audit command is given: a study, a ledger, a manuscript, or text that is piped in."""

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.app import named, say
from peerstudy.words import word, wrapped

if TYPE_CHECKING:
    from peerstudy.ledger import Ledger, LedgerLike

PIPED = "-"
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="Raise a limit on files, as in rows=100000; an error names it. May be repeated.",
    ),
]


def subject_named(name: str, limits: Sequence[str] = ()) -> "LedgerLike":
    """Load a study, a ledger or a manuscript; ``-`` is any of these on standard input, or text."""
    from peerstudy.study import load

    if name == PIPED:
        from peerstudy.ledger import read_piped_ledger
        from peerstudy.readers import limits_of, names_ledger, read_piped

        content = sys.stdin.buffer.read()
        if names_ledger(BytesIO(content)):
            return read_piped_ledger(content)
        return read_piped(content, limits=limits_of(limits)).ledger
    if limits:
        from peerstudy.readers import is_ledger, limits_of, read_manuscript

        most = limits_of(limits)
        if Path(name).is_file() and not is_ledger(name):
            return read_manuscript(name, most).ledger
    return load(named(name if name.strip() else ""))


def is_file(name: str) -> bool:
    """Return whether numbers come from a file or a pipe; a study describes itself."""
    return name == PIPED or Path(name).is_file()


def say_wanted(ledger: "Ledger", lang: str, columns: int) -> None:
    """Print what would sharpen the audit of a ledger."""
    from peerstudy.auditing.sharpen import wanted

    if listed := wanted(ledger):
        say(f"\n{word('sharpen.title', lang)}", lang)
        for message in listed:
            say("\n".join(wrapped(f"- {message.told(lang)}", columns, first=2, rest=4)), lang)
