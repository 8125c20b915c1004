from dataclasses import replace

import pandas as pd
import pytest
from conftest import ledger_of

from auditing.conftest import denominator, n_percent, size
from peerstudy import audit
from peerstudy.auditing.subject import Subject
from peerstudy.auditing.totals import (
    groups_add_up,
    levels_add_up,
    part_of_whole,
    percentages_add_up,
)
from peerstudy.ledger import Traits, as_ledger
from peerstudy.printed import Rounding
from peerstudy.words import tell

WHOLE = Traits(kind="categorical", exclusive="yes", exhaustive="yes", levels=("a", "b"))


def subject(*rows, groups=None, **traits):
    return Subject(
        replace(as_ledger(ledger_of(*rows)), described=groups, traits=traits), Rounding.EITHER
    )


def counts(*pairs, group="g"):
    return [(f"{group} v {level}", group, "v", level, "n", n) for level, n in pairs]


def one(check, *arguments, **options):
    (finding,) = list(check(subject(*arguments, **options)))
    return finding


def test_levels_that_add_up_to_the_groups_size_are_consistent():
    assert (
        one(levels_add_up, size("5"), *counts(("a", "2"), ("b", "3")), v=WHOLE).verdict
        == "consistent"
    )


def test_levels_that_add_up_to_the_n_printed_for_them_are_consistent():
    rows = [size("9"), denominator("5"), *counts(("a", "2"), ("b", "3"))]
    finding = one(levels_add_up, *rows, v=WHOLE)
    assert finding.verdict == "consistent"
    assert "2 + 3 = 5, the N printed for v" in tell(finding.reason, "en")


@pytest.mark.parametrize(
    ("n", "told"), [("6", "1 person without an answer"), ("4", "too large by 1")]
)
def test_exhaustive_levels_that_do_not_add_up_are_inconsistent(n, told):
    finding = one(levels_add_up, size(n), *counts(("a", "2"), ("b", "3")), v=WHOLE)
    assert finding.verdict == "inconsistent"
    assert told in tell(finding.explanations[0], "en")


@pytest.mark.parametrize(
    ("n", "verdict"),
    [
        ("41", "consistent"),
        ("40", "inconsistent if"),  # one more than people
        ("39", "not testable"),  # two more than 39 people: several answers each are as likely
        ("0", "not testable"),
    ],
)
def test_levels_that_may_overlap_and_exceed_their_n_by_little_are_inconsistent_if_they_do_not(
    n, verdict
):
    rows = counts(("a", "20"), ("b", "15"), ("c", "6"))
    sizes = [size(n)] if n != "0" else []
    assert str(one(levels_add_up, *sizes, *rows).verdict) == verdict


def test_levels_of_nobody_need_not_add_up():
    finding = one(levels_add_up, size("5"), *counts(("a", "0"), ("b", "0")), v=WHOLE)
    assert finding.verdict == "not testable"
    assert "nobody is counted" in tell(finding.reason, "en")


def test_levels_of_people_who_gave_several_answers_are_not_asked_about():
    rows = counts(("a", "20"), ("b", "21"))
    several = Traits(kind="categorical", exclusive="no")
    assert one(levels_add_up, size("40"), *rows, v=several).verdict == "not testable"


def test_levels_that_may_overlap_or_are_not_all_printed_are_not_judged():
    rows = [size("3"), *counts(("a", "2"), ("b", "3"))]
    assert one(levels_add_up, *rows).verdict == "not testable"
    more = Traits(exclusive="yes", exhaustive="yes", levels=("a", "b", "c"))
    finding = one(levels_add_up, size("9"), *counts(("a", "2"), ("b", "3")), v=more)
    assert finding.verdict == "not testable"
    assert "(c)" in tell(finding.reason, "en")


@pytest.mark.parametrize(
    ("percents", "verdict"),
    [
        (("33", "33", "33"), "consistent"),
        (("34", "34", "34"), "inconsistent"),
        (("33.3", "33.3", "33.3"), "consistent"),
        (("33.3", "33.3", "33.2"), "inconsistent"),
        (("33.3", "33.3", "34"), "consistent"),
        (("33.33", "33.33", "33.33"), "consistent"),
    ],
)
def test_percentages_add_up_within_half_a_unit_each(percents, verdict):
    trait = Traits(exclusive="yes", exhaustive="yes", levels=("a", "b", "c"))
    rows = [(x, "g", "v", x, "percent", p) for x, p in zip("abc", percents, strict=True)]
    assert one(percentages_add_up, *rows, v=trait).verdict == verdict


