"""
Triples as JSON-LD 1.1 in our context.

The libraries at hand write expanded JSON-LD, or need the network for contexts; the graphs written
here have no blank nodes, lists or named graphs, so compaction is a look-up in the context.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.context import CONTEXT
from guidegraph.graph.vocab import RDF, XSD


__all__ = ["to_json_ld"]


@dataclass(frozen=True, slots=True)
class _Term:
    """
    A term of the context: its name, the type its values are coerced to, its containers.
    """

    name: str
    type: str | None
    containers: frozenset[str]


def to_json_ld(triples: Iterable[Triple]) -> bytes:
    """
    A document with our context embedded, and a node for each subject in the order given.

    Raises:
        ValueError: a term that the context cannot write, such as a blank node.
    """
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        if not isinstance(triple.subject, NamedNode):
            raise ValueError(f"not an IRI: {triple.subject}")
        node = nodes.setdefault(triple.subject.value, {"id": triple.subject.value})
        _add(node, triple)
    document = {"@context": dict(CONTEXT), "@graph": list(nodes.values())}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _add(node: dict[str, Any], triple: Triple) -> None:
    if triple.predicate.value == RDF.type:
        _append(node, "type", _names().get(_iri(triple.object), _iri(triple.object)), always=True)
        return
    term = _terms().get(triple.predicate.value)
    value = triple.object
    if term is None:
        _append(node, triple.predicate.value, _expanded(value), always=False)
    elif isinstance(value, Literal) and value.language and "@language" in term.containers:
        by_language = node.setdefault(term.name, {})
        _append(by_language, value.language, value.value, always="@set" in term.containers)
    else:
        _append(node, term.name, _compact(term, value), always="@set" in term.containers)


def _append(node: dict[str, Any], key: str, value: Any, *, always: bool) -> None:
    """
    One more value of a key: alone, or in a list where there are several or *always*.
    """
    if key not in node:
        node[key] = [value] if always else value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _compact(term: _Term, value: object) -> Any:
    if isinstance(value, NamedNode):
        return value.value if term.type == "@id" else {"@id": value.value}
    if not isinstance(value, Literal) or value.language:
        return _expanded(value)
    if term.type == value.datatype.value:
        # A number stays a text in its own lexical form unless JSON writes it the same.
        if term.type == XSD.integer and value.value == str(int(value.value)):
            return int(value.value)
        return value.value
    return _expanded(value)


def _expanded(value: object) -> str | dict[str, str]:
    if isinstance(value, NamedNode):
        return {"@id": value.value}
    if not isinstance(value, Literal):
        raise ValueError(f"neither an IRI nor a literal: {value}")
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == XSD.string:
        return value.value
    return {"@value": value.value, "@type": value.datatype.value}


@cache
def _terms() -> Mapping[str, _Term]:
    """
    The context's properties, by their IRIs.
    """
    found: dict[str, _Term] = {}
    for name, meaning in CONTEXT.items():
        definition = meaning if isinstance(meaning, dict) else {"@id": meaning}
        iri = definition.get("@id")
        if not isinstance(iri, str) or ":" not in iri or name.startswith("@"):
            continue
        container = definition.get("@container", ())
        containers = frozenset([container] if isinstance(container, str) else container)
        coerced = definition.get("@type")
        found[_full(iri)] = _Term(
            name, _full(coerced) if coerced and coerced != "@id" else coerced, containers
        )
    return found


@cache
def _names() -> Mapping[str, str]:
    """
    The context's classes and other plain names, by their IRIs.
    """
    return {
        _full(meaning): name
        for name, meaning in CONTEXT.items()
        if isinstance(meaning, str) and ":" in meaning and not meaning.endswith(("#", "/"))
    }


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    namespace = CONTEXT.get(prefix)
    return f"{namespace}{local}" if isinstance(namespace, str) else name


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise ValueError(f"not an IRI: {term}")
    return term.value
