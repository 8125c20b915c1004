"""The letter: every problem a numbered question with its locator, without blame."""

import re
from io import BytesIO

import pytest
from conftest import ledger_of
from docx import Document
from typer.testing import CliRunner

from peerstudy import audit
from peerstudy.cli import app
from peerstudy.report import letter
from peerstudy.words import word

FITTING = [("a", "g", "", "", "n", "26"), ("b", "g", "v", "x", "n", "9"),
           ("b", "g", "v", "x", "percent", "34.6")]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "he"])
def test_every_problem_is_a_question_with_its_locator_and_arithmetic(result, lang):
    made = letter(result, lang)
    problems = result.labelled().told(lang).problems
    assert len(made.queries) == len(problems)
    for query, problem in zip(made.queries, problems.to_dict("records"), strict=True):
        assert problem["source"] in query
        assert problem["why"].rstrip(".")[1:] in query
        assert query.endswith("?")


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_number_is_given_once_and_no_id_of_ours_is_shown(result, lang):
    queries = letter(result, lang).queries
    plain = [re.sub("[\u2066-\u2069]", "", query) for query in queries]
    assert not [query for query in plain if re.search(r": (\S+) is reported\. \1\b", query)]
    assert not [query for query in plain if re.search(r"דווח (\S+)\. \1(?!\w)", query)]
    assert not [query for query in plain if re.search(r"\b[a-z]+_[a-z0-9_]+", query)]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_number_that_its_reason_states_is_not_stated_before_it(result, lang):
    mean, size = letter(result, lang).queries[7], letter(result, lang).queries[5]
    assert mean.count("13.88") == 1
    assert word("letter.reports", lang, about="", printed="", why="").strip(": .") in size


def test_two_numbers_are_reported_in_the_plural(result):
    assert ": 5.5 and 2.51 are reported. No 23 values" in letter(result).queries[10]


@pytest.mark.parametrize(("lang", "several"), [("en", "correct the numbers?"), ("he", "או לתקנם?")])
def test_the_question_is_in_the_plural_where_two_numbers_are_reported(result, lang, several):
    queries = letter(result, lang).queries
    assert [n for n, query in enumerate(queries, start=1) if query.endswith(several)] == [11]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_it_says_what_a_locator_means_where_it_has_one(result, lang):
    closing = re.sub("[\u2066-\u2069]", "", " ".join(letter(result, lang).closing))
    assert word("report.locators", lang, example="docx:169") in closing
    paged = [("a", "g", "", "", "n", "26"), ("b", "g", "v", "x", "n", "9"),
             ("b", "g", "v", "x", "percent", "44.6")]  # fmt: skip
    unmarked = letter(audit(ledger_of(*paged)), lang)
    assert unmarked.queries
    assert "docx" not in " ".join(unmarked.closing)


@pytest.mark.parametrize("lang", ["en", "he"])
def test_what_a_change_settles_is_explained_without_numbers_of_another_letter(result, lang):
    made = letter(result, lang)
    settling = word("letter.settling", lang)
    assert settling in made.closing
    assert not re.search(r"\d", settling)
    assert "ran the checks" not in made.markdown()


def test_it_blames_nobody_and_says_what_is_not_judged(result):
    told = letter(result).markdown()
    assert not re.search(r"\b(wrong|mistake|fraud|fabricat|suspicious|incorrect|you must)", told)
    assert "We have not judged the study's argument, interpretation or quality" in told
    assert re.findall(r"^(\d+)\. ", told, re.MULTILINE) == [str(n) for n in range(1, 12)]


@pytest.mark.parametrize("lang", ["en", "he"])
def test_word_holds_the_same_paragraphs_in_the_language_s_direction(result, lang):
    made = letter(result, lang)
    read = Document(BytesIO(made.document()))
    told = [paragraph.text for paragraph in read.paragraphs]
    assert len(told) == 1 + len(made.opening) + len(made.queries) + len(made.closing)
    assert ("w:bidi" in read.element.body.sectPr.xml) == (lang == "he")
    assert made.document() == letter(result, lang).document()


def test_numbers_without_problems_have_no_questions():
    made = letter(audit(ledger_of(*FITTING)))
    assert made.queries == ()
    assert "found no inconsistency among those that could be tested" in made.markdown()
    assert "Of 3 reported numbers, 3 were tested by a check that could have failed." in made.opening


@pytest.mark.parametrize("lang", ["en", "he"])
def test_where_no_number_could_be_tested_no_consistency_is_claimed(lang):
    untested = audit(ledger_of(*FITTING[1:]))
    told = letter(untested, lang).markdown()
    assert word("report.nothing_tested", lang) in told
    assert untested.told(lang).coverage_told in told
    assert not re.search("no inconsistency|לא מצאנו", told)


@pytest.mark.parametrize(("lang", "reason"), [("en", "Inconsistent if"), ("he", "אם הערכים שלמים")])
def test_what_is_inconsistent_under_a_condition_is_a_question_about_it(lang, reason):
    ledger = ledger_of(
        ("", "peers", "", "", "n", "18"),
        ("a", "peers", "age", "", "mean", "41.52"),
        ("a", "peers", "age", "", "sd", "9.1"),
    )
    made = letter(audit(ledger), lang)
    asked = word("letter.question_condition", lang)
    assert [(reason in query, query.endswith(asked)) for query in made.queries] == [(True, True)]
    assert word("letter.nothing", lang, title="") not in made.markdown()
    assert made.opening[1].startswith(word("letter.opening", lang, title="…").split("…")[0])


def run(*arguments):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


def test_the_command_prints_it_or_writes_it(tmp_path):
    path = tmp_path / "own.csv"
    rows = [("a", "g", "", "", "n", "26"), ("b", "g", "v", "x", "n", "9"),
            ("b", "g", "v", "x", "percent", "44.6")]  # fmt: skip
    ledger_of(*rows).to_csv(path, index=False)
    printed = run(path, "--letter")
    assert printed.exit_code == 1
    assert "1. " in printed.output
    assert "44.6" in printed.output
    out = tmp_path / "letter.docx"
    assert run(path, "--letter", "-o", out, "--lang", "he").exit_code == 1
    assert "למחברים" in Document(out).paragraphs[1].text
    assert run(path, "--letter", "-o", out).exit_code == 2
    assert run(path, "-o", tmp_path / "x.md").exit_code == 2
    assert run(path, "--letter", "-o", tmp_path / "x.pdf").exit_code == 2
