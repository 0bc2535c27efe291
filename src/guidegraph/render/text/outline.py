"""
A tree of items as lines with guides, in time and space linear in the number of items.

Where a tree is deeper than a line is wide, the level is written instead of drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.text import Text


__all__ = ["Branch", "outlined"]

_DRAWN = 12
"""How many levels are drawn; a line of the guides of more has no room for words."""

_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Branch:
    """An item of a tree: the guides before its first and its other lines, and its *parts*."""

    first: str
    rest: str
    parts: Sequence[Text | str]

    def plain(self, console: Console, width: int) -> Iterator[str]:
        """The lines without colour and line ends, in a fraction of the time."""
        width = max(width - len(self.rest), _NARROWEST)
        guide = self.first
        for part in self.parts:
            text = part if isinstance(part, str) else part.plain
            lines = _plain_lines(text, width) or (
                line.plain for line in _lines(_text(part), console, width)
            )
            for line in lines:
                yield f"{guide}{line}"
                guide = self.rest

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        quiet = console.get_style("quiet")
        width = max(options.max_width - len(self.rest), _NARROWEST)
        guide = self.first
        for part in self.parts:
            for line in _lines(_text(part), console, width):
                yield Segment(guide, quiet)
                yield from line.render(console)
                yield Segment.line()
                guide = self.rest


def _text(part: Text | str) -> Text:
    return Text(part) if isinstance(part, str) else part


def _plain_lines(text: str, width: int) -> Sequence[str] | None:
    """
    The lines of a text of which each letter takes one place; nothing for any other text, or one
    with a word that is longer than a line.
    """
    if not (text.isascii() and text.isprintable()):
        return None
    if len(text) <= width:
        return (text,)
    if "  " in text or text != text.strip(" "):
        return None
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:
            return None
        lines.append(text[start:end])
        start = end + 1
    lines.append(text[start:])
    return lines


def _lines(text: Text, console: Console, width: int) -> Iterable[Text]:
    # Most texts are short, and to wrap one takes longer than all the rest.
    if "\n" not in text.plain and "\t" not in text.plain and cell_len(text.plain) <= width:
        return (text,)
    return text.wrap(console, width)


def outlined(nodes: Iterable[tuple[str, str | None, Sequence[Text | str]]]) -> Iterator[Branch]:
    """
    The branches of a tree in its order.

    Args:
        nodes: the id, the parent's id and the parts of each node; a parent comes first.
    """
    parts: dict[str, Sequence[Text | str]] = {}
    below: dict[str | None, list[str]] = {}
    for id_, parent, said in nodes:
        parts[id_] = said
        below.setdefault(parent if parent in parts else None, []).append(id_)
    roots = below.get(None, [])
    waiting = [(id_, "", 0, at == 0) for at, id_ in enumerate(reversed(roots))]
    while waiting:
        id_, guides, level, last = waiting.pop()
        if level < _DRAWN:
            first = f"{guides}{'└── ' if last else '├── '}"
            rest = f"{guides}{'    ' if last else '│   '}"
        else:
            first, rest = f"{guides}(level {level + 1}) ", guides
        yield Branch(first, rest, parts[id_])
        waiting += [
            (each, rest, level + 1, at == 0) for at, each in enumerate(below.get(id_, ())[::-1])
        ]
