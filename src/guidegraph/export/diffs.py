"""
Diffs as data: an XKOS correspondence, an RDF Patch, a delta that `guidegraph apply` applies.

XKOS (https://rdf-vocabulary.ddialliance.org/xkos.html) is the one common vocabulary that keeps the
items of a split or merger together.

An RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html) says what to remove from the old
edition's graph and what to add to it: of two files of RDF, these graphs as they are, else ours. It
is made for revisions, whose items keep their IRIs. Two editions without a common IRI have a patch
that removes one graph and adds the other: correct, but of little use.

Blank nodes that are connected are one component, and only whole components are removed or added. A
blank node is named after all triples of its component. Therefore components that both graphs have
stay untouched, and a name never means another node.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from types import MappingProxyType

from pyoxigraph import Triple

from guidegraph.graph.build import to_graph
from guidegraph.graph.changes import (
    change_iri,
    change_set_iri,
    edition_iris,
    facts_of_changes,
    unchanged_iri,
)
from guidegraph.graph.components import components, named, nodes_in
from guidegraph.graph.statements import source_graph
from guidegraph.graph.triples import link_to
from guidegraph.graph.turtle import to_turtle
from guidegraph.graph.vocab import PREFIXES, RDF
from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.correspondence import match_of
from guidegraph.model.delta import Delta
from guidegraph.model.edition import SourceKind
from guidegraph.model.errors import MisuseError


__all__ = ["XKOS", "to_delta_json", "to_rdf_patch", "to_xkos", "wrong_in_patch"]

XKOS = "http://rdf-vocabulary.ddialliance.org/xkos#"
"""What the IRIs of its terms begin with."""


def to_xkos(comparison: Comparison) -> bytes:
    """
    The correspondence, then its associations, which are our changes, too; then those of items that
    are unchanged.
    """
    prefixes = MappingProxyType({**PREFIXES, "xkos": XKOS})
    by_subject: dict[str, list[Triple]] = {}
    for triple in _correspondence(comparison):
        by_subject.setdefault(str(triple.subject), []).append(triple)
    ordered = chain.from_iterable(by_subject.values())
    return to_turtle(ordered, f"{comparison.new.address}/", prefixes)


def _correspondence(comparison: Comparison) -> Iterator[Triple]:
    correspondence = change_set_iri(comparison)
    before = {edition.id: edition for edition in comparison.old}
    associations: dict[str, tuple[tuple[Ref, ...], tuple[Ref, ...]]] = {
        change_iri(comparison, change): (change.old, change.new)
        for change in comparison.changes.changes
    }
    for pair in comparison.changes.unchanged:
        # Unchanged items make no change.
        associations[unchanged_iri(comparison, pair)] = ((pair.old,), (pair.new,))
    yield link_to(correspondence, RDF.type, f"{XKOS}Correspondence")
    for name in edition_iris(comparison):
        yield link_to(correspondence, f"{XKOS}compares", name)
    for iri in associations:
        yield link_to(correspondence, f"{XKOS}madeOf", iri)
    yield from facts_of_changes(comparison)
    for iri, (old, new) in associations.items():
        yield link_to(iri, RDF.type, f"{XKOS}ConceptAssociation")
        for ref in old:
            yield link_to(iri, f"{XKOS}sourceConcept", before[ref.edition].iri_of(ref.id))
        for ref in new:
            yield link_to(iri, f"{XKOS}targetConcept", comparison.new.iri_of(ref.id))
    for pair in comparison.changes.unchanged:
        old_iri = before[pair.old.edition].iri_of(pair.old.id)
        new_iri = comparison.new.iri_of(pair.new.id)
        if old_iri != new_iri:
            match = match_of(comparison, pair, pair.old, pair.new)
            yield link_to(old_iri, match, new_iri)


def wrong_in_patch(comparison: Comparison, body: bytes) -> str | None:
    """Why a patch does not turn the old graph into the new one, or nothing."""
    rows = [line[:-2] for line in body.decode().split("\n")]
    removed = {row[2:] for row in rows if row.startswith("D ")}
    added = {row[2:] for row in rows if row.startswith("A ")}
    before, after = _sides(comparison)
    patched = (before - removed) | added
    return None if patched == after else "it does not give the new graph"


def to_rdf_patch(comparison: Comparison) -> bytes:
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
            f"({names}); name one of them, or use the format 'turtle'"
        )
    before, after = _sides(comparison)
    lines = [
        f"H id <urn:uuid:{_id(after)}> .",
        f"H prev <urn:uuid:{_id(before)}> .",
        "TX .",
        *(f"D {row} ." for row in sorted(before - after)),
        *(f"A {row} ." for row in sorted(after - before)),
        "TC .",
    ]
    return ("\n".join(lines) + "\n").encode()


def _sides(comparison: Comparison) -> tuple[frozenset[str], frozenset[str]]:
    """The rows of both graphs: those of the sources, if both are RDF."""
    (old,), new = comparison.old, comparison.new
    of_sources = old.source_kind is new.source_kind is SourceKind.RDF
    graph_of = source_graph if of_sources else to_graph
    return _rows(graph_of(old)), _rows(graph_of(new))


def _rows(triples: Iterable[Triple]) -> frozenset[str]:
    """Triples as rows, their blank nodes named after the components that they are in."""
    lines = {str(triple) for triple in triples}
    linked = {line for line in lines if "_:" in line and nodes_in(line)}
    rows = list(lines - linked)
    copies: Counter[str] = Counter()
    for component in components(sorted(linked)):
        name = named(component)
        copies[name.digest] += 1
        rows += component.renamed(name.names(copies[name.digest]))
    return frozenset(rows)


def _id(rows: Iterable[str]) -> uuid.UUID:
    fingerprint = hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, fingerprint)


_SCHEMA = "https://w3id.org/guidegraph/schema/delta/1"


def to_delta_json(delta: Delta) -> bytes:
    """A delta as JSON, each field under its name."""
    content = {"schema": _SCHEMA, **asdict(delta)}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
