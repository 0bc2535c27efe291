"""What an output format is: a function from a result and a page to text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry


__all__ = ["FORMATS", "By", "Page", "Renderer", "by_type"]


class By(StrEnum):
    """What changes are grouped by: the part of the document they stand in, or the type of item."""

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


def by_type(functions: Mapping[type, Any]) -> Callable[..., Any]:
    """
    One function for several types of result: it calls the one for the type of its first argument.

    Results are drawn by the module that is named after the module of their type, so that a new
    result needs a file and no entry in any list.
    """

    def call(result: object, *arguments: object) -> Any:
        if type(result) not in functions:
            raise MisuseError(f"there is no such form of a {type(result).__name__}; use another")
        return functions[type(result)](result, *arguments)

    return call
