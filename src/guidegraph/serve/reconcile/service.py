"""The reconciliation service over HTTP (Reconciliation API 0.2)."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from guidegraph.graph.vocab import SKOS
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.serve.accept import languages
from guidegraph.serve.cache import ResultCache
from guidegraph.serve.context import Context
from guidegraph.serve.fields import TooManyFieldsError, fields_of
from guidegraph.serve.reconcile.entities import PROPERTIES, Entity, Value, entities, type_name
from guidegraph.serve.reconcile.index import Index
from guidegraph.serve.reconcile.match import EntityMatch, candidates
from guidegraph.serve.reconcile.queries import (
    BATCH,
    Extension,
    TooManyError,
    extension_from_json,
    queries_from_json,
)
from guidegraph.serve.reconcile.suggest import (
    suggested_entities,
    suggested_properties,
    suggested_types,
    type_data,
    types_of,
)
from guidegraph.serve.rest.answers import JsonEndpoint, in_json, problem


__all__ = ["HEIGHT", "WIDTH", "extended", "manifest", "preview", "proposed", "routes"]

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20
_LONGEST_PREFIX = 500
_LAST_CURSOR = 1_000_000

Fields = Mapping[str, str]
"""Parameters by name; the first of each counts."""


def routes(context: Context) -> list[Route]:
    """The addresses of the service."""
    service = _Service(context)
    return [
        Route("/reconcile", JsonEndpoint(service.endpoint, ("GET", "POST"))),
        Route("/reconcile/view", JsonEndpoint(service.view)),
        Route("/reconcile/preview", JsonEndpoint(service.preview)),
        Route("/reconcile/suggest/entity", JsonEndpoint(service.suggest_entities)),
        Route("/reconcile/suggest/type", JsonEndpoint(service.suggest_types)),
        Route("/reconcile/suggest/property", JsonEndpoint(service.suggest_properties)),
        Route("/reconcile/extend/propose", JsonEndpoint(service.propose)),
    ]


class _Service:
    """Answers requests from an index that is built at the first request."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept = ResultCache[Index](context.run, 1)

    async def endpoint(self, request: Request) -> Response:
        """The manifest, or answers to queries."""
        fields = _fields(request.scope["query_string"])
        if request.method == "POST":
            media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if media_type != _FORM:
                return problem(415, f"a body of type {media_type[:80]!r}; send {_FORM}")
            fields = {**fields, **await self._context.run(_fields, await request.body())}
        try:
            return await self._answered(request, fields)
        except TooManyError as error:
            return problem(413, str(error))

    async def _answered(self, request: Request, fields: Fields) -> Response:
        index = await self._index()
        run = self._context.run
        accepted = fields.get("lang") or request.headers.get("accept-language")
        if "queries" in fields:
            return _told(await run(self._reconciled, index, fields["queries"], languages(accepted)))
        if "extend" in fields:
            return in_json(
                await run(lambda: extended(index, extension_from_json(fields["extend"])))
            )
        if "query" in fields:
            raise MisuseError("a single 'query' is of version 0.1; send 'queries', an object")
        if request.method == "POST":
            raise MisuseError("neither 'queries' nor 'extend' in the form; send one of them")
        return in_json(
            manifest(
                title=self._context.catalogue.title,
                base=self._context.catalogue.base,
                url=self._context.url,
                types=[type_data(type_) for type_ in types_of(index)],
            )
        )

    async def view(self, request: Request) -> Response:
        """Redirects to an entity's page."""
        entity = await self._entity(request)
        if entity is None:
            return problem(
                404, "there is no entity with this id; /reconcile/suggest/entity finds entities"
            )
        # Relative, for a proxy may give the server a path that we do not know.
        return Response(status_code=303, headers={"Location": f"../{quote(entity.path)}"})

    async def preview(self, request: Request) -> Response:
        """A small page about an entity."""
        return preview(await self._entity(request), self._context.url)

    async def suggest_entities(self, request: Request) -> Response:
        """Entities that begin with the typed text."""
        fields = _fields(request.scope["query_string"])
        types = tuple(filter(None, fields.get("type", "").split(",")))
        index = await self._index()
        run = self._context.run
        accepted = languages(fields.get("lang") or request.headers.get("accept-language"))
        prefix, cursor = _prefix(fields), _cursor(fields)
        return _told(await run(suggested_entities, index, prefix, types, cursor, accepted))

    async def suggest_types(self, request: Request) -> Response:
        """Types that begin with the typed text."""
        fields = _fields(request.scope["query_string"])
        return in_json(suggested_types(await self._index(), _prefix(fields), _cursor(fields)))

    async def suggest_properties(self, request: Request) -> Response:
        """Properties that begin with the typed text."""
        fields = _fields(request.scope["query_string"])
        return in_json(suggested_properties(_prefix(fields), _cursor(fields)))

    async def propose(self, request: Request) -> Response:
        """The properties that entities of a type may have."""
        fields = _fields(request.scope["query_string"])
        limit = _number(fields, "limit", 100) if fields.get("limit") else None
        return in_json(proposed(_short(fields, "type"), limit))

    async def _entity(self, request: Request) -> Entity | None:
        index = await self._index()
        number = index.by_id.get(_fields(request.scope["query_string"]).get("id", ""))
        return None if number is None else index.entities[number]

    async def _index(self) -> Index:
        editions = self._context.catalogue.editions
        return await self._kept.get(None, lambda: Index(tuple(entities(editions))))

    def _reconciled(self, index: Index, text: str, wanted: Sequence[str]) -> dict[str, Any]:
        base = self._context.catalogue.base
        queries = queries_from_json(text)
        known = {"Edition", "Course", *types_of(index)}
        for name in dict.fromkeys(type_ for asked in queries.values() for type_ in asked.types):
            if name not in known:
                # The address is right, so this is not a 404.
                raise MisuseError(str(UnknownNameError("type", name[:100], sorted(known))))
        return {
            key: {"result": [_candidate(each, wanted) for each in candidates(index, asked, base)]}
            for key, asked in queries.items()
        }


