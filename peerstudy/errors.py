"""What can go wrong, said so that a reader knows what to do next.

An inconsistent number is never an error: it is a row of the audit. The errors
here are for input that cannot be read and for calls that make no sense.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from numbers import Integral
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class PeerstudyError(Exception):
    """Anything this package refuses to do, with the reason as its message."""


class UnreadableNumberError(PeerstudyError, ValueError):
    """A text that does not stand for a number."""


class UnknownNameError(PeerstudyError, LookupError):
    """A study, check, group or variable that does not exist."""


def require_known(kind: str, name: object, names: Iterable[str]) -> None:
    """Refuse a name that is not among those there are; the UnknownNameError lists them."""
    there = list(names)
    if not isinstance(name, Hashable) or name not in there:
        told = ", ".join(there) or "none, since there are none"
        article = "An" if kind[0] in "aeiou" else "A"
        found = f"found {shown(name)}{nearest(name, there)}"
        raise UnknownNameError(f"{article} {kind} must be one of {told}; {found}.")


def nearest(name: object, names: Iterable[str]) -> str:
    """Return which of the names there are is much like one that there is not, told behind it.

    Examples
    --------
    >>> nearest("upsides_isreal", ["upsides_israel", "upsides_sites"])
    ', which is nearest to upsides_israel'
    """
    close = get_close_matches(str(name), map(str, names), n=1, cutoff=0.7)
    return "".join(f", which is nearest to {each}" for each in close)


class WrongCallError(PeerstudyError, ValueError):
    """Options that do not say together what is to be done."""


def require_a(kind: type[T], name: str, value: object, such_as: str) -> T:
    """Return a value of the kind that a call needs; another is a WrongCallError."""
    if isinstance(value, kind):
        return value
    raise WrongCallError(f"{name} must be {such_as}; found {shown(value)}.")


def require_path(name: str, value: object) -> Path:
    """Return the path of a file or a folder, or the name of a study."""
    return value if isinstance(value, Path) else Path(require_a(str, name, value, "a path or name"))


def require_names(name: str, value: object, such_as: str) -> list[str]:
    """Return a name, or several different ones, as a list.

    It is a WrongCallError if they are no texts, none at all, or one is there twice.
    """
    several = [value] if isinstance(value, str) else value
    names = list(several) if isinstance(several, Iterable) else []
    if not names or not all(isinstance(each, str) for each in names):
        raise WrongCallError(f"{name} must be {such_as}; found {shown(value)}.")
    if twice := [each for each in dict.fromkeys(names) if names.count(each) > 1]:
        raise WrongCallError(f"{name} must name each once; found {twice[0]!r} twice.")
    return names


def whole_number(name: str, value: object, least: int | None = None) -> int:
    """Return a count as a plain whole number; none, or one below the least, is a WrongCallError."""
    such_as = "a whole number" if least is None else f"a whole number of {least} or more"
    if isinstance(value, bool):
        raise WrongCallError(f"{name} must be {such_as}; found {value}.")
    whole = int(require_a(Integral, name, value, such_as))  # type: ignore[type-abstract]
    if least is None or whole >= least:
        return whole
    raise WrongCallError(f"{name} must be {such_as}; found {whole}.")


def shown(value: object) -> str:
    """Return what was found in one line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= _LONGEST else f"a {type(value).__name__}"


_LONGEST = 60


