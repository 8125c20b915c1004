"""The border of a room: what its functions are called with is held against the types they state."""

import builtins
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, wraps
from io import IOBase
from itertools import chain, repeat
from math import inf
from numbers import Complex, Integral, Rational, Real
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    BinaryIO,
    ParamSpec,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from peerstudy.errors import WrongCallError, shown

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C")
Fits = Callable[[Any], bool]
Inside = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The bounds of a number that a function is called with, and whether these are meant too."""

    least: float
    most: float = inf
    ends: bool = True

    def __contains__(self, value: Any) -> bool:
        """Return whether a number lies within the bounds."""
        inside: bool = self.least < value < self.most
        return inside or (self.ends and value in (self.least, self.most))

    def __str__(self) -> str:
        """Return the bounds as they follow the name of a type."""
        if self.most == inf:
            return f"of {self.least:,} or more" if self.ends else f"above {self.least:,}"
        if self.ends:
            return f"from {self.least:,} to {self.most:,}"
        return f"above {self.least:,} and below {self.most:,}"


Natural = Annotated[int, Within(0)]
Positive = Annotated[int, Within(1)]
Step = Annotated[Fraction | int, Within(0, ends=False)]
Text = Annotated[str, "such as '34.6', so that its decimals are kept"]
Level = Annotated[float, Within(0, 1, ends=False)]
"""A share of which neither nothing nor everything would make sense, such as a confidence."""

_CALLED: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    bytes: "bytes",
    BinaryIO: "a file opened for bytes",
    Fraction: "a Fraction",
    Iterable: "a list",
    Sequence: "a list",
    list: "a list",
    Mapping: "a mapping",
    Callable: "a function",
}
_FREE: tuple[Any, Fits] = Any, lambda _: True
_IN_ORDER = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_NUMBERS: dict[Any, type] = {int: Integral, Fraction: Rational, float: Real, complex: Complex}


def called(text: str) -> Callable[[C], C]:
    """Return a decorator by which a type states how a message calls it, and how it is made."""

    def named(kind: C) -> C:
        _CALLED[kind] = text
        return kind

    return named


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that refuses in one line what it states no type for.

    The types are read when it is first called. What is missing or too much, Python says best.
    """
    types = cache(lambda: _types(function))

    @wraps(function)
    def entered(*arguments: P.args, **named: P.kwargs) -> R:
        names, needs = types()
        for name, value in chain(zip(names(), arguments, strict=False), named.items()):
            hint, fits = needs.get(name, _FREE)
            if not fits(value):
                raise WrongCallError(f"{name} must be {_told(hint)}; found {shown(value)}.")
        return function(*arguments, **named)

    return entered


def guard(room: dict[str, Any]) -> None:
    """Guard the functions that a room offers; its modules call each other without."""
    for name in room["__all__"]:
        if inspect.isfunction(room[name]):
            room[name] = guarded(room[name])


def with_columns(name: str, frame: "pd.DataFrame", columns: Iterable[str]) -> "pd.DataFrame":
    """Return a frame that has the columns a call needs, or name what is missing."""
    missing = [repr(column) for column in columns if column not in frame]
    if missing:
        found = ", ".join(map(str, frame.columns)) or "none"
        raise WrongCallError(
            f"{name} must have the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"its columns are {found}. "
            "Name one of these, or rename the one that is meant."
        )
    return frame


class _Names(dict[str, Any]):
    """What the names in a function's types stand for.

    A type that a module imports for its types only is one that states how it is called, if its
    room is loaded; else it is not asked for.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(vars(builtins) | inspect.unwrap(function).__globals__)

    def __missing__(self, name: str) -> Any:
        """Return the type of this name that states how it is called."""
        return next((kind for kind in _CALLED if getattr(kind, "__name__", "") == name), Any)


def _types(
    function: Callable[..., Any],
) -> tuple[Callable[[], Iterator[str]], dict[str, tuple[Any, Fits]]]:
    """Return what names arguments in their order, their types, and what decides on a value."""
    hints = get_type_hints(function, localns=_Names(function), include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    one = [each.name for each in parameters if each.kind in _IN_ORDER]
    further = [repeat(each.name) for each in parameters if each.kind is each.VAR_POSITIONAL]
    many = {each.name for each in parameters if each.kind is each.VAR_KEYWORD}
    needs = {name: (hints[name], _fits(hints[name])) for name in hints if name not in many}
    return lambda: chain(one, *further), needs


def _fits(hint: Any) -> Fits:
    """Return what decides whether a value is of a type."""
    kind = get_origin(hint) or hint
    make = _MADE.get(kind)
    return make(kind, get_args(hint)) if make else lambda value: isinstance(value, kind)


def _anything(_kind: Any, _inside: Inside) -> Fits:
    return lambda _: True


def _bounded(_kind: Any, inside: Inside) -> Fits:
    fits, within = _fits(inside[0]), inside[1]
    return (lambda value: fits(value) and value in within) if isinstance(within, Within) else fits


def _one_of(_kind: Any, inside: Inside) -> Fits:
    plain = tuple(each for each in inside if isinstance(each, type) and each not in _MADE)
    others = [_fits(each) for each in inside if each not in plain]
    return lambda value: isinstance(value, plain) or any(fits(value) for fits in others)


def _number(kind: Any, _inside: Inside) -> Fits:
    """Return whether a value is a number, a whole one wherever one is; no truth value, no NaN."""
    number = _NUMBERS[kind]
    return lambda value: (
        type(value) is int
        or (isinstance(value, number) and not isinstance(value, bool) and value == value)
    )


def _several(kind: Any, inside: Inside) -> Fits:
    """Return whether a value is a list; what can be read only once is not looked into."""
    fits = _fits(inside[0])
    return lambda value: (
        isinstance(value, kind)
        and not isinstance(value, str | bytes)
        and (iter(value) is value or all(map(fits, value)))
    )


def _fixed(kind: Any, inside: Inside) -> Fits:
    if inside[-1] is Ellipsis:
        return _several(kind, inside)
    each = [_fits(one) for one in inside]
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(each)
        and all(fits(one) for fits, one in zip(each, value, strict=True))
    )


def _mapping(_kind: Any, inside: Inside) -> Fits:
    fits = _fits(inside[1])
    return lambda value: isinstance(value, Mapping) and all(map(fits, value.values()))


_MADE: dict[Any, Callable[[Any, Inside], Fits]] = {
    Annotated: _bounded,
    Any: _anything,
    BinaryIO: lambda _kind, _inside: lambda value: isinstance(value, IOBase),
    Iterable: _several,
    Mapping: _mapping,
    Sequence: _several,
    Union: _one_of,
    UnionType: _one_of,
    list: _several,
    object: _anything,
    tuple: _fixed,
    **dict.fromkeys(_NUMBERS, _number),
}


def _told(hint: Any) -> str:
    """Return how a message calls a type."""
    kind, inside = get_origin(hint) or hint, get_args(hint)
    if hint in _CALLED:
        return _CALLED[hint]
    if kind is Annotated:
        return f"{_told(inside[0])} {hint.__metadata__[0]}"
    if kind in (Union, UnionType):
        return " or ".join(dict.fromkeys(_told(each) for each in inside if each is not NoneType))
    if kind in (Iterable, Sequence, list, tuple) and inside[0] not in (Any, object):
        return f"a list, each {_told(inside[0])}"
    name = kind.__name__
    return _CALLED.get(kind) or f"{'an' if name[0] in 'AEIO' else 'a'} {name}"
