"""Do the main job from beginning to end: audit, comparison, tables, figures, notebooks, manifest.

Everything is written from the data alone, so that a second run gives the same
bytes: no dates, no random names.
"""

import hashlib
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peerstudy.audit import (
    audit,
    datasets_behind,
    denominator_candidates,
    printed_summaries,
)
from peerstudy.errors import MissingExtraError, PeerstudyError
from peerstudy.figures import (
    axes_of_height,
    draw_denominators,
    draw_means,
    draw_verdicts,
    new_axes,
    render,
)
from peerstudy.figures.reconstruct import draw_lattice, draw_profile, pair_lattice
from peerstudy.files import write_whole
from peerstudy.formats import as_csv, as_json, as_text
from peerstudy.ledger import means, shares, table1, table1_wide
from peerstudy.reconstruct import value_profile
from peerstudy.reproduce_findings import findings_figures, findings_tables, smaller_tables
from peerstudy.reproduce_sites import site_figures, site_tables
from peerstudy.reproduce_tables import publication_tables
from peerstudy.rows import records
from peerstudy.sites import load_sites
from peerstudy.study import Study, load_study

if TYPE_CHECKING:
    from peerstudy.audit import Audit

LANGUAGES = ("en", "he")
SECONDS_PER_CELL = 300


def tables(study: Study, result: "Audit") -> Iterator[tuple[str, str]]:
    """Yield the name and content of every derived table."""
    yield "audit.csv", as_csv(result)
    yield "audit.json", as_json(result)
    yield "audit.txt", as_text(result)
    yield "audit_summary.csv", result.summary.to_csv(index=False, lineterminator="\n")
    yield "table1.csv", table1(study).to_csv(index=False, lineterminator="\n")
    for lang in LANGUAGES:
        wide = table1_wide(study, lang=lang)
        yield f"table1_{lang}.csv", wide.to_csv(lineterminator="\n")
    behind = datasets_behind(study, result.rounding)
    yield "datasets_behind.csv", behind.to_csv(index=False, lineterminator="\n")
    yield "means.csv", means(study).to_csv(index=False, lineterminator="\n")
    yield "shares.csv", shares(study).to_csv(index=False, lineterminator="\n")
    for name, frame in (*findings_tables(study), *smaller_tables(study)):
        yield f"{name}.csv", frame.to_csv(index=False, lineterminator="\n")


def figures(study: Study, result: "Audit") -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every figure."""
    for lang in LANGUAGES:
        labels = figure_labels(study, lang)
        for variable in ("age", "education_years", "years_in_field"):
            rows = means(study).query("variable == @variable")
            ax = draw_means(rows, variable, axes_of_height(rows), labels, lang)
            yield from _both(f"sample_{variable}_{lang}", ax)
        for group, variable in (("peers", "marital_status"), ("professionals", "profession")):
            candidates = denominator_candidates(study, group, variable)
            levels = candidates["level"].unique().tolist()
            ax = draw_denominators(candidates, axes_of_height(levels), labels, lang)
            yield from _both(f"audit_{variable}_{group}_{lang}", ax)
        ax = draw_verdicts(result.summary, axes_of_height(result.summary["check"].tolist()), lang)
        yield from _both(f"audit_verdicts_{lang}", ax)
        for name, ax in findings_figures(study, lang):
            yield from _both(f"{name}_{lang}", ax)
        yield from _feasible(study, lang, labels)


def _feasible(study: Study, lang: str, labels: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the profiles of what is feasible, and the lattice of the pair that is not."""
    summaries = printed_summaries(study)
    for group in ("peers", "professionals"):
        for variable in ("age", "education_years", "years_in_field"):
            profile = value_profile(summaries[group, variable, "Table 1"])
            if len(profile):
                ax = draw_profile(profile, new_axes(75), labels[variable], lang)
                yield from _both(f"feasible_{variable}_{group}_{lang}", ax)
    pair = summaries["peers", "years_in_field", "Table 1"]
    ax = draw_lattice(pair_lattice(pair), pair, new_axes(85), lang)
    yield from _both(f"feasible_lattice_peers_{lang}", ax)


def figure_labels(study: Study, lang: str) -> dict[str, str]:
    """Give what to call groups, variables and levels in figures."""
    column = f"label_{lang}"
    labels: dict[str, str] = {}
    for frame, key in (
        (study.levels, "level"),
        (study.variables, "variable"),
        (study.groups, "group"),
    ):
        labels |= {row[key]: row[column] for row in records(frame)}
    return labels


def _both(name: str, ax: Any) -> Iterator[tuple[str, bytes]]:
    for style in ("svg", "png"):
        yield f"{name}.{style}", render(ax.figure, style)


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
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    client.execute()
    notebook.metadata.pop("language_info", None)
    return str(nbformat.writes(notebook)) + "\n"


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
    of_sites = (site_figures(sites, lang) for lang in LANGUAGES)
    for name, image in chain(figures(study, result), *of_sites):
        write(root / "figures" / name, image)
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
