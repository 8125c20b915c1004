"""The lattice of means and SDs."""

from matplotlib.colors import to_hex

from peerstudy.auditing import printed_summaries
from peerstudy.figures import draw_pairs
from peerstudy.figures.style import ORANGE
from peerstudy.reconstruct import pair_lattice


def test_no_point_is_in_the_square_of_a_pair_that_is_not_attainable(study):
    pair = printed_summaries(study)["peers", "years_in_field", "Table 1"]
    lattice = pair_lattice(pair)
    assert len(lattice) > 50
    assert lattice.query("5.45 <= mean <= 5.55 and 2.505 <= sd <= 2.515").empty
    (square,) = draw_pairs(pair).patches
    assert to_hex(square.get_edgecolor()) == ORANGE.lower()


def test_a_pair_that_is_attainable_is_no_problem(study):
    pair = printed_summaries(study)["peers", "age", "Table 1"]
    (square,) = draw_pairs(pair).patches
    assert to_hex(square.get_edgecolor()) == "#000000"
