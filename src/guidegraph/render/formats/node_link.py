"""Relations as node-link JSON, as networkx and D3 read it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.relations import EditionMap, Relatedness, Route


def _write(result: Relatedness | Route | EditionMap, _page: RenderOptions) -> bytes:
    """The network of a result: `networkx.node_link_graph(data, edges="links")` reads it."""
    network = result.network
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
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()


form = Format(
    name="Node-link JSON",
    media_type="application/json",
    suffix=".node-link.json",
    holds=dict.fromkeys(
        (ResultKind.RELATED, ResultKind.ROUTE, ResultKind.MAP),
        FormatSupport(write=_write, losses="The reasons of a link are held as one label."),
    ),
)
