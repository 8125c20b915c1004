"""Do the main job from beginning to end: audit, comparison, tables, figures, page, notebooks.

Everything is written from the data alone, so that a second run gives the same
bytes: no dates, no random names.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerstudy.auditing import audit, datasets_behind
from peerstudy.cli.formats import as_csv, as_json
from peerstudy.cli.formats_text import as_text
from peerstudy.errors import MissingExtraError, PeerstudyError
from peerstudy.figures import Plate, choose, simulated_figures, site_figures, study_figures
from peerstudy.frames.files import digests, write_whole
from peerstudy.frames.neutral import csv_of
from peerstudy.ledger import means, shares, table1
from peerstudy.report import gather, report_page
from peerstudy.study import Study, load_study, study_files
from peerstudy.study.sites import load_sites
from peerstudy.tables import show
from peerstudy.tables.delimited import cells_csv
from peerstudy.words import LANGUAGES
from tools.reproduce_findings import findings_tables, smaller_tables
from tools.reproduce_sites import site_tables
from tools.reproduce_tables import publication_tables

if TYPE_CHECKING:
    from peerstudy.auditing import Audit

FIGURE_FORMATS = ("svg", "png")
SECONDS_PER_CELL = 300
WIDGET = "application/vnd.jupyter.widget-view+json"


def tables(study: Study, result: "Audit") -> Iterator[tuple[str, str]]:
    """Yield the name and content of every derived table."""
    yield "audit.csv", as_csv(result)
    yield "audit.json", as_json(result)
    yield "audit.txt", as_text(result)
    yield "audit_summary.csv", result.summary.to_csv(index=False, lineterminator="\n")
    yield "table1.csv", table1(study).to_csv(index=False, lineterminator="\n")
    for lang in LANGUAGES:
        yield f"table1_{lang}.csv", cells_csv(show(study, lang=lang))
    behind = datasets_behind(study, result.rounding)
    yield "datasets_behind.csv", behind.to_csv(index=False, lineterminator="\n")
    yield "means.csv", means(study).to_csv(index=False, lineterminator="\n")
    yield "shares.csv", shares(study).to_csv(index=False, lineterminator="\n")
    for name, frame in (*findings_tables(study), *smaller_tables(study)):
        yield f"{name}.csv", csv_of(frame)


def figures(plates: Iterable[Plate]) -> Iterator[tuple[str, str | bytes]]:
    """Yield the name and content of every figure's files, its data and its words."""
    for plate in plates:
        yield f"{plate.name}.csv", plate.table
        for lang in LANGUAGES:
            for style in FIGURE_FORMATS:
                yield f"{plate.name}_{lang}.{style}", plate.file(style, lang)
            yield f"{plate.name}_{lang}.txt", plate.text(lang)


def report(study: Study, result: "Audit") -> str:
    """Return the reviewer's page."""
    read = digests(study_files(study.name))
    return report_page(gather(result, read), full=["en"])


def execute_notebook(path: Path) -> str:
    """Run a notebook from a clean kernel and give it with its outputs.

    Raises
    ------
    MissingExtraError
        If what executes notebooks is not installed.
    """
    try:
        import nbformat
        from nbclient import NotebookClient
    except ImportError:
        raise MissingExtraError("Executing notebooks", "lab") from None
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
    notebook.metadata.pop("language_info", None)
    return str(nbformat.writes(notebook)) + "\n"


def joined(outputs: Iterable[Any]) -> list[Any]:
    """Join printed texts of one name that follow each other, and leave out what lives in a kernel.

    A kernel sends what a cell prints in as many pieces as its speed allows, so
    that the same notebook has other bytes on a busy machine; a widget has
    another name each time.
    """
    whole: list[Any] = []
    for output in outputs:
        output.get("data", {}).pop(WIDGET, None)
        last = whole[-1] if whole else None
        if (
            last is not None
            and output.output_type == last.output_type == "stream"
            and output.name == last.name
        ):
            last.text += output.text
        else:
            whole.append(output)
    return whole


def manifest(root: Path, paths: list[Path]) -> str:
    """List files with their SHA-256, in the form that ``sha256sum --check`` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}"
        for path in sorted(paths)
    ]
    return "\n".join(lines) + "\n"


def reproduce(root: Path) -> str:
    """Write everything below a checkout and give the manifest.

    Parameters
    ----------
    root : Path
        The checkout; ``data/derived/``, ``figures/`` and ``notebooks/`` are
        written.

    Returns
    -------
    str
        One line a file.
    """
    study, sites = load_study("upsides_israel"), load_sites()
    written: list[Path] = []

    def write(path: Path, content: str | bytes) -> None:
        write_whole(path, content, replace=True)
        written.append(path)
        print(f"  {path.relative_to(root).as_posix()}", flush=True)

    print("Audit and tables", flush=True)
    result = audit(study)
    derived = chain(tables(study, result), site_tables(sites, study), publication_tables())
    for name, content in derived:
        write(root / "data" / "derived" / name, content)
    print("Figures", flush=True)
    made = study_figures(result) | site_figures(sites) | simulated_figures()
    for name, content in figures(choose(made)):
        write(root / "figures" / name, content)
    print("Report", flush=True)
    write(root / "data" / "derived" / "report.html", report(study, result))
    print("Notebooks", flush=True)
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        write(path, execute_notebook(path))
    listed = manifest(root, written)
    write_whole(root / "data" / "derived" / "MANIFEST.sha256", listed, replace=True)
    return f"{result}\n\nManifest (SHA-256, also in data/derived/MANIFEST.sha256)\n{listed}"


def main() -> None:
    """Reproduce below the working folder, which must be a checkout."""
    root = Path.cwd()
    if not (root / "notebooks").is_dir() or not (root / "pyproject.toml").is_file():
        raise SystemExit("peerstudy: run this from a checkout, the folder with notebooks/ in it.")
    try:
        sys.stdout.write(reproduce(root))
    except PeerstudyError as error:
        raise SystemExit(f"peerstudy: {error}") from None


if __name__ == "__main__":
    main()
