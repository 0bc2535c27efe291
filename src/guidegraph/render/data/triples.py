"""Stored editions, and the numbers of changed triples, as plain data."""

from __future__ import annotations

from typing import Any

from guidegraph.model.triples import StoredEditions, TripleChanges
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.format import by_type


__all__ = ["data"]


def _changed(changes: TripleChanges) -> dict[str, Any]:
    """How many triples changed; which ones is in the RDF Patch."""
    return {
        "schema": f"{SCHEMAS}/triples/1",
        "triples": {
            "removed": changes.removed_count,
            "added": changes.added_count,
            "undecided": changes.undecided_count,
        },
    }


def _stored(stored: StoredEditions) -> dict[str, Any]:
    """The stored editions, each with where it came from."""
    return {
        "schema": f"{SCHEMAS}/stored/1",
        "editions": [
            {
                "id": edition.name,
                "triples": edition.triples,
                "undecided": edition.undecided,
                "digest": edition.digest,
                "source": {
                    "name": edition.source,
                    "bytes": edition.source_bytes,
                    "sha256": edition.source_sha256,
                },
                "added": edition.added,
            }
            for edition in stored.editions
        ],
    }


data = by_type({TripleChanges: _changed, StoredEditions: _stored})
