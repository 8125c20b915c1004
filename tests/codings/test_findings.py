import shutil

import pandas as pd
import pytest

from peerstudy import load_study
from peerstudy.codings import codings_of, no_codings
from peerstudy.codings.schema import FILES
from peerstudy.errors import InvalidDataError
from peerstudy.study import data_folder

OPTIONAL = [name for name in FILES if name != "codes"]


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(data_folder() / "upsides_israel", tmp_path / "own")
    return tmp_path / "own"


def test_a_study_without_codes_has_empty_findings(folder):
    for name in FILES:
        (folder / f"{name}.csv").unlink()
    findings = load_study(folder).codings
    assert findings.empty
    assert findings.quotations.columns.tolist() == list(FILES["quotations"].columns)


@pytest.mark.parametrize("name", OPTIONAL)
def test_every_other_file_may_be_left_out(folder, name):
    (folder / f"{name}.csv").unlink()
    findings = load_study(folder).codings
    assert len(getattr(findings, name)) == 0
    assert len(findings.codebook) == 52


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("quotations", "c_inner_voice", "c_inner_vioce", "one of codes.csv"),
        ("quotations", ",upsides_peers,", ",upsides,", "one of groups.csv"),
        ("attributions", ",managers,", ",bosses,", "one of groups.csv"),
        ("links", ",f_inner_two_peers,", ",c_inner_voice,", "the facilitators of codes.csv"),
        ("sessions", "focus_group,count", ",count", "a name"),
        ("quotations", ",block,", ",long,", "one of: block, inline"),
        ("attributions", ",widely,", ",often,", "one of: widely"),
        ("structure", ",12,digits", ",twelve,digits", "a whole number"),
    ],
)
def test_what_does_not_fit_together_is_refused(folder, file, old, new, message):
    path = folder / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidDataError, match=message) as caught:
        load_study(folder)
    assert f"{file}.csv, row" in str(caught.value)


def test_problems_of_several_files_are_told_at_once(folder):
    for file, old, new in (("quotations", ",block,", ",long,"), ("links", ",yes,", ",maybe,")):
        path = folder / f"{file}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidDataError, match="2 problems"):
        load_study(folder)


def test_a_group_is_within_itself_and_within_what_it_is_a_part_of(study):
    findings = study.codings
    assert findings.within("upsides_peers", "peers")
    assert findings.within("upsides_peers", "all")
    assert findings.within("peers", "peers")
    assert not findings.within("peers", "upsides_peers")
    assert not findings.within("peers", "professionals")
    assert not findings.within("strangers", "peers")


def test_groups_come_each_before_its_parts(study):
    order = study.codings.group_order()
    assert order[:3] == ["all", "peers", "peers_traditional"]
    assert sorted(order) == sorted(study.groups["group"])


def test_findings_without_groups_name_none():
    assert no_codings().empty
    frame = pd.DataFrame({n: ["x"] for n in FILES["attributions"].columns})
    with pytest.raises(InvalidDataError, match="2 problems"):
        codings_of({"attributions": frame})


def test_sessions_agree_with_the_ledger(study):
    sessions = study.codings.sessions.query("fact == 'count'").set_index("session")["value"]
    ledger = study.ledger.frame.query("place == 'Instruments' and stat == 'n'")
    printed = ledger.set_index(["variable", "level"])["printed"]
    assert sessions["focus_group"] == printed["focus_groups", ""] == "10"
    assert sessions["interview"] == printed["interviews", ""] == "12"
    assert sessions["dyadic_interview"] == printed["interviews", "dyadic"] == "2"


def test_the_small_study_names_its_three_speakers_by_role():
    findings = load_study("cofacilitation_mazor").codings
    counts = findings.quotations["speaker_group"].value_counts()
    # Counted by searching the article for the attribution behind each quotation.
    assert counts.to_dict() == {
        "peer_specialist": 11,
        "social_worker_family_centre": 10,
        "social_worker_ward_6": 8,
    }
    levels = findings.codebook.codes["level"].value_counts()
    assert (levels["theme"], levels["component"]) == (2, 4)
