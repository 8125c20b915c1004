"""A line on the terminal that shows how far a long reading or audit is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TextIO

PATIENCE = 1.0
"""After so many seconds without a word the line is shown."""
_ERASE = "\r\x1b[K"


@contextmanager
def _line(stream: TextIO | None) -> Iterator[Callable[[str], None] | None]:
    """Yield what writes the line, which is erased at the end; None where nobody watches."""
    stream = sys.stderr if stream is None else stream
    if not stream.isatty():
        yield None
        return
    written = False

    def write(text: str) -> None:
        nonlocal written
        stream.write(f"{_ERASE}{text}")
        stream.flush()
        written = True

    try:
        yield write
    finally:
        if written:
            stream.write(_ERASE)
            stream.flush()


@contextmanager
def shown(
    stream: TextIO | None = None, clock: Callable[[], float] = monotonic
) -> Iterator[Callable[[str, int, int], None] | None]:
    """Yield what an audit calls before each check; None where nobody watches a terminal."""
    with _line(stream) as write:
        began = clock()

        def show(code: str, done: int, of: int) -> None:
            if write is not None and clock() - began >= PATIENCE:
                write(f"{done} of {of} checks done, now {code}")

        yield None if write is None else show


@contextmanager
def shown_while(
    task: str, stream: TextIO | None = None, patience: float = PATIENCE
) -> Iterator[None]:
    """Show what is being done, once that takes a while and where somebody watches."""
    with _line(stream) as write:
        if write is None:
            yield
            return
        over = Event()

        def show() -> None:
            times = 0
            while not over.wait(patience):
                times += 1
                write(f"{task}, {times * patience:.0f} s")

        watcher = Thread(target=show, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()
