"""The command that writes a ledger to edit: ``new``."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from peerstudy.cli.app import Force, app, say


@app.command("new")
def new_command(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help="The ledger to write.")],
    force: Force = False,
) -> None:
    """Write a commented ledger of twelve rows to edit, which `audit` reads."""
    from peerstudy.frames.files import write_whole

    example = (files(__package__) / "new.csv").read_text(encoding="utf-8")
    write_whole(path, example, replace=force)
    say(f"{path}: edit it, then run: peerstudy audit {path}")
