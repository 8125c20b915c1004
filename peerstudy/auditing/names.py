"""What groups, variables and levels are called in a sentence: their codes, or their labels.

English shows the codes of the data, or the study's labels where labels are
wanted; other languages the labels, and the code where the study gives none.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from peerstudy.frames.vocabulary import CFIR_DOMAINS, LEVELS
from peerstudy.ledger import EVERYBODY, Labels, Row
from peerstudy.words import Label, Message, Said, joined, known, labelled, tell, word

LIST = Message("common.list")
ALL_DOMAINS = "all domains"


def codes_level(domain: str, level: str) -> str:
    """Return what findings on a number of codes have for a level: their domain, or all of them."""
    return f"{domain or ALL_DOMAINS}, {word(f'audit_structure.codes_{level}', 'en')}"


@cache
def _levels_of_codes() -> dict[str, Said]:
    """Return how each of those is told."""
    return {
        codes_level(domain, level): joined(
            (
                Message(f"audit_structure.scope_{domain or 'all_domains'}"),
                Message(f"audit_structure.codes_{level}"),
            )
        )
        for domain in ("", *CFIR_DOMAINS)
        for level in LEVELS
    }


@dataclass(frozen=True)
class Names:
    """What a sentence calls groups, variables, levels and codes: in English too by `labels`."""

    known: Labels = field(default_factory=Labels)
    labels: bool = False

    def labelled(self) -> "Names":
        """Show labels in English too."""
        return replace(self, labels=True)

    def _label(self, kind: str, *key: str) -> Label:
        texts = dict(self.known.each(kind, *key))
        if "en" in texts:
            texts["en"] = _quoted(texts["en"]) if kind == "code" else _begun_small(texts["en"])
        made = Label(key[-1], tuple(texts.items()))
        return labelled(made) if self.labels else made

    def group(self, code: str) -> Said:
        """Name a group; everybody is the sample where nothing else names it."""
        return Message("audit.sample") if self.is_sample(code) else self._label("group", code)

    def groups(self, codes: Iterable[str]) -> list[Said]:
        """Name groups; the sample as a whole goes without saying."""
        return [self.group(code) for code in codes if code and not self.is_sample(code)]

    def is_sample(self, code: str) -> bool:
        """Return whether a group is everybody and has no name of its own."""
        return code == EVERYBODY and not self.known.each("group", code)

    def variable(self, code: str) -> Said:
        """Name a variable."""
        own = _own("audit_structure.variable_", code)
        if own and not self.known.each("variable", code):
            return own
        return self._label("variable", code)

    def level(self, variable: str, code: str) -> Said:
        """Name a level of a variable; of codes, it is a domain and a level of the codebook."""
        own = _levels_of_codes().get(code)
        if own and not self.known.each("level", variable, code):
            return own
        return self._label("level", variable, code)

    def code(self, code: str) -> Said:
        """Name a code of the codebook."""
        return self._label("code", code)

    def variable_and_level(self, row: Row) -> Said:
        """Name a row's variable, and its level where it has one."""
        return joined(self.parts((), row.variable, row.level))

    def parts(self, groups: Iterable[str], variable: str, level: str) -> list[Said]:
        """Name groups, a variable and a level, as far as there are any."""
        named = [self.variable(variable)] if variable else []
        named += [self.level(variable, level)] if level else []
        return self.groups(groups) + named

    def cell(self, row: Row) -> Said:
        """Name a row's group, variable and level."""
        return joined(self.parts([row.group], row.variable, row.level), Message("audit.cell"))


def listed(names: Iterable[Said]) -> Said:
    """Name several things."""
    return joined(names, LIST)


def all_of(names: Sequence[Said]) -> Said:
    """Name all of several things, with "and" before the last."""
    return joined([*names[:-2], joined(names[-2:], Message("common.and"))], LIST)


def place(name: str) -> Said:
    """Name a place of a publication: a table by its number, a section by its usual name."""
    table = re.fullmatch(r"Table (\w+)", name)
    if table:
        return Message.of("audit.table", number=table[1])
    return _own("places.", name) or Label(name)


def places(names: Iterable[str]) -> Said:
    """Name several places."""
    return joined(map(place, filter(None, names)), Message("audit.and_place"))


@cache
def _own(kind: str, code: str) -> Message | None:
    """Find a word that the audit itself puts where a code of the data would stand."""
    key = kind + code.lower().replace(" ", "_")
    if code and known(key) and tell(Message(key), "en") == code.replace("_", " "):
        return Message(key)
    return None


def _quoted(label: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK}"


def _begun_small(label: str) -> str:
    """Begin a label with a small letter, unless it begins with an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
