"""
What to remove from the old edition's graph and what to add to it so that it becomes the new one's.

RDF Patch: https://afs.github.io/rdf-delta/rdf-patch.html

A patch is made for revisions of one edition, whose items keep their IRIs. Two editions have no IRI
in common, so the patch between them removes one graph and adds the other: right, and of little use.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

from pyoxigraph import Triple

from guidegraph.export.exporter import exporter
from guidegraph.graph.build import to_graph
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError


def _read_back(comparison: Comparison, body: bytes) -> str | None:
    rows = [line[:-2] for line in body.decode().split("\n")]
    removed = {row[2:] for row in rows if row.startswith("D ")}
    added = {row[2:] for row in rows if row.startswith("A ")}
    patched = (_rows(comparison.old[0]) - removed) | added
    return None if patched == _rows(comparison.new) else "it does not lead to the new graph"


@exporter(
    media_type="text/rdf-patch",
    suffix=".rdfp",
    of=Comparison,
    lossless=False,
    losses="It holds how the triples differ and nothing of what became of items; the changes that "
    "a reader did not ask for are in it, too.",
    read_back=_read_back,
)
def export(comparison: Comparison) -> bytes:
    """
    The patch as one transaction, all removals before all additions, each sorted.

    Its id is a fingerprint of the new graph, the id before it one of the old graph; so the patches
    of revisions that follow one another make a log.

    Raises:
        MisuseError: there are several old editions.
    """
    if len(comparison.old) != 1:
        names = ", ".join(edition.id for edition in comparison.old)
        raise MisuseError(
            f"an RDF Patch changes one graph, and there are {len(comparison.old)} old editions "
            f"({names}); name one of them, or take the format 'changes-turtle'"
        )
    before, after = _rows(comparison.old[0]), _rows(comparison.new)
    lines = [
        f"H id <urn:uuid:{_id(after)}> .",
        f"H prev <urn:uuid:{_id(before)}> .",
        "TX .",
        *(f"D {row} ." for row in sorted(before - after)),
        *(f"A {row} ." for row in sorted(after - before)),
        "TC .",
    ]
    return ("\n".join(lines) + "\n").encode()


def _rows(edition: Edition) -> frozenset[str]:
    return frozenset(map(_row, to_graph(edition)))


def _row(triple: Triple) -> str:
    return f"{triple.subject} {triple.predicate} {triple.object}"


def _id(rows: Iterable[str]) -> uuid.UUID:
    fingerprint = hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, fingerprint)
