"""Rows of a frame of text, as plain records, and the lists that cells hold."""

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return a frame's rows as dictionaries of text, by column."""
    names = list(map(str, frame.columns))
    columns = [map(str, frame.iloc[:, place].tolist()) for place in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def listed(cell: str) -> tuple[str, ...]:
    """Return what a cell lists between semicolons, as :func:`peerstudy.frames.neutral.csv_of` does.

    Examples
    --------
    >>> listed("ulm; hamburg"), listed("")
    (('ulm', 'hamburg'), ())
    """
    return tuple(filter(None, map(str.strip, cell.split(";"))))
