"""
Triples as JSON-LD 1.1: compacted with our context, expanded, or framed as a tree.

The available libraries only write expanded JSON-LD, or need the network for contexts. Lists are
written as triples. Therefore compaction is a look-up in the context.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.context import CONTEXT
from guidegraph.graph.language_tags import language_tag
from guidegraph.graph.vocab import RDF, XSD


__all__ = [
    "CONTEXT_IRI",
    "compacted",
    "compacted_dataset",
    "document",
    "expanded_dataset",
    "to_json_ld",
]

CONTEXT_IRI = "https://w3id.org/guidegraph/context.jsonld"
"""Where our context is published; the file is `ontology/context.jsonld`."""

Node = dict[str, Any]

# JSON-LD reads larger numbers as floating-point ones.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the context: its name, the type its values are coerced to, its containers."""

    name: str
    type: str | None
    containers: frozenset[str]


def to_json_ld(triples: Iterable[Triple]) -> bytes:
    """
    A document with our context embedded, and a node for each subject in the order given.

    Raises:
        ValueError: a term that JSON-LD cannot write, such as a triple.
    """
    return document({"@context": dict(CONTEXT), "@graph": compacted(triples)})


def document(content: object) -> bytes:
    """A document as bytes."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def compacted(triples: Iterable[Triple]) -> list[Node]:
    """A node for each subject, in the terms of our context."""
    return _nodes(triples, "id", _add)


def compacted_dataset(graphs: Mapping[str | None, Sequence[Triple]]) -> list[Node]:
    """The nodes of each graph under its name; those of a single graph need none."""
    return _dataset(graphs, compacted, "id")


def expanded_dataset(graphs: Mapping[str | None, Sequence[Triple]]) -> list[Node]:
    """The same with full IRIs, as processors expand them first."""
    return _dataset(graphs, _in_full, "@id")


def _in_full(triples: Iterable[Triple]) -> list[Node]:
    return _nodes(triples, "@id", _add_expanded)


def _dataset(
    graphs: Mapping[str | None, Sequence[Triple]],
    nodes_of: Callable[[Iterable[Triple]], list[Node]],
    key: str,
) -> list[Node]:
    found: list[Node] = []
    for name, triples in graphs.items():
        nodes = nodes_of(triples)
        if name is None or len(graphs) == 1:
            found += nodes
        else:
            found.append({key: name, "@graph": nodes})
    return found


def _nodes(triples: Iterable[Triple], key: str, add: Callable[[Node, Triple], None]) -> list[Node]:
    nodes: dict[str, Node] = {}
    for triple in triples:
        subject = _name(triple.subject)
        add(nodes.setdefault(subject, {key: subject}), triple)
    return list(nodes.values())


def _add(node: Node, triple: Triple) -> None:
    predicate, value = triple.predicate.value, triple.object
    if predicate == RDF.type and not isinstance(value, Literal):
        name = _name(value)
        _append(node, "type", _names().get(name, name), always=True)
        return
    term = _terms().get(predicate)
    if term is None:
        _append(node, predicate, _expanded(value), always=False)
    elif "@language" not in term.containers:
        _append(node, term.name, _compact(term, value), always="@set" in term.containers)
    elif isinstance(value, Literal) and value.language:
        by_language = node.setdefault(term.name, {})
        _append(
            by_language, language_tag(value.language), value.value, always="@set" in term.containers
        )
    else:  # a map of languages cannot contain it
        _append(node, predicate, _expanded(value), always=False)


def _add_expanded(node: Node, triple: Triple) -> None:
    predicate, value = triple.predicate.value, triple.object
    if predicate == RDF.type and not isinstance(value, Literal):
        _append(node, "@type", _name(value), always=True)
        return
    shown = _expanded(value)
    _append(node, predicate, {"@value": shown} if isinstance(shown, str) else shown, always=True)


def _append(node: Node, key: str, value: Any, *, always: bool) -> None:
    """One more value of a key: alone, or in a list where there are several or *always*."""
    if key not in node:
        node[key] = [value] if always else value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _compact(term: _Term, value: object) -> Any:
    if not isinstance(value, Literal):
        name = _name(value)
        return name if term.type == "@id" else {"@id": name}
    shown = _expanded(value)
    if term.type is None or value.language:
        return shown
    if term.type == value.datatype.value:
        # A number stays a text in its lexical form, unless JSON writes it the same.
        if term.type == XSD.integer and _INTEGER.fullmatch(value.value):
            return int(value.value)
        return value.value
    return {"@value": shown} if isinstance(shown, str) else shown


def _expanded(value: object) -> str | dict[str, str]:
    if not isinstance(value, Literal):
        return {"@id": _name(value)}
    if value.language:
        return {"@value": value.value, "@language": language_tag(value.language)}
    if value.datatype.value == XSD.string:
        return value.value
    return {"@value": value.value, "@type": value.datatype.value}


@cache
def _terms() -> Mapping[str, _Term]:
    """The context's properties, by their IRIs."""
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
    """The context's classes and other plain names, by their IRIs."""
    return {
        _full(meaning): name
        for name, meaning in CONTEXT.items()
        if isinstance(meaning, str) and ":" in meaning and not meaning.endswith(("#", "/"))
    }


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    namespace = CONTEXT.get(prefix)
    return f"{namespace}{local}" if isinstance(namespace, str) else name


def _name(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise ValueError(f"neither an IRI nor a blank node: {term}")
