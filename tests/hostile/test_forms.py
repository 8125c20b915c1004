"""The same facts in other forms: whatever a cell, a file or a frame looks like, the same verdicts.

Each form changes how facts are written and none of the facts. The reference is
the clean form; expected values are what the audit finds in it.
"""

import csv
import io
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import slowly

from peerstudy import audit, load_study, read_ledger
from peerstudy.ledger import COLUMNS

HAND = """\
item,place,group,variable,level,stat,printed,source,grain
,Table 1,all,,,n,2345,p. 4,
,Table 1,patients,,,n,1240,p. 4,
,Table 1,staff,,,n,1105,p. 4,
,Table 1,patients,sex,woman,n,714,p. 4,
,Table 1,patients,sex,woman,percent,57.5,p. 4,
,Table 1,patients,sex,man,n,526,p. 4,
,Table 1,patients,sex,man,percent,42.4,p. 4,
,Table 1,staff,sex,woman,n,1105,p. 4,
,Table 1,staff,sex,woman,percent,100.0,p. 4,
,Table 1,staff,sex,man,n,0,p. 4,
,Table 1,staff,sex,man,percent,0.5,p. 4,
,Table 1,patients,age,,mean,43.255,p. 4,1
,Table 1,patients,age,,sd,11.30,p. 4,1
,Table 1,patients,age,,min,21,p. 4,1
,Table 1,patients,age,,max,68,p. 4,1
,Table 1,patients,age,,median,69,p. 4,1
,Table 2,pilot,,,n,17,p. 5,
,Table 2,pilot,change,,mean,-3.42,p. 5,1
,Table 2,pilot,change,,sd,0.52,p. 5,1
,Table 2,pilot,change,,min,-5,p. 5,1
,Table 2,pilot,change,,max,-2,p. 5,1
,Table 2,pilot,score,,mean,0.53,p. 5,1
,Table 2,pilot,score,,sd,0.51,p. 5,1
,Table 2,pilot,income,,mean,"12,345.67",p. 5,1
,Table 2,pilot,income,,sd,n/a,p. 5,1
,Table 2,pilot,income,,missing,<5,p. 5,
,Results,patients,sex,woman,n,715,p. 6,
,Results,pilot,,,n,18,p. 6,
"""
COMMAS = "spaces after commas"
"""A form for cells without commas of their own."""
EXAMPLE = Path(__file__).parents[2] / "peerstudy" / "cli" / "new.csv"
FACTS = {
    "by hand": pd.read_csv(io.StringIO(HAND), dtype=str, keep_default_na=False),
    "as written by new": pd.read_csv(EXAMPLE, dtype=str, keep_default_na=False, comment="#"),
}


def verdicts(subject):
    """Count the findings, without what depends on how a number is written."""
    found = audit(subject).findings
    places = found["place"].map(lambda place: frozenset(place.split(" and ")))
    names = ["place", "group", "variable", "level", "check", "stat", "verdict", "severity"]
    return Counter(found.assign(place=places)[names].itertuples(index=False, name=None))


def digits_from(zero):
    return str.maketrans({str(i): chr(ord(zero) + i) for i in range(10)})


def thousands(mark):
    def form(text):
        bare = text.replace(",", "")
        return f"{int(bare):,}".replace(",", mark) if bare.isdigit() and len(bare) > 3 else text

    return form


def percent(pattern):
    return lambda text, stat: pattern.format(text) if stat == "percent" else text


def decimal_comma(text):
    """Write a comma, unless it would set off thousands."""
    doubtful = "," in text or re.fullmatch(r"\d{1,3}\.\d{3}", text)
    return text if doubtful else text.replace(".", ",")


def apart(text):
    return text if text.startswith("<") else f" {text}\u00a0"


