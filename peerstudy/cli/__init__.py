"""The command line: parse, call the library, print. Each module adds its commands to one app."""

import sys

from peerstudy.cli import audit, figures, read, reconstruct, report, show, tables
from peerstudy.cli.app import UNUSABLE, app

__all__ = ["app", "audit", "figures", "main", "read", "reconstruct", "report", "show", "tables"]


def main() -> None:
    """Run the command line."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(UNUSABLE) from None
