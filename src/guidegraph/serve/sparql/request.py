"""Requests to the endpoint, by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import Message

from starlette.exceptions import HTTPException
from starlette.requests import Request

from guidegraph.serve.fields import TooManyFieldsError, fields_of


__all__ = ["ACCEPTED", "QueryRequest", "reader_of"]

ACCEPTED = ("application/x-www-form-urlencoded", "application/sparql-query")
"""The media types that a POST may have."""

_MOST_FIELDS = 200
_LONGEST_TYPE = 500
# Names of the same choice; some clients send all of them, and some of them twice.
_FORM_FIELDS = ("format", "output", "results")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRequest:
    """
    A query, the dataset it is about if the request names one, and the names of the form it wants.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    forms: tuple[str, ...]
    example: str | None

    @property
    def chooses_graphs(self) -> bool:
        """Whether the request names the dataset."""
        return bool(self.default_graphs or self.named_graphs)


async def reader_of(request: Request) -> Callable[[], QueryRequest]:
    """
    What reads what a request asks, from all of its bytes; the longest take a while.

    Raises:
        HTTPException: it is not a request of the protocol; the reader raises it, too.
    """
    address: bytes = request.scope["query_string"]
    if request.method != "POST":
        return lambda: _asking(_fields(address))
    header = request.headers.get("content-type", "")[:_LONGEST_TYPE]
    media_type, charset = _content_type(header)
    if charset not in ("", "utf-8", "us-ascii"):
        raise HTTPException(415, f"the charset {charset!r} is not supported; send UTF-8")
    if media_type in ACCEPTED:
        body = await request.body()
        if media_type == ACCEPTED[0]:
            return lambda: _asking(_fields(body))
        return lambda: _direct(_fields(address), body)
    raise HTTPException(
        415,
        f"the media type {media_type!r} is not supported; send {' or '.join(ACCEPTED)}",
        {"Accept-Post": ", ".join(ACCEPTED)},
    )


def _direct(fields: Sequence[tuple[str, str]], body: bytes) -> QueryRequest:
    """What a request asks whose body is the query."""
    if any(name == "query" for name, _ in fields):
        raise HTTPException(400, "the query is given twice; send it as the body or as a field")
    return _asking([*fields, ("query", _decoded(body))])


def _content_type(header: str) -> tuple[str, str]:
    parsed = Message()
    parsed["Content-Type"] = header.replace("\n", " ").replace("\r", " ")
    charset = parsed.get_param("charset", "")
    return (
        parsed.get_content_type() if "/" in header else header.strip(),
        charset.lower() if isinstance(charset, str) else "?",
    )


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return fields_of(body, most=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise HTTPException(400, "the fields are not percent-encoded UTF-8; encode them") from None
    except TooManyFieldsError:
        raise HTTPException(400, f"there are more than {_MOST_FIELDS} fields; send fewer") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise HTTPException(400, "the query is not UTF-8; encode it as UTF-8") from None


def _asking(fields: Sequence[tuple[str, str]]) -> QueryRequest:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for field, value in fields if field == name)

    if values("update"):
        raise HTTPException(403, "the library is read-only; send a query in the field 'query'")
    for name in ("query", "example"):
        if len(values(name)) > 1:
            raise HTTPException(400, f"the field {name!r} is given twice; send it once")
    if values("using-graph-uri") or values("using-named-graph-uri"):
        raise HTTPException(403, "using-graph-uri is for updates, and the library is read-only")
    return QueryRequest(
        query=next(iter(values("query")), None),
        default_graphs=values("default-graph-uri"),
        named_graphs=values("named-graph-uri"),
        forms=tuple(value for name in _FORM_FIELDS for value in values(name) if value),
        example=next(iter(values("example")), None),
    )
