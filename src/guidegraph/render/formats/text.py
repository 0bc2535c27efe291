"""Results for people, in a terminal or a text file."""

from __future__ import annotations

from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry
from guidegraph.render.renderer import Page, Renderer


__all__ = ["render"]

# A result is drawn by the module that is named after the module of its type.
_DRAWINGS: Registry[Renderer] = Registry("result", "guidegraph.render.text", "draw")


def render(result: object, page: Page) -> str:
    """A result as text."""
    kind = type(result).__module__.rpartition(".")[2]
    if kind not in _DRAWINGS:
        raise MisuseError(f"there is no text for a {type(result).__name__}; use another format")
    return _DRAWINGS[kind](result, page)
