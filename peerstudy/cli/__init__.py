"""The command line: parse, call the library, print. Each module adds its commands to one app."""

from collections.abc import Sequence

from peerstudy.cli import audit, figures, new, read, reconstruct, report, show, tables
from peerstudy.cli.app import app
from peerstudy.cli.ends import end_on_termination, finish, prepare_streams

__all__ = [
    "app",
    "audit",
    "figures",
    "main",
    "new",
    "read",
    "reconstruct",
    "report",
    "show",
    "tables",
]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, on other arguments than the process's own where they are given."""
    prepare_streams()
    end_on_termination()
    try:
        app(arguments)
    except SystemExit as end:
        raise SystemExit(finish(end.code if isinstance(end.code, int) else 0)) from None
