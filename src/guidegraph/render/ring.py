"""Networks as pictures in SVG: a ring of clusters, with the reasons on the ties."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from guidegraph.model.network import Edge, Network, Node
from guidegraph.render.network_words import number_of
from guidegraph.render.picture import CHARACTER, STYLE, framed, heading, lines_of, text, words


__all__ = ["ring"]

_WIDTH = 980
_COLOURS = 8
_SMALL = 11.5
_ON_TIE = 2
"""The maximum number of words on a tie; all of them are in the list below the ring."""
_LISTED = 40
"""The maximum number of ties in that list."""
_ALONG = (0.5, 0.38, 0.62, 0.28, 0.72)
"""Where on a tie its words can be, the best place first."""

_Point = tuple[float, float]
_Box = tuple[float, float, float, float]


def ring(network: Network, style: str = STYLE) -> str:
    """
    The nodes in a circle, cluster by cluster from the top on clockwise; thicker lines are
    stronger links. The words that the ends of a tie share are on it, where there is room, and in
    a list below.
    """
    nodes = sorted(network.nodes, key=lambda node: node.group)  # stable: in order of the document
    radius = max(230, len(nodes) * 19)
    width = max(_WIDTH, 2 * radius + 520)
    centre = (width / 2, radius + 124)
    places = {node.id: _place(number, nodes, *centre, radius) for number, node in enumerate(nodes)}
    groups = {node.id: node.group for node in nodes}
    strongest = max((edge.weight for edge in network.edges), default=1.0) or 1.0
    parts = heading(24, network.title, int(width))
    curves: dict[int, tuple[_Point, _Point, _Point]] = {}
    ties = sorted(network.edges, key=lambda edge: edge.weight)
    for number, edge in enumerate(ties):
        (x, y), (to_x, to_y) = places[edge.origin][:2], places[edge.destination][:2]
        share = edge.weight / strongest
        same = groups[edge.origin] == groups[edge.destination]
        bend = ((x + to_x + 2 * centre[0]) / 4, (y + to_y + 2 * centre[1]) / 4)
        curves[number] = ((x, y), bend, (to_x, to_y))
        colour = f" s{groups[edge.origin] % _COLOURS}" if same else ""
        parts.append(
            f'<path d="M{x:.0f} {y:.0f}Q{bend[0]:.0f} {bend[1]:.0f} {to_x:.0f} {to_y:.0f}" '
            f'class="link{colour}" stroke-width="{1 + 6 * share**2:.1f}" '
            f'opacity="{0.35 + 0.5 * share:.2f}"><title>{words(edge.label)}</title></path>'
        )
    taken: list[_Box] = []
    for node in nodes:
        drawn, box = _node(node, places[node.id], width)
        parts += drawn
        taken += box
    for number in reversed(range(len(ties))):  # the strongest first
        parts += _on_tie(ties[number], curves[number], taken)
    foot = centre[1] + radius + 96
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
    y = foot + 22 * (len(lines) + 2)
    listed, y = _list(network, ties[::-1], width, y)
    return framed(network, int(width), int(y + 12), [*parts, *listed], style)


def _list(
    network: Network, ties: Sequence[Edge], width: float, y: float
) -> tuple[list[str], float]:
    """The ties with all their words in two columns, the closest first."""
    if not ties:
        return [], y
    numbers = {node.id: number_of(node) for node in network.nodes}
    shown = [edge for edge in ties if edge.label][:_LISTED]
    parts = [text(24, y, "Words that both ends of a tie share, the closest first", "ink title")]
    half = -(-len(shown) // 2)
    column = (width - 48) / 2
    letters = int((column - 16) / (13 * CHARACTER))
    last = y
    for start in (0, half):
        at = y + 22
        for edge in shown[start : start + half]:
            ends = f"{numbers[edge.origin]} – {numbers[edge.destination]}: {edge.label}"
            for line in lines_of(ends, letters, 2):
                parts.append(text(24 + (column if start else 0), at, line))
                at += 18
        last = max(last, at)
    if len(shown) < len(ties):
        parts.append(text(24, last + 8, f"and {len(ties) - len(shown)} more", "quiet"))
        last += 26
    return parts, last


def _on_tie(edge: Edge, curve: tuple[_Point, _Point, _Point], taken: list[_Box]) -> Iterator[str]:
    """The first words of a tie, at the first place on it that nothing else has."""
    said = ", ".join(edge.label.split(", ")[:_ON_TIE])
    if not said:
        return
    size = len(said) * _SMALL * CHARACTER
    for along in _ALONG:
        x, y = _point(curve, along)
        box = (x - size / 2, y - 9, x + size / 2, y + 6)
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            yield text(x, y + 4, said, "ink small tie", "middle")
            return


def _point(curve: tuple[_Point, _Point, _Point], along: float) -> _Point:
    weights = ((1 - along) ** 2, 2 * along * (1 - along), along**2)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True))
        for axis in (0, 1)
    )
    return x, y


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _place(
    number: int, nodes: Sequence[Node], centre_x: float, centre_y: float, radius: float
) -> tuple[float, float, float]:
    """The place of a node, with a gap before each cluster; and its angle."""
    groups = [node.group for node in nodes]
    gaps = len(set(groups)) if len(set(groups)) > 1 else 0
    before = len(set(groups[: number + 1])) - 1 if gaps else 0
    angle = 2 * math.pi * (number + 0.8 * before + 0.4) / (len(nodes) + 0.8 * gaps) - math.pi / 2
    return centre_x + radius * math.cos(angle), centre_y + radius * math.sin(angle), angle


def _node(
    node: Node, place: tuple[float, float, float], width: float
) -> tuple[list[str], list[_Box]]:
    """A dot with its name outside the ring, and the places that they take."""
    x, y, angle = place
    size = 7 + 11 * node.weight
    dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}" class="f{node.group % _COLOURS}">'
    parts = [f"{dot}<title>{words(node.text or node.label)}</title></circle>"]
    boxes = [(x - size, y - size, x + size, y + size)]
    side = math.cos(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    away = size + 8
    to_x = x + away * side
    room = 2 * min(to_x, width - to_x) if anchor == "middle" else width - to_x
    room = to_x if anchor == "end" else room
    names = lines_of(node.label, 26, 3)
    ids = lines_of(node.id, max(8, int((room - 12) / (_SMALL * CHARACTER))), 2)
    lines = [*names, *(ids if node.id != node.label else ())]
    to_y = y + (away + 12 * len(lines) / 2) * math.sin(angle) - 8 * (len(lines) - 1) + 4
    for number, line in enumerate(lines):
        kind = "ink title" if number < len(names) else "quiet small"
        base = to_y + 16 * number
        parts.append(text(to_x, base, line, kind, anchor))
        long = len(line) * 13 * CHARACTER
        start = to_x - {"start": 0, "middle": long / 2, "end": long}[anchor]
        boxes.append((start, base - 12, start + long, base + 4))
    return parts, boxes
