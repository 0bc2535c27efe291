"""Relations, or an edition, as GraphML, which networkx, Gephi and yEd read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.edition import Edition
    from guidegraph.model.relations import EditionMap, Relatedness, Route


_NODE_KEYS = {
    "label": "string",
    "type": "string",
    "text": "string",
    "group": "int",
    "weight": "double",
}
_EDGE_KEYS = {"label": "string", "weight": "double"}


def _network(result: Relatedness | Route | EditionMap, _page: RenderOptions) -> str:
    """The network of a result as GraphML."""
    from guidegraph.render.picture import attribute, words

    network = result.network
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
    from guidegraph.render.picture import words

    return f'      <data key="{place}-{name}">{words(str(value))}</data>'


def _edition(edition: Edition, _page: RenderOptions) -> bytes:
    from guidegraph.export.graphml import to_graphml

    return to_graphml(edition)


def _read_back(edition: Edition, body: bytes) -> str | None:
    from guidegraph.export.graphml import difference

    return difference(edition, body)


form = Format(
    name="GraphML",
    media_type="application/graphml+xml",
    suffix=".graphml",
    holds={
        ResultKind.EDITION: FormatSupport(
            write=_edition,
            losses="Other names, footnotes, hyperlinks, replacements and the places quoted are "
            "not held.",
            read_back=_read_back,
            download=True,
        ),
        **dict.fromkeys(
            (ResultKind.RELATED, ResultKind.ROUTE, ResultKind.MAP),
            FormatSupport(
                write=as_text(_network), losses="The reasons of a link are held as one label."
            ),
        ),
    },
)
