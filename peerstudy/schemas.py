"""The frames' schemas: which columns, what each may hold, what it means.

All cells are text; an empty cell is an empty text. The data dictionary
``data/README.md`` is written from these schemas.
"""

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from peerstudy import cells
from peerstudy.errors import InvalidDataError, Problem
from peerstudy.vocabulary import KINDS, MEMBERS, STATS, TRUTHS

_GRAIN = r"|[1-9]\d*(?:/[1-9]\d*)?|0?\.\d*[1-9]\d*|[1-9]\d*\.\d+"
LEDGER = pa.DataFrameSchema(
    {
        "item": cells.text(
            "names what belongs together: one cell's count and percent, or a mean with "
            "its SD and range; made from the other columns where empty"
        ),
        "place": cells.text("where it is printed: a table, a section of the text"),
        "group": cells.text("whom it describes; empty for everybody"),
        "variable": cells.text("what it describes; empty for the group's own size"),
        "level": cells.text("which category of the variable; empty for the variable as a whole"),
        "stat": cells.column("which statistic", cells.one_of(STATS)),
        "printed": cells.text("the number exactly as printed, as text"),
        "source": cells.text("where to find it: file and line, page or paragraph"),
        "form": cells.column(
            "`word` where the source spells the number out",
            cells.one_of(("digits", "word"), empty=True),
            required=False,
        ),
        "grain": cells.column(
            "the smallest step one value can take: 1, 1/2, 0.1; empty if unknown",
            cells.like(_GRAIN, "a positive number such as 1, 1/2 or 0.1, or empty"),
            required=False,
        ),
        "items": cells.column(
            "over how many items each person's value was averaged; empty for 1",
            cells.like(r"|[1-9]\d*", "a whole number of 1 or more, or empty"),
            required=False,
        ),
        "note": cells.text("misprints, doubts, differences between versions", required=False),
    },
    name="ledger",
    unique=["item", "place", "group", "variable", "level", "stat"],
)
GROUPS = pa.DataFrameSchema(
    {
        "group": cells.name("the group's name in every other file"),
        "parent": cells.text("the group it is a part of; empty for everybody"),
        "partition": cells.text(
            "groups with the same parent and partition add up to the parent "
            "without overlap; empty where that is not stated"
        ),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
        "members": cells.column(
            "what the group is made of; empty means people",
            cells.one_of(MEMBERS, empty=True),
            required=False,
        ),
        "source": cells.text("where the group is defined"),
        "note": cells.text("doubts and decisions"),
    },
    name="groups",
    unique=["group"],
)
VARIABLES = pa.DataFrameSchema(
    {
        "variable": cells.name("the variable's name in every other file"),
        "kind": cells.column(
            "categorical, numeric, or an event of the study itself", cells.one_of(KINDS)
        ),
        "unit": cells.text("unit of a numeric variable"),
        "grain": cells.column(
            "the smallest step one value can take; empty if unknown",
            cells.like(_GRAIN, "a positive number such as 1, 1/2 or 0.1, or empty"),
        ),
        "grain_source": cells.column(
            "whether the source states the grain or we assume it",
            cells.one_of(("stated", "assumed"), empty=True),
        ),
        "exclusive": cells.column(
            "whether a person has at most one level", cells.one_of(TRUTHS, empty=True)
        ),
        "exhaustive": cells.column(
            "whether everybody who answered has one of the levels", cells.one_of(TRUTHS, empty=True)
        ),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
        "note": cells.text("doubts and decisions"),
    },
    name="variables",
    unique=["variable"],
)
LEVELS = pa.DataFrameSchema(
    {
        "variable": cells.name("the variable it is a level of"),
        "level": cells.name("the level's name in the ledger"),
        "label_en": cells.name("label in English"),
        "label_he": cells.name("label in Hebrew"),
        "note": cells.text("doubts and decisions"),
    },
    name="levels",
    unique=["variable", "level"],
)
WAIVERS = pa.DataFrameSchema(
    {
        "check": cells.name("code of the check"),
        "item": cells.name("item of the finding"),
        "reason": cells.name("why the deviation is accepted"),
    },
    name="waivers",
    unique=["check", "item"],
)


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
        for row, value in enumerate(frame[name])
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
    """Give the frame if it is valid, or raise every problem at once.

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
