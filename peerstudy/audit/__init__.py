"""The audit: which printed numbers can be true together, and what explains the others.

Checks are small functions in a registry, a file for each family. They read
ledgers, and a study's findings where it has some, and nothing else, so what
audits one study audits any.
"""

import sys
from inspect import signature
from types import ModuleType

from peerstudy.audit import (
    attained,
    contradictions,
    denominators,
    disclosure,
    identifiers,
    intervals,
    leftover,
    means,
    order,
    pairs,
    people,
    percentages,
    pools,
    quartiles,
    ranges,
    roundings,
    structure,
    totals,
    two_valued,
)
from peerstudy.audit.candidates import denominator_candidates
from peerstudy.audit.endings import mean_endings
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.manuscripts import audit_table, audit_text
from peerstudy.audit.registry import Check, all_checks
from peerstudy.audit.run import Audit, audit
from peerstudy.audit.summaries import datasets_behind, printed_summaries

__all__ = [
    "Audit",
    "Check",
    "Finding",
    "Severity",
    "Verdict",
    "all_checks",
    "audit",
    "audit_table",
    "audit_text",
    "datasets_behind",
    "denominator_candidates",
    "mean_endings",
    "printed_summaries",
]
FAMILIES = (
    percentages,
    roundings,
    denominators,
    totals,
    means,
    ranges,
    pools,
    contradictions,
    structure,
    identifiers,
    pairs,
    two_valued,
    attained,
    order,
    quartiles,
    intervals,
    people,
    disclosure,
    leftover,
)


class _AuditModule(ModuleType):
    """Lets ``from peerstudy import audit`` be called, whoever imported this package first."""

    __call__ = staticmethod(audit)


sys.modules[__name__].__class__ = _AuditModule
sys.modules[__name__].__signature__ = signature(audit)  # type: ignore[attr-defined]
__doc__ = audit.__doc__ or ""
