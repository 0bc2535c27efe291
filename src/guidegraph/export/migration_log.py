"""What a migration did, as JSON lines that are enough to undo it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from guidegraph.model.course import MigratedRow, Migration


__all__ = ["to_migration_log"]

SCHEMA = "https://w3id.org/guidegraph/schema/migration-log/1"


def to_migration_log(migration: Migration) -> bytes:
    """A header, each row as it was and as it is, and the counts."""
    # Nothing but a line end ends a line: U+2028 and its like are escaped.
    return "".join(f"{json.dumps(record)}\n" for record in _records(migration)).encode()


def _records(migration: Migration) -> Iterator[dict[str, Any]]:
    yield {
        "record": "migration",
        "schema": SCHEMA,
        "map": migration.path,
        "old": list(migration.old),
        "new": migration.new,
        "sha256_before": hashlib.sha256(migration.before()).hexdigest(),
        "sha256_after": hashlib.sha256(migration.after()).hexdigest(),
        "mark": migration.mark,
        "before": migration.head,
        "after": migration.new_head,
    }
    for row in migration.rows:
        yield {
            "record": "row",
            "line": row.line,
            **_outcome(row),
            "before": row.before,
            "after": row.after,
        }
    yield {
        "record": "end",
        "rows": len(migration.rows),
        "links": migration.linked,
        "elsewhere": migration.elsewhere,
        **{status.value: count for status, count in migration.counts().items()},
    }


def _outcome(row: MigratedRow) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if row.item is not None:
        found["item"] = {"edition": row.item.edition, "id": row.item.id}
    if row.outcome is not None:
        found["status"] = row.outcome.status.value
        found["new"] = [ref.id for ref in row.outcome.new]
        found["change"] = row.outcome.change.id if row.outcome.change else None
        found["reasons"] = list(row.outcome.reasons)
    return found
