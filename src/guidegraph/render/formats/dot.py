"""Relations for Graphviz, in the DOT language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.relations import EditionMap, Relatedness, Route


def _write(result: Relatedness | Route | EditionMap, _page: RenderOptions) -> str:
    """The network of a result as a directed graph; links without a direction have no arrow."""
    from guidegraph.render.network_words import node_words

    network = result.network
    lines = [
        f"digraph {_quoted(network.title)} {{",
        f"  graph [label={_quoted(network.title)}, comment={_quoted(network.description)}];",
        '  node [shape=box, style=rounded, fontname="sans-serif"];',
    ]
    for node in network.nodes:
        tip = _quoted(node.text or node.label)
        label = _quoted(node_words(node))
        lines.append(f"  {_quoted(node.id)} [label={label}, tooltip={tip}];")
    for edge in network.edges:
        ends = f"{_quoted(edge.origin)} -> {_quoted(edge.destination)}"
        undirected = "" if edge.directed else ", dir=none"
        lines.append(
            f"  {ends} [label={_quoted(edge.label)}, weight={edge.weight:.4f}{undirected}];"
        )
    return "\n".join((*lines, "}")) + "\n"


def _quoted(text: str) -> str:
    r"""
    A text as a quoted string; a backslash would begin an escape such as `\N`, the node's name.
    """
    plain = " ".join(text.replace("\0", "").split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


form = Format(
    name="Graphviz DOT",
    media_type="text/vnd.graphviz",
    suffix=".dot",
    holds=dict.fromkeys(
        (ResultKind.RELATED, ResultKind.ROUTE, ResultKind.MAP),
        FormatSupport(
            write=as_text(_write),
            losses="Of items only names and texts are held, of links how strong they are.",
        ),
    ),
)
