"""Run the command line with ``python -m peerstudy``."""

from peerstudy.cli import main

main()
