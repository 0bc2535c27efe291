"""Which triples were removed and added between two stored editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from guidegraph.bulk.engine import BulkEngine, Row, statement


__all__ = ["StoredTriples", "stored_triples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTriples:
    """
    The triples that two stored editions do not share.

    Attributes:
        removed_count: how many triples of the old edition are not in the new one.
        added_count: how many triples of the new edition are not in the old one.
        undecided_count: how many triples, of both editions, are in components that may be the same.
    """

    engine: BulkEngine
    removed_count: int
    added_count: int
    undecided_count: int

    def removed(self) -> Iterator[Row]:
        """The removed triples, as `s`, `p`, `o` and `g`, in the order of their terms."""
        return self.engine.rows(statement("triples_removed"))

    def added(self) -> Iterator[Row]:
        """The added triples, as `s`, `p`, `o` and `g`, in the order of their terms."""
        return self.engine.rows(statement("triples_added"))

    def undecided(self) -> Iterator[Row]:
        """
        The undecided triples, as the edition ("old" or "new"), `s`, `p`, `o` and `g`.

        Those of the old edition come first, then those of the new one.
        """
        return self.engine.rows(statement("triples_undecided"))


def stored_triples(
    engine: BulkEngine, old_paths: Sequence[str], new_paths: Sequence[str]
) -> StoredTriples:
    """
    Compare the triples of two stored editions.

    The engine knows them as `old` and `new` from then on, and what they do not share as
    `differing`. The triples are found when they are asked for, and read one kind at a time.

    Args:
        engine: what reads the editions.
        old_paths: the Parquet files of the old edition; together, they have no triple twice.
        new_paths: those of the new one.
    """
    engine.view("old", old_paths)
    engine.view("new", new_paths)
    engine.keep("differing", statement("triples_differing"))
    if not _count(engine, _UNDECIDED):
        engine.keep("unsure", _NONE)
        ((removed, added),) = engine.rows(statement("triples_counts"))
        return StoredTriples(
            engine=engine,
            removed_count=cast("int", removed),
            added_count=cast("int", added),
            undecided_count=0,
        )
    engine.keep("unsure", statement("triples_unsure"))
    return StoredTriples(
        engine=engine,
        removed_count=_count(engine, statement("triples_removed")),
        added_count=_count(engine, statement("triples_added")),
        undecided_count=_count(engine, statement("triples_undecided")),
    )


_UNDECIDED = "SELECT s FROM old WHERE undecided UNION ALL SELECT s FROM new WHERE undecided"
_NONE = "SELECT s AS shape FROM old WHERE false"


def _count(engine: BulkEngine, text: str) -> int:
    ((count,),) = engine.rows(f"SELECT count(*) AS amount FROM (\n{text}\n) AS found")
    return cast("int", count)
