"""Planned against achieved."""

from peerstudy.figures import draw_planned
from peerstudy.figures.planned import plans
from peerstudy.ledger import Labels


def test_a_row_joins_the_plan_with_what_was_achieved_and_names_both_sources(sites):
    rows, ax = plans(sites), draw_planned(sites)
    drawn = {line.get_label(): line for line in ax.lines}
    below = rows.query("verdict == 'below'")
    named = [label.get_position()[1] for label in ax.get_yticklabels()]
    assert list(drawn["achieved: below"].get_ydata()) == [named[i] for i in below.index]
    assert list(drawn["achieved: below"].get_xdata()) == below["achieved_low"].tolist()
    ends = sorted(drawn["planned"].get_xdata())
    assert ends == sorted([*rows["planned_low"], *rows["planned_high"]])
    labels = Labels(sites, "en").each_of()
    for text, row in zip(ax.get_yticklabels(), rows.to_dict("records"), strict=True):
        assert labels[row["planned_study"]] in text.get_text()
        assert labels[row["achieved_study"]] in text.get_text()


def test_a_plan_that_was_derived_says_what_is_assumed(sites):
    rows, ax = plans(sites), draw_planned(sites)
    shown = ["Assumed:" in text.get_text() for text in ax.get_yticklabels()]
    assert shown == list(rows["assumes"].map(bool))
    informants = rows["component"] == "key_informants"
    label = ax.get_yticklabels()[int(informants.idxmax())].get_text().replace("\n", " ")
    assert "nobody took part twice" in label
