"""The command that shows how a manuscript's numbers were understood: ``read``."""

from pathlib import Path
from typing import Annotated

import typer

from peerstudy.cli.app import Force, TableFormat, app, kindly, print_table, say


@app.command("read")
def read_command(
    file: Annotated[Path, typer.Argument(help="A manuscript or table; CSV, Word, Excel, HTML ...")],
    save: Annotated[
        Path | None, typer.Option(help="Write the ledger here, to be edited and audited.")
    ] = None,
    style: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TEXT,
    force: Force = False,
) -> None:
    """Show how each cell of a manuscript was understood, and what was not."""
    with kindly():
        from peerstudy.frames.files import write_whole
        from peerstudy.readers import read_manuscript

        found = read_manuscript(file)
        if save is not None:
            content = found.ledger.frame.to_csv(index=False, lineterminator="\n")
            write_whole(save, content, replace=force)
        print_table(found.cells.astype(str).replace({"doubt": {"0.0": ""}}), style)
        if style is TableFormat.TEXT:
            say(f"\n{len(found.entries)} numbers read.")
            for line in found.skipped:
                say(f"  {line}")
            if save is not None:
                say(f"Ledger written to {save}: edit it, then run peerstudy audit {save}")
