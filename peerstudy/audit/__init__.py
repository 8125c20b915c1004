"""The audit: which printed numbers can be true together, and what explains the others.

Checks are small functions in a registry, a file for each family. They read
ledgers and nothing else, so what audits one study audits any.
"""

from peerstudy.audit import contradictions, denominators, means, percentages, totals
from peerstudy.audit.finding import Finding, Severity, Verdict
from peerstudy.audit.registry import Check, all_checks
from peerstudy.audit.run import Audit, audit

__all__ = ["Audit", "Check", "Finding", "Severity", "Verdict", "all_checks", "audit"]
FAMILIES = (percentages, denominators, totals, means, contradictions)
