"""One language's edition of a report: its words, its labels, its identifiers."""

from dataclasses import dataclass
from functools import cached_property

from peerstudy.auditing.display import Shown
from peerstudy.auditing.doubts import begun
from peerstudy.auditing.names import place
from peerstudy.auditing.registry import Kind
from peerstudy.frames.vocabulary import STATS
from peerstudy.ledger import EVERYBODY, Labels
from peerstudy.report.cells import Finding
from peerstudy.report.matter import Matter
from peerstudy.words import tell, word
from peerstudy.words.markup import Markup, bdi, text_of

_MARK = "\x00"


@dataclass(frozen=True)
class Edition:
    """A report in one language: in full it has every number, and not the problems alone."""

    matter: Matter
    lang: str
    full: bool = False

    def word(self, key: str, /, **values: object) -> Markup:
        """Return a text of the catalogue; names and numbers in it are kept whole, and escaped."""
        plain = {name: value for name, value in values.items() if isinstance(value, int)}
        marks = {name: f"{_MARK}{name}{_MARK}" for name in values if name not in plain}
        parts = word(key, self.lang, **plain, **marks).split(_MARK)
        return Markup(
            "".join(
                _kept(values[part]) if odd else text_of(part)
                for odd, part in zip([False, True] * len(parts), parts, strict=False)
            )
        )

    def text(self, key: str, /, **values: object) -> str:
        """Return a text of the catalogue as plain text, for an attribute or an option."""
        return word(key, self.lang, **values)

    def id(self, *parts: object) -> str:
        """Make an identifier that no other edition has."""
        return "-".join(map(str, (self.lang, *parts)))

    def told(self, finding: Finding) -> Shown:
        """Return a finding as it is shown."""
        return self.matter.told[self.lang][finding.number - 1]

    @cached_property
    def labels(self) -> Labels:
        """What groups, variables and levels are called."""
        return Labels(self.matter.ledger, self.lang)

    def what(self, variable: str, level: str) -> str:
        """Name a variable with its level; the group's size without a variable."""
        names = (self.labels.variable(variable), self.labels.level(variable, level))
        return ": ".join(filter(None, names)) or self.text("report.size")

    def groups(self, finding: Finding) -> str:
        """Name whom a finding is about."""
        return ", ".join(map(self.labels.group, finding.value.groups or (EVERYBODY,)))

    def named(self, finding: Finding) -> Markup:
        """Name what a finding is about: whom, and what of them."""
        value = finding.value
        if finding.kind is Kind.CODES:
            return bdi(self.codes(finding))
        if finding.kind is Kind.SPEAKERS:
            return bdi(self.text("report.speaker_number"))
        if not (value.groups or value.variable):
            return bdi(self.text("report.whole_table"))
        if not value.variable:
            return bdi(self.groups(finding))
        return Markup(f"{bdi(self.groups(finding))}: {bdi(self.what(value.variable, value.level))}")

    def codes(self, finding: Finding) -> str:
        """Name which codes a finding of structure counts."""
        return begun(self.told(finding).about)

    def stat(self, name: str) -> str:
        """Name a statistic."""
        return self.text(f"audit_display.stat_{name}") if name in STATS else name

    def places(self, finding: Finding) -> str:
        """Name where a finding stands."""
        return " · ".join(map(self.place, finding.value.places))

    def place(self, name: str) -> str:
        """Name a place; without one, say so."""
        return str(tell(place(name), self.lang)) or self.text("report.no_place")


def _kept(value: object) -> Markup:
    return value if isinstance(value, Markup) else bdi(str(value))
