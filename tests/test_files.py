import pytest

from peerstudy.errors import PeerstudyError
from peerstudy.files import write_whole


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
