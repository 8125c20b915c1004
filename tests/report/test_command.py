import hashlib

import pytest
from conftest import ledger_of
from typer.testing import CliRunner

from peerstudy import audit
from peerstudy.cli import app
from peerstudy.study import study_files
from tools.reproduce import report

ROWS = [
    ("a", "g", "", "", "n", "26"),
    ("b", "g", "v", "x", "n", "9"),
    ("b", "g", "v", "x", "percent", "34.6"),
]


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "own & other.csv"
    ledger_of(*ROWS).to_csv(path, index=False)
    return path


def test_a_ledger_has_a_page_with_its_name_and_hash(ledger, tmp_path):
    out = tmp_path / "new" / "page.html"
    result = run(ledger, "-o", out)
    assert (result.exit_code, "own & other.csv: " in result.output) == (0, True)
    page = out.read_text(encoding="utf-8")
    assert '<html lang="en" dir="ltr">' in page
    assert "<bdi>own &amp; other.csv</bdi>" in page
    assert hashlib.sha256(ledger.read_bytes()).hexdigest() in page
    assert "9 (34.6)" in page


def test_a_page_is_replaced_only_by_force_and_refused_before_any_work(ledger, tmp_path):
    out = tmp_path / "page.html"
    out.write_text("mine")
    refused = run(tmp_path / "nothing.csv", "-o", out)
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert out.read_text() == "mine"
    assert run(ledger, "-o", out, "--force", "--lang", "he").exit_code == 0
    assert '<html lang="he" dir="rtl">' in out.read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(ledger, tmp_path):
    outs = [tmp_path / name for name in ("a.html", "b.html")]
    for out in outs:
        assert run(ledger, "--out", out).exit_code == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_the_rounding_rule_is_the_one_asked_for(ledger, tmp_path):
    out = tmp_path / "page.html"
    assert run(ledger, "-o", out, "--rounding", "truncated").exit_code == 0
    assert "truncated to the printed decimals" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["nobody", "none.csv"])
def test_what_cannot_be_read_is_said_without_a_page(name, tmp_path):
    out = tmp_path / "page.html"
    result = run(name, "-o", out)
    assert result.exit_code == 2
    assert result.output.startswith("peerstudy: ")
    assert not out.exists()


def test_only_files_that_are_read_are_named():
    names = [path.name for path in study_files("upsides_israel")]
    assert names[:2] == ["study.toml", "reported.csv"]
    assert "waivers.csv" not in names
    assert {"groups.csv", "quotations.csv"} <= set(names)


def test_the_whole_study_fits_its_sizes_and_is_the_same_each_time(study, tmp_path):
    sizes = {}
    for name, options in {
        "digest": [],
        "full": ["--full"],
        "hebrew": ["--full", "--lang", "he"],
    }.items():
        out = tmp_path / f"{name}.html"
        assert run("upsides_israel", "-o", out, *options).exit_code == 0
        sizes[name] = out.stat().st_size
    assert sizes["digest"] < 300_000
    assert sizes["digest"] < sizes["full"] < 1_000_000
    assert sizes["hebrew"] < 1_000_000
    assert report(study, audit(study)).encode() == (tmp_path / "full.html").read_bytes()


def test_the_digest_holds_the_problems_and_full_every_number(ledger, tmp_path):
    pages = []
    for options in ([], ["--full"]):
        out = tmp_path / f"{len(options)}.html"
        assert run(ledger, "-o", out, *options).exit_code == 0
        pages.append(out.read_text(encoding="utf-8"))
    assert ['id="en-cells"' in page for page in pages] == [False, True]
    assert all('class="annotated"' in page for page in pages)
    assert "peerstudy report --full" in pages[0]
    assert 'href="#en-disclosure"' in pages[1]
