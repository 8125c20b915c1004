"""The wheel in an empty environment, the oldest pandas, and a second run with the same bytes."""

import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def run(*command, cwd=None, code=0):
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == code, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def pip(python, *arguments):
    run(python, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments)


def environment(folder):
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def checkout(folder):
    """Copy the repository, without what other tests may write into it at the same time."""
    left_out = (".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "build", "derived")
    return shutil.copytree(ROOT, folder / "checkout", ignore=shutil.ignore_patterns(*left_out))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


def test_a_package_index_shows_no_image_or_link_that_it_has_not(wheel):
    with zipfile.ZipFile(wheel) as package:
        (name,) = (name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        head, _, shown = package.read(name).decode("utf-8").partition("\n\n")
    assert "Description-Content-Type: text/markdown" in head
    assert "# peerstudy" in shown
    assert "*Figure: The article's sample table" in shown
    assert "| `notebooks/01_sample.ipynb` | Table 1" in shown
    targets = re.findall(r"\]\(([^)]+)\)", shown)
    assert all(target.startswith("https://") for target in targets)


@pytest.fixture
def constraints(tmp_path):
    """Give the locked versions, without what the lock says of hashes."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+==[^\s\\]+(?: ;[^\\\n]*)?)", lock, flags=re.MULTILINE)
    path = tmp_path / "constraints.txt"
    path.write_text("\n".join(pins))
    return path


def test_the_wheel_audits_the_study_in_an_empty_environment(wheel, constraints, tmp_path):
    python = environment(tmp_path / "env")
    pip(python, "install", "--constraint", constraints, wheel)
    output = run(python, "-m", "peerstudy", "audit", "--findings", cwd=tmp_path, code=1)
    assert "8/26 = 30.769…%" in output
    told = run(python, "-c", "import jupyterlab", cwd=tmp_path, code=1)
    assert told == ""


def test_executing_notebooks_without_the_extra_names_its_install_command(monkeypatch):
    from peerstudy.errors import MissingExtraError
    from tools.reproduce import execute_notebook

    monkeypatch.setitem(sys.modules, "nbclient", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'peerstudy\[lab\]'"):
        execute_notebook(ROOT / "notebooks" / "01_sample.ipynb")


def test_everything_works_with_the_oldest_pandas(wheel, tmp_path):
    python = environment(tmp_path / "env")
    pip(python, "install", wheel, "pandas==2.2.*", "pytest", "pytest-xdist", "hypothesis", "pyyaml")
    assert run(python, "-c", "import pandas; print(pandas.__version__)").startswith("2.2.")
    copy = checkout(tmp_path)
    in_browser = [f"--ignore=tests/report/test_{name}.py" for name in ("browser", "reader")]
    everyday = ("-m", "not slow", *in_browser)
    parallel = ("-n", "auto", "--dist", "worksteal")
    quiet = ("-q", "-p", "no:cacheprovider")
    output = run(python, "-m", "pytest", *everyday, *parallel, *quiet, cwd=copy)
    assert re.search(r"\d+ passed", output)


def test_a_second_run_gives_the_same_bytes(tmp_path):
    copy = checkout(tmp_path)
    first, second = (run(sys.executable, "-m", "tools.reproduce", cwd=copy) for _ in range(2))
    assert first == second
    listed = set(re.findall(r"^[0-9a-f]{64}  (.*)$", first, flags=re.MULTILINE))
    written = {
        path.relative_to(copy).as_posix()
        for folder in ("data/derived", "figures", "notebooks")
        for path in (copy / folder).rglob("*")
        if path.is_file()
    }
    assert listed == written - {"data/derived/MANIFEST.sha256"}