CELLS = {
    "spaces": apart,
    "a no-break space and a mark of direction": lambda text: f"\u200f{text}\u200e\u00a0",
    "thin spaces for thousands": thousands("\u2009"),
    "commas for thousands": thousands(","),
    "apostrophes for thousands": thousands("’"),
    "a minus sign": lambda text: text.replace("-", "\u2212"),
    "an en dash for a minus": lambda text: text.replace("-", "–"),
    "a wide minus": lambda text: text.replace("-", "－"),
    "Arabic digits": lambda text: text.translate(digits_from("٠")),
    "Devanagari digits": lambda text: text.translate(digits_from("०")),
    "wide digits": lambda text: text.translate(digits_from("０")),
    "a decimal comma": decimal_comma,
    "a middle dot": lambda text: text.replace(".", "·"),
    "no zero before the point": lambda text: text[1:] if text.startswith("0.") else text,
    "a plus sign": lambda text: f"+{text}" if text[0].isdigit() else text,
    "a zero-width space": lambda text: f"\u200b{text}\ufeff",
}
SIGNS = {
    "a percent sign": percent("{}%"),
    "a percent sign apart": percent("{} %"),
    "a percent sign before": percent("%{}"),
    "a wide percent sign": percent("{}\uff05"),
    "an Arabic percent sign": percent("{}٪"),
}


@pytest.fixture(params=[*list(FACTS)[:1], *slowly(*list(FACTS)[1:])], scope="module")
def facts(request):
    return FACTS[request.param]


@pytest.fixture(scope="module")
def clean(facts):
    return verdicts(facts)


def rewritten(facts, form):
    return facts.assign(printed=[form(text) if text else text for text in facts["printed"]])


@pytest.mark.parametrize("form", CELLS)
def test_numbers_written_in_another_way_get_the_same_verdicts(facts, clean, form):
    assert verdicts(rewritten(facts, CELLS[form])) == clean


@pytest.mark.parametrize("form", SIGNS)
def test_percentages_with_a_sign_get_the_same_verdicts(facts, clean, form):
    pairs = zip(facts["printed"], facts["stat"], strict=True)
    changed = facts.assign(printed=[SIGNS[form](*pair) for pair in pairs])
    assert verdicts(changed) == clean


def written(facts, **options):
    buffer = io.StringIO()
    facts.to_csv(buffer, index=False, **options)
    return buffer.getvalue()


def lines(text, change):
    return "".join(map(change, text.splitlines(keepends=True)))


FILES = {
    "plain": written,
    "every cell quoted": lambda facts: written(facts, quoting=csv.QUOTE_ALL),
    "three empty cells at the end of each line": lambda facts: lines(
        written(facts), lambda line: line.rstrip("\n") + ",,,\n"
    ),
    "rows of empty cells": lambda facts: written(facts) + f"{',' * len(facts.columns)}\n" * 3,
    "a line that names the mark": lambda facts: "sep=;\r\n" + written(facts, sep=";"),
    "semicolons": lambda facts: written(facts, sep=";"),
    "tabs": lambda facts: written(facts, sep="\t"),
    "CRLF": lambda facts: written(facts, lineterminator="\r\n"),
    "CR": lambda facts: written(facts, lineterminator="\r"),
    "mixed endings": lambda facts: "".join(
        line + end
        for line, end in zip(
            written(facts).splitlines(), ["\r\n", "\n", "\r"] * len(facts), strict=False
        )
    ),
    "a mark of UTF-8": lambda facts: "\ufeff" + written(facts),
    "a mark of UTF-8 and quotes": lambda facts: "\ufeff" + written(facts, quoting=csv.QUOTE_ALL),
    "no last line break": lambda facts: written(facts).rstrip("\n"),
    "empty lines": lambda facts: lines(written(facts), lambda line: f"{line}\n"),
    "empty lines at the end": lambda facts: written(facts) + "\n\n \n",
    "comments": lambda facts: lines(written(facts), lambda line: f'# it"s\n{line}'),
    "empty cells at the end of each line": lambda facts: lines(
        written(facts), lambda line: line.rstrip("\n") + ",\n"
    ),
    COMMAS: lambda facts: lines(
        written(facts.replace("12,345.67", "12345.67")), lambda line: line.replace(",", ", ")
    ),
    "other columns": lambda facts: written(facts.assign(page="7", **{"a note": "x, y"})),
    "columns from last to first": lambda facts: written(facts[facts.columns[::-1]]),
    "headings in capitals": lambda facts: written(facts.rename(columns=str.upper)),
    "spaces around names": lambda facts: written(
        facts.assign(**{name: " " + facts[name] + " " for name in COLUMNS if name != "printed"})
    ),
}


