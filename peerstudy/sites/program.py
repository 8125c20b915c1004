"""Whole-number programs of yes/no variables: the best value that constraints admit, exactly.

HiGHS searches in floating point. What it finds is rounded to whole numbers and
held against every constraint in whole numbers before it is believed.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np

from peerstudy.sites.forced import Row, Terms, best_at_once


@dataclass
class Work:
    """How much was given to the solver: programs, and the size of the largest one.

    Most factors are spoken of in one of a few ways, so most programs are alike
    but for their names: what was found for one is kept for the next.
    """

    solves: int = 0
    variables: int = 0
    rows: int = 0
    found: dict[Hashable, tuple[int, ...] | None] = field(default_factory=dict, repr=False)
    shapes: dict[Hashable, int] = field(default_factory=dict, repr=False)

    def count(self, variables: int, rows: int) -> None:
        """Add one solve of a program of some size."""
        self.solves += 1
        self.variables, self.rows = max(self.variables, variables), max(self.rows, rows)


@dataclass
class Program:
    """Variables that are 0 or 1, by any name, and what holds of them."""

    work: Work = field(default_factory=Work)
    variables: dict[Hashable, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _numbered: tuple[int, int, int] = field(default=(-1, -1, -1), repr=False)

    def copy(self) -> "Program":
        """Return a program alike, to which more can be added."""
        self._shape()
        return Program(self.work, dict(self.variables), list(self.rows), self._numbered)

    def variable(self, name: Hashable) -> int:
        """Return the place of a variable, new where there is none of that name."""
        return self.variables.setdefault(name, len(self.variables))

    def require(self, terms: Terms, low: int | None = None, high: int | None = None) -> None:
        """Add a constraint."""
        self.rows.append(Row(terms, low, high))

    def any_of(self, name: Hashable, parts: Sequence[int]) -> int:
        """Return a variable that is 1 where one of the parts is, and only there."""
        if name in self.variables:
            return self.variables[name]
        made = self.variable(name)
        for part in parts:
            self.require({made: 1, part: -1}, low=0)
        self.require({made: 1} | dict.fromkeys(parts, -1), high=0)
        return made

    def both_of(self, name: Hashable, first: int, second: int) -> int:
        """Return a variable that is 1 where two others are."""
        if name in self.variables:
            return self.variables[name]
        made = self.variable(name)
        self.require({made: 1, first: -1}, high=0)
        self.require({made: 1, second: -1}, high=0)
        self.require({made: 1, first: -1, second: -1}, low=-1)
        return made

    def largest(self, terms: Terms, extra: Sequence[Row] = ()) -> tuple[int, ...] | None:
        """Return values of the variables that make a sum largest; None where none are allowed.

        `extra` are constraints for this time only. The solver is HiGHS (Huangfu & Hall
        2018, https://doi.org/10.1007/s12532-017-0130-5).
        """
        asked = (self._shape(), *map(_frozen, extra), *sorted(terms.items()))
        if asked not in self.work.found:
            rows = [*self.rows, *extra]
            at_once = best_at_once(rows, len(self.variables), terms)
            self.work.found[asked] = at_once or self._solve(terms, rows)
        return self.work.found[asked]

    def _shape(self) -> int:
        """Return a number that programs share whose variables and constraints are alike."""
        size = (len(self.variables), len(self.rows))
        if self._numbered[:2] != size:
            shape = (len(self.variables), *map(_frozen, self.rows))
            self._numbered = (*size, self.work.shapes.setdefault(shape, len(self.work.shapes)))
        return self._numbered[2]

    def _solve(self, terms: Terms, rows: Sequence[Row]) -> tuple[int, ...] | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        size = len(self.variables)
        self.work.count(size, len(rows))
        if not size:
            return () if all(row.holds(()) for row in rows) else None
        aim = np.zeros(size)
        for i, times in terms.items():
            aim[i] = -times
        table, low, high = _arrays(rows, size)
        found = milp(
            aim,
            integrality=np.ones(size),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(table, low, high) if rows else (),
            options={"mip_rel_gap": 0},
        )
        if found.status == _INFEASIBLE:
            return None
        values = () if found.x is None else tuple(round(value) for value in found.x)
        if found.status != _OPTIMAL or not all(row.holds(values) for row in rows):
            raise ArithmeticError(f"HiGHS found no exact solution: {found.message}")
        return values

    def smallest(self, terms: Terms, extra: Sequence[Row] = ()) -> tuple[int, ...] | None:
        """Return values that make a sum smallest; see :meth:`largest`."""
        return self.largest({i: -times for i, times in terms.items()}, extra)


_OPTIMAL, _INFEASIBLE = 0, 2


def _frozen(row: Row) -> Hashable:
    return (tuple(row.terms.items()), row.low, row.high)


def _arrays(rows: Sequence[Row], size: int) -> tuple["object", np.ndarray, np.ndarray]:
    """Return constraints as a sparse table with its lower and upper ends."""
    from scipy.sparse import csr_array

    at = [(i, j, times) for i, row in enumerate(rows) for j, times in row.terms.items()]
    table = csr_array(
        ([times for *_, times in at], ([i for i, *_ in at], [j for _, j, _ in at])),
        shape=(len(rows), size),
        dtype=float,
    )
    low = np.array([-np.inf if row.low is None else row.low for row in rows], dtype=float)
    high = np.array([np.inf if row.high is None else row.high for row in rows], dtype=float)
    return table, low, high
