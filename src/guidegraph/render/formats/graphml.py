"""Relations as GraphML, which programs for networks read."""

from __future__ import annotations

from guidegraph.render.picture.subject import network_of
from guidegraph.render.picture.svg import attribute, words
from guidegraph.render.renderer import Page


__all__ = ["render"]

_NODE_KEYS = {
    "label": "string",
    "type": "string",
    "text": "string",
    "group": "int",
    "weight": "double",
}
_EDGE_KEYS = {"label": "string", "weight": "double"}


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """The network of a result as GraphML."""
    network = network_of(result)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        f"  <desc>{words(network.title)}</desc>",
    ]
    for place, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            lines.append(
                f'  <key id="{place}-{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>'
            )
    lines += ['  <graph edgedefault="directed">', f"    <desc>{words(network.description)}</desc>"]
    for node in network.nodes:
        lines.append(f"    <node id={attribute(node.id)}>")
        lines += (_data("node", name, getattr(node, name)) for name in _NODE_KEYS)
        lines.append("    </node>")
    for edge in network.edges:
        ends = f"source={attribute(edge.origin)} target={attribute(edge.destination)}"
        lines.append(f'    <edge {ends} directed="{str(edge.directed).lower()}">')
        lines += (_data("edge", name, getattr(edge, name)) for name in _EDGE_KEYS)
        lines.append("    </edge>")
    return "\n".join((*lines, "  </graph>", "</graphml>")) + "\n"


def _data(place: str, name: str, value: str | float) -> str:
    return f'      <data key="{place}-{name}">{words(str(value))}</data>'
