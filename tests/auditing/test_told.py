"""The audit in both languages: the same findings, told once more and judged once."""

import random
import re
from pathlib import Path

import pandas as pd
import pytest
from conftest import ledger_of, slowly

import peerstudy
from auditing.conftest import denominator, latin_words, n_percent, size, stats
from peerstudy import audit, load_study, studies
from peerstudy.auditing import all_checks
from peerstudy.auditing import run as running
from peerstudy.auditing.finding import TEXTS
from peerstudy.cli.formats import WRITERS, as_html, as_markdown
from peerstudy.cli.formats_text import as_text
from peerstudy.errors import UnknownNameError
from peerstudy.words import entries, heading, isolated, word

PACKAGE = Path(peerstudy.__file__).parent
SPOKEN = {path.stem for path in (PACKAGE / "words").glob("audit*.toml")} | {"grimmer", "protection"}


def made_up(seed):
    """Make a ledger of wild numbers, so that checks find what no careful study has."""
    rng = random.Random(seed)
    whole = rng.randint(1, 60)
    rows = [size(str(whole), "g"), size(str(rng.randint(1, 60)), "h")]
    for variable in ("v", "w"):
        if rng.random() < 0.5:
            rows.append(denominator(str(rng.randint(0, 60)), variable=variable))
        for level in ("a", "b", "c"):
            count = rng.choice([str(rng.randint(-1, 60)), "–", "2.5", "<5"])
            percent = f"{rng.uniform(-2, 110):.{rng.randint(0, 2)}f}"
            rows += n_percent(level, count, rng.choice([percent, "n/a"]), variable=variable)
    for group in ("g", "h"):
        low, high = rng.randint(0, 40), rng.randint(20, 80)
        mean, sd = f"{rng.uniform(low - 5, high + 5):.2f}", f"{rng.uniform(-1, 30):.2f}"
        ends = {"min": str(low), "max": str(high)} if rng.random() < 0.7 else {}
        rows += stats(group=group, variable="score", mean=mean, sd=sd, **ends)
    twos = {"mean": f"{rng.random():.2f}", "sd": f"{rng.random():.2f}", "min": "0", "max": "1"}
    rows += stats(variable="yes", **twos)
    grains = {item: rng.choice(["1", "1", "0.5", ""]) for item, *_ in rows}
    text = ledger_of(*rows).assign(grain=[grains[item] for item, *_ in rows], items="")
    again = ledger_of(*rng.sample(rows, 4)).assign(grain="", items="", place="Text")
    again["printed"] = again["printed"].str.replace("1", "2")
    return pd.concat([text, again], ignore_index=True)


@pytest.fixture(scope="module", params=[range(4), *slowly(range(4, 40))])
def audits(request):
    found = {name: audit(load_study(name)) for name in studies()}
    return found | {f"ledger {seed}": audit(made_up(seed)) for seed in request.param}


def sentences(result):
    for row in result.findings.to_dict("records"):
        yield from (row["reason"], row["possible"], *row["explanations"])


def test_no_hebrew_sentence_has_a_latin_word_but_those_allowed(audits):
    for name, result in audits.items():
        for text in sentences(result.told("he")):
            assert not latin_words(text), (name, text)


def test_no_hebrew_text_of_the_audit_has_a_latin_word_but_those_allowed():
    forms = [
        (key, form)
        for key, entry in entries().items()
        if key.split(".")[0] in SPOKEN
        for form in (entry["he"].values() if isinstance(entry["he"], dict) else [entry["he"]])
    ]
    assert len(forms) > 400
    wrong = [pair for pair in forms if latin_words(re.sub(r"\{[^}]*\}", " ", pair[1]))]
    assert wrong == []


def test_every_isolate_is_closed_and_none_stands_in_english(audits):
    for result in audits.values():
        for text in sentences(result.told("he")):
            assert len(re.findall("[\u2066\u2068]", text)) == text.count("\u2069"), text
        assert not re.search("[\u2066-\u2069א-ת]", "".join(sentences(result)))


def test_a_study_is_spoken_of_by_its_hebrew_labels_and_not_its_codes(audits):
    study = load_study("upsides_israel")
    codes = {*study.groups["group"], *study.variables["variable"], *study.levels["level"]}
    codes |= set(study.codings.codebook)
    told = "\n".join(sentences(audits["upsides_israel"].told("he")))
    words = set(re.findall("[a-z_]+", told)) & codes
    assert not words
    assert "אנשי מקצוע" in told


