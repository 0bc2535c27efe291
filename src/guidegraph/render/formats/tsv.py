"""Answers to queries as tab-separated terms, by the SPARQL 1.1 results format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind, as_text


if TYPE_CHECKING:
    from guidegraph.model.answer import Solutions, Verdict


def _write(answer: Solutions | Verdict, _page: RenderOptions) -> str:
    """The answer of a SELECT or ASK, exact to the datatype."""
    from guidegraph.query.results import written

    return written(answer, "tsv").rstrip("\n") + "\n"


form = Format(
    name="TSV",
    media_type="text/tab-separated-values",
    suffix=".tsv",
    holds=dict.fromkeys(
        (ResultKind.BINDINGS, ResultKind.BOOLEAN),
        FormatSupport(write=as_text(_write), lossless=True),
    ),
)
