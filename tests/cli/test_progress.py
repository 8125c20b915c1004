from io import StringIO
from threading import Event

from peerstudy.cli.progress import shown, shown_while


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


class Watched(Terminal):
    def __init__(self):
        super().__init__()
        self.seen = Event()

    def write(self, text):
        self.seen.set()
        return super().write(text)


def test_a_long_reading_is_shown_until_it_ends():
    stream = Watched()
    with shown_while("reading mine.csv", stream, patience=0.01):
        assert stream.seen.wait(10)
    assert "reading mine.csv" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_short_reading_is_not_shown():
    stream = Terminal()
    with shown_while("reading mine.csv", stream, patience=60):
        pass
    assert stream.getvalue() == ""


def test_a_reading_that_nobody_watches_is_not_shown():
    stream = StringIO()
    with shown_while("reading mine.csv", stream, patience=0):
        Event().wait(0.01)
    assert stream.getvalue() == ""
