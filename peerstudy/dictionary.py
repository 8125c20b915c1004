"""The generated parts of the documentation: the data dictionary and the table of checks."""

from pathlib import Path

import pandera.pandas as pa

from peerstudy import schemas
from peerstudy.audit import all_checks
from peerstudy.files import write_whole
from peerstudy.formats import markdown_table
from peerstudy.study import studies
from peerstudy.vocabulary import STATS

BEGIN, END = "<!-- checks: generated -->", "<!-- checks: end -->"
_FILES = {
    "reported.csv": schemas.LEDGER,
    "groups.csv": schemas.GROUPS,
    "variables.csv": schemas.VARIABLES,
    "levels.csv": schemas.LEVELS,
    "waivers.csv (optional)": schemas.WAIVERS,
}
_HEAD = """\
# The data

One folder a study: {studies}. All files are UTF-8 CSV with commas and a header;
an empty cell means that nothing is known. `study.toml` says what the study is,
how it is cited, what its locators mean, and how the transcription was checked.

The numbers and short names are facts read in the cited publications, carried
with a locator; no text of theirs is. What a source leaves out is left empty,
and what it contradicts is kept as printed and noted. Labels, notes and
arrangement are ours and may be used under
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/); please cite the
publications for the facts.

This page is written from the schemas in `peerstudy/schemas.py` by `make docs`.
"""


def data_dictionary() -> str:
    """Write the data dictionary from the schemas."""
    parts = [_HEAD.format(studies=", ".join(f"`{name}`" for name in studies()))]
    parts += [f"## {file}\n\n{_columns(schema)}\n" for file, schema in _FILES.items()]
    stats = markdown_table(("stat", "meaning"), list(STATS.items()))
    parts.append(f"## The statistics of the ledger\n\n{stats}\n")
    return "\n".join(parts)


def _columns(schema: pa.DataFrameSchema) -> str:
    rows = [
        (
            f"`{column['column']}`",
            "yes" if column["required"] else "no",
            column["allowed"],
            column["meaning"],
        )
        for column in schemas.dictionary(schema)
    ]
    key = ", ".join(f"`{name}`" for name in schema.unique or [])
    table = markdown_table(("column", "required", "allowed", "meaning"), rows)
    return f"Each row has its own {key}.\n\n{table}"


def checks_table() -> str:
    """Write the table of checks."""
    rows = [(check.code, check.family, check.rule, check.source) for check in all_checks()]
    return markdown_table(("check", "family", "what must hold", "source"), rows)


def with_checks(readme: str) -> str:
    """Put the table of checks between its marks in a text."""
    before, rest = readme.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{checks_table()}\n{END}{after}"


def main() -> None:
    """Write the generated parts below a checkout."""
    write_whole(Path("data/README.md"), data_dictionary(), replace=True)
    readme = Path("README.md")
    write_whole(readme, with_checks(readme.read_text(encoding="utf-8")), replace=True)


if __name__ == "__main__":
    main()
