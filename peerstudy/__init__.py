"""Published qualitative and mixed-methods studies as data frames, and an exact audit.

Parts load when first used, so importing the package adds little to importing
pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerstudy.auditing import Audit, all_checks, audit, audit_table, audit_text
    from peerstudy.ledger import Ledger, as_ledger, describe, read_ledger, table1, table1_wide
    from peerstudy.printed import Printed, Rounding, interval, numerators, read
    from peerstudy.study import Study, load, load_study, studies

__version__ = "0.1.0"

# A name that is its own home, such as `codings`, is a package.
_HOMES = {
    "Audit": "auditing",
    "Ledger": "ledger",
    "Printed": "printed",
    "Rounding": "printed",
    "Study": "study",
    "all_checks": "auditing",
    "as_ledger": "ledger",
    "audit": "auditing",
    "audit_table": "auditing",
    "audit_text": "auditing",
    "codings": "codings",
    "describe": "ledger",
    "figures": "figures",
    "interval": "printed",
    "load": "study",
    "load_study": "study",
    "numerators": "printed",
    "reconstruct": "reconstruct",
    "read": "printed",
    "read_ledger": "ledger",
    "sites": "sites",
    "studies": "study",
    "table1": "ledger",
    "table1_wide": "ledger",
    "tables": "tables",
}

__all__ = [
    "Audit",
    "Ledger",
    "Printed",
    "Rounding",
    "Study",
    "all_checks",
    "as_ledger",
    "audit",
    "audit_table",
    "audit_text",
    "describe",
    "interval",
    "load",
    "load_study",
    "numerators",
    "read",
    "read_ledger",
    "studies",
    "table1",
    "table1_wide",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its part when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'peerstudy' has no attribute {name!r}")
    home = import_module(f"peerstudy.{_HOMES[name]}")
    value = home if name == _HOMES[name] else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted([*globals(), *_HOMES])
