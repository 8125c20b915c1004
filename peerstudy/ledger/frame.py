"""The ledger as a frame: read from a file, validated, completed."""

from fractions import Fraction

import pandas as pd

from peerstudy.errors import Problem, refuse
from peerstudy.printed import absence

EVERYBODY = "all"
"""The group of the whole sample; an empty group is read as it."""
KEY = ("place", "group", "variable", "level")
COLUMNS = ("item", *KEY, "stat", "printed", "source")
WORDS = ("quantifier",)
"""The statistics that a publication states in words."""
_SHOWN = 12
OPTIONAL = ("form", "grain", "items", "note", "doubt")


def validated(frame: pd.DataFrame, file: str = "ledger") -> pd.DataFrame:
    """Return a valid ledger frame: what it may leave out is filled in, names are without spaces.

    Further columns are kept, and so are numbers that cannot be read: the audit says so, row by
    row. A missing value, as other readers make of an empty cell, is an empty text.
    """
    from peerstudy.frames.validate import missing_columns, validate
    from peerstudy.ledger.schema import LEDGER

    trimmed = frame.rename(columns=_plain_heading)
    _require_ledger(trimmed, file)
    refuse(missing_columns(trimmed, LEDGER, file))
    for name in trimmed.columns.intersection([*COLUMNS, *OPTIONAL]):
        if isinstance(trimmed[name].dtype, pd.CategoricalDtype):
            trimmed[name] = trimmed[name].astype(object)
        if trimmed[name].isna().any():
            trimmed[name] = trimmed[name].astype(object).where(trimmed[name].notna(), "")
    for name in OPTIONAL:
        if name not in trimmed:
            trimmed[name] = ""
    for name in ("item", *KEY, "stat", "form", "grain", "items", "doubt"):
        if set(map(type, trimmed[name].tolist())) <= {str}:
            trimmed[name] = trimmed[name].str.strip()
    trimmed["group"] = trimmed["group"].replace("", EVERYBODY)
    unnamed = trimmed["item"] == ""
    if unnamed.any():
        parts = trimmed.loc[unnamed, list(KEY)].itertuples(index=False, name=None)
        trimmed.loc[unnamed, "item"] = [item_of(*names) for names in parts]
    valid = validate(trimmed, LEDGER, file)
    refuse([*_levels_of_nothing(valid, file), *_two_resolutions(valid, file)])
    return valid.reset_index(drop=True)


def item_of(place: str, group: str, *rest: str) -> str:
    """Name what belongs together after its place and what it is of; everybody needs no name."""
    return " / ".join(filter(None, (place, "" if group == EVERYBODY else group, *rest)))


def _plain_heading(name: object) -> object:
    """Return a column's name as the schema has it: without capitals and spaces around it."""
    plain = str(name).strip().casefold()
    return plain if plain in (*COLUMNS, *OPTIONAL) else name


def _require_ledger(frame: pd.DataFrame, file: str) -> None:
    """Insist that a table is a ledger at all, in one message where it is another."""
    twice = dict.fromkeys(frame.columns[frame.columns.duplicated()])
    allowed = "every column must have a name of its own"
    refuse(Problem(file, 1, str(name), None, allowed) for name in twice)
    if len(set(COLUMNS) & set(frame.columns)) > len(COLUMNS) // 2:
        return
    names = list(map(str, frame.columns))
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    allowed = (
        "this looks like a table of another kind. A ledger has one row for each printed number, "
        f"cells set apart by commas, and the columns {', '.join(COLUMNS)}; "
        "`peerstudy new FILE.csv` writes one to edit"
    )
    refuse([Problem(file, 1, None, shown or "no columns", allowed)])


def _levels_of_nothing(ledger: pd.DataFrame, file: str) -> list[Problem]:
    allowed = "a level must have its variable beside it"
    alone = ledger.loc[(ledger["level"] != "") & (ledger["variable"] == ""), "level"]
    rows = zip(alone.index, alone, strict=True)
    return [Problem(file, row + 2, "level", level, allowed) for row, level in rows]


def _two_resolutions(ledger: pd.DataFrame, file: str) -> list[Problem]:
    """List rows whose resolution differs from another's of the same item and variable."""
    found = []
    keys = list(zip(*(ledger[name] for name in ("item", *KEY[:3])), strict=True))
    for column in ("grain", "items"):
        first: dict[tuple[str, ...], str] = {}
        for row, key, value in zip(ledger.index, keys, ledger[column], strict=True):
            known = first.setdefault(key, value) if value else ""
            if value != known and Fraction(value) != Fraction(known):
                allowed = f"one item must have one {column}; it has {known} above"
                found.append(Problem(file, row + 2, column, value, allowed))
    return found


def require_readable(ledger: pd.DataFrame, file: str) -> None:
    """Insist that every printed text is a number or says that there is none."""
    allowed = "it must be one number as printed, a bound such as <5, or a mark such as n/a"
    rows = zip(ledger["printed"], ledger["stat"], strict=True)
    refuse(
        Problem(file, row, "printed", text, allowed)
        for row, (text, stat) in enumerate(rows, start=2)
        if absence(text) == "unreadable" and stat not in WORDS
    )
