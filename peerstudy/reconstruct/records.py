"""What a reconstruction found, for programs: a record of the counts, a frame of data sets."""

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from peerstudy.errors import TooLargeError
from peerstudy.printed import exact_text
from peerstudy.reconstruct.order import order_bounds
from peerstudy.reconstruct.summary import PrintedSummary


def as_record(summary: PrintedSummary, datasets: int) -> dict[str, Any]:
    """Return what is printed of a summary, and how many data sets are compatible with it.

    Counts are whole numbers and what is known truth values, all others texts; None where
    not printed.
    """
    return {
        "n": summary.n,
        "min": exact_text(summary.lowest),
        "max": exact_text(summary.highest),
        "attained_min": summary.attained_min,
        "attained_max": summary.attained_max,
        "grain": exact_text(Fraction(summary.grain)),
        "items": summary.items,
        "mean": summary.mean,
        "sd": summary.sd,
        "spread": str(summary.spread),
        "q1": summary.q1,
        "median": summary.median,
        "q3": summary.q3,
        "rounding": str(summary.rounding),
        "datasets": int(datasets),
    }


def bounds_record(summary: PrintedSummary, memory_limit: int, work_limit: int) -> Any:
    """Return the bounds of the order statistics as records; None if they take more than allowed."""
    try:
        frame = order_bounds(summary, memory_limit=memory_limit, work_limit=work_limit)
    except TooLargeError:
        return None
    ends = frame.assign(lowest=frame["lowest"].map(exact_text)).drop(columns="n")
    return ends.assign(highest=frame["highest"].map(exact_text)).to_dict("records")


def as_frame(datasets: NDArray[Any]) -> pd.DataFrame:
    """Return data sets as a frame, one a row: ``dataset``, from 1, and ``value_1`` to ``value_n``.

    Values are whole numbers, or exact texts (``"0.5"``, ``"1/3"``) where the grid has others.
    """
    number, n = datasets.shape
    names = [f"value_{place}" for place in range(1, n + 1)]
    cells = datasets if datasets.dtype != object else np.array(rows_of(datasets), dtype=object)
    frame = pd.DataFrame(cells.reshape(number, n), columns=names)
    frame.insert(0, "dataset", np.arange(1, number + 1))
    return frame


def rows_of(datasets: NDArray[Any]) -> list[list[int | str]]:
    """Return data sets as lists, whole numbers as such and others as exact texts."""
    return [[_told(Fraction(value)) for value in row] for row in datasets.tolist()]


def _told(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 else exact_text(value)
