"""The command that writes figures for a journal: ``figures``."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerstudy.cli.app import Force, Language, Languages, Out, app, named, say, width

if TYPE_CHECKING:
    from peerstudy.figures import Makers, Preset

MOST = 60
"""So many figures are drawn unless others are named."""


FigureFormat = StrEnum("FigureFormat", ["PDF", "SVG", "PNG", "TIFF"])
"""How to write a figure."""


@app.command("figures")
def figures_command(
    study: Annotated[
        str | None,
        typer.Argument(
            metavar="STUDY|FOLDER|FILE|SITES",
            help="A study's or sites' name, a folder of your own, a ledger or a manuscript.",
        ),
    ] = None,
    figure: Annotated[
        list[str] | None, typer.Option(help="A figure's name; may be repeated. Default: all.")
    ] = None,
    lang: Languages = None,
    kind: Annotated[
        list[FigureFormat] | None,
        typer.Option("--format", help="The kind of file; may be repeated. Default: pdf."),
    ] = None,
    dpi: Annotated[int, typer.Option(min=72, max=1200, help="Dots per inch, PNG and TIFF.")] = 300,
    style: Annotated[
        str, typer.Option(help="one-column, two-column, or a journal's widths in mm: 90/190.")
    ] = "two-column",
    out: Out = Path("figures"),
    force: Force = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the figures with their captions; write nothing.")
    ] = False,
) -> None:
    """Write figures for a journal, each with its caption and alt text, and its data as CSV."""
    from peerstudy.figures import as_preset
    from peerstudy.frames.files import refuse_existing, write_all

    preset = as_preset(style)
    found, notes = _makers(named(study))
    names = list(dict.fromkeys(figure or list(found)[:MOST]))
    if listed:
        say("\n\n".join(_listed(found, figure, str((lang or [Language.EN])[0]))))
        return
    langs = [str(one) for one in dict.fromkeys(lang or Language)]
    kinds = [str(one) for one in dict.fromkeys(kind or [FigureFormat.PDF])]
    if not force:
        refuse_existing(out / file for file in _files(names, langs, kinds))
    contents = _contents(found, names, langs, kinds, dpi, preset)
    written = write_all(((out / name, content) for name, content in contents), replace=force)
    say("\n".join(map(str, written)))
    if not figure:
        left = len(found) - len(names)
        rest = f"Not drawn ({left}); name them with --figure: {', '.join(list(found)[MOST:])}."
        say("\n".join([*notes, rest] if left else notes)) if notes or left else None


def _listed(found: "Makers", names: list[str] | None, lang: str) -> Iterator[str]:
    """Write of each figure its name, its title, its caption and how wide it can be."""
    from peerstudy.figures import choose
    from peerstudy.words import led, wrapped

    for plate in choose(found, names):
        title, caption, _ = plate.words(lang)
        lines = [line for part in (title, caption, plate.widths(lang))
                 for line in wrapped(part, width() - 2)]  # fmt: skip
        yield "\n".join([plate.name, *(led(f"  {line}", lang) for line in lines)])


def _makers(name: str) -> tuple["Makers", list[str]]:
    """Find the figures of sites, of a study or of a ledger, and what it has none of."""
    from peerstudy.auditing import audit
    from peerstudy.figures import site_figures, study_figures, without
    from peerstudy.study.sites import has_sites, load_sites

    if has_sites(name):
        return site_figures(load_sites(name)), []
    result = audit(name)
    found = study_figures(result)
    return found, without(result, found)


def _files(names: list[str], langs: list[str], kinds: list[str]) -> Iterator[str]:
    """Name every file of the figures, in the order they are written."""
    for name in names:
        yield f"{name}.csv"
        for lang in langs:
            yield from (f"{name}_{lang}.{kind}" for kind in kinds)
            yield f"{name}_{lang}.txt"


def _contents(
    found: "Makers",
    names: list[str],
    langs: list[str],
    kinds: list[str],
    dpi: int,
    preset: "Preset",
) -> Iterator[tuple[str, str | bytes]]:
    """Make every file of the figures, telling which figure is at work."""
    from peerstudy.figures import choose

    for i, plate in enumerate(choose(found, names), start=1):
        columns = plate.columns(preset)
        why = f". {plate.widths()}" if columns != preset.columns else ""
        wide = f"{preset.width(columns):g} mm wide{why}"
        typer.echo(f"peerstudy: {i}/{len(names)} {plate.name}, {wide}", err=True)
        yield f"{plate.name}.csv", plate.table
        for lang in langs:
            for kind in kinds:
                yield f"{plate.name}_{lang}.{kind}", plate.file(kind, lang, dpi, preset)
            yield f"{plate.name}_{lang}.txt", plate.text(lang)
