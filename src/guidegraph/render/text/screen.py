"""
Text with or without colour, as one string.
"""

from __future__ import annotations

import io

from rich.console import Console, RenderableType
from rich.theme import Theme

from guidegraph.render.renderer import Page


__all__ = ["drawn"]

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


def drawn(page: Page, *parts: RenderableType) -> str:
    """
    What *parts* look like on a page, each beginning a line.
    """
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
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"
