"""The data sets behind each mean of a study, for a terminal: layout only."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from peerstudy.auditing.names import Names, place
from peerstudy.reconstruct.telling import how_many_feasible
from peerstudy.words import Run, Said, joined, led, tell, word, wrapped

if TYPE_CHECKING:
    import pandas as pd


def study_table(
    behind: "pd.DataFrame",
    width: int = 80,
    names: Names = Names(),  # noqa: B008 (it cannot change)
    lang: str = "en",
) -> str:
    """Write the data sets behind each mean of a study for a terminal.

    Parameters
    ----------
    behind : DataFrame
        From :func:`peerstudy.auditing.datasets_behind`, in `lang`.
    width : int, default 80
        Columns of the terminal.
    names : Names
        What groups and variables are called in Hebrew.
    lang : {"en", "he"}, default "en"
        The language to write it in.
    """
    lines = [word("reconstructions.title", lang)]
    for row in behind.to_dict("records"):
        lines += wrapped(tell(_whose(row, names), lang), width)
        counted = row["datasets"] is not None
        many = how_many_feasible(row["datasets"], lang) if counted else str(row["why_not"])
        lines += wrapped(many, width, first=4, rest=4)
    return led("\n".join(lines), lang) + "\n"


def _whose(row: Mapping[Any, str], names: Names) -> Said:
    """Name a mean, and what is printed with it."""
    where: Said = place(row["place"]) if row["place"] else ""
    return joined(
        [
            joined([names.group(row["group"]), names.variable(row["variable"])], " / "),
            joined([" (", where, "): ", Run(_printed(row))], ""),
        ],
        "",
    )


def _printed(row: Mapping[Any, str]) -> str:
    sd = f" ({row['sd']})" if row["sd"] else ""
    ends = f", {row['min']}–{row['max']}" if row["min"] and row["max"] else ""
    middle = f", Mdn {row['median']}" if row["median"] else ""
    quartiles = f" ({row['q1']}–{row['q3']})" if row["q1"] or row["q3"] else ""
    return f"{row['mean']}{sd}{ends}{middle}{quartiles}, n = {row['n'] or '?'}"
