"""A sentence that is not yet in any language."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from peerstudy.words.catalogue import word
from peerstudy.words.direction import direction, isolated


class Message(NamedTuple):
    """A text of the catalogue with what fills it in; values may be messages themselves.

    Attributes
    ----------
    key : str
        Which text.
    values : tuple of (str, object)
        What its placeholders stand for.

    Examples
    --------
    >>> Message.of("common.people", n=3).told("en"), Message.of("common.people", n=3).told("he")
    ('3 people', '3 אנשים')
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, key: str, /, **values: object) -> "Message":
        """Make a message: ``Message.of("common.people", n=3)``."""
        return cls(key, tuple(values.items()))

    def told(self, lang: str) -> str:
        """Return it in one language."""
        return word(self.key, lang, **{name: told(value, lang) for name, value in self.values})


class Joined(NamedTuple):
    """Several texts one after another, with a word or a mark between them."""

    parts: tuple[object, ...]
    between: str | Message

    def told(self, lang: str) -> str:
        """Return them in one language."""
        return str(told(self.between, lang)).join(str(told(part, lang)) for part in self.parts)


class Run(NamedTuple):
    """Numbers and signs that read from left to right, whatever language stands around them.

    Examples
    --------
    >>> Run("9/26 = 34.6").told("en"), len(Run("9/26 = 34.6").told("he")) - len("9/26 = 34.6")
    ('9/26 = 34.6', 2)
    """

    text: str

    def told(self, lang: str) -> str:
        """Return it: kept whole by an isolate inside a language that reads from right to left."""
        return isolated(self.text, ltr=True) if direction(lang) == "rtl" else self.text


class Label(NamedTuple):
    """What a table of the user's calls a thing: its code, and its labels.

    Attributes
    ----------
    code : str
        What stands in the data, shown in English unless labels are wanted.
    texts : tuple of (str, str)
        Its labels as in a sentence, by language; without one, the code.

    Examples
    --------
    >>> label = Label("peers", (("en", "Peers"), ("he", "עמיתים")))
    >>> label.told("en"), "עמיתים" in label.told("he")
    ('peers', True)
    """

    code: str
    texts: tuple[tuple[str, str], ...] = ()

    def told(self, lang: str) -> str:
        """Return it: the code in English, else the label, as an isolate from right to left."""
        if lang == "en":
            return self.code
        label = dict(self.texts).get(lang) or self.code
        return isolated(label) if direction(lang) == "rtl" else label


Said = str | Message | Joined | Run | Label
"""What can be said in either language; a plain text is the same in both."""


def joined(parts: Iterable[object], between: str | Message = ", ") -> Joined:
    """Put texts or messages one after another.

    Examples
    --------
    >>> tell(joined(["peers", "age", Run("41.5")], " / "), "en")
    'peers / age / 41.5'
    """
    return Joined(tuple(parts), between)


def labelled(value: Any) -> Any:
    """Return a text that says labels where it would say codes; what is no message stays.

    Examples
    --------
    >>> labelled(Label("peers_traditional", (("en", "peers in traditional roles"),))).told("en")
    'peers in traditional roles'
    """
    if isinstance(value, Label):
        return value._replace(code=dict(value.texts).get("en") or value.code)
    if isinstance(value, Message):
        return value._replace(values=tuple((name, labelled(part)) for name, part in value.values))
    if isinstance(value, Joined):
        return Joined(tuple(map(labelled, value.parts)), labelled(value.between))
    return value


def told(value: object, lang: str) -> object:
    """Return a value in one language; what is no message stays as it is."""
    return value.told(lang) if isinstance(value, _UNTOLD) else value


_UNTOLD = (Message, Joined, Run, Label)


def tell(said: Said, lang: str) -> str:
    """Return a text in one language.

    Examples
    --------
    >>> tell(Message.of("common.people", n=2), "he"), tell("26", "he")
    ('שני אנשים', '26')
    """
    return said if isinstance(said, str) else said.told(lang)
