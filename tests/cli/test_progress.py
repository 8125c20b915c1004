from io import StringIO

from peerstudy.cli.progress import shown


class Terminal(StringIO):
    def isatty(self):
        return True


def told(times, stream):
    with shown(stream, iter(times).__next__) as progress:
        for done, code in enumerate(("PCT1", "DEN1")):
            progress(code, done, 2)
    return stream.getvalue()


def test_nothing_is_written_within_the_first_second():
    assert told((0, 0.1, 0.9), Terminal()) == ""


def test_after_a_second_a_line_is_shown_and_taken_away():
    text = told((0, 0.1, 1.5), Terminal())
    assert "PCT1" not in text
    assert "1 of 2 checks done, now DEN1" in text
    assert text.endswith("\r\x1b[K")


def test_where_nobody_watches_nothing_is_called():
    with shown(StringIO()) as progress:
        assert progress is None
