from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from peerstudy.report.element import Markup, bdi, element, fragment

ANY = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]))


class Reader(HTMLParser):
    """What a page says: its tags with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@given(ANY, ANY)
def test_any_text_stays_text_and_any_attribute_stays_one(text, attribute):
    read = Reader(element("p", text, element("b", text), title=attribute))
    assert read.tags == [("p", {"title": attribute}), ("b", {})]
    assert read.text == text * 2


def test_markup_is_escaped_once():
    assert element("p", element("b", "<")) == "<p><b>&lt;</b></p>"
    assert fragment(["a", [Markup("<br>"), None]], "&") == "a<br>&amp;"


def test_attributes_may_be_left_out_or_stand_alone():
    assert element("input", checked=True, value=None, hidden=False) == "<input checked>"
    assert element("th", class_="a", aria_sort="none") == '<th class="a" aria-sort="none"></th>'


def test_a_character_that_no_page_may_hold_leaves_a_mark():
    assert element("p", "a\x00b") == "<p>a\N{REPLACEMENT CHARACTER}b</p>"


def test_an_empty_name_leaves_no_element():
    assert bdi("") == ""
    assert bdi("9 (34.6)", ltr=True) == '<bdi dir="ltr">9 (34.6)</bdi>'
