"""Which data could have produced a printed mean, SD, n and range: whether any, how many, what.

Everything is exact. A data set is a multiset of values on a grid; all that
print as the summary count the same, and none of them is said to be the actual
one: the word is *feasible*.
"""

from peerstudy.frames.border import guard
from peerstudy.reconstruct.bounds import range_from_sd
from peerstudy.reconstruct.counting import how_many
from peerstudy.reconstruct.drawing import every_dataset, sample_datasets
from peerstudy.reconstruct.effort import effort
from peerstudy.reconstruct.feasibility import feasible
from peerstudy.reconstruct.lattice import pair_lattice
from peerstudy.reconstruct.order import order_bounds
from peerstudy.reconstruct.profile import value_profile
from peerstudy.reconstruct.protection import suggest_protection
from peerstudy.reconstruct.summary import PrintedSummary, Spread
from peerstudy.reconstruct.targets import targets

__all__ = [
    "PrintedSummary",
    "Spread",
    "effort",
    "every_dataset",
    "feasible",
    "how_many",
    "order_bounds",
    "pair_lattice",
    "range_from_sd",
    "sample_datasets",
    "suggest_protection",
    "targets",
    "value_profile",
]

guard(globals())
