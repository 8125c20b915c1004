"""What groups, variables and levels are called in a sentence: their codes, or their labels.

English shows the codes of the data, or the study's labels where labels are
wanted; Hebrew the labels, and the code where the study gives none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from peerstudy.ledger import Row
from peerstudy.words import Label, Message, Said, entries, joined, labelled, tell

if TYPE_CHECKING:
    from peerstudy.study import Study

LIST = Message("common.list")


@dataclass(frozen=True)
class Names:
    """Labels by code; a level's by its variable and its code. Hebrew ones, with `english` beside.

    Attributes
    ----------
    groups, variables, codes : mapping of str to str
        Labels of groups, variables, and codes of the codebook.
    levels : mapping of (str, str) to str
        Labels of levels.
    english : Names or None
        The same in English.
    labels : bool
        Whether English shows labels.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    english: "Names | None" = None
    labels: bool = False

    def labelled(self) -> "Names":
        """Show labels in English too."""
        return replace(self, labels=True)

    def _label(self, kind: str, code: str, key: str | tuple[str, str]) -> Label:
        english = getattr(self.english, kind).get(key, "") if self.english else ""
        made = Label(code, getattr(self, kind).get(key, ""), english)
        return labelled(made) if self.labels else made

    def group(self, code: str) -> Said:
        """Name a group; without a code it is the sample."""
        if not code:
            return Message("audit.sample")
        return self._label("groups", code, code)

    def variable(self, code: str) -> Said:
        """Name a variable."""
        own = _own("variable", code)
        if own and code not in self.variables:
            return own
        return self._label("variables", code, code)

    def level(self, variable: str, code: str) -> Said:
        """Name a level of a variable; of codes, it is a domain and a level of the codebook."""
        scope, _, level = code.rpartition(", ")
        own = _own("scope", scope), _own("codes", level)
        if all(own) and (variable, code) not in self.levels:
            return joined(filter(None, own))
        return self._label("levels", code, (variable, code))

    def code(self, code: str) -> Said:
        """Name a code of the codebook."""
        return self._label("codes", code, code)

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
    return _own("places", name) or Label(name)


def places(names: Iterable[str]) -> Said:
    """Name several places."""
    return joined(map(place, filter(None, names)), Message("audit.and_place"))


@cache
def _own(kind: str, code: str) -> Message | None:
    """Find a word that the audit itself puts where a code of the data would stand."""
    stem = code.lower().replace(" ", "_")
    key = f"places.{stem}" if kind == "places" else f"audit_structure.{kind}_{stem}"
    if code and key in entries() and tell(Message(key), "en") == code.replace("_", " "):
        return Message(key)
    return None


def names_of(study: "Study") -> Names:
    """Collect the labels of a study."""
    return replace(_names(study, "label_he"), english=_small(_names(study, "label_en")))


def _names(study: "Study", label: str) -> Names:
    codes = study.codings.codebook
    levels = zip(study.levels["variable"], study.levels["level"], strict=True)
    return Names(
        dict(zip(study.groups["group"], study.groups[label], strict=True)),
        dict(zip(study.variables["variable"], study.variables[label], strict=True)),
        dict(zip(levels, study.levels[label], strict=True)),
        {code: codes[code][label] for code in codes},
    )


def _small(names: Names) -> Names:
    """Return labels as inside a sentence: begun small, and codes in quotation marks."""
    return Names(
        {code: _begun_small(label) for code, label in names.groups.items()},
        {code: _begun_small(label) for code, label in names.variables.items()},
        {code: _begun_small(label) for code, label in names.levels.items()},
        {
            code: f"\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK}"
            for code, label in names.codes.items()
        },
    )


def _begun_small(label: str) -> str:
    """Begin a label with a small letter, unless it begins with an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
