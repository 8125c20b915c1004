from peerstudy.codings import challenges_answered, facilitators_ranked, link_matrix, no_codings


def test_the_matrix_tells_own_cells_from_those_of_several(study):
    matrix = link_matrix(study.codings)
    assert matrix.shape == (14, 18)
    assert (matrix > 0).sum().sum() == 45
    assert matrix.at["c_outer_policy", "f_outer_policy"] == 2
    assert matrix.at["c_process_field_planning_unclear_role", "f_process_planning_role"] == 1
    assert matrix.at["c_outer_policy", "f_inner_two_peers"] == 0


def test_challenges_and_facilitators_stand_in_the_codebooks_order(study):
    matrix, order = link_matrix(study.codings), list(study.codings.codebook)
    assert sorted(matrix.index, key=order.index) == list(matrix.index)
    assert sorted(matrix.columns, key=order.index) == list(matrix.columns)


def test_supervision_answers_most_challenges(study):
    ranked = facilitators_ranked(study.codings)
    first = ranked.iloc[0]
    assert first[["facilitator", "own", "answers", "denominator"]].tolist() == [
        "f_process_engaging_supervision",
        7,
        8,
        14,
    ]
    assert ranked["answers"].is_monotonic_decreasing
    assert ranked["own"].sum() == 45


def test_a_facilitator_answers_what_it_and_those_below_it_answer_each_once(study):
    matrix, book = link_matrix(study.codings) > 0, study.codings.codebook
    for row in facilitators_ranked(study.codings).itertuples():
        below = matrix.columns.intersection([row.facilitator, *book.descendants(row.facilitator)])
        assert row.answers == matrix[below].any(axis=1).sum() >= row.own
        assert row.share == row.answers / row.denominator


def test_four_challenges_have_a_single_answer(study):
    frame = challenges_answered(study.codings)
    assert frame.query("answers == 1")["challenge"].tolist() == [
        "c_intervention_core_disclosure",
        "c_outer_policy",
        "c_inner_resources_know_how",
        "c_inner_conditions_pay",
    ]
    assert frame["answers"].sum() == 45


def test_a_challenge_without_a_link_is_listed_with_none(study):
    from dataclasses import replace

    links = study.codings.links.query("challenge != 'c_outer_policy'").reset_index(drop=True)
    frame = challenges_answered(replace(study.codings, links=links))
    assert frame.iloc[0].tolist() == ["c_outer_policy", 0, 0, "", ()]


def test_no_findings_have_no_links():
    assert link_matrix(no_codings()).empty
    assert facilitators_ranked(no_codings()).empty
    assert challenges_answered(no_codings()).empty
