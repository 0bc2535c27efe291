"""
An operation of the API: its address, its parameters, what it answers with. The addresses and the
description are both made from these.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from guidegraph.serve.rest.parameters import RequestParameter
from guidegraph.serve.rest.reader import LibraryReader


__all__ = ["EDITION", "ITEM", "LANGUAGE", "Handle", "Operation", "edition_filter", "text_schema"]

Handle = Callable[[LibraryReader, Mapping[str, Any]], Awaitable[Any]]
"""Gives the answer to the values of parameters, as data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """
    An operation.

    Attributes:
        name: what to call it in programs.
        path: its address, with `{name}` for each parameter in it.
        summary: what it does, in a sentence.
        parameters: those of the path and those of the query.
        schema: the name of the contract that its answer follows.
        handle: gives the answer.
    """

    name: str
    path: str
    summary: str
    parameters: tuple[RequestParameter, ...]
    schema: str
    handle: Handle


def text_schema(*, most: int, pattern: str = r"^[^\x00-\x1f\x7f]+$") -> Mapping[str, Any]:
    """The schema of a text; by default, of any without control characters."""
    return {"type": "string", "minLength": 1, "maxLength": most, "pattern": pattern}


EDITION = RequestParameter(
    name="edition",
    summary="the id of an edition or course",
    schema=text_schema(most=100),
    example="combined",
    in_path=True,
    required=True,
)

ITEM = RequestParameter(
    name="item",
    summary="the id of an item; its slashes may be escaped or not",
    schema=text_schema(most=1000),
    example="value/7/practice/4",
    in_path=True,
    required=True,
)


LANGUAGE = RequestParameter(
    name="lang",
    summary="the language of labels and texts, a tag; by default, what Accept-Language prefers",
    schema=text_schema(most=100, pattern=r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"),
    example="en",
)


def edition_filter(name: str, summary: str, example: str, *, required: bool) -> RequestParameter:
    """An edition as a parameter of the query."""
    return RequestParameter(
        name=name,
        summary=summary,
        schema=text_schema(most=100),
        example=example,
        required=required,
    )
