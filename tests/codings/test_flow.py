import pandas as pd

from peerstudy.codings.flow import HERE, ONCE, participant_flow
from peerstudy.study.article import load_article


def flow_of(*rows):
    return pd.DataFrame(
        [(paper, what, str(n), "p. 1") for paper, what, n in rows],
        columns=["paper", "what", "n", "source"],
    )


def steps(frame):
    return {
        (row.step, row.basis): (row.low, row.high)
        for row in frame.itertuples()
        if row.basis != "reported"
    }


def test_the_flow_of_the_article_names_what_it_assumes():
    frame = participant_flow(load_article("upsides_israel").flow)
    assert steps(frame) == {
        ("people interviewed", "computed"): (14, 14),
        ("people in groups", "computed"): (54, 68),
        ("people in groups, once each", "computed"): (54, 54),
        ("focus_groups", "sum of other papers"): (10, 10),
        ("interviews", "sum of other papers"): (10, 10),
        ("people", "sum of other papers"): (68, 68),
    }
    computed = frame[frame["basis"] != "reported"]
    assert computed["assumes"].map(bool).all()
    assert (computed["source"] != "").all()
    assert ONCE in computed.set_index("step").loc["people in groups, once each", "assumes"]


def test_people_who_were_interviewed_may_have_been_in_a_group_as_well():
    """Three people, two single interviews: one to three were in the groups."""
    frame = participant_flow(
        flow_of((HERE, "interviews", 2), (HERE, "dyadic_interviews", 0), (HERE, "people", 3))
    )
    assert steps(frame)["people in groups", "computed"] == (1, 3)


def test_without_all_counts_nothing_is_computed():
    frame = participant_flow(flow_of((HERE, "interviews", 2), (HERE, "people", 3)))
    assert set(frame["basis"]) == {"reported"}
    assert participant_flow(flow_of()).empty


def test_one_other_paper_is_no_sum():
    frame = participant_flow(flow_of((HERE, "people", 3), ("other", "people", 2)))
    assert set(frame["basis"]) == {"reported"}
