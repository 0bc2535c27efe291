"""Search for words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guidegraph.language.words import words as words_of
from guidegraph.model.hits import Hits
from guidegraph.render.data.library import data_of_hits
from guidegraph.serve.rest.operation import Operation, edition_filter, text_schema
from guidegraph.serve.rest.parameters import RequestParameter
from guidegraph.serve.rest.reader import LibraryReader


__all__ = ["OPERATIONS"]


async def _search(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
    return await reader.run(_found, reader, given)


def _found(reader: LibraryReader, given: Mapping[str, Any]) -> dict[str, Any]:
    words, offset, limit = given["q"], given["offset"], given["limit"]
    if not words_of(words):  # punctuation is in no item
        return data_of_hits(Hits(words=words, hits=(), total=0))
    hits = reader.librarian.search(
        words,
        edition=given["edition"],
        type_=given["type"],
        limit=offset + limit,
        any_=given["any"],
    )
    return data_of_hits(replace(hits, hits=hits.hits[offset:]))


OPERATIONS = (
    Operation(
        name="search",
        path="/api/search",
        summary="The items that contain all of the words, in any form, the best first.",
        parameters=(
            RequestParameter(
                name="q",
                summary="the words, such as 'respect privacy'; in quotation marks, a phrase",
                schema=text_schema(most=500),
                example="respect privacy",
                required=True,
            ),
            edition_filter(
                "edition", "the id of the edition to search in", "combined", required=False
            ),
            RequestParameter(
                name="type",
                summary="the class of items to find, such as PracticeStatement",
                schema=text_schema(most=100),
                example="PracticeStatement",
            ),
            RequestParameter(
                name="any",
                summary="whether to find items with only some of the words, too",
                schema={"type": "boolean", "default": False},
                example=False,
            ),
            RequestParameter(
                name="limit",
                summary="the maximum number of items",
                schema={"type": "integer", "minimum": 1, "maximum": 200, "default": 20},
                example=5,
            ),
            RequestParameter(
                name="offset",
                summary="the number of items to skip",
                schema={"type": "integer", "minimum": 0, "maximum": 100_000, "default": 0},
                example=0,
            ),
        ),
        schema="search",
        handle=_search,
    ),
)
