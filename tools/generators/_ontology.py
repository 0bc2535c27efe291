"""The ontology as plain values, for the generators."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse


ONTOLOGY = "https://w3id.org/guidegraph/ontology"
FOLDER = Path(__file__).resolve().parents[2] / "ontology"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """
    A term of the ontology: its local name, and its statements by compact predicate.

    Objects are compact too (`skos:Concept`); literals are their text.
    """

    name: str
    statements: Mapping[str, tuple[str, ...]]

    def all(self, *predicates: str) -> tuple[str, ...]:
        """All values of the term for these predicates, in the order of the file."""
        return tuple(value for each in predicates for value in self.statements.get(each, ()))

    def one(self, predicate: str) -> str:
        """The one value of the term for this predicate."""
        (value,) = self.all(predicate)
        return value


@cache
def prefixes() -> Mapping[str, str]:
    """The namespaces by prefix, as the ontology declares them."""
    found = re.findall(r"^@prefix (\w+): <(.+)> \.$", _text("guidegraph.ttl"), re.MULTILINE)
    return MappingProxyType(dict(sorted(found)))


def compact(iri: str) -> str:
    """The IRI as prefix and local name if possible, else the IRI itself."""
    for prefix, namespace in prefixes().items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return iri


@cache
def statements() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The statements of each subject of the ontology, all in compact form."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for quad in parse(_text("guidegraph.ttl"), format=RdfFormat.TURTLE):
        about = found.setdefault(_shown(quad.subject), {})
        predicate = _shown(quad.predicate)
        about[predicate] = (*about.get(predicate, ()), _shown(quad.object))
    return MappingProxyType(found)


@cache
def terms() -> tuple[Term, ...]:
    """The terms of the ontology in the order of the file."""
    return tuple(
        Term(name=subject.removeprefix("gg:"), statements=MappingProxyType(about))
        for subject, about in statements().items()
        if subject.startswith("gg:")
    )


def subclasses(name: str) -> Iterator[Term]:
    """The terms transitively below a class, in the order of the file."""
    for term in terms():
        if f"gg:{name}" in term.all("rdfs:subClassOf"):
            yield term
            yield from subclasses(term.name)


@cache
def in_data() -> frozenset[str]:
    """The terms in the graphs of editions, changes and findings, in compact form."""
    context = json.loads(_text("context.jsonld"))["@context"]
    values = (value["@id"] if isinstance(value, dict) else value for value in context.values())
    return frozenset(str(value) for value in values)


def _text(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8")


def _shown(node: object) -> str:
    if isinstance(node, NamedNode):
        return compact(node.value)
    if isinstance(node, Literal):
        return node.value
    msg = f"{node} in the ontology is a blank node; give it an IRI"
    raise TypeError(msg)
