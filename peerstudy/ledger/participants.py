"""A ledger made from data: the sample's description with every denominator stated.

Whoever has the participants can print their Table 1 from here, and its audit
passes, because each number is computed exactly and rounded once.
"""

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite, isqrt
from numbers import Integral, Real
from statistics import mean, quantiles, variance
from typing import Annotated, Any

import pandas as pd

from peerstudy.errors import PeerstudyError, require_known
from peerstudy.frames.border import Within, with_columns
from peerstudy.ledger.frame import COLUMNS, EVERYBODY, KEY, OPTIONAL, validated
from peerstudy.ledger.rows import Traits
from peerstudy.ledger.value import Ledger
from peerstudy.printed import PERCENT, print_as

CATEGORICAL, NUMERIC = "categorical", "numeric"


def describe(
    participants: pd.DataFrame,
    variables: str | Sequence[str | int] | Mapping[str, str],
    by: str | None = None,
    decimals: Annotated[int, Within(0, 100)] = 1,
    place: str = "Table 1",
    source: str = "participants",
    *,
    quartiles: bool = False,
) -> Ledger:
    """Describe a sample as a ledger: counts, percentages, means, SDs and ranges.

    Percentages are of those with a value, whose number is stated for every
    variable and group, beside the number missing. Arithmetic is exact; each
    number is rounded once, half up.

    Parameters
    ----------
    participants : DataFrame
        One row a person.
    variables : str, sequence of str, or mapping of str to str
        Columns to describe. A mapping tells which are ``"categorical"`` and
        which ``"numeric"``; without it, columns of numbers are numeric.
    by : str, optional
        A column of groups to describe beside the whole sample. A warning
        counts the people without a group, who are in the whole sample only.
    decimals : int, default 1
        Printed decimals of percentages, means and SDs.
    place, source : str
        What to write in these columns of the ledger.
    quartiles : bool, default False
        Whether to print the median and quartiles too, interpolated linearly.

    Returns
    -------
    Ledger
        Its ``frame`` has the rows; the whole sample is the group ``all``, which
        the others make up unless somebody has no group.

    Raises
    ------
    UnknownNameError
        If a kind is neither of the two.
    PeerstudyError
        If a column is missing or there twice, decimals are not 0 to 100, a numeric
        value is not finite, or a group is named ``all``.

    Examples
    --------
    >>> people = pd.DataFrame({"age": [30, 40, None], "gender": ["f", "m", "f"]})
    >>> ledger = describe(people, ["age", "gender"])
    >>> ledger.frame.query("stat == 'percent'")["printed"].tolist()
    ['66.7', '33.3']
    """
    participants = _named(participants)
    kinds = _kinds(participants, variables)
    with_columns("participants", participants, [*kinds, *([by] if by else [])])
    rows: list[tuple[str, ...]] = []
    groups = _groups(participants, by)
    for group, people in groups:
        rows.append((group, "", "", "n", str(len(people)), ""))
        for variable, kind in kinds.items():
            known = [value for value in people[variable] if not pd.isna(value)]
            rows.append((group, variable, "", "denominator", str(len(known)), ""))
            rows.append((group, variable, "", "missing", str(len(people) - len(known)), ""))
            if kind == NUMERIC:
                values = [_exact(value, variable) for value in known]
                stats, grain = _numeric(values, decimals, quartiles)
                rows += [(group, variable, "", *each, grain) for each in stats.items()]
            else:
                counted = _categorical(known, _levels(participants[variable]), decimals)
                rows += [(group, variable, *each, "") for each in counted]
    numbers = pd.DataFrame(rows, columns=[*KEY[1:], "stat", "printed", "grain"], dtype=str)
    numbers = numbers.assign(item="", place=place, source=source)
    frame = validated(numbers.reindex(columns=[*COLUMNS, *OPTIONAL], fill_value=""))
    whole = "" if by is None or participants[by].isna().any() else by
    parts = [(group, EVERYBODY, whole) for group, _ in groups[1:]]
    described = pd.DataFrame(
        [(EVERYBODY, "", ""), *parts], columns=["group", "parent", "partition"], dtype=str
    )
    traits = {
        name: Traits(kind)
        if kind == NUMERIC
        else Traits(kind, "", None, "yes", "yes", tuple(_levels(participants[name])))
        for name, kind in kinds.items()
    }
    return Ledger(frame, described=described, traits=traits)


