"""Which factor is reported at which site: three states, and nothing filled in.

A cell is ``reported``, ``reported absent`` or ``unknown``. A paper that does
not mention a factor has said nothing of it, so its cell is unknown.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from peerstudy.errors import Problem, UnknownNameError, refuse, require_known, shown
from peerstudy.frames.border import called
from peerstudy.frames.vocabulary import Status


@called("an EvidenceMatrix, such as evidence_matrix(load_sites())")
@dataclass(frozen=True, eq=False)
class EvidenceMatrix:
    """Factors by sites in three states; see :func:`peerstudy.sites.evidence_matrix`.

    Attributes
    ----------
    cells : DataFrame
        One row a factor, one column a site; each cell is a :class:`Status`.
    floor : str
        The least certain statements that were let in.

    Examples
    --------
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["unknown", "reported absent"]}
    >>> matrix = as_matrix(pd.DataFrame(cells, index=["pay", "stigma"]))
    >>> matrix.known, matrix.unknown_cells(), matrix.known_among(["pay"], ["ulm", "pune"])
    (2, [('pay', 'pune'), ('stigma', 'ulm')], (1, 2))
    >>> matrix.ends({("pay", "ulm"): 1, ("pay", "pune"): 1})
    (1, 2)
    >>> matrix.with_cell("pay", "pune", Status.ABSENT).known, matrix.where_known(2).rows
    (3, [])
    >>> print(*matrix.statuses("pay"), *matrix.column("ulm"), sep="; ")
    reported; unknown; reported; unknown
    >>> print(matrix.long().head(2).to_string(index=False))
     index site   status
       pay  ulm reported
    stigma  ulm  unknown
    """

    cells: pd.DataFrame
    floor: str

    @property
    def sites(self) -> list[str]:
        """The sites, in column order."""
        return [str(site) for site in self.cells.columns]

    @property
    def rows(self) -> list[Any]:
        """The keys of the rows."""
        return list(self.cells.index)

    @property
    def keys(self) -> list[dict[str, object]]:
        """What tells each row apart, by name."""
        names = [str(name) if name is not None else "row" for name in self.cells.index.names]
        return [
            dict(zip(names, row if isinstance(row, tuple) else (row,), strict=True))
            for row in self.rows
        ]

    @cached_property
    def _statuses(self) -> dict[Any, dict[str, Status]]:
        return {
            row: {site: Status(cell) for site, cell in zip(self.sites, cells, strict=True)}
            for row, cells in zip(self.rows, self.cells.to_numpy(), strict=True)
        }

    def statuses(self, row: Any) -> list[Status]:
        """Return a row's cells in column order."""
        return list(self._of(row).values())

    def _of(self, row: Any) -> dict[str, Status]:
        """Return a row's cells by site."""
        if isinstance(row, Hashable) and row in self._statuses:
            return self._statuses[row]
        raise UnknownNameError(f"A row must be one of the matrix's rows; found {shown(row)}.")

    def ends(self, terms: Mapping[tuple[Any, str], int]) -> tuple[int, int]:
        """Return the smallest and largest value of a sum of cells, 1 where reported.

        Cells known by themselves only bind nothing else, so each unknown is free.
        """
        low = high = 0
        for (row, site), times in terms.items():
            status = self._of(row)[site]
            if status is Status.REPORTED or (status is Status.UNKNOWN and times < 0):
                low += times
            if status is Status.REPORTED or (status is Status.UNKNOWN and times > 0):
                high += times
        return low, high

    def known_among(self, rows: Iterable[Any], sites: Iterable[str]) -> tuple[int, int]:
        """Return how many cells of some rows and sites are known, and how many there are."""
        chosen = list(sites)
        cells = [self._of(row)[site] for row in rows for site in chosen]
        return len(cells) - cells.count(Status.UNKNOWN), len(cells)

    def column(self, site: str) -> list[Status]:
        """Return a site's cells in row order."""
        require_known("site", site, self.sites)
        return [Status(cell) for cell in self.cells[site]]

    def with_cell(self, row: Any, site: str, status: Status) -> "EvidenceMatrix":
        """Return the matrix that one more known cell would make."""
        cells = self.cells.copy()
        cells.iloc[self.rows.index(row), self.sites.index(site)] = status
        return EvidenceMatrix(cells, self.floor)

    def unknown_cells(self) -> list[tuple[Any, str]]:
        """List the row and site of every unknown cell."""
        return [
            (row, site)
            for row, cells in self._statuses.items()
            for site, status in cells.items()
            if status is Status.UNKNOWN
        ]

    @property
    def coverage(self) -> pd.DataFrame:
        """How much is known of each site.

        Columns: ``site, reported, absent, unknown, known, cells, share``.
        """
        return _coverage(self.cells.T, "site")

    @property
    def row_coverage(self) -> pd.DataFrame:
        """How much is known of each row, with the columns of :attr:`coverage`."""
        return _coverage(self.cells, "row")

    @property
    def known(self) -> int:
        """How many cells are known."""
        return int((self.cells != Status.UNKNOWN).to_numpy().sum())

    def where_known(self, sites: int = 1) -> "EvidenceMatrix":
        """Return the rows that are known at so many sites or more."""
        known = (self.cells != Status.UNKNOWN).sum(axis=1)
        return EvidenceMatrix(self.cells[known >= sites], self.floor)

    def long(self) -> pd.DataFrame:
        """Return one row a cell: the row's key, ``site`` and ``status``."""
        frame = self.cells.reset_index()
        keys = list(frame.columns[: self.cells.index.nlevels])
        return frame.melt(keys, var_name="site", value_name="status")

    def __str__(self) -> str:
        """Return in one line how much is known."""
        return (
            f"{len(self.cells)} factors at {len(self.sites)} sites: "
            f"{self.known} of {self.cells.size} cells known"
        )


