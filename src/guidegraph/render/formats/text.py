"""Readable text, in a terminal or a file."""

from __future__ import annotations

from collections.abc import Callable

from guidegraph.registry import Registry
from guidegraph.render.format import (
    Format,
    FormatSupport,
    RenderOptions,
    ResultKind,
    as_text,
    kind_of,
)


_DRAWINGS: Registry[Callable[[object, RenderOptions], str]] = Registry(
    "result", "guidegraph.render.text", "draw"
)


def _drawn(result: object, page: RenderOptions) -> str:
    return _DRAWINGS[kind_of(result).part](result, page)


form = Format(
    name="Text",
    media_type="text/plain",
    suffix=".txt",
    holds=dict.fromkeys(
        (kind for kind in ResultKind if kind is not ResultKind.DATASET),
        FormatSupport(
            write=as_text(_drawn),
            losses="It is made for reading: unimportant changes are counted or left out.",
        ),
    ),
)
