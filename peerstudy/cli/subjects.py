"""What the audit command is given: a study, a ledger, a manuscript, or text that is piped in."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from peerstudy.cli.app import say
from peerstudy.words import word, wrapped

if TYPE_CHECKING:
    from peerstudy.ledger import Ledger
    from peerstudy.study import Study

PIPED = "-"


def subject_named(name: str) -> "Study | Ledger":
    """Load a study, a ledger or a manuscript; ``-`` is a manuscript or text on standard input."""
    from peerstudy.study import load

    if name == PIPED:
        from peerstudy.readers import read_piped

        return read_piped(sys.stdin.buffer.read()).ledger
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
