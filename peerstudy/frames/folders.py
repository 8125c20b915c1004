"""A folder of CSV files in as valid frames: every problem of all its files at once."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from peerstudy.errors import InvalidDataError, Problem
from peerstudy.frames.files import read_text_frame
from peerstudy.frames.schema import Schema
from peerstudy.frames.validate import validate


def read_frames(
    folder: Path, schemas: Mapping[str, Schema], optional: Collection[str] = ()
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read a folder's files by name, each held against its schema; and all that is wrong with them.

    An optional file that is missing has a frame without rows; one that cannot be read or breaks
    its schema has none.
    """
    frames, found = {}, list[Problem]()
    for name, schema in schemas.items():
        path = folder / f"{name}.csv"
        if name in optional and not path.exists():
            frames[name] = schema.empty()
            continue
        try:
            frames[name] = validate(read_text_frame(path), schema, path.name)
        except InvalidDataError as error:
            found += error.problems
    return frames, found
