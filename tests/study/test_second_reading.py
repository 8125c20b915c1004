"""The findings against a second, independent reading of the article.

``expected/second_reading_*.csv`` were transcribed by another reader from the
same texts, without sight of the data: headings in their order with half,
domain, level and line; every quotation; every stated count; the table of
challenges and facilitators; who is said to have raised what. Parents are not
in that reading: they follow from its order and levels.
"""

import re

import pandas as pd
import pytest
from conftest import expected_rows

from peerstudy import load_study
from peerstudy.codings import codings_of, link_matrix, stated_counts
from peerstudy.codings.schema import FILES
from peerstudy.errors import InvalidDataError
from peerstudy.frames.vocabulary import LEVELS

STUDY = load_study("upsides_israel")
CODES = STUDY.codings.codebook.codes
RANKS = {level: rank for rank, level in enumerate(LEVELS)}
HEADINGS = expected_rows("second_reading_headings.csv")
BY_HEADING = dict(zip([row["heading"] for row in HEADINGS], CODES["code"], strict=True))


def line_of(source):
    return re.search(r"docx:(\d+)", source).group(1)


def differences(codebook):
    """List where a codebook is not what the second reading has."""
    stack, expected = [], []
    for row in HEADINGS:
        rank = RANKS[row["level"]]
        stack = [held for held in stack if held[0] < rank]
        path = (*[heading for _, heading in stack], row["heading"])
        stack.append((rank, row["heading"]))
        lines = tuple(BY_HEADING[heading] for heading in path)
        expected.append((lines, *(row[k] for k in ("valence", "cfir_domain", "level", "line"))))
    found = [
        (
            codebook.path(code),
            *(codebook[code][k] for k in ("valence", "cfir_domain", "level")),
            line_of(codebook[code]["source"]),
        )
        for code in codebook
    ]
    return [pair for pair in zip(found, expected, strict=False) if pair[0] != pair[1]] + [
        None for _ in range(abs(len(found) - len(expected)))
    ]


def mutated(codes, **frames):
    """Make findings with other codes, the rest of the study as it is."""
    own = {name: getattr(STUDY.codings, name) for name in FILES if name != "codes"}
    return codings_of({"codes": codes, **own, **frames}, STUDY.groups)


def is_noticed(codes):
    try:
        return bool(differences(mutated(codes).codebook))
    except InvalidDataError:
        return True


def test_the_tree_is_that_of_the_second_reading():
    assert len(HEADINGS) == 52
    assert differences(STUDY.codings.codebook) == []


SOME = CODES["code"].iloc[::5]


@pytest.mark.parametrize("code", SOME)
def test_removing_a_code_is_noticed(code):
    assert is_noticed(CODES[CODES["code"] != code].reset_index(drop=True))


@pytest.mark.parametrize("code", SOME)
def test_renaming_a_code_is_noticed(code):
    assert is_noticed(CODES.replace({"code": {code: "renamed"}, "parent": {code: "renamed"}}))


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES["code"])
def test_moving_a_code_anywhere_else_is_noticed(code):
    row = CODES.index[CODES["code"] == code][0]
    for parent in ["", *CODES["code"]]:
        if parent not in (CODES.at[row, "parent"], code):
            moved = CODES.copy()
            moved.loc[row, ["parent", "order"]] = [parent, "99"]
            assert is_noticed(moved), parent


def test_moving_a_code_under_another_is_noticed():
    for i, code in enumerate(SOME):
        row = CODES.index[CODES["code"] == code][0]
        parent = CODES["code"].iloc[(7 * i + 3) % len(CODES)]
        if parent not in (CODES.at[row, "parent"], code):
            moved = CODES.copy()
            moved.loc[row, ["parent", "order"]] = [parent, "99"]
            assert is_noticed(moved), (code, parent)


def test_every_quotation_agrees_in_code_speaker_length_and_place():
    expected = [
        (
            row["order"],
            BY_HEADING[row["heading"]],
            *(row[name] for name in ("gender", "number_printed", "words", "form", "line")),
        )
        for row in expected_rows("second_reading_quotations.csv")
    ]
    found = [
        (
            row.order,
            row.code,
            row.gender,
            row.number_printed,
            row.words,
            row.form,
            line_of(row.source),
        )
        for row in STUDY.codings.quotations.itertuples()
    ]
    assert len(expected) == 44
    assert found == expected


def test_every_stated_count_agrees():
    keys = ["valence", "cfir_domain", "level", "stated"]
    structure = stated_counts(STUDY.codings).query("place == 'Findings'")
    found = [tuple(map(str, row)) for row in structure[keys].itertuples(index=False)]
    assert found == [tuple(row.values()) for row in expected_rows("second_reading_stated.csv")]


def test_every_link_agrees():
    matrix = link_matrix(STUDY.codings).stack()
    found = set(matrix[matrix > 0].index)
    expected = {
        (BY_HEADING[row["challenge_heading"]], BY_HEADING[row["facilitator_heading"]])
        for row in expected_rows("second_reading_links.csv")
    }
    assert len(expected) == 45
    assert found == expected


def test_who_raised_what_agrees_but_for_what_was_settled():
    expected = {
        (BY_HEADING[row["heading"]], row["line"], row["group"].replace("all_stakeholders", "all"))
        for row in expected_rows("second_reading_groups.csv")
    }
    found = {
        (row.code, line, row.group)
        for row in STUDY.codings.attributions.itertuples()
        for line in re.findall(r"docx:(\d+)", row.source)
        if int(line) < 323
    }
    settled = {
        ("f_outer_policy", "208", "professionals"),
        ("f_process_engaging_preparation", "316", "professionals_lived_experience"),
    }
    assert found ^ expected == settled


def test_words_of_a_quotation_are_numbers_and_no_file_carries_its_text():
    quotations = STUDY.codings.quotations
    assert pd.to_numeric(quotations["words"]).between(1, 200).all()
    assert (
        not quotations.drop(columns="source").apply(lambda c: c.str.contains("[א-ת]")).any().any()
    )
