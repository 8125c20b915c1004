"""Tables of text that statistical programs lay out with spaces."""

import pytest

from peerstudy.readers.manuscript import read_piped
from readers.test_packages import SEX, SIZES, lines, read

TABLEONE = """
                      Stratified by role
                       Peers                Staff                p      test    SMD
  n                       26                   42
  age (mean (SD))      41.50 (7.80)         44.20 (10.10)         0.256          0.299
  Sex (%)                                                         1.000          0.037
     Female               19 (73.1)            30 (71.4)
     Male                  7 (26.9)            12 (28.6)
  score (median [IQR]) 45.50 [30.00, 60.00] 50.00 [40.00, 65.00]  0.041 nonnorm  0.200
"""


def test_cells_are_told_apart_by_where_they_stand():
    expected = (
        SEX.replace("Sex", "Sex (%)")
        + """
Peers | age: mean 41.50, sd 7.80
Staff | age: mean 44.20, sd 10.10
 | age: p 0.256
 | Sex (%): p 1.000
Peers | score: median 45.50, q1 30.00, q3 60.00
Staff | score: median 50.00, q1 40.00, q3 65.00
 | score: p 0.041"""
    )
    assert read(TABLEONE, "pasted text") == lines(SIZES + expected)


@pytest.mark.parametrize(
    "text",
    [
        """
--------Summary descriptives table by 'Role'---------
______________________________________________________
               Peers             Staff       p.overall
                N=26              N=42
¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯
Age        41.5 ± 7.8        44.2 ± 10.1       0.256
Sex:
    Female   19 (73.1%)        30 (71.4%)
    Male      7 (26.9%)        12 (28.6%)
¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯
""",
        """
----------------------------------------------
                                role
               Peers            Staff
----------------------------------------------
N            26 (38.2%)      42 (61.8%)
Age          41.5 ± 7.8     44.2 ± 10.1
Sex
  Female     19 (73.1%)      30 (71.4%)
  Male        7 (26.9%)      12 (28.6%)
----------------------------------------------
""",
        """
                       Peers        Staff
                       (N=26)       (N=42)
Age
  Mean                 41.5         44.2
  SD                   7.8          10.1
Sex, with a label that is longer than others are
  Female               19 (73.1)    30 (71.4)
  Male                 7 (26.9)     12 (28.6)
""",
        """
                        Peers         Staff
                    n      %       n      %
N                  26  100.0      42  100.0
Age, mean (SD)   41.5    7.8    44.2   10.1
Sex
  Female           19   73.1      30   71.4
  Male              7   26.9      12   28.6
""",
    ],
)
def test_headings_stand_over_the_columns_that_they_are_nearest_to(text):
    found = {
        names.replace(", with a label that is longer than others are", ""): number
        for names, number in read(text, "pasted text").items()
        if not names.startswith(" ")
    }
    ages = "\nPeers | Age: mean 41.5, sd 7.8\nStaff | Age: mean 44.2, sd 10.1"
    assert found == lines(SIZES + SEX + ages)


def test_a_single_group_keeps_its_name():
    text = (
        "           Overall\n  n           68\n  Women       49 (72.1)\n  Men         19 (27.9)\n"
    )
    assert read(text, "t.txt") == lines(
        "Overall: n 68\nOverall | Women: n 49, percent 72.1\nOverall | Men: n 19, percent 27.9"
    )


def test_lines_that_do_not_align_are_doubted_where_they_have_unequally_many_cells():
    text = (
        b"Name   Peers   Staff\nWomen   19 (73.1)   30 (71.4)\nMen, all   12 (28.6)\nOld   5   7\n"
    )
    made = read_piped(text)
    assert {entry.doubt for entry in made.entries} == {0.5}
    assert [caveat.key for caveat in made.ledger.caveats] == ["sharpen.uneven"]
    even = read_piped(text.replace(b"Men, all   12", b"Men, all   7 (26.9)   12"))
    assert {entry.doubt for entry in even.entries} < {0.0, 0.1, 0.3}
    assert not even.ledger.caveats


def test_prose_with_two_spaces_behind_its_stops_is_no_table():
    text = "We asked 26 peers.  Of them 19 came.\nIn 2019, 7 did not.  Then 12 left us.\n"
    assert not read(text + "All 42 of the staff came.  They met 3 times.\n", "t.txt")
