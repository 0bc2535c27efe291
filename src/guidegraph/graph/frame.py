"""A graph as a tree of JSON-LD nodes, for programs that read JSON but not graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode, Triple

from guidegraph.graph.dataset import Dataset
from guidegraph.graph.json_ld import compacted
from guidegraph.graph.vocab import SKOS


__all__ = ["framed", "with_narrower"]

Node = dict[str, Any]

# In the terms of our context: what is inside the node that names it.
_INSIDE = ("hasTopConcept", "narrower", "footnote", "hyperlink", "quotedFrom")
_DEEPEST = 30
"""How deep concepts are nested; deeper ones are outside the tree, because readers of JSON have a
limit."""


def with_narrower(dataset: Dataset) -> Dataset:
    """A dataset with `skos:narrower` for each `skos:broader`, its inverse."""
    graphs = {name: tuple(_inverted(triples)) for name, triples in dataset.graphs.items()}
    return replace(dataset, graphs=graphs)


def _inverted(triples: Sequence[Triple]) -> Iterator[Triple]:
    narrower: dict[object, list[Triple]] = {}
    present = set(triples)
    for triple in triples:
        below, above = triple.subject, triple.object
        if triple.predicate.value == SKOS.broader and isinstance(above, NamedNode):
            inverse = Triple(above, NamedNode(SKOS.narrower), below)
            if inverse not in present:
                narrower.setdefault(above, []).append(inverse)
    last = {triple.subject: place for place, triple in enumerate(triples)}
    for place, triple in enumerate(triples):
        yield triple
        if last[triple.subject] == place:
            yield from narrower.pop(triple.subject, ())
    for found in narrower.values():
        yield from found


def framed(triples: Iterable[Triple]) -> list[Node]:
    """The nodes of a graph, each inside the first that names it as a part; the others in order."""
    nodes = {node["id"]: node for node in compacted(triples)}
    inside = {
        part
        for node in nodes.values()
        for key in _INSIDE
        for part in _list(node.get(key))
        if isinstance(part, str) and part in nodes and part != node["id"]
    }
    roots = [id_ for id_ in nodes if id_ not in inside]
    placed: set[str] = set()
    found: list[Node] = []
    for start in (*roots, *nodes):  # what is in a cycle is below no root
        if start not in placed:
            placed.add(start)
            found.append(nodes[start])
            found += _nested(nodes, start, placed)
    return found


def _nested(nodes: dict[str, Node], root: str, placed: set[str]) -> Iterator[Node]:
    """Put the parts of a node into it, recursively; yield those that are too deep."""
    waiting = [(root, 0)]
    while waiting:
        id_, depth = waiting.pop()
        node = nodes[id_]
        for key in _INSIDE:
            if key not in node:
                continue
            parts = _list(node[key])
            for place, part in enumerate(parts):
                if not isinstance(part, str) or part not in nodes or part in placed:
                    continue
                placed.add(part)
                if depth < _DEEPEST:
                    parts[place] = nodes[part]
                    waiting.append((part, depth + 1))
                else:
                    yield nodes[part]
                    waiting.append((part, 0))
            node[key] = parts


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
