"""A network as a ring: neighbours of a cluster beside each other, what ties them across."""

from __future__ import annotations

import math
from collections.abc import Iterator

from guidegraph.model.network import Network, Node
from guidegraph.render.picture.svg import STYLE, framed, heading, lines_of, text, words


__all__ = ["ring"]

_WIDTH = 980
_COLOURS = 8


def ring(network: Network, style: str = STYLE) -> str:
    """
    The nodes in a circle, cluster by cluster from the top on clockwise; a thicker tie is stronger.
    """
    nodes = sorted(network.nodes, key=lambda node: node.group)  # stable: in order of the document
    radius = max(210, len(nodes) * 17)
    width = max(_WIDTH, 2 * radius + 520)
    centre_x, centre_y = width / 2, radius + 124
    places = {
        node.id: _place(number, nodes, centre_x, centre_y, radius)
        for number, node in enumerate(nodes)
    }
    groups = {node.id: node.group for node in nodes}
    strongest = max((edge.weight for edge in network.edges), default=1.0) or 1.0
    parts = heading(24, network.title, int(width))
    for edge in sorted(network.edges, key=lambda edge: edge.weight):
        (x, y), (to_x, to_y) = places[edge.origin][:2], places[edge.destination][:2]
        share = edge.weight / strongest
        same = groups[edge.origin] == groups[edge.destination]
        bend_x, bend_y = (x + to_x + 2 * centre_x) / 4, (y + to_y + 2 * centre_y) / 4
        colour = f" s{groups[edge.origin] % _COLOURS}" if same else ""
        parts.append(
            f'<path d="M{x:.0f} {y:.0f}Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}" '
            f'class="link{colour}" stroke-width="{1 + 6 * share**2:.1f}" '
            f'opacity="{0.35 + 0.5 * share:.2f}"><title>{words(edge.label)}</title></path>'
        )
    for node in nodes:
        parts += _node(node, *places[node.id])
    foot = centre_y + radius + 96
    parts.append(
        text(
            24,
            foot,
            "A larger dot is related to more parts; a thicker line is a closer relation.",
            "quiet",
        )
    )
    lines = [
        line
        for sentence in network.description.split(". ")
        for line in lines_of(sentence.rstrip("."), int((width - 48) / 7.3), 2)
    ]
    parts += [text(24, foot + 22 * number, line, "ink") for number, line in enumerate(lines, 1)]
    return framed(network, int(width), int(foot + 22 * len(lines) + 24), parts, style)


def _place(
    number: int, nodes: list[Node], centre_x: float, centre_y: float, radius: float
) -> tuple[float, float, float]:
    """Where a node stands, with a gap before each cluster; and its angle."""
    groups = [node.group for node in nodes]
    gaps = len(set(groups)) if len(set(groups)) > 1 else 0
    before = len(set(groups[: number + 1])) - 1 if gaps else 0
    angle = 2 * math.pi * (number + 0.8 * before + 0.4) / (len(nodes) + 0.8 * gaps) - math.pi / 2
    return centre_x + radius * math.cos(angle), centre_y + radius * math.sin(angle), angle


def _node(node: Node, x: float, y: float, angle: float) -> Iterator[str]:
    size = 7 + 11 * node.weight
    yield (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}" class="f{node.group % _COLOURS}">'
        f"<title>{words(node.text or node.label)}</title></circle>"
    )
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    away = size + 8
    lines = [*lines_of(node.label, 26, 2), node.id]
    to_x = x + away * side
    to_y = y + (away + 12 * len(lines) / 2) * math.sin(angle) - 8 * (len(lines) - 1) + 4
    for number, line in enumerate(lines):
        kind = "quiet small" if number == len(lines) - 1 else "ink title"
        yield text(to_x, to_y + 16 * number, line, kind, anchor)
