"""The generated parts of the documentation: the data dictionary, the checks, the results."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from peerstudy.auditing import all_checks
from peerstudy.codings import schema as schemas_findings
from peerstudy.frames.files import write_whole
from peerstudy.frames.records import records
from peerstudy.frames.schema import Schema
from peerstudy.frames.validate import dictionary
from peerstudy.frames.vocabulary import EXTENTS, LEVEL_SOURCES, LEVELS, STANCES, STATS, VALENCES
from peerstudy.ledger import schema as schemas
from peerstudy.study import schema_article as schemas_article
from peerstudy.study import schema_reference as schemas_reference
from peerstudy.study import studies
from peerstudy.study.article import load_article
from peerstudy.study.schema_sites import CERTAINTIES, FILES, KINDS
from peerstudy.tables.markdown import piped
from peerstudy.words.markup import element

_RESULTS = "results"
_FILES = {
    "reported.csv": schemas.LEDGER,
    "groups.csv": schemas.GROUPS,
    "variables.csv": schemas.VARIABLES,
    "levels.csv": schemas.LEVELS,
    "waivers.csv (optional)": schemas.WAIVERS,
    **{f"{name}.csv (optional)": schema for name, schema in schemas_findings.FILES.items()},
    **{f"{name}.csv (optional)": schema for name, schema in schemas_article.FILES.items()},
}
_REFERENCE = {
    "cfir": schemas_reference.CFIR,
    "knowledge_centre": schemas_reference.RESOURCES,
    "yozma_programme": schemas_reference.PROGRAMME,
}
_WORDS = (
    ("The statistics of the ledger", "stat", STATS),
    ("The levels of a codebook", "level", LEVELS),
    ("How a level is known", "level_source", LEVEL_SOURCES),
    ("The valences of codes", "valence", VALENCES),
    ("How widely a code was raised", "extent", EXTENTS),
    ("What a group is reported to do", "stance", STANCES),
    ("What became of a reported result", "status", schemas_article.STATUSES),
)
_HEAD = """\
# The data

One folder a study: {studies}. All files are UTF-8 CSV with commas and a header;
an empty cell means that nothing is known. `study.toml` states what the study is,
how it is cited, what its locators mean, and how the transcription was checked.

The numbers and short names are facts read in the cited publications, carried
with a locator; no text of theirs is. What a source leaves out is left empty,
and what it contradicts is kept as printed and noted. Labels, notes and
arrangement are ours and may be used under
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/); please cite the
publications for the facts.

Beside the studies are `cfir/` (the framework in its versions of 2009 and
2022), `knowledge_centre/` (a list of resources) and `yozma_programme/` (a
programme, with a crosswalk to the study's facilitators that is ours). A
quotation is a row with its code, speaker and length, never its text; speakers
are named by role.

This page is written from the schemas in the `schema*.py` of `peerstudy/` by `make docs`.
"""
_SITES = """\
## Sites side by side

`upsides_sites/` holds, beside the ledger of what its publications print, what
they report of each site. `sources.toml` describes every publication: label, DOI,
and what of it was read. A site is added by adding rows.

What a publication does not report is `unknown`, never absent, and conflicts stay
as rows of their own. How certain a row of `evidence.csv` is:

{certainties}

What a publication reports of several sites at once is a row of `statements.csv`,
of one kind:

{kinds}
"""


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a Markdown table; cells are Markdown already."""
    told = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return piped(columns, ["---"] * len(columns), told)


def _meanings(name: str, meanings: dict[str, str]) -> str:
    return markdown_table((name, "meaning"), list(meanings.items()))


def data_dictionary() -> str:
    """Write the data dictionary from the schemas."""
    parts = [_HEAD.format(studies=", ".join(f"`{name}`" for name in studies()))]
    parts += [f"## {file}\n\n{_columns(schema)}\n" for file, schema in _FILES.items()]
    parts += [
        f"## {folder}/{file}.csv\n\n{_columns(schema)}\n"
        for folder, files in _REFERENCE.items()
        for file, schema in files.items()
    ]
    parts.append(
        _SITES.format(
            certainties=_meanings("certainty", CERTAINTIES), kinds=_meanings("kind", KINDS)
        )
    )
    parts += [
        f"## upsides_sites/{name}.csv\n\n{_columns(schema)}\n" for name, schema in FILES.items()
    ]
    parts += [
        f"## {head}\n\n{markdown_table((head_of_word, 'meaning'), list(words.items()))}\n"
        for head, head_of_word, words in _WORDS
    ]
    parts.append(f"## What the Israeli article reports\n\n{results_table()}\n")
    parts.append(f"## The checks\n\n{checks_table()}\n")
    return "\n".join(parts)


def _columns(schema: Schema) -> str:
    rows = [
        (
            f"`{column['column']}`",
            "yes" if column["required"] else "no",
            column["allowed"],
            column["meaning"],
        )
        for column in dictionary(schema)
    ]
    key = ", ".join(f"`{name}`" for name in schema.unique or [])
    table = markdown_table(("column", "required", "allowed", "meaning"), rows)
    return f"Each row has its own {key}.\n\n{table}"


def checks_table() -> str:
    """Write the table of checks, a row for each family."""
    families: dict[str, list[str]] = {}
    for check in all_checks():
        link = f" ([source]({check.source.split(', ')[1]}))" if "https://" in check.source else ""
        families.setdefault(check.family, []).append(f"{check.code}: {check.rule}{link}")
    rows = [(family, "<br>".join(rules)) for family, rules in families.items()]
    return markdown_table(("family", "what must hold"), rows)


def results_table(study: str = "upsides_israel") -> str:
    """Write what a study's article reports, and where each result is reproduced or why not."""
    rows = [
        tuple(row[name] for name in ("label_en", "source", "status", "where", "why"))
        for row in records(load_article(study).results)
    ]
    return markdown_table(("result", "printed at", "status", "where", "why not, or how far"), rows)


def results_summary(study: str = "upsides_israel") -> str:
    """Count the reported results by what became of them; each count folds out to its results."""
    results = load_article(study).results
    return "\n".join(
        _folded(f"{status}: {meaning}", results[results["status"] == status])
        for status, meaning in schemas_article.STATUSES.items()
    )


def _folded(what: str, results: pd.DataFrame) -> str:
    heads = ("result", "printed at", "where, why")
    cells = ((row["label_en"], row["source"], ". ".join(_where(row))) for row in records(results))
    listed = element(
        "table",
        element("tr", [element("th", head) for head in heads]),
        [element("tr", [element("td", cell) for cell in row]) for row in cells],
    )
    return element("details", element("summary", f"{len(results)} {what}"), listed)


def _where(row: dict[str, str]) -> Iterable[str]:
    return filter(None, (row["where"], row["why"]))


def with_tables(readme: str) -> str:
    """Put the table of results between its marks in a text."""
    begin, end = f"<!-- {_RESULTS}: generated -->", f"<!-- {_RESULTS}: end -->"
    before, rest = readme.split(begin)
    return f"{before}{begin}\n{results_summary()}\n{end}{rest.split(end)[1]}"


def main() -> None:
    """Write the generated parts below a checkout."""
    write_whole(Path("data/README.md"), data_dictionary(), replace=True)
    readme = Path("README.md")
    write_whole(readme, with_tables(readme.read_text(encoding="utf-8")), replace=True)


if __name__ == "__main__":
    main()
