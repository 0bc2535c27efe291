"""Relations as node-link JSON, as networkx and D3 read it."""

from __future__ import annotations

import json
from dataclasses import asdict

from guidegraph.render.picture.subject import network_of
from guidegraph.render.renderer import Page


__all__ = ["render"]


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """The network of a result: `networkx.node_link_graph(data, edges="links")` reads it."""
    network = network_of(result)
    data = {
        "directed": True,
        "multigraph": False,
        "graph": {"title": network.title, "description": network.description},
        "nodes": [asdict(node) for node in network.nodes],
        "links": [
            {
                "source": edge.origin,
                "target": edge.destination,
                "label": edge.label,
                "weight": edge.weight,
                "directed": edge.directed,
            }
            for edge in network.edges
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