def test_nothing_is_left_unsaid(audits):
    for result in audits.values():
        for lang in ("en", "he"):
            told = result.told(lang)
            shown = told.findings.to_csv() + as_html(told, everything=True) + as_text(told)
            assert not re.search(r"Message\(|Joined\(|Run\(|Label\(|\{\w+\}", shown)


def test_only_the_texts_depend_on_the_language(audits):
    for result in audits.values():
        told = result.told("he")
        rest = result.findings.columns.drop(list(TEXTS))
        pd.testing.assert_frame_equal(told.findings[rest], result.findings[rest])
        pd.testing.assert_frame_equal(told.summary, result.summary)
        assert list(told.inconsistent.index) == list(result.inconsistent.index)
        pd.testing.assert_frame_equal(told.told("en").findings, result.findings)


def test_telling_judges_nothing_again(monkeypatch):
    result = audit(made_up(1))

    def refuse(*_):
        raise AssertionError("the checks ran a second time")

    monkeypatch.setattr(running, "select", refuse)
    assert len(result.told("he").findings) == len(result.findings)


def test_a_part_of_an_audit_can_be_told(audits):
    part = audits["upsides_israel"].only("SUM", verdict="inconsistent").told("he")
    assert set(part.findings["check"]) == {"SUM4"}
    assert "גדול מהנתון שדווח" in part.findings["reason"].iloc[0]


def test_arithmetic_and_printed_numbers_are_kept_whole():
    rows = [size("26"), *n_percent("single", "8", "30.76")]
    (finding,) = audit(ledger_of(*rows), checks=["PCT1"]).told("he").findings.to_dict("records")
    assert isolated("8/26 = 30.769…%", ltr=True) in finding["reason"]
    assert isolated("30.76", ltr=True) in finding["reason"]
    assert isolated("g") in finding["reason"]


def test_every_check_has_its_rule_in_both_languages():
    for each in all_checks():
        assert each.told("en") == {
            "family": each.family,
            "rule": each.rule,
            "source": each.source,
        }
        assert re.search("[א-ת]", each.told("he")["rule"])
        assert re.search("[א-ת]", each.told("he")["family"])


def test_headings_and_heads_of_columns_are_in_hebrew(audits):
    told = audits["upsides_israel"].told("he")
    text, page, tables = as_text(told, findings=True), as_html(told), as_markdown(told)
    for name in ("high", "medium", "low", "risks"):
        assert word(f"audit_display.{name}", "he") in text
    assert '<html lang="he" dir="rtl">' in page
    assert re.search('<bdi dir="ltr"[^>]*>8/26 = 30.769…%</bdi>', page)
    assert "\u2066" not in page
    assert 'dir="auto"' not in page
    for shown in (page, tables):
        assert heading("reason", "he") in shown
        assert "explanations" not in shown
    assert 'dir="rtl"' in told._repr_html_()


def test_machine_columns_keep_their_names_and_words(audits):
    told = audits["upsides_israel"].told("he")
    assert WRITERS["csv"](told, False).startswith("check,item,place,group")
    assert '"verdict": "inconsistent"' in WRITERS["json"](told, False)


def test_data_are_escaped_in_a_hebrew_page():
    rows = [size("26"), *n_percent("<script>", "8", "99")]
    told = audit(ledger_of(*rows)).told("he")
    assert "<script>" not in as_html(told) + told._repr_html_()
    assert "&lt;script&gt;" in as_html(told)


def test_a_language_there_is_not_is_refused():
    with pytest.raises(UnknownNameError):
        audit(made_up(1)).told("xx")


def test_labels_stand_where_codes_would_and_change_nothing_else():
    result = audit(load_study("upsides_israel"))
    shown = result.labelled()
    reasons = shown.findings.set_index("check")["reason"]
    assert "the N printed for marital status" in " ".join(reasons["DEN1"])
    assert "marital_status" not in " ".join(reasons)
    assert "“Training for peers”" in " ".join(reasons["STR1"])
    machine = ["check", "item", "group", "variable", "level", "verdict", "severity", "printed"]
    pd.testing.assert_frame_equal(shown.findings[machine], result.findings[machine])
    texts = ["possible", "reason", "explanations"]
    pd.testing.assert_frame_equal(
        shown.told("he").findings[texts], result.told("he").findings[texts]
    )
    assert result.told("he").labelled().lang == "he"
