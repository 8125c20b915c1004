"""The border of a room: what its functions are called with is held against the types they state."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, wraps
from numbers import Integral
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

import pandas as pd

from peerstudy.errors import WrongCallError, shown

P = ParamSpec("P")
R = TypeVar("R")
_NAMED: dict[object, str] = {
    pd.DataFrame: "a DataFrame",
    str: "a text",
    int: "a whole number",
    bool: "True or False",
    bytes: "bytes",
    Fraction: "a Fraction",
    Path: "a Path",
    Iterable: "a list",
    Sequence: "a list",
    Mapping: "a mapping",
    tuple: "a tuple",
    Callable: "a function",
    "Cfir": "a Cfir, such as load_cfir()",
    "Codebook": "a Codebook, such as load_study(name).codings.codebook",
    "Coded": "a Study, such as load_study(name)",
    "Codings": "a Codings, such as load_study(name).codings",
    "EvidenceMatrix": "an EvidenceMatrix, such as evidence_matrix(load_sites())",
    "HasCodings": "a Study, such as load_study(name)",
    "HasLedger": "a Study",
    "Ledger": "a Ledger",
    "JointEvidence": "a JointEvidence, such as joint_evidence(load_sites())",
    "Programme": "a Programme, such as load_programme()",
    "Resources": "a Resources, such as load_resources()",
    "Sites": "a Sites, such as load_sites()",
}
"""How a message names what is needed, by its type or by the name of a type of another room."""


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that refuses in one line what it states no type for."""
    signature = inspect.signature(function)
    hints = cache(lambda: get_type_hints(function))

    @wraps(function)
    def called(*arguments: P.args, **named: P.kwargs) -> R:
        try:
            given = signature.bind(*arguments, **named).arguments
        except TypeError:  # Python says best which argument is missing
            return function(*arguments, **named)
        for name, value in given.items():
            several = signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
            for each in value if several else (value,):
                _require(name, each, hints()[name])
        return function(*arguments, **named)

    return called


def guard(room: dict[str, Any]) -> None:
    """Guard the functions that a room offers; its modules call each other without."""
    for name in room["__all__"]:
        if inspect.isfunction(room[name]):
            room[name] = guarded(room[name])


def with_columns(name: str, frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return a frame that has the columns a call needs.

    Raises
    ------
    WrongCallError
        If one is missing.
    """
    missing = [column for column in columns if column not in frame]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "none"
        raise WrongCallError(
            f"{name} must have a column {missing[0]!r}; its columns are {found}. "
            "Rename the one that is meant."
        )
    return frame


def _require(name: str, value: object, hint: Any) -> None:
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if not any(_fits(value, kind) for kind in kinds):
        told = " or ".join(dict.fromkeys(_named(kind) for kind in kinds if kind is not NoneType))
        raise WrongCallError(f"{name} must be {told}; found {shown(value)}.")


def _fits(value: object, hint: Any) -> bool:
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if kind is Any:
        return True
    if kind is int:
        return isinstance(value, Integral) and not isinstance(value, bool)
    if not isinstance(value, kind):
        return False
    if kind is tuple:
        return len(value) == len(inside) and all(map(_fits, value, inside))
    return kind is not Mapping or all(_fits(each, inside[1]) for each in value.values())


def _named(hint: Any) -> str:
    kind = get_origin(hint) or hint
    return _NAMED.get(kind) or _NAMED.get(kind.__name__) or f"a {kind.__name__}"
