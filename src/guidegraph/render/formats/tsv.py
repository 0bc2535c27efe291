"""Answers to queries as tab-separated terms, by the SPARQL 1.1 results format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegraph.render.format import Format, Holding, Kind, Page, as_text


if TYPE_CHECKING:
    from guidegraph.model.answer import Solutions, Verdict


def _write(answer: Solutions | Verdict, _page: Page) -> str:
    """The answer of a SELECT or ASK, exact to the datatype."""
    from guidegraph.query.results import written

    return written(answer, "tsv").rstrip("\n") + "\n"


form = Format(
    name="TSV",
    media_type="text/tab-separated-values",
    suffix=".tsv",
    holds=dict.fromkeys(
        (Kind.BINDINGS, Kind.BOOLEAN), Holding(write=as_text(_write), lossless=True)
    ),
)
