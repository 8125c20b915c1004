"""The commands that show results: ``table1``, ``themes`` and ``compare``."""

from enum import StrEnum
from typing import Annotated

import typer

from peerstudy.cli.app import (
    CodedStudy,
    Lang,
    Language,
    Style,
    Subject,
    TableFormat,
    app,
    named,
    named_sites,
    print_table,
    print_tables,
    say,
)
from peerstudy.errors import PeerstudyError
from peerstudy.words import led

ThemesBy = StrEnum("ThemesBy", ["VALENCE", "DOMAIN", "CODE", "GROUP", "ROLE"])
"""What quotations are counted by."""


@app.command("table1")
def table1_command(
    study: Subject = None,
    place: Annotated[str | None, typer.Option(help="Which table or section.")] = None,
    lang: Lang = Language.EN,
    style: Style = TableFormat.TEXT,
) -> None:
    """Print Table 1, or another table or section, as the publication prints it."""
    from peerstudy.auditing.names import place as place_told
    from peerstudy.ledger import as_ledger
    from peerstudy.tables import show
    from peerstudy.tables.delimited import cells_csv
    from peerstudy.words import tell

    title = tell(place_told(place), lang) if place else ""
    table = show(as_ledger(named(study)), title, place=place, number=0, lang=lang)
    if style is TableFormat.CSV:
        say(cells_csv(table))
    else:
        print_tables([table], style)


@app.command("themes")
def themes_command(
    study: CodedStudy = None,
    by: Annotated[
        list[ThemesBy] | None,
        typer.Option(
            metavar="WHAT",
            help=f"What to count by: {', '.join(ThemesBy)}; may be repeated. Default: each code.",
        ),
    ] = None,
    lang: Lang = Language.EN,
    style: Style = TableFormat.TEXT,
) -> None:
    """Print how many codes and quotations each domain, code, group or role has."""
    from peerstudy.codings.listing import themes_table
    from peerstudy.study import load_study

    findings = load_study(named(study)).codings
    if findings.empty:
        raise PeerstudyError(f"{study} has no codes: its folder needs codes.csv.")
    under = 0 if by else 1
    print_table(themes_table(findings, list(by or ()), lang), style, lang, under=under)


@app.command("compare")
def compare_command(
    sites: Annotated[
        str | None,
        typer.Argument(metavar="SITES|FOLDER", help="The sites' name, or a folder of your own."),
    ] = None,
    study: Annotated[
        str | None,
        typer.Option(help="Whose codebook is compared. Default: the one that the sites name."),
    ] = None,
    floor: Annotated[
        str, typer.Option(help="The least certain statements used: site, all sites, or group.")
    ] = "all sites",
    lang: Lang = Language.EN,
    style: Style = TableFormat.TEXT,
) -> None:
    """Set sites side by side: coverage, bounds, concordance, planned against achieved."""
    from peerstudy.frames.neutral import csv_of
    from peerstudy.ledger import Labels
    from peerstudy.sites.bounds import decimals
    from peerstudy.sites.overview import compared, flattened
    from peerstudy.study import load_study
    from peerstudy.study.sites import home_study, load_sites
    from peerstudy.tables.comparison import comparison_tables

    loaded = load_sites(named_sites(sites))
    home = load_study(study or home_study(loaded))
    book = home.codings.codebook
    found = compared(loaded, home.name, None if home.codings.empty else book.codes, floor=floor)
    if style is TableFormat.CSV:
        whole = decimals(flattened(found)).astype({"known": "Int64", "cells": "Int64"})
        say(csv_of(whole))
        return
    head = loaded.told(lang)
    say(f"# {head}\n\n" if style is TableFormat.MARKDOWN else led(f"{head}\n\n", lang))
    kinds = ("study", "site_group", "factor", "component", "contrast", "site")
    labels = Labels(book, lang).each_of("code") | Labels(loaded, lang).each_of(*kinds)
    print_tables(comparison_tables(found, labels, lang), style)
