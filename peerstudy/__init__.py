"""Published qualitative and mixed-methods studies as data frames, and an exact audit.

Parts load when first used, so importing the package adds little to importing
pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerstudy.auditing import Audit, all_checks, audit, audit_table, audit_text
    from peerstudy.ledger import Ledger, as_ledger, describe, read_ledger, table1
    from peerstudy.ledger.recount import recount
    from peerstudy.printed import Printed, Rounding
    from peerstudy.study import Study, load_study, studies
    from peerstudy.tables.shown import show

__version__ = "0.1.0"

# A name that is its own home, such as `codings`, is a package; `load` is for ledgers by name.
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
    "load": "study",
    "load_study": "study",
    "reconstruct": "reconstruct",
    "read_ledger": "ledger",
    "recount": "ledger",
    "show": "tables",
    "sites": "sites",
    "studies": "study",
    "table1": "ledger",
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
    "load_study",
    "read_ledger",
    "recount",
    "show",
    "studies",
    "table1",
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
    return sorted({*globals(), *_HOMES})
