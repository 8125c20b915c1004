"""The command that writes a ledger to edit: ``new``."""

from pathlib import Path
from typing import Annotated

import typer

from peerstudy.cli.app import Force, app, say

EXAMPLE = """\
# A ledger: one row for each number that a publication prints. Replace the rows with your own.
# Lines that begin with # are comments. Save the file as CSV in UTF-8.
# item      names what belongs together; may stay empty
# place     the table or section that prints the number
# group     whom it describes; variable: what; level: which category of the variable
# stat      n, percent, denominator, missing, mean, sd, se, median, q1, q3, min, max or value
# printed   the number exactly as printed: 5.10 and not 5.1
# source    the page or paragraph
# grain     the smallest step of one person's value: 1 for whole years; empty if unknown
item,place,group,variable,level,stat,printed,source,grain
# The size of the group: no variable.
,Table 1,patients,,,n,40,p. 4,
# A category: its count and its percentage, and the N that was printed for the variable.
,Table 1,patients,gender,,denominator,40,p. 4,
,Table 1,patients,gender,woman,n,23,p. 4,
,Table 1,patients,gender,woman,percent,57.5,p. 4,
,Table 1,patients,gender,man,n,17,p. 4,
,Table 1,patients,gender,man,percent,42.5,p. 4,
# A mean with its SD and range.
,Table 1,patients,age,,denominator,40,p. 4,
,Table 1,patients,age,,mean,43.25,p. 4,1
,Table 1,patients,age,,sd,11.30,p. 4,1
,Table 1,patients,age,,min,21,p. 4,1
,Table 1,patients,age,,max,68,p. 4,1
# The same number in another place is compared with the first.
,Results,patients,gender,woman,n,23,p. 5,
"""


@app.command("new")
def new_command(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help="The ledger to write.")],
    force: Force = False,
) -> None:
    """Write a commented ledger of twelve rows to edit, which `audit` reads."""
    from peerstudy.frames.files import write_whole

    write_whole(path, EXAMPLE, replace=force)
    say(f"{path}: edit it, then run: peerstudy audit {path}")
