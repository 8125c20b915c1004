"""A study's codings: its codebook, quotations and links, and what can be counted of them.

A tree of codes is valid or it is not made: no code is above itself, levels go
down, a branch has one valence and one CFIR domain, and siblings differ. Every
proportion carries its numerator, its denominator and who is in it. What a
publication leaves unsaid stays unknown.
"""

from peerstudy.codings.cfir import Cfir, codes_under, domain_mapping
from peerstudy.codings.codebook import Codebook
from peerstudy.codings.codings import Codings, codings_of, no_codings
from peerstudy.codings.coverage import coverage, coverage_shares, lowest_coverage, voices
from peerstudy.codings.exported import code_matrix_by, quotations_with_paths
from peerstudy.codings.frequencies import (
    codes_by_domain,
    illustrated,
    quotations_by,
    quotations_by_code,
)
from peerstudy.codings.groups import theme_frequencies
from peerstudy.codings.joint import joint_display
from peerstudy.codings.links import challenges_answered, facilitators_ranked, link_matrix
from peerstudy.codings.made import coded
from peerstudy.codings.names import level_label, valence_label
from peerstudy.codings.quoted import concentration, quoted_shares
from peerstudy.codings.speakers import READINGS, speakers
from peerstudy.codings.structure import stated_counts
from peerstudy.frames.border import guard

__all__ = [
    "READINGS",
    "Cfir",
    "Codebook",
    "Codings",
    "challenges_answered",
    "code_matrix_by",
    "coded",
    "codes_by_domain",
    "codes_under",
    "codings_of",
    "concentration",
    "coverage",
    "coverage_shares",
    "domain_mapping",
    "facilitators_ranked",
    "illustrated",
    "joint_display",
    "level_label",
    "link_matrix",
    "lowest_coverage",
    "no_codings",
    "quotations_by",
    "quotations_by_code",
    "quotations_with_paths",
    "quoted_shares",
    "speakers",
    "stated_counts",
    "theme_frequencies",
    "valence_label",
    "voices",
]

guard(globals())
