import pandas as pd
import pytest

from peerstudy.codings import (
    codes_by_domain,
    codings_of,
    coverage,
    facilitators_ranked,
    link_matrix,
    no_codings,
    quotations_by,
    quotations_by_code,
    stated_counts,
    theme_frequencies,
    voices,
)
from peerstudy.codings.schema import FILES
from peerstudy.errors import UnknownNameError


def test_codes_of_a_level_add_up_to_its_denominator(study):
    frame = codes_by_domain(study.codings)
    sums = frame.groupby(["valence", "level"])["n"].sum()
    assert sums.to_dict() == frame.groupby(["valence", "level"])["denominator"].first().to_dict()
    assert sums.sum() == 52


def test_no_facilitator_stands_on_the_intervention_itself(study):
    frame = codes_by_domain(study.codings).query("cfir_domain == 'intervention_characteristics'")
    assert frame.groupby("valence")["n"].sum().to_dict() == {"challenge": 5, "facilitator": 0}


def test_quotations_of_a_domain_are_those_of_its_lowest_codes(study):
    """22 under each half, as the second reading has them: 5+2+8+4+3 and 1+7+2+12."""
    frame = quotations_by_code(study.codings).query("level == 'domain'")
    assert frame["n"].tolist() == [5, 2, 8, 4, 3, 1, 7, 2, 12]
    assert (frame["denominator"] == 44).all()


def test_words_add_up_by_code_and_by_group(study):
    total = study.codings.quotations["words"].astype(int).sum()
    by_code = quotations_by_code(study.codings).query("level == 'domain'")
    assert by_code["words"].sum() == total
    assert quotations_by(study.codings, "speaker_group")["words"].sum() == total


def test_quotations_are_counted_by_any_of_their_marks(study):
    frame = quotations_by(study.codings, "speaker_group").set_index("speaker_group")
    assert frame["n"].to_dict() == {
        "professionals": 19,
        "peer_specialists": 11,
        "policy_makers": 4,
        "professionals_lived_experience": 4,
        "upsides_peers": 4,
        "peers_traditional": 2,
    }
    assert frame.loc["peer_specialists", ["denominator", "share", "speakers"]].tolist() == [
        44,
        0.25,
        4,
    ]


@pytest.mark.parametrize("keys", [(), ("number",), ("valence", "setting")])
def test_an_unknown_key_is_named(study, keys):
    with pytest.raises(UnknownNameError, match="valence"):
        quotations_by(study.codings, *keys)


def test_a_quotation_counts_for_its_group_and_what_that_is_a_part_of(study):
    frame = theme_frequencies(study.codings, level="domain").set_index(["group", "code"])
    inner = frame.xs("c_inner", level="code")["n"]
    assert inner["all"] == inner["peers"] + inner["professionals"] == 8
    assert inner["peers"] == inner["peers_traditional"] == 2
    assert frame.loc[("peers", "c_inner"), "denominator"] == 17


def test_a_count_of_quotations_has_no_interval_but_its_lowest_codes_and_the_sources_words(study):
    frame = theme_frequencies(study.codings, ["all", "peers"])
    assert not {"low", "high"} & set(frame.columns)
    assert (frame["per_lowest"] == frame["n"] / frame["lowest"]).all()
    book = study.codings.codebook
    for row in frame.itertuples():
        below = {row.code, *book.descendants(row.code)} & set(book.leaves)
        assert row.lowest == len(below)
    breadth = frame.set_index(["code", "group"])["breadth"]
    assert breadth["c_inner_conditions_pay", "all"] == ("widely",)
    assert breadth["c_process_field_engaging_support", "peers"] == ("many",)
    assert breadth["c_inner_voice", "all"] == ()


def test_no_findings_give_empty_frames():
    nothing = no_codings()
    for frame in (
        codes_by_domain(nothing),
        quotations_by_code(nothing),
        quotations_by(nothing, "valence"),
        theme_frequencies(nothing),
        stated_counts(nothing),
    ):
        assert frame.empty
        assert len(frame.columns) > 5


def test_every_share_is_its_numerator_over_its_denominator(study):
    for frame in (
        codes_by_domain(study.codings),
        quotations_by_code(study.codings),
        quotations_by(study.codings, "role_en"),
        theme_frequencies(study.codings),
    ):
        assert (frame["share"] == frame["n"] / frame["denominator"]).all()
        assert (frame["who"] != "").all()


def test_without_a_level_every_code_is_told(study):
    assert len(theme_frequencies(study.codings, ["peers"])) == 52


@pytest.mark.parametrize("n", [1, 1000])
def test_one_code_and_a_thousand_give_every_frame(study, n):
    """Codes side by side, each with a quotation and a statement, and a link for each pair."""
    findings = wide_findings(n, study.groups)
    assert codes_by_domain(findings)["n"].sum() == n
    assert quotations_by_code(findings)["n"].sum() == n
    assert theme_frequencies(findings, ["peers"])["n"].sum() == n
    assert len(coverage(findings)) == n * len(study.groups)
    assert voices(findings).query("group == 'peers'")["n"].sum() == n
    assert link_matrix(findings).shape == ((n + 1) // 2, n // 2)
    assert facilitators_ranked(findings)["answers"].sum() == n // 2


def wide_findings(n, groups):
    """Make findings of n codes, alternately challenges and facilitators."""
    valences = ["challenge", "facilitator"]
    names = [f"code_{i}" for i in range(n)]

    def frame(file, **columns):
        blank = dict.fromkeys(FILES[file].columns, "")
        return pd.DataFrame(
            blank | columns, index=range(len(next(iter(columns.values())))), dtype=str
        )

    return codings_of(
        {
            "codes": frame(
                "codes",
                code=names,
                valence=[valences[i % 2] for i in range(n)],
                level="domain",
                level_source="stated",
                cfir_domain="process",
                order=[str(i) for i in range(n)],
                label_en=names,
                label_he=names,
            ),
            "quotations": frame(
                "quotations", quotation=names, code=names, speaker_group="peers", words="3"
            ),
            "attributions": frame("attributions", code=names, group="peers", stance="raised"),
            "links": frame(
                "links",
                challenge=names[: n - n % 2 : 2],
                facilitator=names[1::2],
                covers_several="no",
            ),
        },
        groups,
    )


def test_one_group_may_be_named_alone(study):
    alone = theme_frequencies(study.codings, "peers")
    assert alone.equals(theme_frequencies(study.codings, ["peers"]))
    assert set(alone["group"]) == {"peers"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"groups": ("manager",)}, "A group must be one of all, peers.*found 'manager'"),
        ({"groups": "peer"}, "A group must be one of all, peers"),
        ({"level": "domains"}, "A level must be one of .*theme.*found 'domains'"),
    ],
)
def test_an_unknown_group_or_level_is_refused_with_what_there_is(study, arguments, told):
    with pytest.raises(UnknownNameError, match=told):
        theme_frequencies(study.codings, **arguments)
