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
    parts: Sequence[Text]

    def plain(self, console: Console) -> Iterator[str]:
        """The lines without colour, in a fraction of the time."""
        width = max(console.width - len(self.rest), _NARROWEST)
        guide = self.first
        for part in self.parts:
            for line in _lines(part, console, width):
                yield f"{guide}{line.plain}\n"
                guide = self.rest

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        quiet = console.get_style("quiet")
        width = max(options.max_width - len(self.rest), _NARROWEST)
        guide = self.first
        for part in self.parts:
            for line in _lines(part, console, width):
                yield Segment(guide, quiet)
                yield from line.render(console)
                yield Segment.line()
                guide = self.rest


def _lines(text: Text, console: Console, width: int) -> Iterable[Text]:
    # Most texts are short, and to wrap one takes longer than all the rest.
    if "\n" not in text.plain and "\t" not in text.plain and cell_len(text.plain) <= width:
        return (text,)
    return text.wrap(console, width)


def outlined(nodes: Iterable[tuple[str, str | None, Sequence[Text]]]) -> Iterator[Branch]:
    """
    The branches of a tree in its order.

    Args:
        nodes: the id, the parent's id and the parts of each node; a parent comes first.
    """
    parts: dict[str, Sequence[Text]] = {}
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
