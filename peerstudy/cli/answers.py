"""A reconstruction in the formats that the command prints: layout only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.auditing.names import Names, place
from peerstudy.cli.app import width
from peerstudy.cli.formats import json_of, json_records
from peerstudy.frames.neutral import csv_of
from peerstudy.reconstruct.records import as_frame, as_record, bounds_record, rows_of
from peerstudy.reconstruct.telling import as_words, how_many_feasible
from peerstudy.words import Run, Said, joined, led, tell, word, wrapped

if TYPE_CHECKING:
    from peerstudy.reconstruct import PrintedSummary


@dataclass(frozen=True, slots=True)
class Answer:
    """How many data sets print as a summary, with those that were asked for, one a row.

    The seed is that which they were drawn with; the limits are those of bounds
    of order statistics.
    """

    summary: "PrintedSummary"
    datasets: int
    rows: Any
    seed: int | None
    memory_limit: int
    work_limit: int

    def told(self, style: str, lang: str) -> str:
        """Return the answer, with the data sets, in a format."""
        if style == "csv":
            return self._csv()
        return self._json() if style == "json" else self.in_words(lang)

    def in_words(self, lang: str, *, with_rows: bool = True) -> str:
        """Return the answer for a terminal."""
        told = as_words(
            self.summary,
            self.datasets,
            width(),
            listed=None if self.rows is None else rows_of(self.rows) if with_rows else (),
            memory_limit=self.memory_limit,
            work_limit=self.work_limit,
            lang=lang,
        )
        return led(told, lang)

    def _csv(self) -> str:
        """Return the data sets, one a row; without any, the counts in one row."""
        if self.rows is not None:
            return csv_of(as_frame(self.rows))
        return csv_of(pd.DataFrame([as_record(self.summary, self.datasets)], dtype=object))

    def _json(self) -> str:
        """Return the counts, the bounds of the order statistics and the data sets."""
        content = as_record(self.summary, self.datasets)
        content["bounds"] = bounds_record(self.summary, self.memory_limit, self.work_limit)
        if self.rows is not None:
            content |= {"seed": self.seed, "values": rows_of(self.rows)}
        return json_of(content)


def means_told(behind: pd.DataFrame, style: str, names: Names, lang: str) -> str:
    """Return the counts behind each mean of a study in a format."""
    if style == "csv":
        return csv_of(behind)
    if style == "json":
        return json_of(json_records(behind))
    lines = [word("reconstructions.title", lang)]
    for row in behind.to_dict("records"):
        lines += wrapped(tell(_whose(row, names), lang), width())
        counted = row["datasets"] is not None
        many = how_many_feasible(row["datasets"], lang) if counted else str(row["why_not"])
        lines += wrapped(many, width(), first=4, rest=4)
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