def _told(data: Any) -> Response:
    response = in_json(data)
    response.headers["Vary"] = "Accept-Language"
    return response


def _candidate(candidate: EntityMatch, wanted: Sequence[str]) -> dict[str, Any]:
    entity = candidate.entity
    return {
        "id": entity.id,
        "name": entity.name_in(wanted),
        "description": entity.description,
        "type": [{"id": type_, "name": type_name(type_)} for type_ in entity.types],
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": name, "value": value} for name, value in candidate.features.items()],
    }


def _fields(encoded: bytes) -> Fields:
    try:
        found = fields_of(encoded, most=_MOST_FIELDS, errors="replace")
    except TooManyFieldsError:
        raise MisuseError(f"more than {_MOST_FIELDS} parameters; send fewer") from None
    return dict(reversed(found))


def _prefix(fields: Fields) -> str:
    return _short(fields, "prefix")


def _short(fields: Fields, name: str) -> str:
    text = fields.get(name, "")
    if len(text) > _LONGEST_PREFIX:
        raise MisuseError(f"{name!r} has {len(text)} characters; send at most {_LONGEST_PREFIX}")
    return text


def _cursor(fields: Fields) -> int:
    return _number(fields, "cursor", _LAST_CURSOR) if fields.get("cursor") else 0


def _number(fields: Fields, name: str, most: int) -> int:
    text = fields[name]
    if not re.fullmatch("[0-9]{1,7}", text) or int(text) > most:
        raise MisuseError(f"{name} {text[:40]!r} is not a number from 0 to {most}; correct it")
    return int(text)


