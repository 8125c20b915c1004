"""A frame of text held against its schema: every problem at once, each with its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from peerstudy.errors import Problem, refuse
from peerstudy.frames.schema import Schema


def problems(frame: pd.DataFrame, schema: Schema, file: str) -> list[Problem]:
    """List everything in a frame that breaks its schema, in the order of the file's rows.

    The frame's index counts lines of its file from its second, 0.
    """
    missing = missing_columns(frame, schema, file)
    if missing:
        return missing
    there = {name: frame[name].tolist() for name in schema.columns if name in frame.columns}
    allowed = "every cell must be text, so that '5.10' keeps its decimals"
    not_text = [
        Problem(file, row + 2, name, repr(value), allowed)
        for name, cells in there.items()
        if set(map(type, cells)) - {str}
        for row, value in zip(frame.index, cells, strict=True)
        if not isinstance(value, str)
    ]
    if not_text:
        return not_text
    found = [*_not_allowed(frame.index, there, schema, file), *_repeated(frame, schema, file)]
    return sorted(found, key=lambda problem: problem.row or 0)


def _not_allowed(
    rows: pd.Index, cells: Mapping[str, Sequence[str]], schema: Schema, file: str
) -> Iterator[Problem]:
    """Yield the cells that hold what they may not; each distinct text is looked at once."""
    for name, texts in cells.items():
        for check in schema.columns[name].checks:
            bad = {text for text in set(texts) if not check.holds(text)}
            for row, text in zip(rows, texts, strict=True) if bad else ():
                if text in bad:
                    yield Problem(file, row + 2, name, text, f"it must be {check.allowed}")


def _repeated(frame: pd.DataFrame, schema: Schema, file: str) -> Iterator[Problem]:
    """Yield the rows whose key an earlier row has."""
    key = list(schema.unique)
    column = key[0] if len(key) == 1 else None
    allowed = f"every row must have its own {', '.join(key)}"
    seen: set[tuple[str, ...]] = set()
    for row, *texts in zip(frame.index, *(frame[name] for name in key), strict=True):
        if tuple(texts) not in seen:
            seen.add(tuple(texts))
            continue
        values = ", ".join(f"{name}={text!r}" for name, text in zip(key, texts, strict=True))
        yield Problem(file, row + 2, column, values, allowed)


def missing_columns(frame: pd.DataFrame, schema: Schema, file: str) -> list[Problem]:
    """List the columns that must be there and are not."""
    found = ", ".join(map(str, frame.columns)) or "no columns"
    allowed = "this column must be there, and cells must be set apart by commas"
    return [Problem(file, 1, name, found, allowed) for name in schema.required if name not in frame]


def validate(frame: pd.DataFrame, schema: Schema, file: str) -> pd.DataFrame:
    """Return the frame if it is valid, or refuse it with every problem at once."""
    refuse(problems(frame, schema, file))
    return frame


def dangling(
    names: "pd.Series[str]", known: Collection[str], file: str, allowed: str
) -> Iterator[Problem]:
    """Yield the names of a column that nothing describes; its index is that of :func:`problems`."""
    for row, name in zip(names.index, names, strict=True):
        if name not in known:
            yield Problem(file, row + 2, str(names.name), name, allowed)


def inside_itself(name: str, parents: Mapping[str, str]) -> bool:
    """Return whether a name is its own parent, or that of one above it."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        name = parents.get(name, "")
    return name != ""


def dictionary(schema: Schema) -> list[dict[str, Any]]:
    """Describe a schema's columns, one record a column."""
    return [
        {
            "column": name,
            "required": column.required,
            "allowed": "; ".join(check.allowed for check in column.checks) or "any text",
            "meaning": column.description,
        }
        for name, column in schema.columns.items()
    ]
