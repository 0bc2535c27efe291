"""
What an output format is: a function from a result and a page to text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from guidegraph.registry import Registry


__all__ = ["FORMATS", "By", "Page", "Renderer"]


class By(StrEnum):
    """
    What changes are grouped by: the part of the document they stand in, or the type of item.
    """

    VALUE = "value"
    TYPE = "type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    What a result is rendered for.

    *width* is in columns; *everything* asks for what is folded into counts otherwise, *summary*
    for the counts alone; *by* says what the changes are grouped by.
    *max_chars* is the most characters that there is room for; formats for places with such a limit
    fold the least grave changes into counts to keep to it.
    """

    width: int = 100
    colour: bool = False
    everything: bool = False
    summary: bool = False
    by: By = By.VALUE
    max_chars: int | None = None


Renderer = Callable[[object, Page], str]

FORMATS: Registry[Renderer] = Registry("output format", "guidegraph.render.formats", "render")
