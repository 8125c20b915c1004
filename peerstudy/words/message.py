"""A sentence that is not yet in any language."""

from collections.abc import Iterable
from typing import NamedTuple

from peerstudy.words.catalogue import word


class Message(NamedTuple):
    """A text of the catalogue with what fills it in; values may be messages themselves.

    Attributes
    ----------
    key : str
        Which text.
    values : tuple of (str, object)
        What its placeholders stand for.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, key: str, /, **values: object) -> "Message":
        """Make a message: ``Message.of("common.people", n=3)``."""
        return cls(key, tuple(values.items()))

    def told(self, lang: str) -> str:
        """Say it in one language."""
        return word(self.key, lang, **{name: told(value, lang) for name, value in self.values})


class Joined(NamedTuple):
    """Several texts one after another, with a word or a mark between them."""

    parts: tuple[object, ...]
    between: str | Message

    def told(self, lang: str) -> str:
        """Say them in one language."""
        return str(told(self.between, lang)).join(str(told(part, lang)) for part in self.parts)


Said = str | Message | Joined
"""What can be said in either language; a plain text is the same in both."""


def joined(parts: Iterable[object], between: str | Message = ", ") -> Joined:
    """Put texts or messages one after another."""
    return Joined(tuple(parts), between)


def told(value: object, lang: str) -> object:
    """Say a value in one language; what is no message stays as it is."""
    return value.told(lang) if isinstance(value, Message | Joined) else value
