"""Structure: stated counts of domains, subcategories, themes and subthemes against the codebook."""

from collections.abc import Iterable, Iterator

from peerstudy.auditing.finding import About, Explained, Finding, Severity, Verdict
from peerstudy.auditing.names import ALL_DOMAINS, Names, codes_level, listed
from peerstudy.auditing.registry import Kind, check
from peerstudy.auditing.subject import Subject
from peerstudy.codings.structure import Statement, statements
from peerstudy.frames.records import grouped
from peerstudy.ledger import Row
from peerstudy.words import Message, Said, joined


@check("STR1", kind=Kind.CODES)
def stated_is_listed(subject: Subject) -> Iterator[Finding]:
    """Count the codebook's codes of each valence, domain and level that a number is stated for."""
    rows = _statements(subject)
    for row in rows:
        values = {"n": row.stated, "what": _what(row), "listed": row.counted}
        reason = Message.of("audit_structure.stated", **values)
        if row.codes:
            codes = _codes(subject.names, row.codes)
            reason = Message.of("audit_structure.stated_with", **values, codes=codes)
        about = About(_row(row), possible=str(row.counted))
        if row.agrees:
            yield about.consistent(reason)
            continue
        ours = _decided_by_us(subject, row.codes) or _could_move(subject, row, rows)
        yield _differs(about, reason, _explained(subject, row, rows), ours=bool(ours))


@check("STR2", kind=Kind.CODES)
def whole_is_sum(subject: Subject) -> Iterator[Finding]:
    """Compare each statement over all with the sum over domains in the same place."""
    rows = _statements(subject)
    for row in rows:
        total = row.sum_of_domains
        if row.cfir_domain or row.level == "domain":
            continue
        what = _what(row)
        if total is None:
            reason = Message.of("audit_structure.over_all_alone", n=row.stated, what=what)
            yield About(_row(row)).untestable(reason)
            continue
        parts = [other for other in rows if other.cfir_domain and _alike(row, other)]
        added = joined(map(_part, parts), Message("audit_structure.plus"))
        sources = tuple(dict.fromkeys([row.source, *(part.source for part in parts)]))
        values = {"n": row.stated, "what": what, "added": added, "total": total}
        reason = Message.of("audit_structure.over_all", **values)
        about = About(_row(row), possible=str(total), sources=sources)
        if total == row.stated:
            yield about.consistent(reason)
        else:
            yield _differs(about, reason, _explained(subject, row, rows))


@check("STR3", kind=Kind.CODES)
def listed_is_stated(subject: Subject) -> Iterator[Finding]:
    """Find levels of a domain that the codebook fills and no statement counts."""
    codes = subject.codings.codebook
    stated = {(row.valence, row.cfir_domain, row.level): row for row in _statements(subject)}

    def of(code: str) -> tuple[str, str, str]:
        return codes[code]["valence"], codes[code]["cfir_domain"], codes[code]["level"]

    counted = grouped(codes, of)
    numbered = {key[:2] for key in stated if key[1]}
    for key, names in counted.items():
        n, (_, domain, level) = len(names), key
        if key[:2] not in numbered or level == "domain":
            continue
        listed_there = Statement("codebook", *key, n, n, None, True, tuple(names), "")
        sources = tuple(codes[name]["source"] for name in names)
        about = About(_row(listed_there), sources=sources)
        if key in stated:
            values = {"level": _level(level, "the"), "domain": _domain(domain)}
            reason = Message.of("audit_structure.number_stated", **values, n=stated[key].stated)
            yield about.consistent(reason)
        else:
            values = {"level": _level(level), "domain": _domain(domain)}
            named = _codes(subject.names, names)
            reason = Message.of("audit_structure.not_stated", n=n, **values, codes=named)
            ours = len(_decided_by_us(subject, names)) == n
            yield _differs(about, reason, ours=ours)


def _differs(
    about: About, reason: Message, texts: tuple[Message, ...] = (), *, ours: bool = False
) -> Finding:
    """Return that a number differs from the codebook, which is a note where we set the levels."""
    why = Explained(texts, Severity.NOTE if ours else Severity.MEDIUM)
    return about.finding(Verdict.NOT_TESTABLE if ours else Verdict.INCONSISTENT, reason, why)


def _statements(subject: Subject) -> list[Statement]:
    """List the stated numbers of codes, each with what the codebook lists, counted once."""
    return subject.once("statements", lambda: statements(subject.codings))


