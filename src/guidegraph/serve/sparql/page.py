"""The page to write queries on, and answers as tables on it; it works without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from guidegraph.query.named import named_queries
from guidegraph.render.format import FORMATS
from guidegraph.serve.context import Context
from guidegraph.serve.messages import page
from guidegraph.serve.sparql.backend import QueryAnswer
from guidegraph.serve.sparql.forms import GRAPH_TYPES, PAGE, RESULT_TYPES
from guidegraph.serve.sparql.request import QueryRequest


__all__ = ["page_of_answer", "page_of_query"]

_NAMES: Mapping[str, str] = {
    form: FORMATS[form].name
    for form in (*RESULT_TYPES.values(), *GRAPH_TYPES.values())
    if form != PAGE
}
_FIRST_EXAMPLE = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A term in a table: its text, and its link if it is an address."""

    text: str
    href: str = ""
    note: str = ""


def page_of_query(*, context: Context, root: str, asking: QueryRequest, message: str = "") -> str:
    """The page with a query, or an example, and what is wrong with it."""
    return _page(context, root, asking, message=message)


def page_of_answer(
    *, context: Context, root: str, asking: QueryRequest, answer: QueryAnswer, kind: str, limit: int
) -> str:
    """The page with a query and its answer."""
    if kind == "construct":
        return _page(
            context,
            root,
            asking,
            statements=answer.body.decode(errors="replace"),
            cut=None if answer.complete else limit,
            kind=kind,
        )
    found = json.loads(answer.body)
    if "boolean" in found:
        return _page(context, root, asking, verdict=bool(found["boolean"]), kind=kind)
    columns = [str(name) for name in found["head"].get("vars", ())]
    bindings = found["results"]["bindings"][:limit]
    rows = [[_cell(row.get(name), context, root) for name in columns] for row in bindings]
    complete = answer.complete and len(found["results"]["bindings"]) <= limit
    return _page(
        context,
        root,
        asking,
        columns=columns,
        rows=rows,
        cut=None if complete else limit,
        kind=kind,
    )


def _page(
    context: Context,
    root: str,
    asking: QueryRequest,
    *,
    message: str = "",
    kind: str | None = None,
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[_Cell]] = (),
    statements: str | None = None,
    verdict: bool | None = None,
    cut: int | None = None,
) -> str:
    return page(
        "query.html",
        root=root,
        title=context.site.title,
        message=message,
        query=_text(asking),
        graphs=[
            ("default-graph-uri", asking.default_graphs),
            ("named-graph-uri", asking.named_graphs),
        ],
        examples=list(named_queries().values()),
        forms=_NAMES,
        kind=kind,
        columns=columns,
        rows=rows,
        statements=statements,
        verdict=verdict,
        cut=cut,
        downloads=_downloads(asking, kind),
    )


def _text(asking: QueryRequest) -> str:
    """The query to show: the given one, or the chosen example."""
    if asking.query is not None and asking.query.strip():
        return asking.query
    examples = named_queries()
    chosen = examples.get(asking.example or _FIRST_EXAMPLE) or examples[_FIRST_EXAMPLE]
    return chosen.text


def _downloads(asking: QueryRequest, kind: str | None) -> Sequence[tuple[str, str]]:
    """The answer in every form: its name, and the query string that gives it."""
    if kind is None or asking.query is None:
        return ()
    types = GRAPH_TYPES if kind == "construct" else RESULT_TYPES
    fields = [
        ("query", asking.query),
        *(("default-graph-uri", iri) for iri in asking.default_graphs),
        *(("named-graph-uri", iri) for iri in asking.named_graphs),
    ]
    return [
        (_NAMES[form], urlencode([*fields, ("format", form)]))
        for form in dict.fromkeys(types.values())
        if form != PAGE
    ]


def _cell(term: Mapping[str, Any] | None, context: Context, root: str) -> _Cell:
    if term is None:
        return _Cell(text="")
    kind, value = term.get("type"), str(term.get("value", ""))
    if kind == "uri":
        # Only such an address can be followed from a page without doing anything else.
        safe = value.startswith(("http://", "https://"))
        return _Cell(text=value, href=_here(value, context, root) if safe else "")
    if kind == "bnode":
        return _Cell(text=f"_:{value}")
    return _Cell(text=value, note=str(term.get("xml:lang") or ""))


def _here(iri: str, context: Context, root: str) -> str:
    """The address of a thing on this server, if it has a page for it; else the IRI itself."""
    if iri.startswith(context.site.base):
        name = iri.removeprefix(context.site.base)
        if name and context.site.alternates(name):
            return root + name
    return iri
