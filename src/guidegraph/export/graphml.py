"""An edition as GraphML: items as nodes, and how they are related as edges."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from guidegraph.export.xml_text import demand_xml
from guidegraph.graph.hierarchy import to_networkx
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    import networkx as nx

__all__ = ["difference", "to_graphml"]

_OF_ITEMS = ("id", "type", "notation", "label", "pref_label", "text", "position", "lineage")


def difference(edition: Edition, body: bytes) -> str | None:
    """What of the graph in a file is not as in the edition, or nothing."""
    import networkx as nx

    found, written = nx.read_graphml(BytesIO(body), force_multigraph=True), _plain(edition)
    if dict(found.nodes(data=True)) != dict(written.nodes(data=True)):
        return "its nodes are not the same"
    edges = [sorted(map(repr, graph.edges(data=True))) for graph in (found, written)]
    return None if edges[0] == edges[1] else "its edges are not the same"


def to_graphml(edition: Edition) -> bytes:
    """
    The graph for networkx, Gephi, yEd and others; the name of an edge's property is its `property`.

    Raises:
        UnwritableError: a text has a character that XML cannot hold.
    """
    from networkx.readwrite.graphml import GraphMLWriter

    graph = _plain(edition)
    for _, values in (("", graph.graph), *graph.nodes(data=True)):
        for value in values.values():
            demand_xml(str(value))
    file = BytesIO()
    # Not `write_graphml`: that takes another library where it is there, which writes other bytes.
    GraphMLWriter(graph=graph, prettyprint=True).dump(file)
    return file.getvalue() + b"\n"


def _plain(edition: Edition) -> nx.MultiDiGraph:
    """The edition's graph with texts and numbers only, its edges numbered."""
    import networkx as nx

    full, provenance = to_networkx(edition), edition.provenance
    about = {
        "title": edition.title,
        "iri": edition.iri,
        "language": edition.language,
        "issued": edition.issued,
        "publisher": provenance.publisher,
        "rights": provenance.rights,
    }
    graph = nx.MultiDiGraph(**{name: value for name, value in about.items() if value})
    for node, values in full.nodes(data=True):
        held = {name: values[name] for name in _OF_ITEMS if values.get(name) is not None}
        graph.add_node(node, **held)
    for number, (origin, destination, name) in enumerate(full.edges(keys=True), start=1):
        graph.add_edge(origin, destination, key=f"e{number}", property=name)
    return graph
