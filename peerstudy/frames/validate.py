"""A frame of text held against its schema: every problem at once, each with its place."""

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from peerstudy.errors import InvalidDataError, Problem


def problems(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> list[Problem]:
    """List everything in a frame that breaks its schema.

    Parameters
    ----------
    frame : DataFrame of str
        One row a record; row 0 stands on line 2 of its file.
    schema : DataFrameSchema
        One of this module's schemas.
    file : str
        The file's name, for the message.

    Returns
    -------
    list of Problem
        In the order of the file's rows; empty if the frame is valid.
    """
    missing = _missing(frame, schema, file)
    if missing:
        return missing
    not_text = [
        Problem(
            file,
            row + 2,
            name,
            repr(value),
            "every cell must be text, so that '5.10' keeps its decimals",
        )
        for name in schema.columns
        if name in frame.columns
        for row, value in enumerate(frame[name].tolist())
        if not isinstance(value, str)
    ]
    if not_text:
        return not_text
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        return _from_failures(error.failure_cases, frame, schema, file)
    return []


def _missing(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> list[Problem]:
    """List the columns that must be there and are not."""
    names = [name for name, column in schema.columns.items() if column.required]
    found = ", ".join(map(str, frame.columns)) or "no columns"
    allowed = "this column must be there, and cells must be set apart by commas"
    return [Problem(file, 1, name, found, allowed) for name in names if name not in frame.columns]


def require_columns(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> None:
    """Insist on a schema's required columns.

    Raises
    ------
    InvalidDataError
        Naming every column that is not there, and those that are.
    """
    missing = _missing(frame, schema, file)
    if missing:
        raise InvalidDataError(missing)


def _from_failures(
    failures: pd.DataFrame, frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str
) -> list[Problem]:
    found = []
    key = list(schema.unique or [])
    single = failures[
        failures["column"].isin(list(schema.columns)) & (failures["schema_context"] == "Column")
    ]
    for case in single.to_dict("records"):
        found.append(
            Problem(
                file,
                int(case["index"]) + 2,
                str(case["column"]),
                str(case["failure_case"]),
                f"it must be {case['check']}",
            )
        )
    for row in frame.index[frame.duplicated(key, keep="first")]:
        values = ", ".join(f"{name}={frame.at[row, name]!r}" for name in key)
        found.append(
            Problem(
                file,
                int(row) + 2,
                key[0] if len(key) == 1 else None,
                values,
                "every row must have its own " + ", ".join(key),
            )
        )
    return sorted(found, key=lambda problem: problem.row or 0)


def validate(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> pd.DataFrame:
    """Return the frame if it is valid, or raise every problem at once.

    Raises
    ------
    InvalidDataError
        Naming file, row, column, value and what is allowed.
    """
    found = problems(frame, schema, file)
    if found:
        raise InvalidDataError(found)
    return frame


def dictionary(schema: pa.DataFrameSchema) -> list[dict[str, Any]]:
    """Describe a schema's columns, one record a column.

    Returns
    -------
    list of dict
        ``column``, ``required`` (bool), ``allowed`` and ``meaning``.
    """
    return [
        {
            "column": name,
            "required": column.required,
            "allowed": "; ".join(str(check.error) for check in column.checks) or "any text",
            "meaning": column.description,
        }
        for name, column in schema.columns.items()
    ]
