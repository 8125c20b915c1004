"""How every command ends: each failure in one message, with an exit code of its own."""

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from functools import partial
from io import TextIOWrapper
from typing import Any, TextIO

import typer
from typer.core import TyperGroup

from peerstudy.errors import NotWrittenError, PeerstudyError, TooLargeError

CONSISTENT, INCONSISTENT, UNUSABLE, NOT_WRITTEN, TOO_LARGE, DEFECT = 0, 1, 2, 3, 4, 70
READER_GONE = 128 + 13
"""As a shell reports a program that SIGPIPE ended: nobody reads its output any longer."""
DEBUG = "--debug"


class Commands(TyperGroup):
    """The commands, whose failures all end here; ``--debug`` may follow the command's name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move ``--debug`` to where the group reads it; help and version are printed here."""
        options = args[: args.index("--")] if "--" in args else args
        if DEBUG in options:
            args = [DEBUG, *(arg for arg in options if arg != DEBUG), *args[len(options) :]]
        with failures_told(debug=DEBUG in options):
            return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """List the options of every command; what is not given takes no checking."""
        return _unchecked_defaults(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Find a command; what is not given of its options takes no checking."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            _unchecked_defaults(command.get_params(ctx))
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run a command; its failure is one message, and a traceback with ``--debug`` only."""
        with failures_told(debug=bool(ctx.params.get("debug"))):
            return super().invoke(ctx)


def _unchecked_defaults(params: list[Any]) -> list[Any]:
    """Let typer check only what is given: its library takes a fifth of what pandas takes."""
    for param in params:
        if not isinstance(param.process_value, partial):
            param.process_value = partial(_processed, param, param.process_value)
    return params


def _processed(param: Any, process: Callable[[Any, Any], Any], ctx: Any, value: Any) -> Any:
    """Return an option's value: as it is where it was not given, else checked."""
    default = value is param.default and isinstance(value, Enum | int)
    if param.required or not (value is None or default):
        return process(ctx, value)
    if value is None and (param.multiple or param.nargs == -1):
        value = ()
    return value if param.callback is None else param.callback(ctx, param, value)


@contextmanager
def failures_told(*, debug: bool = False) -> Iterator[None]:
    """Turn a failure into its message and its exit code."""
    try:
        yield
    except Exception as error:
        if isinstance(error, typer.Abort) or hasattr(error, "exit_code"):
            raise
        code, message = _end_of(error)
        if debug:
            import traceback

            message = f"{traceback.format_exc()}\n{versions()}\n{message}"
        if message:
            with suppress(OSError):
                typer.echo(message, err=True)
        raise typer.Exit(code) from None


def _end_of(error: Exception) -> tuple[int, str]:
    """Return the exit code and the message of a failure."""
    if isinstance(error, PeerstudyError):
        codes = {TooLargeError: TOO_LARGE, NotWrittenError: NOT_WRITTEN}
        kinds = (code for kind, code in codes.items() if isinstance(error, kind))
        return next(kinds, UNUSABLE), f"peerstudy: {error}"
    if isinstance(error, MemoryError):
        return TOO_LARGE, "peerstudy: more memory is needed than is available; try a smaller input."
    if isinstance(error, OSError):
        return _end_of_system(error)
    kind = type(error).__name__
    return DEFECT, (
        f"peerstudy: a defect in peerstudy, not in the input ({kind}: {error}). "
        f"Repeat the command with {DEBUG} and report what it prints."
    )


def _end_of_system(error: OSError) -> tuple[int, str]:
    """Return the same where the system refused: writing streams has no file name, reading has."""
    if isinstance(error, BrokenPipeError):
        return READER_GONE, ""
    if error.filename is None:
        return NOT_WRITTEN, f"peerstudy: the output cannot be written: {error.strerror or error}."
    return UNUSABLE, f"peerstudy: {error.filename} cannot be read: {error.strerror or error}."


def versions() -> str:
    """Return the versions that results depend on."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from peerstudy import __version__

    found = [f"peerstudy {__version__}", f"Python {platform.python_version()}"]
    for name in ("numpy", "pandas", "scipy", "matplotlib", "typer"):
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return ", ".join([*found, platform.platform()])


def prepare_streams() -> None:
    """Keep output that is redirected whole: in UTF-8, or escaped where an encoding is asked for.

    A stream that the caller has closed is read as empty, and written nowhere.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            free = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            encoding = "utf-8" if free else None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def end_on_termination() -> None:
    """Let SIGTERM unwind the work, so that no half-written file stays."""
    with suppress(ValueError):  # in a thread, nobody is to be asked
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def end_without_search() -> None:
    """Leave what memory holds to the system: its last search for garbage frees nothing of use."""
    atexit.register(gc.freeze)


def code_of(end: SystemExit) -> int:
    """Return the exit code of an end; libraries end in 1 where nobody reads their output."""
    if isinstance(end.__context__, BrokenPipeError):
        return READER_GONE
    return end.code if isinstance(end.code, int) else CONSISTENT


def finish(code: int) -> int:
    """Write what waits in the streams, and return the exit code."""
    try:
        sys.stdout.flush()
    except OSError as error:
        message = _end_of(error)[1]
        with suppress(OSError):
            typer.echo(message, err=True, nl=bool(message))
        _silence(sys.stdout)
        code = READER_GONE if isinstance(error, BrokenPipeError) else code or NOT_WRITTEN
    try:
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)
    return code


def _silence(stream: TextIO) -> None:
    """Send what is left in a stream nowhere, so that the interpreter's end does not fail."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
