"""What the audit command is given: a study, a ledger, a manuscript, or text that is piped in."""

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from peerstudy.cli.app import say
from peerstudy.words import word, wrapped

if TYPE_CHECKING:
    from peerstudy.ledger import Ledger
    from peerstudy.study import Study

PIPED = "-"


def subject_named(name: str) -> "Study | Ledger":
    """Load a study, a ledger or a manuscript; ``-`` is any of these on standard input, or text."""
    from peerstudy.study import load

    if name == PIPED:
        from peerstudy.ledger import read_piped_ledger
        from peerstudy.readers import names_ledger, read_piped

        content = sys.stdin.buffer.read()
        if names_ledger(BytesIO(content)):
            return read_piped_ledger(content)
        return read_piped(content).ledger
    return load(name)


def is_file(name: str) -> bool:
    """Return whether numbers come from a file or a pipe; a study describes itself."""
    return name == PIPED or Path(name).is_file()


def say_wanted(ledger: "Ledger", lang: str, columns: int) -> None:
    """Print what would sharpen the audit of a ledger."""
    from peerstudy.auditing.sharpen import wanted

    if listed := wanted(ledger):
        say(f"\n{word('sharpen.title', lang)}")
        for message in listed:
            say("\n".join(wrapped(f"- {message.told(lang)}", columns, first=2, rest=4)))
