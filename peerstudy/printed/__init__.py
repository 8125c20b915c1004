"""What a printed number can mean: its decimals, its interval, what could have made it.

A printed number is text. It stands for an interval of exact values under a
rounding rule, and every question about it is answered in whole numbers and
fractions: no floating point, no tolerance. Each question has a scalar function
and an array twin that agrees with it everywhere.
"""

from peerstudy.frames.border import guard
from peerstudy.printed.arrays import numerator_bounds, read_many
from peerstudy.printed.inverse import PERCENT, mean_terms, numerators, pass_share
from peerstudy.printed.rounding import (
    Interval,
    Rounding,
    added,
    as_rounding,
    exact_text,
    exceeds,
    expand,
    interval,
    print_as,
)
from peerstudy.printed.text import Printed, absence, read, upper_bound

__all__ = [
    "PERCENT",
    "Interval",
    "Printed",
    "Rounding",
    "absence",
    "added",
    "as_rounding",
    "exact_text",
    "exceeds",
    "expand",
    "interval",
    "mean_terms",
    "numerator_bounds",
    "numerators",
    "pass_share",
    "print_as",
    "read",
    "read_many",
    "upper_bound",
]

guard(globals())
