"""A call that cannot be meant ends in one line: what must hold, what was found."""

from pathlib import Path

import pandas as pd
import pytest

from peerstudy import (
    audit,
    audit_table,
    audit_text,
    load_study,
    read_ledger,
    table1,
)
from peerstudy.auditing import denominator_candidates
from peerstudy.codings import theme_frequencies
from peerstudy.errors import PeerstudyError
from peerstudy.reconstruct import PrintedSummary

TABLE = pd.DataFrame({"a": [1]})
ODD = [5, True, float("nan"), ["x"], {"a": 1}, b"x", TABLE, pd.Series([1]), object(), None]
STUDY = "upsides_israel"


@pytest.fixture(scope="module")
def result(study):
    return audit(study, checks=["PCT1"])


def refusal(call):
    """Return the one line of an error of this package's own."""
    with pytest.raises(PeerstudyError) as error:
        call()
    [line] = str(error.value).splitlines()
    return line


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"threshold": "five"}, "threshold must be a whole number of 1 or more; found 'five'."),
        ({"threshold": -5}, "threshold must be a whole number of 1 or more; found -5."),
        ({"threshold": True}, "threshold must be a whole number of 1 or more; found True."),
        ({"few": 0}, "few must be a whole number of 2 or more; found 0."),
        ({"few": 2.5}, "few must be a whole number of 2 or more; found 2.5."),
        ({"waivers": "x"}, "waivers must be a DataFrame of check, item, reason; found 'x'."),
        ({"checks": []}, 'checks must be codes or families such as ["PCT1", "AVG"]; '
         "leave it out for all; found []."),
        ({"checks": ["PCT1", "PCT1"]}, "checks must name each once; found 'PCT1' twice."),
    ],
)  # fmt: skip
def test_an_option_of_an_audit_that_is_none_is_refused(study, options, told):
    assert refusal(lambda: audit(study, **options)) == told


@pytest.mark.parametrize("odd", ODD[:-1], ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("option", ["checks", "waivers", "threshold", "few", "rounding"])
def test_an_option_of_another_kind_is_refused(study, option, odd):
    if option not in ("threshold", "few") or type(odd) is not int:
        with pytest.raises(PeerstudyError):
            audit(study, **{option: odd})


def test_waivers_of_other_columns_are_refused(study):
    with pytest.raises(PeerstudyError, match="waivers"):
        audit(study, waivers=TABLE)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_what_is_no_table_text_path_language_or_name_is_refused(study, result, odd):
    calls = [
        lambda: audit_text(odd),
        lambda: load_study(odd),
        lambda: read_ledger(odd),
        lambda: result.told(odd),
        lambda: result.only(odd),
        lambda: denominator_candidates(study, odd, "marital_status"),
        lambda: denominator_candidates(study, "peers", odd),
    ]
    calls += [] if odd is TABLE else [lambda: audit_table(odd)]
    calls += [] if odd is None else [
        lambda: result.only(place=odd),
        lambda: table1(study, odd),
        lambda: result.only(verdict=odd),
        lambda: theme_frequencies(study.codings, odd),
    ]  # fmt: skip
    for call in calls:
        refusal(call)


def test_a_group_named_twice_is_refused(study):
    told = refusal(lambda: theme_frequencies(study.codings, ["peers", "peers"]))
    assert told == "groups must name each once; found 'peers' twice."


def test_no_group_is_refused_and_no_empty_result(study):
    assert "found []" in refusal(lambda: theme_frequencies(study.codings, []))
    assert "found 'nobody'" in refusal(
        lambda: denominator_candidates(study, "nobody", "marital_status")
    )


@pytest.mark.parametrize("name", ["mean", "sd", "median", "q1", "q3"])
def test_a_percentage_is_no_mean_and_no_spread(name):
    told = refusal(lambda: PrintedSummary(n=20, low=1, high=7, **{name: "2.5%"}))
    assert told == f"{name} must have no percent sign; found '2.5%'."


def test_a_ledger_with_headings_in_another_language_is_no_wide_table(tmp_path):
    path = Path(tmp_path / "ledger.csv")
    path.write_text(
        "פריט,מקום,קבוצה,משתנה,רמה,סטטיסטי,מודפס,מקור\n"
        "t,Table 1,peers,,,n,26,p. 1\n"
        "a,Table 1,peers,status,single,n,8,p. 1\n"
        "a,Table 1,peers,status,single,percent,30.76,p. 1\n",
        encoding="utf-8",
    )
    with pytest.raises(PeerstudyError, match="item, place, group, variable, level, stat, printed"):
        audit(path)
