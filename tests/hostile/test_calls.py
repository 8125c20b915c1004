"""A call that cannot be meant ends in one line: what must hold, what was found."""

import inspect
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from conftest import slowly

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
from peerstudy.sites import concordance, jaccard, joint_evidence
from peerstudy.study import data_folder
from peerstudy.study.article import load_article
from peerstudy.study.reference import load_cfir, load_programme, load_resources
from peerstudy.study.sites import load_sites

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


ROOMS = ("codings", "ledger", "sites", "study")
BESIDE = (
    "codings.agreement.construct_agreement",
    "codings.agreement.checklist_agreement",
    "codings.flow.participant_flow",
    "codings.recognised.recognisable",
    "study.article.load_article",
    "study.programmes.facilitators_served",
    "study.reference.load_programme",
    "study.reference.load_resources",
    "study.resources.alike",
    "study.resources.resource_counts",
    "study.sites.home_study",
    "study.sites.load_sites",
)
"""What is called by its module, because few need it."""
MEANT = {
    "codings.level_label.level": "a level without a label keeps its name",
    "codings.valence_label.valence": "a valence too",
    "codings.recognised.recognisable.variable": "one of which nothing is printed bounds nothing",
    "ledger.describe.participants": "any frame can be one of participants",
    "ledger.describe.place": "any text",
    "ledger.describe.source": "any text",
    "ledger.read_piped_ledger.name": "any text",
    "sites.as_matrix.floor": "any text",
    "sites.concordance.study": "a study of which the sites have no publication",
    "sites.concordance_by_code.home": "a site with nothing to show",
    "sites.group_difference.first": "a group without sites leaves the difference undefined",
    "sites.group_difference.second": "the same",
    "sites.group_differences.first": "the same",
    "sites.group_differences.second": "the same",
    "sites.overview.study": "as of a concordance",
}
"""What a text or a frame of the wrong kind may stand for, and why."""


def public_functions():
    """Yield the name and function of everything that four rooms let be called."""
    for room in ROOMS:
        module = import_module(f"peerstudy.{room}")
        for name in module.__all__:
            if inspect.isfunction(getattr(module, name)):
                yield f"{room}.{name}", getattr(module, name)
    for path in BESIDE:
        module, name = path.rsplit(".", 1)
        yield path, getattr(import_module(f"peerstudy.{module}"), name)


FUNCTIONS = dict(public_functions())


@pytest.fixture(scope="module")
def meant(study):
    """Return something to call each parameter with."""
    sites, article = load_sites(), load_article(STUDY)
    joint = joint_evidence(sites, study="haun_2024")
    names = ("study", "subject", "ledger")
    return dict.fromkeys(names, study) | {
        "cells": pd.DataFrame({"ulm": ["reported"]}),
        "cfir": load_cfir(),
        "checklists": article.checklists,
        "codebook": study.codings.codebook,
        "codings": study.codings,
        "constructs": article.constructs,
        "content": b"item,place,group,variable,level,stat,printed,source\n,T,g,,,n,40,p",
        "contrast": "income",
        "fact": "country",
        "first": "high",
        "flow": article.flow,
        "found": concordance(sites, STUDY),
        "frames": {"codes": study.codings.codebook.codes},
        "joint": joint,
        "level": "theme",
        "matrix": joint.matrix,
        "mean": "3.5",
        "membership": {},
        "n": 20,
        "name": STUDY,
        "of": joint.matrix,
        "participants": pd.DataFrame({"a": [1]}),
        "path": data_folder() / STUDY / "reported.csv",
        "programme": load_programme(),
        "quotations": pd.DataFrame({"code": ["a"], "speaker_group": ["g"]}),
        "resources": load_resources(),
        "row": joint.matrix.rows[0],
        "sd": "1.2",
        "second": "low",
        "site_a": "ulm",
        "site_b": "pune",
        "sites": sites,
        "statistic": lambda known: jaccard(known, "ulm", "pune"),
        "valence": "challenge",
        "variables": ["a"],
        "by": "kind",
    }


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("odd", [None, "no such name", TABLE, *slowly(5.5, ["x"], object())],
                         ids=["None", "text", "frame", "number", "list", "object"])  # fmt: skip
def test_no_public_function_ends_in_an_error_of_pythons_own(name, odd, meant):
    function = FUNCTIONS[name]
    parameters = inspect.signature(function).parameters.values()
    needed = [each.name for each in parameters if each.default is inspect.Parameter.empty
              and each.kind is not inspect.Parameter.VAR_POSITIONAL]  # fmt: skip
    own = {"first": ("ulm", "pune"), "second": ("ulm", "hamburg")} if "orders" in name else {}
    own |= {"study": STUDY} if name in ("sites.concordance", "sites.overview") else {}
    for each in parameters:
        called = {key: (meant | own)[key] for key in needed}
        several = each.kind is inspect.Parameter.VAR_POSITIONAL
        refused = None
        try:
            function(*called.values(), odd) if several else function(**called | {each.name: odd})
        except PeerstudyError as error:
            refused = error
        may_be_left_out = odd is None and each.default is None
        assert refused or may_be_left_out or f"{name}.{each.name}" in MEANT, each.name


def test_a_call_of_another_kind_says_what_is_needed_and_how_it_is_made():
    told = refusal(lambda: FUNCTIONS["codings.coverage"](5))
    assert told == "codings must be a Codings, such as load_study(name).codings; found 5."
    told = refusal(lambda: FUNCTIONS["sites.overview"]("x", STUDY))
    assert told == "sites must be a Sites, such as load_sites(); found 'x'."
    told = refusal(lambda: FUNCTIONS["codings.coded"](TABLE))
    assert told == (
        "quotations must have the columns 'code', 'speaker_group'; its columns are a. "
        "Name one of these, or rename the one that is meant."
    )


def test_a_missing_argument_is_told_as_python_does():
    with pytest.raises(TypeError, match=r"coverage\(\) missing 1 required positional argument"):
        FUNCTIONS["codings.coverage"]()
