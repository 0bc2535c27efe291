"""Answers to queries as XML, by the SPARQL 1.1 results format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.answer import Solutions, Verdict


def _write(answer: Solutions | Verdict, _page: RenderOptions) -> str:
    """The answer of a SELECT or ASK, exact to the datatype."""
    from guidegraph.query.results import written

    return written(answer, "xml").rstrip("\n") + "\n"


form = Format(
    name="XML",
    media_type="application/xml",
    suffix=".xml",
    holds=dict.fromkeys(
        (ResultKind.BINDINGS, ResultKind.BOOLEAN),
        FormatSupport(
            write=as_text(_write), lossless=True, media_type="application/sparql-results+xml"
        ),
    ),
)
