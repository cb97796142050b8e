"""The unit register as the store has it."""

from __future__ import annotations

from effnett.model.organisation import OrgTree, OrgUnit
from effnett.store.sql import Rows

_UNITS = """
    SELECT org_unit, name, coalesce(kind, ''), parent, valid_from, valid_to, successor, kostra_code, employees
    FROM units ORDER BY place, import_id, line
"""


def read_tree(source: Rows) -> OrgTree:
    """All units, ended ones too, in the register's order."""
    return OrgTree.of(OrgUnit(*row) for row in source.rows(_UNITS))
