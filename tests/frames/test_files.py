import pytest

from peerstudy.errors import PeerstudyError
from peerstudy.frames.files import refuse_existing, write_all, write_whole


def test_a_file_that_is_there_is_replaced_only_when_asked(tmp_path):
    path = tmp_path / "new" / "a.txt"
    write_whole(path, "one", replace=False)
    with pytest.raises(PeerstudyError, match="--force"):
        write_whole(path, "two", replace=False)
    assert path.read_text() == "one"
    write_whole(path, b"two", replace=True)
    assert path.read_text() == "two"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("one")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "two", replace=True)
    assert [p.read_text() for p in tmp_path.iterdir()] == ["one"]


def test_files_that_are_there_are_refused_before_any_is_written(tmp_path):
    old, second, new = (tmp_path / name for name in ("old", "second", "new"))
    refuse_existing([new])
    old.write_text("kept")
    second.write_text("kept")
    with pytest.raises(PeerstudyError, match=r"old is there already; use --force"):
        refuse_existing([new, old])
    with pytest.raises(PeerstudyError, match=r"old and 1 more are there already"):
        refuse_existing([old, second])


def test_several_files_are_written_together_or_not_at_all(tmp_path):
    kept = tmp_path / "a"
    kept.write_text("old")

    def contents():
        yield kept, "new"
        yield tmp_path / "b", b"new"
        raise MemoryError

    with pytest.raises(MemoryError):
        write_all(contents(), replace=True)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]
    two = [(kept, "new"), (tmp_path / "sub" / "b", b"new")]
    with pytest.raises(PeerstudyError, match="--force"):
        write_all(two, replace=False)
    assert not (tmp_path / "sub").exists()
    assert write_all(two, replace=True) == [kept, tmp_path / "sub" / "b"]
    assert [path.read_text() for path, _ in two] == ["new", "new"]
