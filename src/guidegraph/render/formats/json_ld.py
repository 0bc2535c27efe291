"""The triples that a query makes, as JSON-LD."""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.answer import Statements
from guidegraph.model.errors import MisuseError
from guidegraph.query.results import graph_written
from guidegraph.render.renderer import Page


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """The triples of a CONSTRUCT or DESCRIBE."""
    raise MisuseError(
        "the format 'json-ld' is for the triples of a CONSTRUCT; take 'text' or 'json' here, "
        "or 'guidegraph export' for an edition"
    )


@render.register
def _(result: Statements, page: Page) -> str:  # noqa: ARG001
    return graph_written(result, "json-ld").rstrip("\n") + "\n"
