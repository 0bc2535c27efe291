"""The parts of an SVG: escaped texts, wrapped lines, the frame with its title and colours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from guidegraph.model.network import Network


__all__ = ["CHARACTER", "STYLE", "attribute", "framed", "heading", "lines_of", "text", "words"]

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
    A whole SVG with the network's title and description; without *style*, the page around it has
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
