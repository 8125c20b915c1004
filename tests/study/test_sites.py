"""The sites' data: facts, sources, conflicts, and files that hold together."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from peerstudy.auditing import audit
from peerstudy.errors import InvalidDataError, UnknownNameError, WrongCallError
from peerstudy.study import data_folder, load_study
from peerstudy.study.schema_sites import FILES
from peerstudy.study.sites import Sites, home_study, load_sites


@pytest.fixture(scope="module")
def partners() -> Sites:
    return load_sites()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder() / "upsides_sites", tmp_path / "sites"))


def edit(folder: Path, file: str, row: int, **cells: str) -> None:
    frame = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
    for column, value in cells.items():
        frame.loc[row, column] = value
    frame.to_csv(folder / file, index=False)


def test_every_row_names_its_publication_and_how_certain_it_is(partners):
    for kind in FILES:
        frame = getattr(partners, kind)
        if "study" in frame:
            certainty = "basis" if kind == "statements" else "certainty"
            assert (frame[["study", certainty, "source"]] != "").all().all(), kind


def test_no_cell_is_longer_than_a_fact_needs(partners):
    for kind in FILES:
        assert getattr(partners, kind).map(len).to_numpy().max() <= 200


def test_conflicts_are_kept(partners):
    conflicts = partners.conflicts()
    places = conflicts[(conflicts["site"] == "pune") & (conflicts["fact"] == "place")]
    assert set(places["value"]) == {"Pune", "Ahmedabad"}
    incomes = conflicts[(conflicts["site"] == "dar_es_salaam") & (conflicts["fact"] == "income")]
    assert set(incomes["value"]) == {"low", "lower-middle"}
    influences = partners.reviews[partners.reviews["finding"] == "influences found"]
    assert set(influences["n"]) == {"14", "8"}
    users = partners.participants.query("component == 'user_interviews' and state == 'achieved'")
    assert set(users["low"]) == {"33", "34"}


def test_a_statement_is_about_a_site_or_a_group_and_not_both(partners):
    for frame in (partners.evidence, partners.participants):
        assert ((frame["site"] == "") != (frame["site_group"] == "")).all()


def test_statements_about_groups_stay_about_groups(partners):
    evidence = partners.evidence
    assert set(evidence.loc[evidence["site"] != "", "certainty"]) == {"site"}
    unnamed = evidence[evidence["certainty"] == "unnamed group"]
    assert all(not partners.members(group) for group in unnamed["site_group"])
    named = evidence[evidence["certainty"].isin(["group", "all sites"])]
    assert all(partners.members(group) for group in named["site_group"])


def test_every_factor_is_used_and_has_both_labels(partners):
    used = {
        *partners.evidence["factor"],
        *partners.reviews["factor"],
        *partners.crosswalk["factor"],
    }
    assert set(partners.factors["factor"]) == used - {""}
    assert all(re.search(r"[א-ת]", label) for label in partners.factors["label_he"])


def test_the_audit_reads_the_partners_numbers(partners):
    findings = audit(partners.printed).findings
    women = findings[(findings["item"] == "trial-women") & (findings["check"] == "PCT1")]
    assert list(women["verdict"]) == ["consistent"]
    shares = findings[findings["item"].str.startswith("review-") & (findings["check"] == "PCT1")]
    assert list(shares["printed"]) == ["53", "42", "40"]
    assert set(shares["verdict"]) == {"consistent"}
    differing = findings[findings["verdict"] == "inconsistent if"]
    assert set(differing["printed"]) == {"14, 8", "34, 33"}


def test_the_partners_numbers_load_as_a_study(partners):
    assert load_study("upsides_sites").ledger.size("trial") == 615
    assert partners.printed is not None


def test_a_new_site_is_new_rows(copy):
    sites = pd.read_csv(copy / "sites.csv", dtype=str, keep_default_na=False)
    new = sites.iloc[[0]].assign(site="elsewhere", label_en="Elsewhere")
    pd.concat([sites, new]).to_csv(copy / "sites.csv", index=False)
    evidence = pd.read_csv(copy / "evidence.csv", dtype=str, keep_default_na=False)
    said = evidence[evidence["site"] != ""].iloc[[0]].assign(site="elsewhere")
    pd.concat([evidence, said]).to_csv(copy / "evidence.csv", index=False)
    loaded = load_sites(copy)
    assert loaded.names[-1] == "elsewhere"
    assert len(loaded.evidence) == len(evidence) + 1


def test_every_problem_is_told_at_once(copy):
    edit(copy, "evidence.csv", 0, status="perhaps")
    edit(copy, "sites.csv", 1, label_he="")
    with pytest.raises(InvalidDataError) as caught:
        load_sites(copy)
    assert {(p.file, p.column) for p in caught.value.problems} == {
        ("evidence.csv", "status"),
        ("sites.csv", "label_he"),
    }


@pytest.mark.parametrize(
    ("file", "cells", "column", "said"),
    [
        ("evidence.csv", {"study": "nobody_1999"}, "study", "sources.toml must describe it"),
        ("evidence.csv", {"doi": "10.1/x"}, "doi", "gives 10.1186"),
        ("evidence.csv", {"factor": "luck"}, "factor", "factors.csv must describe it"),
        ("participants.csv", {"component": "tea"}, "component", "components.csv must describe it"),
        ("contrasts.csv", {"fact": "luck"}, "fact", "facts.csv must describe it"),
        ("evidence.csv", {"site": "ulm"}, "site", "one and not both"),
        ("evidence.csv", {"site_group": "moon"}, "site_group", "site_groups.csv must describe it"),
        ("participants.csv", {"low": "9", "high": "8"}, "low", "the lower one first"),
        ("participants.csv", {"low": ""}, "low", "both ends"),
        ("site_groups.csv", {"members": "ulm; atlantis"}, "members", "sites.csv must describe it"),
        ("facts.csv", {"site": "atlantis"}, "site", "sites.csv must describe it"),
        ("statements.csv", {"over": "ulm; atlantis"}, "over", "'haun-less-workload' is over"),
        ("statements.csv", {"over": "some_sites"}, "over", "'haun-less-workload' must be over"),
        ("statements.csv", {"factor": "luck"}, "factor", "factors.csv must describe it"),
    ],
)  # fmt: skip
def test_files_that_disagree_are_refused(copy, file, cells, column, said):
    edit(copy, file, 0, **cells)
    with pytest.raises(InvalidDataError) as caught:
        load_sites(copy)
    assert any(
        problem.file == file and problem.column == column and said in problem.allowed
        for problem in caught.value.problems
    )


def test_one_study_may_not_contradict_itself(copy):
    evidence = pd.read_csv(copy / "evidence.csv", dtype=str, keep_default_na=False)
    said = evidence[(evidence["certainty"] == "all sites")].iloc[[0]]
    against = said.assign(site="ulm", site_group="", status="reported absent", certainty="site")
    pd.concat([evidence, against]).to_csv(copy / "evidence.csv", index=False)
    with pytest.raises(InvalidDataError, match="says 'reported' of ulm"):
        load_sites(copy)


def test_a_missing_file_or_folder_is_told(copy):
    (copy / "facts.csv").unlink()
    with pytest.raises(InvalidDataError, match=r"facts\.csv"):
        load_sites(copy)
    with pytest.raises(UnknownNameError, match="found 'nowhere'"):
        load_sites("nowhere")


def test_a_folder_without_statements_has_none(copy):
    (copy / "statements.csv").unlink()
    loaded = load_sites(copy)
    assert loaded.statements.empty
    assert list(loaded.statements) == list(FILES["statements"].columns)


def test_a_folder_without_printed_numbers_loads(copy):
    (copy / "reported.csv").unlink()
    assert load_sites(copy).printed is None


def test_the_study_that_sites_are_compared_with_is_named_by_their_publications(partners):
    assert home_study(partners) == "upsides_israel"
    for homes, told in (([], "names none"), (["a", "b"], "names a, b")):
        publications = {name: {"label": name, "doi": "", "study": name} for name in homes}
        with pytest.raises(WrongCallError, match=told):
            home_study(replace(partners, publications=publications))
