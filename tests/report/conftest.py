"""Pages that several tests read, each made once, and the browser that opens them."""

import os
import shutil

import pytest
from conftest import ledger_of

from peerstudy import audit, load_study
from peerstudy.frames.files import digests
from peerstudy.ledger import as_ledger
from peerstudy.report import gather, report_page
from peerstudy.study import study_files
from report.pages import full_page

MIXED = [
    ("a", "", "", "", "n", "20"),
    ("b", "g", "", "", "n", "9"),
    ("c", "g", "<script>alert(1)</script>", 'x" onload="alert(1)', "n", "4"),
    ("c", "g", "<script>alert(1)</script>", 'x" onload="alert(1)', "percent", "44.5"),
    ("d", "g", "score", "", "mean", "3.14"),
    ("d", "g", "score", "", "median", "3"),
    ("e", "ק" * 60 + "&amp;", "אורך", "", "n", "2"),
]


@pytest.fixture(scope="session")
def result(study):
    return audit(study)


@pytest.fixture(scope="session")
def matter(result):
    return gather(result, digests(study_files("upsides_israel")))


@pytest.fixture(scope="session")
def page(matter):
    return full_page(matter)


@pytest.fixture(scope="session")
def bare_matter():
    """A ledger without labels, some of its names an attempt to break out of the page."""
    ledger = as_ledger(ledger_of(*MIXED))
    return gather(audit(ledger))


@pytest.fixture(scope="session")
def bare_page(bare_matter):
    return full_page(bare_matter)


@pytest.fixture(scope="session")
def addresses(tmp_path_factory, matter, page, bare_page):
    """Where the browser finds the pages."""
    folder = tmp_path_factory.mktemp("pages")
    other = load_study("cofacilitation_mazor")
    small = full_page(gather(audit(other)))
    crowd = as_ledger(ledger_of(*((str(i), f"group {i}", "", "", "n", "9") for i in range(12))))
    crowded = full_page(gather(audit(crowd)))
    pages = {
        "crowd": crowded,
        "small": small,
        "study": page,
        "hebrew": full_page(matter, "he"),
        "bare": bare_page,
        "digest": report_page(matter),
        "full": report_page(matter, full=["en"]),
    }
    for name, content in pages.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; where it must be there, its absence is a failure."""
    path = shutil.which("chromium")
    if path is None:
        missing = "there is no chromium here: `make browser` installs it on Debian as root"
        if os.environ.get("PEERSTUDY_BROWSER") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=quiet)
        yield running
        running.close()
