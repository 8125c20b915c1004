"""A line on the terminal that shows how far a long audit is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

PATIENCE = 1.0
"""After so many seconds without a word the line is shown."""
_ERASE = "\r\x1b[K"


@contextmanager
def shown(
    stream: TextIO | None = None, clock: Callable[[], float] = monotonic
) -> Iterator[Callable[[str, int, int], None] | None]:
    """Yield what an audit calls before each check; None where nobody watches a terminal."""
    stream = sys.stderr if stream is None else stream
    if not stream.isatty():
        yield None
        return
    began, written = clock(), False

    def show(code: str, done: int, of: int) -> None:
        nonlocal written
        if clock() - began >= PATIENCE:
            stream.write(f"{_ERASE}{done} of {of} checks done, now {code}")
            stream.flush()
            written = True

    try:
        yield show
    finally:
        if written:
            stream.write(_ERASE)
            stream.flush()
