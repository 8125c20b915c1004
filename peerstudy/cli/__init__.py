"""The command line: parse, call the library, print. Each module adds its commands to one app."""

from collections.abc import Sequence

import typer

from peerstudy.cli import audit, figures, new, read, reconstruct, report, show, tables  # noqa: F401
from peerstudy.cli.app import app
from peerstudy.cli.ends import (
    CONSISTENT,
    code_of,
    end_on_termination,
    end_without_search,
    failures_told,
    finish,
    prepare_streams,
)

__all__ = ["app"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, on other arguments than the process's own where they are given."""
    prepare_streams()
    end_on_termination()
    end_without_search()
    code = CONSISTENT
    try:
        with failures_told():
            app(arguments)
    except SystemExit as end:
        code = code_of(end)
    except typer.Exit as end:
        code = end.exit_code
    raise SystemExit(finish(code))
