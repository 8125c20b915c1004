"""The command that writes publication tables."""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.app import Force, Language, Languages, Out, Subject, app, named, say
from peerstudy.tables.formats import TableFile
from peerstudy.tables.notes import Style

if TYPE_CHECKING:
    from peerstudy.tables import Shelf


@app.command("tables")
def tables_command(
    study: Subject = None,
    table: Annotated[
        list[str] | None, typer.Option(help="A table's name; may be repeated. Default: all.")
    ] = None,
    lang: Languages = None,
    kind: Annotated[
        list[TableFile] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{', '.join(TableFile)}; may be repeated. Default: docx (Word).",
        ),
    ] = None,
    style: Annotated[
        Style, typer.Option(help="Rules and captions as in APA style, or plain.")
    ] = Style.APA,
    out: Out = Path("tables"),
    force: Force = False,
    sparing: Annotated[
        bool,
        typer.Option("--sparing", help="No percentages over fewer than 20; whole ones below 100."),
    ] = False,
    of_group: Annotated[
        bool, typer.Option("--of-group", help="Recompute percentages over the whole group.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the tables' names and titles; write nothing.")
    ] = False,
) -> None:
    """Write the study's tables for a journal: Word, HTML, LaTeX, Markdown or CSV."""
    from peerstudy.frames.files import refuse_existing, write_all
    from peerstudy.tables import file_names, table_names

    shelf = _shelf(named(study), sparing=sparing, of_group=of_group)
    if listed:
        for one in dict.fromkeys(lang or [Language.EN]):
            _list(shelf, one, table)
        return
    kinds = list(dict.fromkeys(kind or [TableFile.DOCX]))
    langs = list(dict.fromkeys(lang or Language))
    if not force:
        all_of = product(langs, table or table_names(shelf), kinds)
        files = (file_names(name, one, each) for one, name, each in all_of)
        refuse_existing(out / file for names in files for file in names)
    contents = _contents(shelf, langs, table, kinds, style)
    paths = ((out / name, content) for name, content in contents)
    for path in write_all(paths, replace=force):
        say(str(path))


def _list(shelf: "Shelf", lang: str, names: list[str] | None) -> None:
    """Name each table with its title."""
    from peerstudy.tables import study_tables
    from peerstudy.tables.model import plain
    from peerstudy.words import direction, isolated

    tables = list(study_tables(shelf, lang, names))
    width = max((len(table.name) for table in tables), default=0)
    for table in tables:
        title = plain(table.title)
        title = isolated(title) if direction(lang) == "rtl" else title
        say(f"{table.name:{width}}  {title}")


def _contents(
    shelf: "Shelf",
    langs: Sequence[str],
    names: list[str] | None,
    kinds: Sequence[TableFile],
    style: Style,
) -> Iterator[tuple[str, str | bytes]]:
    """Make every file of the tables."""
    from peerstudy.tables import files_of, study_tables

    for lang in langs:
        for table in study_tables(shelf, lang, names):
            for kind in kinds:
                yield from files_of(table, kind, style).items()


def _shelf(name: str, *, sparing: bool, of_group: bool) -> "Shelf":
    """Load what the tables are made of."""
    from peerstudy.auditing import audit
    from peerstudy.study.article import load_article
    from peerstudy.study.sites import has_sites, load_sites
    from peerstudy.tables import Precision, Shelf

    sites = load_sites(name) if has_sites(name) else None
    base = "group" if of_group else "stated"
    article = None if Path(name).is_file() else load_article(name)
    return Shelf(audit(name), sites, Precision(sparing=sparing), base, article)
