"""Rows of a frame of text, as plain records."""

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return a frame's rows as dictionaries of text, by column."""
    names = list(map(str, frame.columns))
    columns = [map(str, frame.iloc[:, place].tolist()) for place in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
