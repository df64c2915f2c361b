"""Insert, or change the row with the same key: one statement, in both dialects, so that two writers never collide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["upsert"]


def upsert(connection: Connection, table: Table, keys: Sequence[str], row: Mapping[str, Any], *, keep: Sequence[str] = ()) -> None:
    """Inserts `row`; where a row with the same `keys` exists, changes it, except for the columns in `keep`."""
    changes = {name: value for name, value in row.items() if name not in keys and name not in keep}
    if connection.dialect.name == "sqlite":
        made = sqlite.insert(table).values(**row)
        connection.execute(
            made.on_conflict_do_update(index_elements=list(keys), set_=changes) if changes else made.on_conflict_do_nothing()
        )
    else:
        other = postgresql.insert(table).values(**row)
        connection.execute(
            other.on_conflict_do_update(index_elements=list(keys), set_=changes) if changes else other.on_conflict_do_nothing()
        )
