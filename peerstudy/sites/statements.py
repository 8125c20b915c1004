"""What papers say of several sites at once, one value a statement.

A cell says something of one site. A paper more often says something of some
sites, of a group, or that sites differ; that is a constraint over cells.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from peerstudy.errors import refuse
from peerstudy.frames.records import records
from peerstudy.frames.vocabulary import Status
from peerstudy.study.site_checks import over_sites, statement_problems
from peerstudy.study.sites import Sites

GROUP_FLOOR = "group"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one study says of a factor, over one site or several.

    The role ``either`` means as a challenge, as a facilitator, or both; `kind` says of
    how many of the sites, see :data:`peerstudy.study.schema_sites.KINDS`; the status is
    never unknown; `name` is what messages call it.
    """

    name: str
    study: str
    wave: str
    factor: str
    role: str
    kind: str
    status: Status
    over: tuple[str, ...]

    def __str__(self) -> str:
        """Return its name and what it says."""
        of = self.kind.replace("_", " ")
        says = f"{self.study}, {self.factor} ({self.role}): {self.status}, {of}"
        return f"{self.name!r} ({says}: {', '.join(self.over)})"


def evidence_statements(
    sites: Sites, evidence: pd.DataFrame, certainties: tuple[str, ...]
) -> Iterator[Statement]:
    """Yield what rows of evidence of some certainties say of each site that they are about."""
    known = evidence[evidence["status"] != Status.UNKNOWN]
    for number, row in known[known["certainty"].isin(certainties)].iterrows():
        name = f"evidence.csv row {int(str(number)) + 2}"
        there = (row["site"],) if row["site"] else tuple(sites.members(row["site_group"]))
        of = (row["study"], row["wave"], row["factor"], row["role"])
        yield Statement(name, *of, "each", Status(row["status"]), there)


def group_statements(
    sites: Sites, statements: pd.DataFrame, floor: str = "all sites"
) -> Iterator[Statement]:
    """Yield what rows of statements say of several sites, or refuse all that have none.

    At the floor "group", what is said of a group is read as said of each member.
    """
    names = list(sites.site_groups["site_group"])
    groups = {name: sites.members(name) for name in names}
    refuse(statement_problems(statements, sites.names, groups))
    for row in records(statements):
        kind = row["kind"]
        if kind == "each_or_at_least_one":
            kind = "each" if floor == GROUP_FLOOR else "at_least_one"
        of = (row["study"], row["wave"], row["factor"], row["role"])
        there = tuple(over_sites(row["over"], groups))
        yield Statement(row["statement"], *of, kind, Status(row["status"]), there)