def manifest(*, title: str, base: str, url: str, types: list[dict[str, Any]]) -> dict[str, Any]:
    """
    The service manifest.

    Args:
        title: that of the library.
        base: what the IRIs of entities begin with.
        url: the server's address, ending in `/`.
        types: what entities can be.
    """

    def service(path: str) -> dict[str, str]:
        return {"service_url": url.rstrip("/"), "service_path": f"/reconcile/{path}"}

    return {
        "versions": ["0.2"],
        "name": title,
        "identifierSpace": base,
        "schemaSpace": SKOS.Concept,
        "documentation": url,
        "serviceVersion": version("guidegraph"),
        "defaultTypes": types,
        # Clients escape the slashes in ids, and an escaped slash is none in the path of an address.
        "view": {"url": f"{url}reconcile/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{url}reconcile/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {kind: service(f"suggest/{kind}") for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": service("extend/propose"),
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Maximum number of values",
                    "type": "number",
                    "default": 0,
                    "help_text": "fetch at most this many values of the property; 0 means all",
                }
            ],
        },
        "batchSize": BATCH,
    }


WIDTH, HEIGHT = 430, 260

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:15px/1.45 system-ui,sans-serif;margin:.8rem}"
    "h1{font-size:1.05rem;line-height:1.3;margin:0 0 .2rem}"
    "p{margin:.2rem 0 .5rem}"
    ".kind{font-size:.85rem;opacity:.8}"
)
# Other tools put the page in a frame; it can only be displayed.
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
    "; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


def preview(entity: Entity | None, url: str) -> Response:
    """The page, with a link to the entity's own below the server's address."""
    body = "".join(_body(entity, url)) if entity else "<h1>Entry not found</h1>"
    title = escape(entity.name) if entity else "Entry not found"
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )
    return HTMLResponse(page, 200 if entity else 404, {"Content-Security-Policy": _POLICY})


def _body(entity: Entity, url: str) -> Iterator[str]:
    def said(name: str) -> list[str]:
        return [escape(value.text) for value in entity.values.get(name, ())]

    label, text = said("label"), said("text")
    address = escape(f"{url}{quote(entity.path)}")
    heading = (label or text or [escape(entity.name)])[0]
    yield (
        f'<h1><a href="{address}" target="_blank" rel="noopener">{heading}</a></h1>'
        f'<p class="kind">{escape(entity.description)}</p>'
    )
    # Its context first: a text may be longer than the frame.
    for name, shown in (("altLabel", "Also"), ("broader", "Belongs to"), ("edition", "In")):
        if found := said(name):
            yield f'<p class="kind">{shown}: {"; ".join(found)}</p>'
    if label and text:
        yield f"<p>{text[0]}</p>"


_OF_EDITIONS = ("label", "type", "lineage", "iri")


def extended(index: Index, asked: Extension) -> dict[str, Any]:
    """The requested properties of each entity; nothing is known about other ids."""
    rows: dict[str, Any] = {}
    for id_ in asked.ids:
        number = index.by_id.get(id_)
        known = {} if number is None else index.entities[number].values
        rows[id_] = {
            name: [_cell(value) for value in known.get(name, ())[:most]]
            for name, most in asked.properties.items()
        }
    return {"meta": [_meta(name) for name in asked.properties], "rows": rows}


def proposed(type_: str, limit: int | None) -> dict[str, Any]:
    """The properties that entities of a type may have."""
    names = _OF_EDITIONS if type_ in ("Edition", "Course") else tuple(PROPERTIES)
    found = [{"id": name, "name": PROPERTIES[name].name} for name in names[:limit]]
    return {"type": type_, "properties": found, **({} if limit is None else {"limit": limit})}


def _cell(value: Value) -> dict[str, str]:
    return {"str": value.text} if value.id is None else {"id": value.id, "name": value.text}


def _meta(name: str) -> dict[str, Any]:
    property_ = PROPERTIES[name]
    data: dict[str, Any] = {"id": name, "name": property_.name}
    if property_.type is not None:
        data["type"] = {"id": property_.type, "name": type_name(property_.type)}
    return data
