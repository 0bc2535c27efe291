"""Relations as a Mermaid flow chart, which forges and wikis draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.relations import EditionMap, Relatedness, Route


_PLAIN = frozenset(" .,;:!?/()+-–—’…“”'%=*_|")


def _write(result: Relatedness | Route | EditionMap, _page: RenderOptions) -> str:
    """The network of a result as a flow chart."""
    from guidegraph.model.network import Arrangement
    from guidegraph.render.network_words import node_words

    network = result.network
    way = "TD" if network.arrangement is Arrangement.CHAIN else "LR"
    names = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    lines = [
        f"flowchart {way}",
        f"  accTitle: {_line(network.title)}",
        f"  accDescr: {_line(network.description)}",
    ]
    for node in network.nodes:
        words = node_words(node)
        label = words if node.label == node.id else f"{words} ({node.id})"
        lines.append(f'  {names[node.id]}["{_quoted(label)}"]')
    for edge in network.edges:
        arrow = "-->" if edge.directed else "---"
        said = f'|"{_quoted(edge.label)}"|' if edge.label else ""
        lines.append(f"  {names[edge.origin]} {arrow}{said} {names[edge.destination]}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in quotes: all but letters, digits and harmless signs as numbers of characters."""
    return "".join(
        letter if letter.isalnum() or letter in _PLAIN else f"#{ord(letter)};"
        for letter in " ".join(text.split())
        if letter.isprintable()
    )


def _line(text: str) -> str:
    """A text to the end of the line; there, nothing is quoted."""
    return "".join(
        letter if letter.isalnum() or letter in _PLAIN - {";", "%"} else " "
        for letter in " ".join(text.split())
    )


form = Format(
    name="Mermaid",
    media_type="text/vnd.mermaid",
    suffix=".mmd",
    holds=dict.fromkeys(
        (ResultKind.RELATED, ResultKind.ROUTE, ResultKind.MAP),
        FormatSupport(
            write=as_text(_write),
            losses="Only names of items and of links are held.",
        ),
    ),
)
