from types import SimpleNamespace

import pandas as pd
from conftest import COLUMNS
from hypothesis import given
from hypothesis import strategies as st

from peerstudy import as_ledger, load_study
from peerstudy.codings import codings_of
from peerstudy.codings.recognised import recognisable
from peerstudy.codings.schema import FILES

GROUPS = pd.DataFrame(
    [("all", "", ""), ("a", "all", "main"), ("b", "all", "main"), ("a1", "a", ""), ("a2", "a", "")],
    columns=["group", "parent", "partition"],
)


def study_of(counts, labels):
    """Make a study with printed counts of (group, gender or nothing) and quotations' labels."""
    rows = [
        (f"{group}-{level}", "Table 1", group, "gender" if level else "", level, "n", str(n), "p")
        for (group, level), n in counts.items()
    ]
    blank = dict.fromkeys(FILES["quotations"].columns, "")
    quotations = [
        blank | {"quotation": f"q{i}", "code": "c", "speaker_group": group, "also_group": also,
                 "gender": gender, "words": "1"}
        for i, (group, also, gender) in enumerate(labels)
    ]  # fmt: skip
    code = dict.fromkeys(FILES["codes"].columns, "") | {
        "code": "c", "valence": "challenge", "level": "theme", "level_source": "stated",
        "level_by": "source", "order": "1", "label_en": "c", "label_he": "c",
    }  # fmt: skip
    frames = {
        "codes": pd.DataFrame([code]),
        "quotations": pd.DataFrame(quotations, columns=list(blank), dtype=str),
    }
    return SimpleNamespace(
        ledger=as_ledger(pd.DataFrame(rows, columns=COLUMNS, dtype=str)),
        codings=codings_of(frames, GROUPS),
    )


def fits(study):
    frame = recognisable(study)
    return dict(zip(frame["fits"], frame["labels"], strict=True))


def test_one_label_of_the_study_fits_one_person_and_no_label_is_named(study):
    frame = recognisable(study)
    assert frame[["fits", "labels", "quotations"]].to_numpy().tolist() == [
        ["1", 1, 2],
        ["2 to 4", 3, 8],
        ["5 or more", 9, 34],
        ["unknown", 0, 0],
    ]
    assert set(frame["labels_denominator"]) == {13}
    told = " ".join(map(str, frame.to_numpy().ravel()))
    assert not any(name in told for name in study.codings.quotations["speaker_group"])


def test_two_groups_of_one_label_are_intersected():
    counts = {("a", ""): 9, ("a1", ""): 4, ("a2", ""): 6, ("a2", "women"): 1}
    assert fits(study_of(counts, [("a1", "", "f")]))["2 to 4"] == 1
    assert fits(study_of(counts, [("a1", "a2", "f")]))["1"] == 1
    assert fits(study_of(counts, [("a1", "a2", "m")]))["2 to 4"] == 1


def test_a_size_below_zero_fits_nobody_and_is_no_failure():
    assert fits(study_of({("b", ""): -1}, [("b", "", "f")]))["1"] == 1


def test_a_label_of_no_printed_size_is_unknown():
    assert fits(study_of({("b", ""): 3}, [("a1", "", "f")]))["unknown"] == 1


@given(
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.sampled_from("fm")), min_size=1, max_size=9
    ),
    st.sets(st.sampled_from(["a", "a1", "a2", "a/f", "a1/f", "a2/f", "a1/m"]), min_size=1),
)
def test_no_more_people_fit_than_the_bound_says(people, printed):
    """People of group a, each in a1, a2 or both; some of their true counts are printed."""
    inside = {"a": lambda p: p is not None, "a1": lambda p: p[0], "a2": lambda p: p[1]}
    levels = {"f": "women", "m": "men"}
    counts = {}
    for cell in printed:
        group, _, gender = cell.partition("/")
        of = [p for p in people if inside[group](p) and gender in ("", p[2])]
        counts[group, levels.get(gender, "")] = len(of)
    found = fits(study_of(counts, [("a1", "a2", "f")]))
    truth = sum(p == (True, True, "f") for p in people)
    most = {"1": 1, "2 to 4": 4, "5 or more": 99, "unknown": 99}
    assert truth <= max(most[name] for name, n in found.items() if n)


def test_groups_that_a_label_names_besides_are_groups_of_the_study():
    codings = load_study("upsides_israel").codings
    known = set(codings.groups["group"])
    named = codings.quotations["also_group"].str.split("; ").explode()
    assert set(named) - {""} <= known
    assert (named != "").sum() == 16