def test_truncated_percentages_that_fall_short_say_so():
    trait = Traits(exclusive="yes", exhaustive="yes", levels=("a", "b"))
    rows = [(x, "g", "v", x, "percent", "49.9") for x in "ab"]
    finding = one(percentages_add_up, *rows, v=trait)
    assert (finding.verdict, finding.severity) == ("inconsistent", "low")
    assert "truncated" in tell(finding.explanations[0], "en")


def test_percentages_of_more_people_than_their_rows_count_need_not_be_100():
    rows = [*n_percent("a", "9", "34.6"), *n_percent("b", "12", "46.2")]
    finding = one(percentages_add_up, size("26"), *rows, v=WHOLE)
    assert finding.verdict == "not testable"
    assert "21 of the 26" in tell(finding.reason, "en")
    assert "80.76… is expected" in tell(finding.reason, "en")


def test_several_answers_a_person_may_pass_100():
    rows = [*n_percent("a", "20", "76.9"), *n_percent("b", "12", "46.2")]
    assert one(percentages_add_up, size("26"), *rows).verdict == "not testable"


PARTS = pd.DataFrame(
    {"group": ["all", "x", "y"], "parent": ["", "all", "all"], "partition": ["", "arms", "arms"]}
)


@pytest.mark.parametrize(("n", "verdict"), [("5", "consistent"), ("6", "inconsistent")])
def test_sub_groups_add_up_to_their_parent(n, verdict):
    rows = [size(n, "all"), size("2", "x"), size("3", "y")]
    assert one(groups_add_up, *rows, groups=PARTS).verdict == verdict


def test_counts_of_a_level_add_up_over_sub_groups():
    rows = [
        *counts(("a", "5"), group="all"),
        *counts(("a", "2"), group="x"),
        *counts(("a", "4"), group="y"),
    ]
    finding = one(groups_add_up, *rows, groups=PARTS)
    assert finding.verdict == "inconsistent"
    assert "2 + 4 = 6; the sample has 5" in tell(finding.reason, "en")


def test_a_group_that_prints_no_count_leaves_the_sum_open():
    rows = [size("5", "all"), size("2", "x")]
    assert list(groups_add_up(subject(*rows, groups=PARTS))) == []


def test_a_whole_is_inferred_from_sizes_only_when_other_counts_add_up_too():
    def arms(third):
        rows = [size("5", "t"), size("2", "x"), size("3", "y")]
        for level, (t, x, y) in {"a": (3, 1, 2), "b": (2, 1, 1), "c": third}.items():
            for group, n in (("t", t), ("x", x), ("y", y)):
                rows += counts((level, str(n)), group=group)
        return rows

    assert len(list(groups_add_up(subject(*arms((5, 2, 3)))))) == 4
    assert list(groups_add_up(subject(*arms((1, 2, 3))))) == []


def test_a_part_larger_than_its_whole_is_inconsistent():
    rows = [size("5", "all"), size("6", "x")]
    assert one(part_of_whole, *rows, groups=PARTS).verdict == "inconsistent"


@pytest.mark.parametrize(
    ("n", "verdict"), [("5", "consistent"), ("6", "inconsistent"), ("-1", "inconsistent")]
)
def test_a_count_larger_than_its_group_is_inconsistent(n, verdict):
    assert one(part_of_whole, size("5"), *counts(("a", n))).verdict == verdict


def test_a_denominator_larger_than_its_group_is_inconsistent():
    assert one(part_of_whole, size("5"), denominator("6")).verdict == "inconsistent"


def test_events_are_not_people():
    rows = [size("5"), *counts(("a", "12"))]
    assert list(part_of_whole(subject(*rows, v=Traits(kind="event")))) == []


@pytest.mark.parametrize("whole", ["", "all", "Total", "Overall", "סך הכול"])
def test_groups_that_are_not_stated_to_make_up_everybody_are_named(whole):
    rows = [size("30", "a"), size("59", whole), size("28", "b")]
    (finding,) = audit(ledger_of(*rows), checks=["SUM3"]).findings.to_dict("records")
    assert (finding["verdict"], finding["printed"]) == ("not testable", "59")
    assert "30 + 28 = 58" in finding["reason"]
    assert "parent, partition" in finding["reason"]
    assert "groups.csv" in finding["reason"]


def test_groups_that_are_stated_to_make_up_everybody_are_added():
    rows = [size("59", "all"), size("30", "a"), size("28", "b")]
    described = pd.DataFrame(
        {"group": ["all", "a", "b"], "parent": ["", "all", "all"], "partition": ["", "p", "p"]}
    )
    ledger = replace(as_ledger(ledger_of(*rows)), described=described)
    (finding,) = audit(ledger, checks=["SUM3"]).findings.to_dict("records")
    assert finding["verdict"] == "inconsistent"
