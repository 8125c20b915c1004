"""Quantifiers: whether "most", "half" or "all" agrees with the count beside it."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from peerstudy.auditing.finding import About, Finding, Severity, explained
from peerstudy.auditing.registry import OF_PEOPLE, check
from peerstudy.auditing.slips import quotient
from peerstudy.auditing.subject import Subject
from peerstudy.ledger import Row
from peerstudy.words import Message, Run

_HALF = Fraction(1, 2)
_SHARES = {
    r"all|every(?:one|body)?|each|כל|כולם|כולן": Fraction(1),
    r"none|nobody|no one|אף אחד|אף לא אחד|איש לא": Fraction(0),
    r"(?:a |one )?half|מחצית|חצי": _HALF,
    r"(?:a |one )third|שליש": Fraction(1, 3),
    r"two[ -]thirds|שני שלישים": Fraction(2, 3),
    r"(?:a |one )quarter|רבע": Fraction(1, 4),
    r"three[ -]quarters|שלושה רבעים": Fraction(3, 4),
}
_RELATIONS = {
    r"(?:more than|over) |(?:יותר|למעלה) מ[־-]?": ">",
    r"(?:less than|fewer than|under) |פחות מ[־-]?": "<",
    r"(?:about|almost|nearly|approximately|around|roughly) |כמעט |בערך |כ[־-]?": "≈",
    "": "=",
}
_NAMED = {
    r"(?:the |a )?majority|most|ה?רוב|מרבית": ">",
    r"(?:the |a )?minority|ה?מיעוט": "<",
}
_REST = r"(?: (?!but\b|except\b|מלבד|חוץ|פרט).*)?"
_NEAR = Fraction(1, 10)
"""How far from a share its approximation may be, as a share of the group."""


class Quantifier(NamedTuple):
    """A share of a group, and how a count is related to it: one of ``= > < ≈``."""

    relation: str
    share: Fraction

    def holds(self, n: int, of: int) -> bool:
        """Return whether a count agrees: everybody and nobody exactly, shares to one person."""
        apart = Fraction(n) - self.share * of
        if self.relation in "<>":
            return apart > 0 if self.relation == ">" else apart < 0
        if self.relation == "≈":
            return abs(apart) <= 1 or abs(apart) <= _NEAR * of
        return apart == 0 if self.share in (0, 1) else abs(apart) < 1

    def said(self) -> Message:
        """Return what it states."""
        names = {"=": "exactly", ">": "more", "<": "less", "≈": "about"}
        if self.share in (0, 1) and self.relation == "=":
            return Message("audit_people.everybody" if self.share else "audit_people.nobody")
        key = f"audit_people.{names[self.relation]}"
        return Message.of(key, share=Run(str(self.share)))


@lru_cache(maxsize=1_024)
def quantifier(text: str) -> Quantifier | None:
    """Read a quantifier; None where it states no share, as "several" does.

    Examples
    --------
    >>> quantifier("Most participants"), quantifier("several")
    (Quantifier(relation='>', share=Fraction(1, 2)), None)
    """
    plain = text.strip().casefold()
    for names, relation in _NAMED.items():
        if re.fullmatch(f"(?:{names}){_REST}", plain):
            return Quantifier(relation, _HALF)
    for before, relation in _RELATIONS.items():
        for names, share in _SHARES.items():
            if re.fullmatch(f"(?:{before})(?:{names}){_REST}", plain):
                return Quantifier(relation, share)
    return None


@check("PPL5", reads=OF_PEOPLE)
def quantified(subject: Subject) -> Iterator[Finding]:
    """Compare a count with the share that a word states; approximate words are a question."""
    for row in subject.ledger.rows:
        if row.stat == "quantifier":
            yield _judge(subject, row)


def _judge(subject: Subject, row: Row) -> Finding:
    stated, count = quantifier(row.printed), subject.ledger.companion(row, "n")
    if stated is None:
        return About(row).untestable(Message.of("audit_people.vague", printed=Run(row.printed)))
    bases = subject.bases(row._replace(stat="percent"))
    if count is None or count.whole is None or not bases:
        return About(row).untestable(Message("audit_people.quantifier_needs"))
    n = count.whole
    base = next((base for base in bases if stated.holds(n, base.n)), bases[0])
    values = {
        "quotient": quotient(n, base.n),
        "name": base.name,
        "printed": Run(row.printed),
        "rule": stated.said(),
    }
    about = About(row, count, base.row)
    if stated.holds(n, base.n):
        return about.consistent(Message.of("audit_people.agrees", **values))
    if stated.relation == "≈":
        reason = Message.of("audit_people.agrees_unless", **values)
        return about.conditional(reason, severity=Severity.LOW)
    why = explained([Message("audit_people.word_or_count")])
    return about.inconsistent(Message.of("audit_people.disagrees", **values), why)