def _coverage(cells: pd.DataFrame, name: str) -> pd.DataFrame:
    counts = {
        column: (cells == status).sum(axis=1).to_numpy()
        for column, status in zip(("reported", "absent", "unknown"), Status, strict=True)
    }
    frame = pd.DataFrame({name: list(cells.index), **counts})
    frame["known"] = frame["reported"] + frame["absent"]
    frame["cells"] = cells.shape[1]
    frame["share"] = frame["known"] / frame["cells"]
    return frame


def as_matrix(cells: pd.DataFrame, floor: str = "site") -> EvidenceMatrix:
    """Take a frame of statuses, of anyone's own study, as a matrix.

    Parameters
    ----------
    cells : DataFrame of str
        One row a factor, one column a site; every cell ``reported``,
        ``reported absent`` or ``unknown``.
    floor : str, default "site"
        What to call its certainty.

    Raises
    ------
    InvalidDataError
        Naming every cell that is none of the three, and repeated rows.

    Examples
    --------
    >>> cells = {"ulm": ["reported", "unknown"], "pune": ["unknown", "reported absent"]}
    >>> print(as_matrix(pd.DataFrame(cells, index=["pay", "stigma"])))
    2 factors at 2 sites: 2 of 4 cells known
    """
    allowed = "it must be one of: " + ", ".join(Status)
    wrong = [
        Problem("matrix", number, str(site), str(cell), allowed)
        for number, row in enumerate(cells.to_numpy(), start=1)
        for site, cell in zip(cells.columns, row, strict=True)
        if not isinstance(cell, str) or cell not in list(Status)
    ]
    repeated = [*cells.index[cells.index.duplicated()], *cells.columns[cells.columns.duplicated()]]
    wrong += [Problem("matrix", None, None, str(key), "must be there once") for key in repeated]
    refuse(wrong)
    return EvidenceMatrix(cells.astype(object), floor)