def _alike(row: Statement, other: Statement) -> bool:
    return all(getattr(row, key) == getattr(other, key) for key in ("place", "valence", "level"))


def _what(row: Statement, form: str = "codes") -> Message:
    valence = Message(f"audit_structure.among_{row.valence}s")
    values = {"level": _level(row.level, form), "valence": valence}
    if not row.cfir_domain:
        return Message.of("audit_structure.what", **values)
    return Message.of("audit_structure.what_of", **values, domain=_domain(row.cfir_domain))


def _level(name: str, form: str = "codes") -> Message:
    """Name a level's codes, or ``the`` codes: one word in English, two forms in Hebrew."""
    return Message(f"audit_structure.{form}_{name}")


def _domain(name: str) -> Message:
    return Message(f"audit_structure.scope_{name}")


def _part(row: Statement) -> Message:
    values = {"n": row.stated, "domain": _domain(row.cfir_domain)}
    return Message.of("audit_structure.part", **values)


def _codes(names: Names, codes: Iterable[str]) -> Said:
    return listed(map(names.code, codes))


def codes_item(place: str, valence: str, domain: str, level: str) -> str:
    """Return the item of the findings on a number of codes, in one domain or over all.

    Examples
    --------
    >>> codes_item("Findings", "challenge", "", "theme")
    'Findings / challenge / all domains / theme'
    """
    return " / ".join((place, valence, domain or ALL_DOMAINS, level))


def _row(row: Statement) -> Row:
    """Stand for a statement as a row of a ledger would."""
    return Row(
        item=codes_item(row.place, row.valence, row.cfir_domain, row.level),
        place=row.place,
        group="",
        variable=f"{row.valence}s",
        level=codes_level(row.cfir_domain, row.level),
        stat="n",
        printed=str(row.stated),
        source=row.source,
    )


def _explained(subject: Subject, row: Statement, rows: list[Statement]) -> tuple[Message, ...]:
    """Return what would make a stated number agree, as far as the codebook and statements tell."""
    return (*_inferred(subject, row), *_moved(subject, row, rows), *_elsewhere(row, rows)) or (
        Message("audit_structure.nothing_simple"),
    )


def _decided_by_us(subject: Subject, codes: Iterable[str]) -> list[str]:
    """Return the codes whose level we inferred."""
    book = subject.codings.codebook
    return [code for code in codes if book[code]["level_source"] == "inferred"]


def _could_move(subject: Subject, row: Statement, rows: list[Statement]) -> list[str]:
    """Return codes on a level inferred by us that could fill what is missing on this one.

    Over all domains, a domain with a statement of its own for the level has
    none to give.
    """
    missing = row.stated - row.counted
    stated = {other.cfir_domain for other in rows if other.cfir_domain and _alike(row, other)}
    closed = set() if row.cfir_domain else stated
    book = subject.codings.codebook
    names = [
        code
        for code in _decided_by_us(subject, book)
        if book[code]["valence"] == row.valence
        and book[code]["level"] != row.level
        and row.cfir_domain in ("", book[code]["cfir_domain"])
        and book[code]["cfir_domain"] not in closed
    ]
    return names if 0 < missing <= len(names) else []


def _moved(subject: Subject, row: Statement, rows: list[Statement]) -> Iterator[Message]:
    if names := _could_move(subject, row, rows):
        codes = _codes(subject.names, names)
        yield Message.of("audit_structure.could_move", n=len(names), codes=codes)


def _inferred(subject: Subject, row: Statement) -> Iterator[Message]:
    """Return how many of the codes have a level that was decided by us."""
    ours = _decided_by_us(subject, row.codes)
    values = {"n": len(ours), "codes": _codes(subject.names, ours)}
    if ours and row.counted - len(ours) == row.stated:
        yield Message.of("audit_structure.without_inferred", **values, stated=row.stated)
    elif ours:
        yield Message.of("audit_structure.inferred", **values)


def _elsewhere(row: Statement, rows: list[Statement]) -> Iterator[Message]:
    """Name another valence or level for which the same number is stated over all."""
    for other in rows:
        same_scope = not row.cfir_domain and not other.cfir_domain
        differs = (other.valence, other.level) != (row.valence, row.level)
        if same_scope and differs and other.stated == row.stated and other.agrees:
            values = {"n": row.stated, "what": _what(other, "the")}
            yield Message.of("audit_structure.carried_over", **values)
