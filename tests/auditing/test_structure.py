import pandas as pd
import pytest

from peerstudy import audit
from peerstudy.codings import codings_of
from peerstudy.codings.schema import FILES


def verdicts(result, check):
    rows = result.findings[result.findings["check"] == check]
    return dict(zip(rows["item"], rows["verdict"], strict=True))


def changed(study, **frames):
    """Give the study with other frames of findings."""
    from dataclasses import replace

    own = {name: getattr(study.codings, name) for name in FILES if name != "codes"}
    own["codes"] = study.codings.codebook.codes
    return replace(study, codings=codings_of({**own, **frames}, study.groups))


def test_the_counts_that_do_not_match_are_the_known_ones(study):
    """Found by hand in both readings; codes whose level we inferred are not judged."""
    result = audit(study, checks=["STR"])
    open_rows = result.inconsistent.sort_values(["check", "item"])
    assert list(
        open_rows[["check", "item", "printed", "possible"]].itertuples(index=False, name=None)
    ) == [
        ("STR1", "Findings / facilitator / all domains / subcategory", "12", "11"),
        ("STR2", "Findings / facilitator / all domains / subcategory", "12", "11"),
        ("STR2", "Findings / facilitator / all domains / subtheme", "3", "5"),
        ("STR2", "Findings / facilitator / all domains / theme", "7", "3"),
    ]


def test_a_finding_names_its_arithmetic_and_the_lines_it_rests_on(study):
    rows = audit(study, checks=["STR2"]).inconsistent.set_index("printed")
    twelve = rows.loc["12"]
    assert (
        "1 (outer setting) + 6 (inner setting) + 1 (individuals) + 3 (process) = 11"
        in twelve["reason"]
    )
    assert all(
        place in twelve["source"] for place in ("docx:258", "docx:262", "docx:267", "docx:290")
    )


def test_inferred_levels_explain_the_themes_of_the_process(study):
    rows = audit(study, checks=["STR1"]).findings.set_index("item")
    told = rows.loc["Findings / facilitator / process / theme", "explanations"]
    assert told[0].startswith("without the 3 codes whose level we inferred")
    assert told[0].endswith("3 are left")


def test_a_level_that_we_inferred_makes_no_statement_inconsistent(study):
    """With the third stage taken for a theme by us, two subcategories are left of three stated."""
    codes = study.codings.codebook.codes.copy()
    stage = codes["code"] == "f_process_execution"
    codes.loc[stage, ["level", "level_source"]] = ["theme", "inferred"]
    codes.loc[codes["parent"] == "f_process_execution", "level"] = "subtheme"
    rows = audit(changed(study, codes=codes), checks=["STR1"]).findings.set_index("item")
    row = rows.loc["Findings / facilitator / process / subcategory"]
    assert (row["printed"], row["possible"], row["verdict"]) == ("3", "2", "not testable")
    assert any("may belong here" in told for told in row["explanations"])
    # Over all, the domain's own statement says that none is missing there.
    whole = rows.loc["Findings / facilitator / all domains / subcategory"]
    assert whole["verdict"] == "inconsistent"


def test_who_decided_an_inferred_level_and_how_is_in_the_data(study):
    codes = study.codings.codebook.codes
    inferred = codes[codes["level_source"] == "inferred"]
    assert len(inferred) == 8
    assert (inferred["note"] != "").all()
    assert set(inferred["level_by"]) == {"both readings"}
    assert set(codes.loc[codes["level_source"] != "inferred", "level_by"]) == {"source"}


def test_the_same_number_on_another_level_is_named(study):
    rows = audit(study, checks=["STR1"]).inconsistent.set_index("printed")
    assert (
        "12 is the number of themes among the challenges, perhaps carried over"
        in rows.loc["12", "explanations"]
    )


@pytest.mark.parametrize(
    ("level", "domain"),
    [("theme", "inner_setting"), ("subcategory", "inner_setting"), ("theme", "individuals")],
)
def test_a_missing_code_makes_its_count_disagree(study, level, domain):
    codes = study.codings.codebook.codes
    leaves = study.codings.codebook.leaves
    gone = codes.query("valence == 'challenge' and level == @level and cfir_domain == @domain")
    code = next(code for code in gone["code"] if code in leaves)
    keep = {
        name: frame[~frame.isin([code]).any(axis=1)].reset_index(drop=True)
        for name, frame in (
            ("codes", codes),
            ("quotations", study.codings.quotations),
            ("attributions", study.codings.attributions),
            ("links", study.codings.links),
        )
    }
    before = verdicts(audit(study), "STR1")
    after = verdicts(audit(changed(study, **keep)), "STR1")
    item = f"Findings / challenge / {domain} / {level}"
    assert (before[item], after[item]) == ("consistent", "inconsistent")


def test_a_level_without_a_stated_number_is_shown(study):
    structure = study.codings.structure
    keep = ~((structure["cfir_domain"] == "process") & (structure["level"] == "subtheme"))
    result = audit(changed(study, structure=structure[keep].reset_index(drop=True)))
    three = verdicts(result, "STR3")
    shown = {item: verdict for item, verdict in three.items() if verdict != "consistent"}
    assert shown == {
        "codebook / challenge / process / subtheme": "not testable",
        "codebook / facilitator / process / subtheme": "inconsistent",
    }
    two = verdicts(result, "STR2")
    assert two["Findings / facilitator / all domains / subtheme"] == "not testable"


def test_ledgers_and_studies_without_statements_are_passed_over(study):
    ledger = study.ledger.frame
    assert audit(ledger, checks=["STR", "IDS"]).findings.empty
    bare = changed(study, structure=study.codings.structure[:0])
    assert audit(bare, checks=["STR"]).findings.empty
    assert isinstance(audit(bare, checks=["STR"]).summary, pd.DataFrame)


def test_a_number_that_itself_disagrees_explains_nothing(study):
    structure = study.codings.structure.copy()
    themes = (structure["valence"] == "facilitator") & (structure["level"] == "theme")
    structure.loc[themes & (structure["cfir_domain"] == ""), "stated"] = "12"
    rows = audit(changed(study, structure=structure), checks=["STR1"]).inconsistent
    told = rows.set_index("item").loc[
        "Findings / facilitator / all domains / subcategory", "explanations"
    ]
    assert told == ("12 is the number of themes among the challenges, perhaps carried over",)
