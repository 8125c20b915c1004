from dataclasses import replace

from peerstudy import audit
from peerstudy.codings import codings_of
from peerstudy.codings.schema import FILES


def with_quotations(study, quotations):
    own = {name: getattr(study.codings, name) for name in FILES if name != "codes"}
    frames = own | {"codes": study.codings.codebook.codes, "quotations": quotations}
    return replace(study, codings=codings_of(frames, study.groups))


def rows_of(result, check):
    return result.findings[result.findings["check"] == check].set_index("printed")


def test_six_numbers_stand_with_people_who_cannot_be_one(study):
    """Set against the labels of all 44 quotations by hand, in two readings."""
    rows = rows_of(audit(study, checks=["IDS1"]), "IDS1")
    assert rows.index[rows["verdict"] == "inconsistent"].tolist() == [
        "1",
        "2",
        "7",
        "8",
        "10",
        "12",
    ]
    assert rows.index[rows["verdict"] == "consistent"].tolist() == ["9", "16", "17"]
    both = "The number 10 is printed with speakers who differ in gender and stakeholder group: "
    assert rows.loc["10", "reason"].startswith(both)
    assert "8 is printed with speakers of different stakeholder groups" in rows.loc["8", "reason"]


def test_a_finding_names_the_lines_of_the_quotations_and_no_ids(study):
    row = rows_of(audit(study, checks=["IDS1"]), "IDS1").loc["8"]
    assert "(docx:223)" in row["reason"]
    assert "q_c10" not in row["reason"]
    assert all(line in row["source"] for line in ("docx:223", "docx:275", "docx:277"))
    assert row["explanations"][1:] == (
        "the numbers may denote the 22 focus groups and interviews: none exceeds 20",
    )


def test_a_number_printed_once_tells_nothing(study):
    rows = rows_of(audit(study, checks=["IDS1"]), "IDS1")
    assert rows.loc["18", "verdict"] == "not testable"
    assert not rows.loc["18", "could_fail"]


def test_different_roles_of_one_gender_and_group_may_be_one_person(study):
    row = rows_of(audit(study, checks=["IDS1"]), "IDS1").loc["17"]
    assert (row["verdict"], row["severity"]) == ("consistent", "note")


def test_a_number_above_the_sample_is_shown(study):
    quotations = study.codings.quotations.replace({"number_printed": {"20": "69", "18": "68"}})
    rows = rows_of(audit(with_quotations(study, quotations), checks=["IDS2"]), "IDS2")
    assert rows.index[rows["verdict"] == "inconsistent"].tolist() == ["69"]
    assert rows.loc["68", "verdict"] == "consistent"


def test_the_numbers_may_not_stand_for_sessions_if_there_are_fewer(study):
    quotations = study.codings.quotations.replace({"number_printed": {"20": "23"}})
    rows = rows_of(audit(with_quotations(study, quotations), checks=["IDS1"]), "IDS1")
    assert rows.loc["1", "explanations"][1:] == (
        "one number given to several people, or a number mistyped",
    )


def test_a_group_with_more_numbers_than_people_is_shown(study):
    quotations = study.codings.quotations.copy()
    policy = quotations.index[quotations["speaker_group"] == "policy_makers"]
    quotations.loc[policy, "number_printed"] = ["1", "2", "3", "4"]
    rows = audit(with_quotations(study, quotations), checks=["IDS3"]).findings.set_index("group")
    assert rows.loc["policy_makers", "verdict"] == "inconsistent"
    assert rows.loc["peers", "verdict"] == "consistent"


def test_numbering_that_starts_again_in_each_group_is_offered(study):
    (told,) = {row[0] for row in audit(study, checks=["IDS1"]).inconsistent["explanations"]}
    assert told == (
        "numbering that starts again within each group of speakers explains 6 of 6 such numbers"
    )
