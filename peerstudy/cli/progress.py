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


@contextmanager
def shown_while(
    task: str, stream: TextIO | None = None, patience: float = PATIENCE
) -> Iterator[None]:
    """Show what is being done, once that takes a while and where somebody watches."""
    stream = sys.stderr if stream is None else stream
    if not stream.isatty():
        yield
        return
    over, times = Event(), 0

    def show() -> None:
        nonlocal times
        while not over.wait(patience):
            times += 1
            stream.write(f"{_ERASE}{task}, {times * patience:.0f} s")
            stream.flush()

    watcher = Thread(target=show, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        if times:
            stream.write(_ERASE)
            stream.flush()
