import re

import pytest

from peerstudy import load_study
from peerstudy.codings import (
    code_matrix_by,
    coverage,
    joint_display,
    link_matrix,
    quotations_with_paths,
    voices,
)
from peerstudy.codings.joint import widest
from peerstudy.errors import UnknownNameError, WrongCallError
from peerstudy.frames.vocabulary import EXTENTS
from peerstudy.ledger import Labels


@pytest.fixture(scope="module")
def joint(study):
    return joint_display(study)


def test_a_cell_has_the_articles_words_whom_they_are_of_and_where_they_are_printed(joint):
    cell = joint.set_index(["code", "group"]).loc[("c_intervention_core_two_hats", "peers")]
    assert cell["said_of"] == ("peers", "peer_specialists")
    assert cell["extents"] == ("some", "widely")
    assert (cell["breadth"], cell["quoted"]) == ("widely", 1)
    assert cell["source"] == ("docx:196", "pdf:589-593", "docx:198", "pdf:608-610")


def test_every_statement_of_the_article_is_in_a_cell(joint, study):
    cells = joint.set_index(["code", "group"])
    below = {"all": "peers"}
    for row in study.codings.attributions.itertuples():
        group = below.get(row.group, row.group)
        cell = cells.loc[(row.code, group)]
        assert (row.group, row.extent) in zip(cell["said_of"], cell["extents"], strict=True)


def test_what_is_unknown_is_empty_and_what_is_reported_has_a_locator(joint):
    unknown = joint["state"] == "unknown"
    told = joint[["breadth", "extents", "said_of", "source"]].map(len)
    assert (told[unknown] == 0).all().all()
    assert (told[~unknown] > 0).all().all()
    assert joint["breadth"].isin([*EXTENTS, ""]).all()


def test_states_and_quotations_are_those_of_the_other_frames(joint, study):
    states = coverage(study.codings).set_index(["code", "group"])["state"]
    counts = voices(study.codings).set_index(["code", "group"])["n"]
    for row in joint.itertuples():
        assert row.state == states[row.code, row.group]
        if row.code in study.codings.codebook.leaves:
            assert row.quoted == counts[row.code, row.group]


def test_a_code_above_others_counts_theirs(joint, study):
    above = joint.set_index(["code", "group"]).loc["f_process_engaging_supervision"]
    below = study.codings.codebook.children("f_process_engaging_supervision")
    for group in ("peers", "professionals"):
        own = joint[joint["code"].isin(below) & (joint["group"] == group)]
        assert above.loc[group, "quoted"] == own["quoted"].sum() > 0


def test_challenges_and_facilitators_answer_each_other(joint, study):
    answers = dict(joint[["code", "answers"]].drop_duplicates().itertuples(index=False, name=None))
    matrix = link_matrix(study.codings) > 0
    for challenge in matrix.index:
        for facilitator in matrix.columns:
            linked = bool(matrix.at[challenge, facilitator])
            assert linked == (facilitator in answers[challenge])
            assert linked == (challenge in answers[facilitator])


def test_every_kind_of_stakeholder_is_no_breadth_within_one():
    assert widest(["all", "some"]) == "some"
    assert widest(["unspecified", "all"]) == "all"
    assert widest([]) == ""


def test_a_matrix_of_codes_by_group_has_one_where_a_code_is_reported(study):
    matrix = code_matrix_by(study.codings)
    states = coverage(study.codings).set_index(["code", "group"])["state"]
    assert set(matrix.to_numpy().ravel()) == {0, 1}
    assert list(matrix.columns) == list(study.codings.codebook.leaves)
    for group, row in matrix.iterrows():
        for code, one in row.items():
            assert one == (states[code, group] == "reported")


def test_a_matrix_of_codes_by_session_is_that_of_the_quotations_settings():
    codings = load_study("cofacilitation_mazor").codings
    matrix = code_matrix_by(codings, "session")
    rows = codings.quotations
    expected = {(s, c) for s, c in rows[["setting", "code"]].itertuples(index=False) if s}
    found = matrix.stack()
    assert set(found[found == 1].index) == expected


def test_sessions_that_are_not_reported_and_other_rows_are_refused(study):
    with pytest.raises(WrongCallError, match="use by='group'"):
        code_matrix_by(study.codings, "session")
    with pytest.raises(UnknownNameError, match="found 'person'"):
        code_matrix_by(study.codings, "person")


@pytest.mark.parametrize("lang", ["en", "he"])
def test_quotations_are_listed_with_the_path_of_their_code_and_without_text(study, lang):
    frame = quotations_with_paths(study.codings, lang)
    assert frame["order"].tolist() == [str(i) for i in range(1, 45)]
    labels = Labels(study, lang).each_of("code")
    for row in frame.itertuples():
        path = row.path.split(" > ")
        assert path[-1] == labels[row.code]
        assert len(path) == len(study.codings.codebook.path(row.code))
    assert not frame["source"].str.contains("[א-ת]").any()
    assert bool(re.search("[א-ת]", frame["path"][0])) == (lang == "he")
