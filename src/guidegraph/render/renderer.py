"""
What an output format is: a function from a result and a page to text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guidegraph.registry import Registry


__all__ = ["FORMATS", "Page", "Renderer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    What a result is rendered for.

    *width* is in columns; *everything* asks for what is folded into counts otherwise.
    """

    width: int = 100
    colour: bool = False
    everything: bool = False


Renderer = Callable[[object, Page], str]

FORMATS: Registry[Renderer] = Registry("output format", "guidegraph.render.formats", "render")
