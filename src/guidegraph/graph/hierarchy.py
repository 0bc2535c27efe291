"""
An edition as a networkx graph, and back.

A node is an item, named by its IRI; an edge has the local name of its property: `broader` leads
from an item to its parent; `demonstrates`, `usesTerm` … are associations. All other data of the
edition is in the attributes: nothing is lost.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from guidegraph.graph.build import item_iri
from guidegraph.model.edition import Association, Edition, Item


if TYPE_CHECKING:
    import networkx as nx


__all__ = ["from_networkx", "to_networkx"]

_PARENT = "broader"
_ITEM = tuple(field.name for field in fields(Item) if field.name != "parent")
_EDITION = tuple(
    field.name for field in fields(Edition) if field.name not in ("items", "associations", "places")
)


def to_networkx(edition: Edition) -> nx.MultiDiGraph:
    """
    The items as nodes, in document order, and their links as edges.

    The destination of a link to another edition is a node without attributes; `networkx.compose`
    joins two editions there.
    """
    import networkx as nx

    graph = nx.MultiDiGraph(**{name: getattr(edition, name) for name in _EDITION})
    for item in edition.items:
        graph.add_node(edition.iri_of(item.id), **{name: getattr(item, name) for name in _ITEM})
    for item in edition.items:
        if item.parent is not None:
            graph.add_edge(edition.iri_of(item.id), edition.iri_of(item.parent), key=_PARENT)
    for order, link in enumerate(edition.associations):
        graph.add_edge(
            edition.iri_of(link.origin),
            item_iri(edition, link.destination, link.edition),
            key=link.type,
            order=order,
            origin=link.origin,
            destination=link.destination,
            edition=link.edition,
        )
    return graph


def from_networkx(graph: nx.MultiDiGraph) -> Edition:
    """The edition in a graph of `to_networkx`."""
    ids = {node: data["id"] for node, data in graph.nodes(data=True) if "id" in data}
    parents = {
        ids[child]: ids[parent] for child, parent, key in graph.edges(keys=True) if key == _PARENT
    }
    items = tuple(
        Item(**{name: data[name] for name in _ITEM}, parent=parents.get(data["id"]))
        for _, data in graph.nodes(data=True)
        if "id" in data
    )
    links = sorted(  # no two have the same order
        (data["order"], key, data)
        for _, _, key, data in graph.edges(keys=True, data=True)
        if "order" in data
    )
    associations = tuple(
        Association(
            origin=data["origin"],
            type=key,
            destination=data["destination"],
            edition=data["edition"],
        )
        for _, key, data in links
    )
    rest = {name: graph.graph[name] for name in _EDITION}
    return Edition(**rest, items=items, associations=associations)
