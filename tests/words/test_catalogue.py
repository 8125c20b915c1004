import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from peerstudy.errors import UnknownNameError
from peerstudy.words import (
    LANGUAGES,
    PLURALS,
    Label,
    Message,
    Run,
    entries,
    isolated,
    joined,
    marked,
    tell,
    word,
    wrapped,
)

ROOT = Path(__file__).parents[2]


def forms(text):
    return text if isinstance(text, dict) else {"other": text}


def placeholders(text):
    return {name for form in forms(text).values() for _, name, _, _ in Formatter().parse(form)} - {
        None
    }


def says_something_else(entry):
    """Tell what is wrong with a text: a language or a value is missing, or it is not translated."""
    if tuple(entry) != LANGUAGES:
        return f"is in {', '.join(entry)}"
    english, hebrew = (placeholders(entry[lang]) for lang in LANGUAGES)
    if english != hebrew:
        return f"has the values {sorted(english)} and {sorted(hebrew)}"
    own = re.sub(r"{\w+[^}]*}", "", "".join(forms(entry["en"]).values()))
    translated = re.search("[א-ת]", "".join(forms(entry["he"]).values()))
    return "" if translated or not re.search("[A-Za-z]{3}", own) else "has no Hebrew letter"


def test_every_text_is_in_both_languages_and_says_the_same_values():
    wrong = {key: says_something_else(entry) for key, entry in entries().items()}
    assert {key: what for key, what in wrong.items() if what} == {}


def test_a_text_of_a_number_has_the_plural_forms_of_its_language():
    counted = {
        (key, lang): entry[lang]
        for key, entry in entries().items()
        for lang in LANGUAGES
        if isinstance(entry[lang], dict)
    }
    assert counted
    wrong = [
        (key, lang)
        for (key, lang), text in counted.items()
        if not {"one", "other"} <= set(text) <= set(PLURALS[lang])
        or "n" not in placeholders(text["other"])
    ]
    assert wrong == []


def said_in_the_code():
    """Yield every literal that looks like a key of the catalogue."""
    rooms = {key.split(".")[0] for key in entries()}
    for path in (ROOT / "peerstudy").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                key = str(getattr(first, "value", ""))
                if name in {"word", "of", "Message"} and key.split(".")[0] in rooms:
                    yield key


def test_every_key_in_the_code_is_in_the_catalogue():
    assert set(said_in_the_code()) <= set(entries())


def test_plural_forms_follow_the_number():
    assert [word("common.people", "he", n=n) for n in (1, 2, 3)] == [
        "אדם אחד",
        "שני אנשים",
        "3 אנשים",
    ]
    assert [word("common.people", "en", n=n) for n in (0, 1, 2)] == [
        "0 people",
        "1 person",
        "2 people",
    ]


def test_a_message_is_said_in_either_language_with_what_is_inside_it():
    message = joined([Message.of("common.people", n=1), "5/7"], Message.of("common.or"))
    assert message.told("en") == "1 person or 5/7"
    assert message.told("he") == "אדם אחד או 5/7"


def test_a_key_or_language_that_is_not_there_is_told():
    with pytest.raises(UnknownNameError, match=r"'common\.nobody' in 'en'"):
        word("common.nobody", "en")
    with pytest.raises(UnknownNameError, match="in 'xx'"):
        word("common.or", "xx")


def test_isolates_keep_a_run_whole_and_html_is_escaped():
    assert isolated("9 (34.6)", ltr=True) == "\u20669 (34.6)\u2069"
    assert isolated("") == ""


def test_a_run_and_a_label_are_isolated_in_hebrew_alone():
    assert [tell(Run("9/26 = 34.6…%"), lang) for lang in LANGUAGES] == [
        "9/26 = 34.6…%",
        "\u20669/26 = 34.6…%\u2069",
    ]
    assert [tell(Label("peers", (("he", "עמיתים"),)), lang) for lang in LANGUAGES] == [
        "peers",
        "\u2068עמיתים\u2069",
    ]
    assert tell(Label("peers"), "he") == "\u2068peers\u2069"
    assert tell("26", "he") == "26"


def test_isolates_become_elements_in_html_and_the_rest_is_escaped():
    text = joined([Label("x", (("he", "<b>"),)), Run("9 & 1")], " < ").told("he")
    assert marked(text) == '<bdi>&lt;b&gt;</bdi> &lt; <bdi dir="ltr" class="whole">9 &amp; 1</bdi>'


def test_a_line_is_broken_between_words_and_not_inside_a_short_run():
    run = isolated("8/26 = 30.769…%", ltr=True)
    assert wrapped(f"כן לא {run}", 24, first=2, rest=4) == ["  כן לא", f"    {run}"]
    assert wrapped("one two three", 9, rest=1) == ["one two", " three"]
    assert len(wrapped(isolated("1, " * 30 + "1", ltr=True), 20)) > 3


def test_lines_that_are_cut_say_so_and_close_their_isolates():
    from peerstudy.words import cut

    lines = ["\u2068one two", "three four\u2069", "five"]
    assert cut(lines, 3) == lines
    assert cut(lines, 2) == ["\u2068one two", "three\u2069 …"]
    assert cut(["one two", "three"], 1) == ["one …"]
