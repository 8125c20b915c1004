"""A study's themes as tidy frames: how many, raised by whom, answered by what, quoted from whom.

Every proportion carries its numerator, its denominator and who is in it. What
a publication leaves unsaid stays unknown.
"""

from peerstudy.themes.coverage import coverage, coverage_shares, lowest_coverage, voices
from peerstudy.themes.frequencies import codes_by_domain, quotations_by, quotations_by_code
from peerstudy.themes.groups import theme_frequencies
from peerstudy.themes.illustrated import illustrated
from peerstudy.themes.links import challenges_answered, facilitators_ranked, link_matrix
from peerstudy.themes.quoted import concentration, quoted_shares
from peerstudy.themes.speakers import READINGS, speakers
from peerstudy.themes.structure import stated_counts

__all__ = [
    "READINGS",
    "challenges_answered",
    "codes_by_domain",
    "concentration",
    "coverage",
    "coverage_shares",
    "facilitators_ranked",
    "illustrated",
    "link_matrix",
    "lowest_coverage",
    "quotations_by",
    "quotations_by_code",
    "quoted_shares",
    "speakers",
    "stated_counts",
    "theme_frequencies",
    "voices",
]
