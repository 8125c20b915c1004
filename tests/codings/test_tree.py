import pandas as pd
import pytest

from peerstudy.codings import Codebook
from peerstudy.codings.schema import CODES
from peerstudy.errors import InvalidDataError, UnknownNameError


def codes_of(*rows):
    """Make codes of (code, parent, level), all challenges of one domain."""
    full = [
        {
            "code": code,
            "parent": parent,
            "valence": "challenge",
            "level": level,
            "level_source": "stated",
            "level_by": "source",
            "cfir_domain": "process",
            "order": str(i),
            "label_en": f"The {code}",
            "label_he": f"קוד {i}",
            "source": "",
            "note": "",
        }
        for i, (code, parent, level) in enumerate(rows, start=1)
    ]
    return pd.DataFrame(full, columns=list(CODES.columns), dtype=str)


def thousand():
    rows = [("d", "", "domain"), *[(f"s{i}", "d", "subcategory") for i in range(9)]]
    rows += [(f"t{i}", f"s{i % 9}", "theme") for i in range(90)]
    rows += [(f"u{i}", f"t{i % 90}", "subtheme") for i in range(900)]
    return codes_of(*rows)


SMALL = codes_of(
    ("d", "", "domain"),
    ("s", "d", "subcategory"),
    ("t1", "s", "theme"),
    ("t2", "s", "theme"),
    ("x", "d", "theme"),
)


@pytest.mark.parametrize(("frame", "n"), [(CODES.empty(), 0), (SMALL[:1], 1), (thousand(), 1000)])
def test_empty_small_and_large_codebooks_work(frame, n):
    book = Codebook.from_frame(frame)
    assert len(book) == len(list(book)) == n
    for lang in ("en", "he"):
        assert book.text(lang).count("[") == n
        assert book.html(lang).count("<li") == n == book.html(lang).count("</li>")
        assert book.html(lang).count("<ul>") == book.html(lang).count("</ul>")


def test_parents_come_before_their_children_and_siblings_in_order():
    shuffled = SMALL.sample(frac=1, random_state=1).reset_index(drop=True)
    assert list(Codebook.from_frame(shuffled)) == ["d", "s", "t1", "t2", "x"]


def test_paths_children_leaves_and_descendants():
    book = Codebook.from_frame(SMALL)
    assert book.path("t2") == ("d", "s", "t2")
    assert book.children("d") == ("s", "x")
    assert book.leaves == ("t1", "t2", "x")
    assert book.descendants("s") == ("t1", "t2")
    assert book.roots == ("d",)
    assert "s" in book
    assert "y" not in book


def test_a_sum_adds_a_codes_own_value_and_all_below_it():
    sums = Codebook.from_frame(SMALL).subtree_sums({"s": 1, "t1": 2, "t2": 4, "x": 8})
    assert sums == {"d": 15, "s": 7, "t1": 2, "t2": 4, "x": 8}


def test_the_text_tree_draws_its_branches():
    assert Codebook.from_frame(SMALL).text() == (
        "Challenges (5)\n"
        "└─ The d [domain]\n"
        "   ├─ The s [subcategory]\n"
        "   │  ├─ The t1 [theme]\n"
        "   │  └─ The t2 [theme]\n"
        "   └─ The x [theme]\n"
    )


def test_hebrew_html_runs_from_the_right():
    book = Codebook.from_frame(SMALL)
    assert 'dir="rtl"' in book.html("he")
    assert 'dir="ltr"' in book._repr_html_()


def test_labels_are_escaped_in_html():
    frame = SMALL.replace({"label_en": {"The x": "<b>"}})
    assert "&lt;b&gt;" in Codebook.from_frame(frame).html()


def test_an_unknown_code_is_named():
    with pytest.raises(UnknownNameError, match="'y'"):
        Codebook.from_frame(SMALL).path("y")


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (1, "parent", "gone", "must be a code of this file"),
        (0, "parent", "t1", "no code may be above itself"),
        (1, "parent", "s", "no code may be above itself"),
        (2, "level", "domain", "must be below its parent's, subcategory"),
        (2, "level", "subcategory", "must be below its parent's, subcategory"),
        (2, "valence", "facilitator", "its parent's, challenge"),
        (2, "cfir_domain", "inner_setting", "its parent's, process"),
        (3, "order", "3", "their own order"),
        (3, "label_en", "The t1", "their own label_en"),
        (3, "code", "t1", "its own code"),
        (3, "level", "chapter", "one of: domain"),
        (3, "order", "first", "a whole number"),
    ],
)
def test_what_is_no_tree_is_refused(row, column, value, message):
    frame = SMALL.copy()
    frame.loc[row, column] = value
    with pytest.raises(InvalidDataError, match=message) as caught:
        Codebook.from_frame(frame)
    assert f"row {row + 2}" in str(caught.value) or column == "code"


def test_every_problem_is_told_at_once():
    frame = SMALL.copy()
    frame.loc[1, "parent"] = "gone"
    frame.loc[4, "valence"] = "facilitator"
    with pytest.raises(InvalidDataError, match="2 problems"):
        Codebook.from_frame(frame)


def test_one_label_may_stand_under_two_parents():
    frame = codes_of(
        ("d", "", "domain"),
        ("a", "d", "theme"),
        ("b", "d", "theme"),
        ("c", "a", "subtheme"),
        ("e", "b", "subtheme"),
    ).replace({"label_en": {"The e": "The c"}})
    assert len(Codebook.from_frame(frame)) == 5
