"""Sites side by side: as strong as the evidence allows, and no stronger.

What is not known of a site is never filled in. A statistic that rests on
unknowns is an interval, and a point only where its ends meet.
"""

from peerstudy.frames.border import guard
from peerstudy.frames.vocabulary import Status
from peerstudy.sites.bounds import Bound
from peerstudy.sites.concordance import concordance, concordance_by_code
from peerstudy.sites.contrasts import contrast_differences, contrast_membership
from peerstudy.sites.domains import domain_reports, domain_tensions, factor_domains
from peerstudy.sites.evidence import evidence_matrix
from peerstudy.sites.joint import JointEvidence, joint_evidence
from peerstudy.sites.matrix import EvidenceMatrix, as_matrix
from peerstudy.sites.narrative import narrative
from peerstudy.sites.narrowing import most_telling
from peerstudy.sites.orderings import Orders, joint_jaccard, pair_orders, similarity_orders
from peerstudy.sites.overview import overview
from peerstudy.sites.planned import plan_totals, planned_and_achieved
from peerstudy.sites.prevalence import (
    group_difference,
    group_differences,
    prevalence,
    prevalence_of,
    site_membership,
)
from peerstudy.sites.profile import site_profile
from peerstudy.sites.similarity import jaccard, kappa, similarity, simple_matching
from peerstudy.sites.spread import least_maxima, least_maximum

__all__ = [
    "Bound",
    "EvidenceMatrix",
    "JointEvidence",
    "Orders",
    "Status",
    "as_matrix",
    "concordance",
    "concordance_by_code",
    "contrast_differences",
    "contrast_membership",
    "domain_reports",
    "domain_tensions",
    "evidence_matrix",
    "factor_domains",
    "group_difference",
    "group_differences",
    "jaccard",
    "joint_evidence",
    "joint_jaccard",
    "kappa",
    "least_maxima",
    "least_maximum",
    "most_telling",
    "narrative",
    "overview",
    "pair_orders",
    "plan_totals",
    "planned_and_achieved",
    "prevalence",
    "prevalence_of",
    "similarity",
    "similarity_orders",
    "simple_matching",
    "site_membership",
    "site_profile",
]

guard(globals())