@pytest.mark.parametrize("form", FILES)
def test_files_written_in_another_way_get_the_same_verdicts(facts, clean, form, tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_bytes(FILES[form](facts).encode())
    assert verdicts(path) == clean
    assert read_ledger(path).frame["printed"].str.strip().tolist() == [
        text.replace("12,345.67", "12345.67") if form == COMMAS else text
        for text in facts["printed"]
    ]


def missing(value):
    return lambda facts: facts.astype(object).replace("", value)


FRAMES = {
    "NaN": missing(np.nan),
    "None": lambda facts: facts.astype(object).where(facts != "", None),
    "NA": missing(pd.NA),
    "strings": lambda facts: facts.astype("string").replace("", pd.NA),
    "categories": lambda facts: facts.astype("category"),
    "objects": lambda facts: facts.astype(object),
    "an index of its own": lambda facts: facts.set_axis([7] * len(facts)),
    "an index of names": lambda facts: facts.set_axis(range(len(facts), 0, -1)),
    "read as pandas reads": lambda facts: pd.read_csv(io.StringIO(written(facts)), dtype=str),
}


@pytest.mark.parametrize("form", FRAMES)
def test_frames_of_another_kind_get_the_same_verdicts(facts, clean, form):
    kept = facts.replace("n/a", "–") if form == "read as pandas reads" else facts
    assert verdicts(FRAMES[form](kept)) == clean


@pytest.mark.parametrize("seed", range(8))
def test_rows_in_another_order_get_the_same_verdicts(facts, clean, seed):
    order = random.Random(seed).sample(range(len(facts)), len(facts))
    assert verdicts(facts.iloc[order]) == clean


RENAMED = {
    "Hebrew": lambda name: f"קבוצת {name[::-1]}",
    "signs": lambda name: f"[{name}] {{0}} <b> | %s",
    "a formula": lambda name: f"=cmd({name})",
    "long": lambda name: name * 500,
    "lines": lambda name: f"{name}\n{name}",
}


@pytest.mark.parametrize("form", RENAMED)
def test_other_names_get_the_same_verdicts(facts, clean, form):
    names = {
        name: name if name in ("", "all") else RENAMED[form](name)
        for column in ("place", "group", "variable", "level")
        for name in facts[column]
    }
    changed = facts.assign(
        **{c: facts[c].map(names) for c in ("place", "group", "variable", "level")}
    )
    expected = Counter()
    for key, times in clean.items():
        places, group, variable, level, *found = key
        named = [names[name] for name in (group, variable, level)]
        expected[frozenset(map(names.get, places)), *named, *found] += times
    assert verdicts(changed) == expected


@pytest.mark.slow
@pytest.mark.parametrize("form", [*CELLS, *(form for form in FILES if form != COMMAS)])
def test_a_publications_numbers_get_the_same_verdicts_in_other_forms(form, tmp_path):
    facts = load_study("upsides_israel").ledger.frame
    if form in CELLS:
        assert verdicts(rewritten(facts, CELLS[form])) == verdicts(facts)
    else:
        path = tmp_path / "ledger.csv"
        path.write_bytes(FILES[form](facts).encode())
        assert verdicts(path) == verdicts(facts)
