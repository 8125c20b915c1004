from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from peerstudy.words.markup import Markup, bdi, element, fragment, marked

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
    assert bdi("<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert bdi("9 (34.6)", ltr=True) == '<bdi dir="ltr" class="whole">9 (34.6)</bdi>'


def test_isolated_runs_become_elements_that_nest_and_end():
    ltr, first, end = "\u2066", "\u2068", "\u2069"
    assert marked(f"{first}{ltr}9/26{end} <{end}") == (
        '<bdi><bdi dir="ltr" class="whole">9/26</bdi> &lt;</bdi>'
    )
    assert marked(f"{end}a{ltr}b") == 'a<bdi dir="ltr" class="whole">b</bdi>'
    assert "whole" not in marked(f"{ltr}{'9 + ' * 20}{end}")


@given(st.text("a<\u2066\u2068\u2069 "))
def test_isolated_runs_are_closed_whatever_the_text(text):
    made = marked(text)
    assert made.count("<bdi") == made.count("</bdi>")
    assert not set(made) & set("\u2066\u2068\u2069")
    assert Reader(made).text == text.translate(dict.fromkeys([0x2066, 0x2068, 0x2069]))
