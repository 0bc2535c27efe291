"""Text with or without colour, as one string."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.text import Text
from rich.theme import Theme

from guidegraph.model.names import TURNING
from guidegraph.render.format import RenderOptions
from guidegraph.render.text.outline import Branch


__all__ = ["drawing"]

_THEME = Theme(
    {
        "quiet": "dim",
        "title": "bold",
        "place": "cyan",
        "removed": "red strike",
        "added": "green underline",
        "grave": "bold white on red",
        "notable": "bold yellow",
        "good": "green",
    }
)


# Wider than any line that is not to be broken.
_ENDLESS = 1_000_000
_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if code != 10
} | dict(TURNING)


def drawing(
    functions: Mapping[type, Callable[[Any, RenderOptions], Iterable[RenderableType] | str]],
) -> Callable[[object, RenderOptions], str]:
    """
    Makes a function that draws results of several types from the parts of each: every part begins a
    line. A text is unchanged.
    """

    def draw(result: object, page: RenderOptions) -> str:
        found = functions[type(result)](result, page)
        return found if isinstance(found, str) else _drawn(found, page)

    return draw


def _drawn(parts: Iterable[RenderableType], page: RenderOptions) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        width=page.width,
        force_terminal=page.colour,
        color_system="standard" if page.colour else None,
        no_color=not page.colour,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        theme=_THEME,
        legacy_windows=False,
        _environ={},
    )
    width = console.width  # each look asks the terminal
    for part in parts:
        if isinstance(part, Branch) and not page.colour:
            file.writelines(f"{_printable(line)}\n" for line in part.plain(console, width))
            continue
        # A line marked so is not broken, so that paths in it stay whole.
        whole = isinstance(part, Text) and part.no_wrap is True
        options = console.options.update(width=_ENDLESS) if whole else console.options
        drawn = [_harmless(segment) for segment in console.render(part, options)]
        console.print(Segments(drawn), end="", soft_wrap=True)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _printable(line: str) -> str:
    return line if line.isprintable() else line.translate(_CONTROLS)


def _harmless(segment: Segment) -> Segment:
    """A piece of a line without control characters."""
    return Segment(segment.text.translate(_CONTROLS), segment.style)
