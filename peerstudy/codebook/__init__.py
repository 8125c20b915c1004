"""The codebook: a study's tree of domains, subcategories, themes and subthemes.

A tree is valid or it is not made: no code is above itself, levels go down,
a branch has one valence and one CFIR domain, and siblings differ.
"""

from peerstudy.codebook.cfir import Cfir, codes_under, domain_mapping
from peerstudy.codebook.display import level_label, valence_label
from peerstudy.codebook.tree import Codebook
from peerstudy.codebook.validation import tree_problems

__all__ = [
    "Cfir",
    "Codebook",
    "codes_under",
    "domain_mapping",
    "level_label",
    "tree_problems",
    "valence_label",
]
