"""The letter: an audit's problems as numbered questions to the authors, polite and without blame.

Each query has where the number is printed, the arithmetic, and the question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peerstudy.auditing.display import Shown, shown
from peerstudy.auditing.doubts import Doubt, begun, doubts, first_locator
from peerstudy.words import Run, direction, isolated, tell, word

if TYPE_CHECKING:
    from peerstudy.auditing import Audit


@dataclass(frozen=True)
class Letter:
    """A letter in one language: its title and its paragraphs, of which the queries are numbered."""

    title: str
    opening: tuple[str, ...]
    queries: tuple[str, ...]
    closing: tuple[str, ...]
    lang: str

    @property
    def paragraphs(self) -> list[str]:
        """All of them, as every medium has them."""
        numbered = (f"{n}. {query}" for n, query in enumerate(self.queries, start=1))
        return [*self.opening, *numbered, *self.closing]

    def markdown(self) -> str:
        """Return it as Markdown."""
        return "\n\n".join([f"# {self.title}", *self.paragraphs]) + "\n"

    def document(self) -> bytes:
        """Return it as a Word document, the same each time."""
        from peerstudy.tables.word import text_document

        return text_document(self.title, self.paragraphs, self.lang)


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
    found, conditional = doubts(result, lang), shown(result, result.conditional, lang)
    queries = [*map(_query, found), *map(_conditional, conditional)]
    key = "opening" if queries else "nothing" if result.tests_some else "untested"
    opening = word(f"letter.{key}", lang, title=name, none=word("report.nothing_tested", lang))
    return Letter(
        word("letter.title", lang, title=name),
        (word("letter.greeting", lang), opening, result.told(lang).coverage_told),
        tuple(queries),
        tuple(_closing(found, lang)),
        lang,
    )


def _closing(found: list[Doubt], lang: str) -> Iterator[str]:
    if example := first_locator(found):
        yield word("report.locators", lang, example=_run(example, lang))
    if any(doubt.repairs for doubt in found):
        yield word("letter.settling", lang)
    yield word("letter.not_judged", lang)
    yield word("letter.closing", lang)


def _query(doubt: Doubt) -> str:
    """Write one query: where, what is printed, the arithmetic, what would agree, the question."""
    parts = [_reported(doubt)]
    if doubt.repairs:
        parts.append(word("letter.repaired", doubt.lang, repair=doubt.repairs[0]))
    elif doubt.short != doubt.why:
        parts.append(word("letter.explained", doubt.lang, short=doubt.short))
    several = "question_several" if len(doubt.printed) > 1 else "question"
    asked = several if doubt.rows else "question_open"
    parts.append(word(f"letter.{asked}", doubt.lang))
    return " ".join(parts)


def _conditional(one: Shown) -> str:
    """Write a query about what is inconsistent only under a condition, which the reason states."""
    about = begun(one.about) + (f" ({one.where})" if one.about and one.where else one.where)
    key = "reports" if len(one.finding.printed) == 1 else "reports_several"
    reported = word(f"letter.{key}", one.lang, about=about, printed=one.printed, why=one.reason)
    return f"{reported} {word('letter.question_condition', one.lang)}"


def _reported(doubt: Doubt) -> str:
    """State what is printed and why it is in question, and the number once only."""
    lang = doubt.lang
    where = ", ".join(filter(None, [doubt.places, _run("; ".join(doubt.sources), lang)]))
    about = begun(doubt.about) + (f" ({where})" if where else "")
    why = begun(doubt.why).removesuffix(".") + "."
    if not doubt.rows:
        return word("letter.reports_alone", lang, about=about, why=why)
    if doubt.stated:
        return word("letter.reports_in_reason", lang, about=about, why=why)
    shown = word("common.and", lang).join(_run(printed, lang) for printed in doubt.printed)
    key = "letter.reports" if len(doubt.printed) == 1 else "letter.reports_several"
    return word(key, lang, about=about, printed=shown, why=why)


def _run(text: str, lang: str) -> str:
    return tell(Run(text), lang) if text else ""
