"""Whether a text is in the catalogue takes reading its own file, and no other."""

from peerstudy.words import catalogue, entries, heading, known


def test_a_text_is_known_where_the_whole_catalogue_has_it():
    keys = entries()
    assert all(map(known, keys))
    assert not any(map(known, ("places.nowhere_at_all", "no_such_room.sample", "sample", "")))


def test_only_the_file_of_a_text_is_read(monkeypatch):
    read = []
    monkeypatch.setattr(catalogue, "entries_of", lambda room: read.append(room) or {})
    assert not known("places.sample")
    assert heading("no_such column", "en") == "no such column"
    assert set(read) == {"places", "columns"}