class NotWrittenError(PeerstudyError, OSError):
    """A file that the system does not let be written."""

    def __init__(self, path: object, error: OSError) -> None:
        super().__init__(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.")


class MissingExtraError(PeerstudyError, ImportError):
    """A part of the package whose optional dependencies are not installed."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs packages that are not installed. "
            f"Install them with: pip install 'peerstudy[{extra}]'"
        )


class DesignError(PeerstudyError, ValueError):
    """A design that cannot carry the test it is asked to.

    Attributes
    ----------
    reason : str
        Why not.
    needed : str
        What it would take.
    """

    def __init__(self, reason: str, needed: str) -> None:
        self.reason = reason
        self.needed = needed
        super().__init__(f"{reason} Needed: {needed}")


class ContradictionError(PeerstudyError, ValueError):
    """Statements that cannot all hold.

    Attributes
    ----------
    statements : tuple of str
        Those of which any one left out removes a contradiction.
    """

    def __init__(self, statements: Iterable[str]) -> None:
        self.statements = tuple(statements)
        listed = "\n".join(f"  {statement}" for statement in self.statements)
        super().__init__(
            f"These statements cannot all hold:\n{listed}\n"
            "Correct or remove one statement of each factor."
        )


COARSER = "give a narrower range or a coarser grain"
"""What makes a count of data sets smaller."""


class TooLargeError(PeerstudyError, MemoryError):
    """An exact answer that would not fit in the memory it was given.

    Attributes
    ----------
    needed, allowed : int
        Bytes it would need, and bytes it was given.
    """

    def __init__(self, purpose: str, needed: int, allowed: int, smaller: str = COARSER) -> None:
        self.needed, self.allowed = needed, allowed
        option = ", --memory in GB" if smaller == COARSER else ""
        super().__init__(
            f"{purpose} needs about {_size(needed)} of memory; {_size(allowed)} is allowed. "
            f"Allow more (memory_limit in bytes{option}), or {smaller}."
        )


class TooLongError(TooLargeError):
    """An exact answer that would take more work than it was given.

    Here `needed` and `allowed` are steps, one for each state and pass.
    """

    def __init__(self, purpose: str, needed: int, allowed: int, smaller: str = COARSER) -> None:
        self.needed, self.allowed = needed, allowed
        option = ", --work in billions of steps" if smaller == COARSER else ""
        PeerstudyError.__init__(
            self,
            f"{purpose} needs about {_steps(needed)} steps; {_steps(allowed)} are allowed, "
            "about a minute's work for each 20 billion. "
            f"Allow more (work_limit in steps{option}), or {smaller}.",
        )


class TooManyError(TooLargeError, ValueError):
    """A list of data sets that would be longer than wanted.

    Here `needed` and `allowed` are how many there are, and how many may be listed.
    """

    def __init__(self, needed: int, allowed: int) -> None:
        self.needed, self.allowed = needed, allowed
        PeerstudyError.__init__(
            self,
            f"{needed:,} data sets are compatible; at most {allowed:,} are listed. "
            f"Allow more (most, --most {needed}), or draw some of them "
            "(sample_datasets, --sample 1000).",
        )


MEMORY = 2**30
"""How many bytes an exact answer may take unless another limit is given."""
WORK = 25 * 10**9
"""How many steps an exact answer may take unless another limit is given: about a minute."""
_COUNTING = "Counting these data sets exactly"


def refuse_over(
    memory_limit: int, needed: int, purpose: str = _COUNTING, smaller: str = COARSER
) -> None:
    """Refuse work that needs more memory than it is given."""
    if needed > memory_limit:
        raise TooLargeError(purpose, needed, memory_limit, smaller)


def refuse_long(
    work_limit: int, needed: int, purpose: str = _COUNTING, smaller: str = COARSER
) -> None:
    """Refuse work that takes more steps than it is given."""
    if needed > work_limit:
        raise TooLongError(purpose, needed, work_limit, smaller)


def _steps(count: int) -> str:
    """Write a number of steps in billions where there are so many."""
    if count >= _BEYOND:
        return "more than a billion billion"
    return f"{count / 10**9:,.3g} billion" if count >= 10**9 else f"{count:,}"


_BEYOND = 10**18


def _size(count: int) -> str:
    """Write a number of bytes in the largest unit that keeps it readable."""
    if count >= _BEYOND:
        return "more than a billion GB"
    for power, name in ((3, "GB"), (2, "MB")):
        if count >= 1000**power:
            return f"{count / 1000**power:,.1f} {name}"
    return f"{-(-count // 1000):,} kB"


MOST_SHOWN = 10
"""So many problems of data are listed in a message; the error holds all of them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of one file."""

    file: str
    row: int | None
    column: str | None
    found: str | None
    allowed: str

    def __str__(self) -> str:
        """Return where, what was found, and what is allowed."""
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column '{self.column}'")
        found = "" if self.found is None else f"found {self.found!r}; "
        return f"{', '.join(where)}: {found}{self.allowed}"


class InvalidDataError(PeerstudyError, ValueError):
    """Data files or frames that break their schema: every problem at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        shown = [f"  {problem}" for problem in self.problems[:MOST_SHOWN]]
        if count > MOST_SHOWN:
            shown.append(f"  and {count - MOST_SHOWN} more")
        super().__init__(f"{head} in the data:\n" + "\n".join(shown))


def refuse(problems: Iterable[Problem]) -> None:
    """Refuse data of which anything is wrong, with every problem in one InvalidDataError."""
    if found := list(problems):
        raise InvalidDataError(found)
