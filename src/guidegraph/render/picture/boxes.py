"""Items as boxes: one below the other for a way, or beside the item that they are related to."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.model.network import Network, Node
from guidegraph.render.picture.svg import CHARACTER, STYLE, framed, heading, lines_of, text


__all__ = ["chain", "hub"]

_LINE = 17
_PAD = 12
_SIZE = 13
_GAP = 14


class _Box:
    """A box as wide as asked, as high as its lines need."""

    def __init__(self, node: Node, width: int, *, note: str = "", focus: bool = False) -> None:
        room = int((width - 2 * _PAD) / (_SIZE * CHARACTER))
        small = int((width - 2 * _PAD) / (11.5 * CHARACTER))
        self.width, self.focus = width, focus
        named = node.label != node.id
        self.lines = [(line, "ink title") for line in lines_of(node.label, room, 2)]
        if named:
            self.lines += [(line, "quiet small") for line in lines_of(node.id, small, 1)]
        if node.text:
            most = 6 if focus else 2
            self.lines += [(line, "ink") for line in lines_of(node.text, room, most)]
        self.lines += [(line, "small f0") for line in lines_of(note, small, 2)]
        self.height = len(self.lines) * _LINE + 2 * _PAD - 4

    def drawn(self, x: int, y: int) -> Iterator[str]:
        kind = "box focus" if self.focus else "box"
        yield (
            f'<rect x="{x}" y="{y}" width="{self.width}" height="{self.height}" rx="7" '
            f'class="{kind}"/>'
        )
        for number, (line, style) in enumerate(self.lines):
            yield text(x + _PAD, y + _PAD + _LINE * number + 11, line, style)


def chain(network: Network) -> str:
    """A way from box to box, downwards, with what leads from one to the next."""
    width, box_width, gap = 720, 640, 44
    x, y = (width - box_width) // 2, 66
    parts = heading(x, network.title, width)
    last = len(network.nodes) - 1
    joined = len(network.edges) == last
    for number, node in enumerate(network.nodes):
        box = _Box(node, box_width, focus=number in (0, last))
        parts += box.drawn(x, y)
        y += box.height
        if number < last and joined:
            parts += _arrow(x + 36, y, gap, network.edges[number].label)
        elif number < last:
            parts.append(text(x + 16, y + 27, "nothing leads to", "quiet"))
        y += gap if number < last else 0
    return framed(network, width, y + 24, parts)


def _arrow(x: int, y: int, length: int, said: str) -> Iterator[str]:
    end = y + length
    yield f'<path d="M{x} {y}V{end - 8}" class="link" stroke-width="1.6"/>'
    yield f'<path d="M{x - 5} {end - 9}h10l-5 8z" class="arrow"/>'
    (line,) = lines_of(said, 84, 1) or [""]
    yield text(x + 14, y + length / 2 + 4, line, "quiet")


def hub(network: Network, style: str = STYLE) -> str:
    """The item in question at the left, what is related to it at the right, the closest on top."""
    width, left, right = 1080, 330, 560
    focus = _Box(network.nodes[0], left, focus=True)
    labels = {edge.destination: edge for edge in network.edges}
    boxes = [
        (labels[node.id], _Box(node, right, note=labels[node.id].label))
        for node in network.nodes[1:]
    ]
    top, x = 66, width - right - 24
    height = max(sum(box.height + _GAP for _, box in boxes) - _GAP if boxes else 0, focus.height)
    focus_y = top + min((height - focus.height) // 2, 160)
    start_x, start_y = 24 + left, focus_y + focus.height // 2
    parts = heading(24, network.title, width)
    drawn: list[str] = []
    y = top
    for edge, box in boxes:
        middle = y + box.height // 2
        bend = (start_x + x) // 2
        parts.append(
            f'<path d="M{start_x} {start_y}C{bend} {start_y} {bend} {middle} {x} {middle}" '
            f'class="link" stroke-width="{0.8 + 3.4 * edge.weight:.1f}"/>'
        )
        drawn += box.drawn(x, y)
        y += box.height + _GAP
    parts += focus.drawn(24, focus_y)
    if not boxes:
        parts.append(text(x, focus_y + 20, "nothing is related to it", "quiet"))
    return framed(network, width, top + height + 24, [*parts, *drawn], style)
