"""What a manuscript's variables in years are judged by: under the condition that they are whole."""

from peerstudy.auditing import audit
from peerstudy.readers import read_text

SMALL = "\tPeers (n = 23)\n{label}\t5.5 (2.51)\n"


def verdicts(label):
    findings = audit(read_text(SMALL.format(label=label)).ledger, checks=["AVG5"]).findings
    return findings["verdict"].tolist()


def test_a_mean_and_sd_in_years_are_inconsistent_if_the_values_are_whole():
    assert verdicts("Years of work, mean (SD)") == ["inconsistent if"]
    assert verdicts("ותק בשנים, ממוצע (סטיית תקן)") == ["inconsistent if"]


def test_a_mean_and_sd_of_anything_else_are_not_tested():
    assert verdicts("Distress score, mean (SD)") == ["not testable"]


def test_no_manuscripts_years_make_an_inconsistency():
    result = audit(read_text(SMALL.format(label="Years of work, mean (SD)")).ledger)
    assert len(result.inconsistent) == 0
    assert len(result.problems) == 0
