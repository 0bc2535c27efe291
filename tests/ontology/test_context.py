"""The JSON-LD context says the same to every processor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld
from rdflib.namespace import OWL, RDF

from guidegraph.graph import vocab


FOLDER = Path(__file__).resolve().parents[2] / "ontology"
EDITION = Path(__file__).with_name("edition.ttl").read_text(encoding="utf-8")
CONTEXT = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
ONTOLOGY = rdflib.Graph().parse(FOLDER / "guidegraph.ttl")
GG = rdflib.Namespace(vocab.GG.NAMESPACE)

SAMPLE = {
    "@context": CONTEXT,
    "id": "https://example.org/guide/new",
    "type": "Edition",
    "title": {"en": "Guide", "de": "Leitfaden"},
    "issued": {"@value": "2013", "type": "xsd:gYear"},
    "hasTopConcept": {
        "id": "https://example.org/guide/new/term/hope",
        "type": ["Concept", "GlossaryTerm"],
        "position": 1,
        "altLabel": {"en": ["Faith", "Trust"]},
        "hyperlink": {"id": "https://example.org/guide/new/term/hope#link-1", "target": "#"},
    },
}
SAMPLE_TURTLE = """
@base <https://example.org/guide/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gg: <https://w3id.org/guidegraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<new> a gg:Edition ;
    dcterms:title "Guide"@en, "Leitfaden"@de ;
    dcterms:issued "2013"^^xsd:gYear ;
    skos:hasTopConcept <new/term/hope> .
<new/term/hope> a skos:Concept, gg:GlossaryTerm ;
    gg:position 1 ;
    skos:altLabel "Faith"@en, "Trust"@en ;
    gg:hyperlink <new/term/hope#link-1> .
<new/term/hope#link-1> gg:target "#"^^xsd:anyURI .
"""


def triples(text: str, syntax: pyoxigraph.RdfFormat) -> set[str]:
    """The triples of a graph without blank nodes, each as text."""
    return {str(quad.triple) for quad in pyoxigraph.parse(text, format=syntax)}


def by_rdflib(document: dict[str, Any]) -> set[str]:
    """The triples that rdflib reads from a document."""
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    return triples(graph.serialize(format="nt"), pyoxigraph.RdfFormat.N_TRIPLES)


def by_pyoxigraph(document: dict[str, Any]) -> set[str]:
    """The triples that pyoxigraph reads from a document."""
    return triples(json.dumps(document), pyoxigraph.RdfFormat.JSON_LD)


def by_pyld(document: dict[str, Any]) -> set[str]:
    """The triples that PyLD reads from a document."""
    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return triples(str(quads), pyoxigraph.RdfFormat.N_QUADS)


# rdflib's own JSON-LD parser still uses a class that rdflib deprecates.
RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
PROCESSORS = pytest.mark.parametrize(
    "read", [pytest.param(by_rdflib, marks=RDFLIB), by_pyoxigraph, by_pyld]
)


@PROCESSORS
def test_sample_is_understood(read: Callable[[dict[str, Any]], set[str]]) -> None:
    """Aliases, language maps, typed values and nesting mean the same to every processor."""
    assert triples(SAMPLE_TURTLE, pyoxigraph.RdfFormat.TURTLE) == read(SAMPLE)


@PROCESSORS
def test_edition_survives(read: Callable[[dict[str, Any]], set[str]]) -> None:
    """An edition written with the context is the same edition when it is read again."""
    graph = rdflib.Graph().parse(data=EDITION, format="turtle")
    expanded = jsonld.from_rdf(graph.serialize(format="nt"), {"format": "application/n-quads"})
    document = jsonld.compact(expanded, CONTEXT)

    assert triples(EDITION, pyoxigraph.RdfFormat.TURTLE) == read(document)


def test_edition_reads_well() -> None:
    """What the context is written for appears by its short name, not as an IRI."""
    graph = rdflib.Graph().parse(data=EDITION, format="turtle")
    expanded = jsonld.from_rdf(graph.serialize(format="nt"), {"format": "application/n-quads"})
    keys = {key for node in jsonld.compact(expanded, CONTEXT)["@graph"] for key in node}

    assert set() == {key for key in keys if ":" in key}


def test_every_class_and_property_has_a_short_name() -> None:
    """Each class and each property of the ontology is in the context under its own name."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    ours = {term for kind in kinds for term in ONTOLOGY.subjects(RDF.type, kind)}
    ours |= {GG.printedLabel, GG.derivedLabel}
    named = {
        GG[name]
        for name, value in CONTEXT.items()
        if f"gg:{name}" == (value["@id"] if isinstance(value, dict) else value)
    }

    assert ours == named


def test_context_needs_nothing_that_processors_lack() -> None:
    """No context within the context, and none to be fetched: pyoxigraph understands neither."""
    values = [value for value in CONTEXT.values() if isinstance(value, dict)]

    assert not [value for value in values if "@context" in value]
    assert "@import" not in CONTEXT