def _kinds(
    participants: pd.DataFrame, variables: str | Sequence[str | int] | Mapping[str, str]
) -> dict[str, str]:
    if isinstance(variables, Mapping):
        for kind in variables.values():
            require_known("kind", kind, (CATEGORICAL, NUMERIC))
        return {str(name): kind for name, kind in variables.items()}
    names = [variables] if isinstance(variables, str) else map(str, variables)
    return {name: _kind(participants, name) for name in names}


def _named(participants: pd.DataFrame) -> pd.DataFrame:
    """Name every column by a text of its own."""
    names = list(map(str, participants.columns))
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise PeerstudyError(
            f"Every column must have a name of its own; found twice: {', '.join(twice)}."
        )
    return participants.set_axis(names, axis=1)


def _kind(participants: pd.DataFrame, name: str) -> str:
    if name not in participants:
        return CATEGORICAL
    column = participants[name]
    if pd.api.types.is_bool_dtype(column):
        return CATEGORICAL
    exact = column.dropna().map(lambda value: isinstance(value, Decimal | Fraction))
    number = pd.api.types.is_numeric_dtype(column) or (len(exact) > 0 and exact.all())
    return NUMERIC if number else CATEGORICAL


def _groups(participants: pd.DataFrame, by: str | None) -> list[tuple[str, pd.DataFrame]]:
    groups = [(EVERYBODY, participants)]
    if by:
        names = participants[by].map(_text, na_action="ignore")
        without = int(names.isna().sum())
        if without:
            message = f"No {by!r} is known for {without} of {len(names)}: in the whole sample only."
            warnings.warn(message, stacklevel=3)
        for name in _levels(participants[by]):
            if name == EVERYBODY:
                raise PeerstudyError(
                    f"A group must not be named {EVERYBODY!r}, the name of the whole sample."
                )
            groups.append((name, participants[(names == name).fillna(False).astype(bool)]))
    return groups


def _levels(column: "pd.Series[Any]") -> list[str]:
    """List a column's levels: a categorical's in its order, others as they first appear."""
    values = (
        column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column.dropna()
    )
    return list(dict.fromkeys(map(_text, values)))


def _text(value: object) -> str:
    return str(value).strip() or "(empty)"


def _categorical(
    known: Sequence[object], levels: Sequence[str], decimals: int
) -> Iterator[tuple[str, str, str]]:
    """Yield level, statistic and text of each count and percentage."""
    counts = Counter(map(_text, known))
    for level in levels:
        yield level, "n", str(counts[level])
        if known:
            share = Fraction(PERCENT * counts[level], len(known))
            yield level, "percent", print_as(share, decimals)


def _numeric(values: list[Fraction], decimals: int, quartiles: bool) -> tuple[dict[str, str], str]:
    """Return each statistic's text, and the values' resolution where it is known."""
    if not values:
        return {}, ""
    whole = all(value.denominator == 1 for value in values)
    stats = {"mean": print_as(mean(values), decimals)}
    several = len(values) > 1
    if several:
        stats["sd"] = _print_root(variance(values), decimals)
    if quartiles:
        cuts = quantiles(values, n=4, method="inclusive") if several else 3 * values
        for stat, cut in zip(("q1", "median", "q3"), cuts, strict=True):
            stats[stat] = print_as(cut, 0 if whole and cut.denominator == 1 else decimals)
    ends = 0 if whole else decimals
    stats |= {"min": print_as(min(values), ends), "max": print_as(max(values), ends)}
    return stats, "1" if whole else ""


def _exact(value: Any, variable: str) -> Fraction:
    """Return a number exactly as it is stored."""
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, Decimal | Fraction) and isfinite(value):
        return Fraction(value)
    if isinstance(value, Real) and isfinite(value):
        return Fraction(float(value))
    raise PeerstudyError(
        f"Every value of {variable!r} must be a finite number or missing; found {value!r}."
    )


def _print_root(variance: Fraction, decimals: int) -> str:
    """Print a square root, rounded half up, without a detour through floating point."""
    quadrupled = 4 * variance * 10 ** (2 * decimals)
    halves = isqrt(quadrupled.numerator // quadrupled.denominator)
    return print_as(Fraction((halves + 1) // 2, 10**decimals), decimals)
