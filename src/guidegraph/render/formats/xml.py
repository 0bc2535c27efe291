"""Answers to queries as XML, by the SPARQL 1.1 results format."""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.answer import Solutions, Verdict
from guidegraph.model.errors import MisuseError
from guidegraph.query.results import written
from guidegraph.render.renderer import Page


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """The answer of a SELECT or ASK."""
    raise MisuseError(
        "the format 'xml' is for tables that 'guidegraph query' finds; take 'text' or 'json', "
        "or 'turtle' for the triples of a CONSTRUCT"
    )


@render.register(Solutions)
@render.register(Verdict)
def _(result: Solutions | Verdict, page: Page) -> str:  # noqa: ARG001
    return written(result, "xml").rstrip("\n") + "\n"
