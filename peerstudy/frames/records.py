"""Rows of a frame of text, as plain records."""

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return a frame's rows as dictionaries of text, by column."""
    return [
        {str(key): str(value) for key, value in row.items()} for row in frame.to_dict("records")
    ]
