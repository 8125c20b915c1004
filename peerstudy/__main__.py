"""The command line, also with ``python -m peerstudy``."""

import gc

_RARELY = 100_000, 20, 100


def main() -> None:
    """Run the command line, and search for garbage rarely: what starting makes, all stays."""
    gc.set_threshold(*_RARELY)
    from peerstudy.cli import main as commands

    commands()


if __name__ == "__main__":
    main()
