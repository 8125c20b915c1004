"""What groups, variables and levels are called in a sentence: their codes, or their labels.

English shows the codes of the data; Hebrew the labels that a study gives, and
the code where it gives none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from peerstudy.audit.rows import Row
from peerstudy.words import Label, Message, Said, entries, joined, tell

if TYPE_CHECKING:
    import pandas as pd

    from peerstudy.study import Study

LIST = Message("common.list")


@dataclass(frozen=True)
class Names:
    """Hebrew labels by code; a level's by its variable and its code.

    Attributes
    ----------
    groups, variables, codes : mapping of str to str
        Labels of groups, variables, and codes of the codebook.
    levels : mapping of (str, str) to str
        Labels of levels.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    def group(self, code: str) -> Said:
        """Name a group; without a code it is the sample."""
        if not code:
            return Message("audit.sample")
        if code not in self.groups and ", " in code:
            return joined(map(self.group, code.split(", ")), LIST)
        return Label(code, self.groups.get(code, ""))

    def variable(self, code: str) -> Said:
        """Name a variable."""
        own = _own("variable", code)
        return (
            own if own and code not in self.variables else Label(code, self.variables.get(code, ""))
        )

    def level(self, variable: str, code: str) -> Said:
        """Name a level of a variable; of codes, it is a domain and a level of the codebook."""
        scope, _, level = code.rpartition(", ")
        own = _own("scope", scope), _own("codes", level)
        if all(own) and (variable, code) not in self.levels:
            return joined(filter(None, own))
        return Label(code, self.levels.get((variable, code), ""))

    def code(self, code: str) -> Said:
        """Name a code of the codebook."""
        return Label(code, self.codes.get(code, ""))

    def variable_and_level(self, row: Row) -> Said:
        """Name a row's variable, and its level where it has one."""
        variable = self.variable(row.variable)
        return joined((variable, self.level(row.variable, row.level))) if row.level else variable

    def cell(self, row: Row) -> Said:
        """Name a row's group, variable and level."""
        parts = [self.group(row.group)] if row.group else []
        parts += [self.variable(row.variable)] if row.variable else []
        parts += [self.level(row.variable, row.level)] if row.level else []
        return joined(parts, Message("audit.cell"))


def listed(names: Iterable[Said]) -> Said:
    """Name several things."""
    return joined(names, LIST)


def place(name: str) -> Said:
    """Name a place of a publication: a table by its number, a section by its usual name."""
    table = re.fullmatch(r"Table (\w+)", name)
    if table:
        return Message.of("audit.table", number=table[1])
    own = _own("places", name)
    if own is None and " and " in name:
        return joined(map(place, name.split(" and ")), Message("audit.and_place"))
    return own or Label(name)


@cache
def _own(kind: str, code: str) -> Message | None:
    """Find a word that the audit itself puts where a code of the data would stand."""
    stem = code.lower().replace(" ", "_")
    key = f"places.{stem}" if kind == "places" else f"audit_structure.{kind}_{stem}"
    if code and key in entries() and tell(Message(key), "en") == code:
        return Message(key)
    return None


def names_of(study: "Study") -> Names:
    """Collect the Hebrew labels of a study."""
    codes = study.findings.codebook
    return Names(
        _labels(study.groups, "group"),
        _labels(study.variables, "variable"),
        dict(
            zip(
                zip(study.levels["variable"], study.levels["level"], strict=True),
                study.levels["label_he"],
                strict=True,
            )
        ),
        {code: codes[code]["label_he"] for code in codes},
    )


def _labels(frame: "pd.DataFrame", key: str) -> dict[str, str]:
    return dict(zip(frame[key], frame["label_he"], strict=True))
