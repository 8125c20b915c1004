"""Study folders with a file that is broken, lost or of another kind: one message, or the study."""

import random
import shutil

import pytest

from hostile.targets import run
from peerstudy.errors import PeerstudyError
from peerstudy.study import data_folder, load_study
from peerstudy.study.sites import load_sites

pytestmark = pytest.mark.slow
LOADERS = {"upsides_israel": load_study, "cofacilitation_mazor": load_study,
           "upsides_sites": load_sites}  # fmt: skip
FILES = [
    (study, file.name)
    for study in LOADERS
    for file in sorted((data_folder() / study).iterdir())
    if file.suffix in (".csv", ".toml")
]


def rows_of(content):
    """Break the rows of a table, each once."""
    head, *rows = content.splitlines(keepends=True)
    yield head
    yield "".join([head, *rows, *rows[:1]])
    yield "".join([head.split(",", 1)[-1], *(row.split(",", 1)[-1] for row in rows)])
    yield "".join([head.replace(",", ",x,", 1), *(row.replace(",", ",,", 1) for row in rows)])
    for row in random.Random(4).sample(range(len(rows)), min(len(rows), 3)):
        cells = rows[row].rstrip("\n").split(",")
        for place, odd in zip(range(len(cells)), ("", "0", "x", "-1", "\x00", "9" * 400, "  "),
                              strict=False):  # fmt: skip
            changed = [*cells[:place], odd, *cells[place + 1 :]]
            yield "".join([head, *rows[:row], ",".join(changed) + "\n", *rows[row + 1 :]])


def tables_of(content):
    """Break the tables of a file of settings."""
    for line in content.splitlines():
        if "=" in line:
            name = line.split("=")[0]
            for value in ("3", "{}", "''"):
                yield content.replace(line, f"{name}= {value}", 1)
    yield from ("study = 3\n", "publications = [1]\n", "[[study]]\nname = 1\n", "[study]\n", "=")


def broken(name, content):
    """Break a file in every way."""
    yield from ("", "\n", "\x00" * 9, "\ud7ff", content[: len(content) // 2], content + '"')
    yield from (f"\ufeff{content}", content.replace("\n", "\r"), content.replace(",", ";"))
    draw = random.Random(name)
    for _ in range(8):
        text = list(content)
        for _ in range(draw.randint(1, 20)):
            text[draw.randrange(len(text))] = draw.choice('abc019.,"\n\r\t\x00#=-[]{}é')
        yield "".join(text)
    yield from (rows_of if name.endswith(".csv") else tables_of)(content)


@pytest.mark.parametrize(("study", "name"), FILES)
def test_a_broken_file_in_a_folder_ends_in_a_message_or_a_study(study, name, tmp_path):
    folder = shutil.copytree(data_folder() / study, tmp_path / study)
    path = folder / name
    content = path.read_text(encoding="utf-8")
    found = []
    for text in broken(name, content):
        path.write_bytes(text.encode())
        try:
            LOADERS[study](folder)
        except PeerstudyError:
            pass
        except Exception as error:
            found.append((text[:200], repr(error)))
    assert found == []


@pytest.mark.parametrize(("study", "name"), FILES)
def test_a_lost_file_in_a_folder_ends_in_a_message(study, name, tmp_path):
    folder = shutil.copytree(data_folder() / study, tmp_path / study)
    (folder / name).unlink()
    (folder / name).mkdir()
    for command in ("audit", "themes", "compare", "table1"):
        code, out, err = run([command, str(folder)])
        assert code in {0, 1, 2}, err
        assert out or err


@pytest.mark.parametrize("content", ["", "check,item\n", "check,item,reason\nX,,\n", "\x00", "a;b"])
def test_broken_waivers_end_in_a_message(content, tmp_path):
    path = tmp_path / "waivers.csv"
    path.write_text(content)
    code, _, err = run(["audit", "cofacilitation_mazor", "--waivers", str(path)])
    assert code in {0, 1, 2}, err
