"""The audit: which reported numbers are consistent, and what explains the others.

Checks are small functions in a registry, a file for each family. They read
ledgers, and a study's findings where it has some, and nothing else, so what
audits one study audits any.
"""

from importlib import import_module
from pkgutil import iter_modules

from peerstudy.auditing.candidates import denominator_candidates
from peerstudy.auditing.endings import mean_endings
from peerstudy.auditing.finding import Finding, Severity, Verdict
from peerstudy.auditing.manuscripts import audit_table, audit_text
from peerstudy.auditing.registry import all_checks
from peerstudy.auditing.run import Audit, audit
from peerstudy.auditing.summaries import datasets_behind, printed_summaries

__all__ = [
    "Audit",
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

# A family of checks registers what it has when it is imported.
for module in iter_modules(__path__):
    import_module(f"{__name__}.{module.name}")
