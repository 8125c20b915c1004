"""The problems of an audit as lines for a terminal: short at first, in full where asked."""

from collections.abc import Iterator

from peerstudy.auditing import Audit
from peerstudy.auditing.display import arrow, settling
from peerstudy.words import cut, word, wrapped

_FEW = 5
"""Of more problems the reasons are cut off, unless all is shown."""
_WHY = 2
"""So many lines give the reason where it is cut off; one for what is of low severity."""


def problem_lines(
    audit: Audit, width: int, *, full: bool = False, colour: bool = False
) -> Iterator[str]:
    """Write each problem: its title, what is printed and why it cannot be, its repairs.

    Parameters
    ----------
    audit : Audit
        Whose problems they are.
    width : int
        Columns of the terminal.
    full : bool, default False
        Whether to write the whole reason, its source, and more than the first repair.
    colour : bool, default False
        Whether to set titles in bold.
    """
    lang, whole = audit.lang, full or len(audit.problems) <= _FEW
    for row in audit.problems.to_dict("records"):
        severity = word(f"audit_display.severity_{row['severity']}", lang)
        if full:
            many = word("audit_problems.results", lang, n=len(row["findings"]))
            severity = f"{severity}, {many}"
        title = wrapped(f"{row['problem']}. {row['title']} [{severity}]", width, rest=3)
        if full and row["problem"] > 1:
            yield ""
        yield from (headed(line, colour=colour) for line in title)
        source = f" ({row['source']})" if full and row["source"] else ""
        why = wrapped(f"{row['why']}{source}", width, first=3, rest=3)
        yield from why if whole else cut(why, _WHY if row["severity"] != "low" else 1)
        repairs = row["repairs"]
        if not full and len(repairs) > 1:
            more = len(repairs) - 1
            repairs = (word("audit_problems.equal", lang, n=more, first=repairs[0]),)
        none = f"{arrow(lang)} {word('audit_problems.no_repair', lang)}"
        for line in settling(row, lang, repairs) or [none]:
            yield from wrapped(line, width, first=3, rest=5)


def headed(heading: str, *, colour: bool) -> str:
    """Set a heading in bold where colours are shown."""
    return f"\x1b[1m{heading}\x1b[0m" if colour else heading
