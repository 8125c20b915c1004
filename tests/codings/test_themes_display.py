import re

import pytest
from typer.testing import CliRunner

from peerstudy.cli import app
from peerstudy.codings.listing import themes_table

RUN = CliRunner()


def test_the_tree_is_printed_with_its_counts(study):
    table = themes_table(study.codings)
    assert len(table) == 52
    row = table[
        table["code"].str.strip() == "Wearing two hats: several positions and roles at once"
    ]
    assert row[["level", "quotations", "%", "words"]].to_numpy().tolist() == [
        ["theme", "4/44", "9.1", "272"]
    ]


def test_codes_are_set_in_by_their_depth(study):
    codes = themes_table(study.codings)["code"]
    assert codes[0] == "Intervention characteristics"
    assert codes[1].startswith("\N{NO-BREAK SPACE}" * 2 + "Challenges")


def test_hebrew_heads_and_labels(study):
    table = themes_table(study.codings, ["group", "valence"], "he")
    assert list(table.columns) == ["קבוצה", "סוג", "ציטוטים", "%", "מילים", "דוברים"]
    assert table.iloc[0].tolist() == ["אנשי מקצוע", "אתגרים", "12/44", "27.3", "761", "10"]


def test_the_command_prints_frequencies():
    done = RUN.invoke(
        app, ["themes", "upsides_israel", "--by", "domain", "--by", "valence", "--format", "csv"]
    )
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == [
        "domain,kind,quotations,%,words,speakers",
        "Process (implementation),Facilitators,12/44,27.3,720,9",
    ]


@pytest.mark.parametrize("style", ["text", "csv", "markdown"])
def test_every_format_prints_every_code(style):
    done = RUN.invoke(app, ["themes", "upsides_israel", "--format", style], env={"COLUMNS": "200"})
    assert done.exit_code == 0
    assert done.stdout.count("/44") == 52


@pytest.mark.parametrize("lang", ["en", "he"])
def test_themes_fit_eighty_columns_with_whole_words_and_numbers_on_one_edge(study, lang):
    arguments = ["themes", "upsides_israel", "--lang", lang]
    done = RUN.invoke(app, arguments, env={"COLUMNS": "80"})
    told = re.sub("[\u2066-\u2069]", "", done.stdout)
    lines = told.splitlines()
    assert max(map(len, lines)) <= 80
    labels = themes_table(study.codings, lang=lang).iloc[:, 0]
    words = {word for label in labels for word in label.split()}
    assert words - set(told.split()) == set()
    if lang == "en":
        ends = {match.end() for line in lines for match in re.finditer(r"\d+/44", line)}
        assert len(ends) == 1
        depths = {len(line) - len(line.lstrip()) for line in lines if "/44" in line}
        assert depths == {2, 4, 6, 8}


def test_a_study_without_codes_is_told_kindly(tmp_path):
    import shutil

    from peerstudy.study import data_folder

    for path in (data_folder() / "cofacilitation_mazor").iterdir():
        if path.name not in ("codes.csv", "quotations.csv"):
            shutil.copy(path, tmp_path / path.name)
    done = RUN.invoke(app, ["themes", str(tmp_path)])
    assert done.exit_code == 2
    assert "needs codes.csv" in done.output
