"""Networks as pictures in SVG: boxes for a chain or a hub."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from guidegraph.model.network import Edge, Network, Node
from guidegraph.render.network_words import reason_of


__all__ = [
    "CHARACTER",
    "STYLE",
    "attribute",
    "chain",
    "framed",
    "heading",
    "hub",
    "lines_of",
    "text",
    "words",
]

CHARACTER = 0.56
"""The width of a letter, in font sizes; on average, and a little more than that."""

# What XML 1.0 cannot hold, however written, and what would turn the reading direction round.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)

STYLE = """
svg { font-family: system-ui, "Segoe UI", "Noto Sans", sans-serif; font-size: 13px;
  --paper: #ffffff; --ink: #1b1f24; --quiet: #59636e; --line: #8c959f; --box: #f6f8fa;
  --c0: #0b66b3; --c1: #b34700; --c2: #00795f; --c3: #9b3a86; --c4: #7a6200; --c5: #b3263b;
  --c6: #4b55b8; --c7: #3f7a1d; }
@media (prefers-color-scheme: dark) { svg { --paper: #14171b; --ink: #eef1f4; --quiet: #a7b0ba;
  --line: #7d8691; --box: #20252b; --c0: #6cb6ff; --c1: #ff9a5c; --c2: #4cd1ae; --c3: #e08fd0;
  --c4: #d9bd4a; --c5: #ff8a95; --c6: #a5adff; --c7: #97d66f; } }
.paper { fill: var(--paper); } .ink { fill: var(--ink); } .quiet { fill: var(--quiet); }
.title { font-weight: 600; } .head { font-size: 16px; font-weight: 600; }
.small { font-size: 11.5px; }
.box { fill: var(--box); stroke: var(--line); } .focus { stroke-width: 2; stroke: var(--c0); }
.link { fill: none; stroke: var(--line); } .arrow { fill: var(--line); }
.tie { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
""" + "".join(
    f".f{number} {{ fill: var(--c{number}); }} .s{number} {{ stroke: var(--c{number}); }}\n"
    for number in range(8)
)
"""The colours of pictures that stand alone, in light and dark."""


def words(raw: str) -> str:
    """A text as the content of an element."""
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", raw))


def attribute(raw: str) -> str:
    """A text as a quoted attribute."""
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", raw))


def text(x: float, y: float, said: str, kind: str = "ink", anchor: str = "start") -> str:
    """A line of text whose base line begins, or as *anchor* says, at a place."""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}">{words(said)}</text>'
    )


def lines_of(said: str, width: int, most: int) -> list[str]:
    """A text in lines of so many letters at most, cut with an ellipsis after so many lines."""
    lines: list[str] = []
    line = ""
    pieces = [piece for word in said.split() for piece in _pieces(word, width)]
    for number, piece in enumerate(pieces):
        longer = f"{line} {piece}" if line else piece
        if _width(longer) <= width:
            line = longer
            continue
        if len(lines) == most - 1:
            return [*lines, _cut(f"{line} {' '.join(pieces[number:])}", width)]
        lines.append(line)
        line = piece
    return [*lines, line] if line else lines


def _cut(said: str, width: int) -> str:
    """The start of a text and an ellipsis; whole words, if one fits."""
    short = said[: max(width, 0)]  # a letter is at least one wide
    while short and _width(short) > width - 2:
        short = short[:-1]
    whole = short.rpartition(" ")[0] if short != said else short
    return f"{(whole or short).rstrip()} …"


def _pieces(word: str, width: int) -> list[str]:
    """A word, in pieces if it is longer than a line."""
    if _width(word) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if _width(piece + letter) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _width(said: str) -> int:
    if said.isascii():
        return len(said)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in said)


def heading(x: int, said: str, width: int) -> list[str]:
    """The title in at most two lines at the top of a picture of that width."""
    lines = lines_of(said, int((width - 2 * x) / (16 * 0.6)), 2)
    return [text(x, 30 + 20 * number, line, "ink head") for number, line in enumerate(lines)]


def framed(
    network: Network, width: int, height: int, parts: Iterable[str], style: str = STYLE
) -> str:
    """
    A whole SVG with the network's title and description; without *style*, the page around it gives
    the colours.
    """
    body = "\n".join(parts)
    sheet = f"<style>{style}</style>\n" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">{words(network.title)}</title>\n'
        f'<desc id="desc">{words(network.description)}</desc>\n'
        f'{sheet}<rect width="{width}" height="{height}" class="paper"/>\n'
        f"{body}\n</svg>\n"
    )


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
    """A path from box to box, downwards, with the link from one to the next."""
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
            parts.append(text(x + 16, y + 27, "there is no link to", "quiet"))
        y += gap if number < last else 0
    return framed(network, width, y + 24, parts)


def _arrow(x: int, y: int, length: int, said: str) -> Iterator[str]:
    end = y + length
    yield f'<path d="M{x} {y}V{end - 8}" class="link" stroke-width="1.6"/>'
    yield f'<path d="M{x - 5} {end - 9}h10l-5 8z" class="arrow"/>'
    (line,) = lines_of(said, 84, 1) or [""]
    yield text(x + 14, y + length / 2 + 4, line, "quiet")


_ON_TIE = 26
"""The maximum number of letters of a reason on a tie."""


def _details(edge: Edge) -> str:
    """All reasons of a link, if the tie does not already say them."""
    is_said = edge.label == reason_of(edge) and len(edge.label) < _ON_TIE
    return "" if is_said else edge.label


def hub(network: Network, style: str = STYLE) -> str:
    """The item in question at the left, what is related to it at the right, the closest on top."""
    width, left, right = 1080, 300, 560
    focus = _Box(network.nodes[0], left, focus=True)
    labels = {edge.destination: edge for edge in network.edges}
    boxes = [
        (labels[node.id], _Box(node, right, note=_details(labels[node.id])))
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
        (reason,) = lines_of(reason_of(edge), _ON_TIE, 1) or [""]
        drawn.append(text(x - 6, middle - 5, reason, "quiet small tie", "end"))
        drawn += box.drawn(x, y)
        y += box.height + _GAP
    parts += focus.drawn(24, focus_y)
    if not boxes:
        parts.append(text(x, focus_y + 20, "no related items", "quiet"))
    return framed(network, width, top + height + 24, [*parts, *drawn], style)
