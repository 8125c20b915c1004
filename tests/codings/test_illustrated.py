from peerstudy.codings import illustrated, quotations_by_code


def test_quotations_add_up_as_they_do_by_code(study):
    found = illustrated(study.codings)
    assert found["n"].tolist() == quotations_by_code(study.codings)["n"].tolist()
    assert set(found["denominator"]) == {44}


def test_a_codes_speakers_are_those_of_the_codes_below_it_once_each(study):
    findings = study.codings
    found = illustrated(findings).set_index("code")
    for code in findings.codebook:
        below = {code, *findings.codebook.descendants(code)}
        own = findings.quotations[findings.quotations["code"].isin(below)]
        assert found.loc[code, "speakers"] == own["speaker"].nunique()
        assert found.loc[code, "groups"] == own["speaker_group"].nunique()


def test_quotations_are_also_counted_for_each_lowest_code(study):
    found = illustrated(study.codings).set_index("code")
    assert found.loc["c_inner", ["n", "lowest"]].tolist() == [8, 6]
    assert (found["per_lowest"] == found["n"] / found["lowest"]).all()
    assert found["lowest"].min() == 1
