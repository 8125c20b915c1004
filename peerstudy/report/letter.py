"""The letter: an audit's problems as numbered questions to the authors, polite and without blame.

Each query has where the number is printed, the arithmetic, and the question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerstudy.auditing.doubts import Doubt, doubts
from peerstudy.tables.annotations import begun
from peerstudy.words import Run, direction, isolated, tell, word

if TYPE_CHECKING:
    from peerstudy.auditing import Audit


@dataclass(frozen=True)
class Letter:
    """A letter in one language.

    Attributes
    ----------
    title : str
        What it is about.
    opening, queries, closing : tuple of str
        Its paragraphs; the queries are numbered.
    lang : str
        Its language.
    """

    title: str
    opening: tuple[str, ...]
    queries: tuple[str, ...]
    closing: tuple[str, ...]
    lang: str

    def markdown(self) -> str:
        """Return it as Markdown."""
        numbered = [f"{n}. {query}" for n, query in enumerate(self.queries, start=1)]
        return "\n\n".join([f"# {self.title}", *self.opening, *numbered, *self.closing]) + "\n"

    def document(self) -> bytes:
        """Return it as a Word document, the same each time."""
        from peerstudy.tables.word import text_document

        numbered = [f"{n}. {query}" for n, query in enumerate(self.queries, start=1)]
        return text_document(self.title, [*self.opening, *numbered, *self.closing], self.lang)


def letter(result: "Audit", lang: str = "en") -> Letter:
    """Write an audit's problems as queries to the authors of a publication.

    It is called by its title, or as what was audited where none is known.

    Parameters
    ----------
    result : Audit
        The audit.
    lang : {"en", "he"}, default "en"
        The language.

    Examples
    --------
    >>> from peerstudy import audit, load_study
    >>> made = letter(audit(load_study("upsides_israel")))
    >>> len(made.queries)
    11
    """
    title = result.subject.ledger.titled(lang)[0] or result.name
    name = isolated(title) if direction(lang) == "rtl" else title
    found = doubts(result, lang)
    opening = word("letter.opening" if found else "letter.nothing", lang, title=name)
    return Letter(
        word("letter.title", lang, title=name),
        (word("letter.greeting", lang), opening),
        tuple(_query(doubt, lang) for doubt in found),
        tuple(word(f"letter.{key}", lang) for key in _closing(found)),
        lang,
    )


def _closing(found: list[Doubt]) -> Iterator[str]:
    if any(doubt.repairs for doubt in found):
        yield "settling"
    yield from ("not_judged", "closing")


def _query(doubt: Doubt, lang: str) -> str:
    """Write one query: where, what is printed, the arithmetic, what would agree, the question."""
    where = [part for part in (doubt.places, _run("; ".join(doubt.sources), lang)) if part]
    about = begun(doubt.about) + (f" ({', '.join(where)})" if where else "")
    parts = [_reported(doubt, about, lang)]
    if doubt.repairs:
        parts.append(word("letter.repaired", lang, repair=doubt.repairs[0]))
    elif doubt.short != doubt.why:
        parts.append(word("letter.explained", lang, short=doubt.short))
    parts.append(word("letter.question" if doubt.rows else "letter.question_open", lang))
    return " ".join(parts)


def _reported(doubt: Doubt, about: str, lang: str) -> str:
    """State what is printed and why it is in question, and the number once only."""
    why = _stopped(begun(doubt.why))
    if not doubt.rows:
        return word("letter.reports_alone", lang, about=about, why=why)
    if len(doubt.printed) == 1 and re.match(rf"\W*{re.escape(doubt.printed[0])}(?!\w)", doubt.why):
        return word("letter.reports_in_reason", lang, about=about, why=why)
    shown = word("common.and", lang).join(_run(printed, lang) for printed in doubt.printed)
    key = "letter.reports" if len(doubt.printed) == 1 else "letter.reports_several"
    return word(key, lang, about=about, printed=shown, why=why)


def _run(text: str, lang: str) -> str:
    return tell(Run(text), lang) if text else ""


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
