"""A reconstruction in the formats that the command prints: layout only."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from peerstudy.cli.app import width
from peerstudy.frames.neutral import csv_of
from peerstudy.reconstruct.records import as_frame, as_record, bounds_record, rows_of
from peerstudy.reconstruct.telling import as_words
from peerstudy.words import led

if TYPE_CHECKING:
    from peerstudy.reconstruct import PrintedSummary


@dataclass(frozen=True, slots=True)
class Answer:
    """How many data sets print as a summary, and those that were asked for.

    Attributes
    ----------
    summary : PrintedSummary
        What is printed.
    datasets : int
        How many data sets print so.
    rows : array or None
        Data sets, one a row, where they were asked for and there are any.
    seed : int or None
        The seed they were drawn with; None where all are listed.
    memory_limit, work_limit : int
        What bounds of order statistics may take.
    """

    summary: "PrintedSummary"
    datasets: int
    rows: Any
    seed: int | None
    memory_limit: int
    work_limit: int

    def told(self, style: str, lang: str) -> str:
        """Return the answer, with the data sets, in a format."""
        made: dict[str, Callable[[], str]] = {
            "text": lambda: self.in_words(lang),
            "csv": self.as_csv,
            "json": self.as_json,
        }
        return made[style]()

    def in_words(self, lang: str, *, with_rows: bool = True) -> str:
        """Return the answer for a terminal."""
        told = as_words(
            self.summary,
            self.datasets,
            width(),
            listed=rows_of(self.rows) if with_rows and self.rows is not None else (),
            memory_limit=self.memory_limit,
            work_limit=self.work_limit,
            lang=lang,
        )
        return led(told, lang)

    def as_csv(self) -> str:
        """Return the data sets as CSV, one a row; without any, the counts in one row."""
        if self.rows is not None:
            return csv_of(as_frame(self.rows))
        return csv_of(pd.DataFrame([as_record(self.summary, self.datasets)], dtype=object))

    def as_json(self) -> str:
        """Return the counts, the bounds of the order statistics and the data sets as JSON."""
        content = as_record(self.summary, self.datasets)
        content["bounds"] = bounds_record(self.summary, self.memory_limit, self.work_limit)
        if self.rows is not None:
            content |= {"seed": self.seed, "values": rows_of(self.rows)}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def table_told(behind: "pd.DataFrame", style: str) -> str:
    """Return the counts behind each mean of a study as CSV or JSON."""
    if style == "csv":
        return csv_of(behind)
    records = [
        {name: None if pd.isna(cell) else cell for name, cell in row.items()}
        for row in behind.to_dict("records")
    ]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
