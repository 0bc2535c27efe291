"""What was read from RDF: its graph for queries, and the same triples back out."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given, settings
from pyoxigraph import RdfFormat, Triple

from guidegraph.exports import Exports
from guidegraph.graph.build import edition_iri, to_graph
from guidegraph.graph.labels import unlabelled, with_derived_labels
from guidegraph.graph.read import from_graph
from guidegraph.graph.statements import comparable, source_graph
from guidegraph.graph.vocab import DCTERMS, GG, RDF, SKOS
from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition
from guidegraph.model.manifest import Manifest
from guidegraph.render.format import losses_of
from tests.graph.test_round_trip import canonical
from tests.strategies import data_editions, vocabularies


HEAD = """@prefix : <https://example.org/wood/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
WOOD = f"""{HEAD}
:s a skos:ConceptScheme ; skos:prefLabel "Hölzer"@de ; dcterms:creator [ :name "Ann" ] .
:oak a skos:Concept ; skos:topConceptOf :s ; skos:prefLabel "Eiche"@de, "Oak"@en ;
  dcterms:identifier "O-1" ; skos:narrower :holm .
:holm a skos:Concept ; skos:definition "An oak that keeps its leaves."@en .
:all a skos:OrderedCollection ; skos:memberList ( :oak :holm ) .
"""
SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "json-ld": RdfFormat.JSON_LD,
    "json-ld-compacted": RdfFormat.JSON_LD,
    "json-ld-expanded": RdfFormat.JSON_LD,
    "n-triples": RdfFormat.N_TRIPLES,
    "n-quads": RdfFormat.N_QUADS,
}


def read(text: str, name: str = "v.ttl", id_: str = "v") -> Edition:
    """The edition in a file."""
    document = Document(
        path=name,
        body=text.encode(),
        edition=id_,
        iri=f"urn:guidegraph:{id_}",
        manifest=Manifest(),
    )
    return importer_for(name, document.body).read(document)


def triples(body: bytes, form: str, base: str | None = None) -> list[Triple]:
    """What is in a file of a syntax."""
    return [quad.triple for quad in pyoxigraph.parse(body, format=SYNTAXES[form], base_iri=base)]


def said(found: tuple[Triple, ...], subject: str) -> set[tuple[str, str]]:
    """What triples say of a resource."""
    return {
        (triple.predicate.value, getattr(triple.object, "value", ""))
        for triple in found
        if getattr(triple.subject, "value", "") == subject
    }


@given(vocabularies())
@settings(deadline=None, max_examples=40)
def test_every_syntax_gives_the_same_graph(edition: Edition) -> None:
    """An edition that was read from RDF is written as the graph that it was read from."""
    expected = comparable(source_graph(edition))

    for form in ("turtle", "json-ld", "n-triples"):
        assert expected == comparable(triples(Exports.write(edition, form), form))


@given(data_editions() | vocabularies())
@settings(deadline=None, max_examples=30)
def test_derived_labels_are_left_out(edition: Edition) -> None:
    """With derived labels every concept has a preferred one, and an import leaves them out."""
    labelled = with_derived_labels(to_graph(edition))

    assert unlabelled(labelled)[0] == 0
    assert canonical(edition) == canonical(from_graph(labelled))


def test_what_queries_need() -> None:
    """Items have their own IRIs, our classes, ids, the release and the parent."""
    edition = read(WOOD)
    graph = to_graph(edition)
    release = edition_iri(edition)

    assert release == "https://example.org/wood/s#v"
    assert {
        (RDF.type, GG.Item),
        (SKOS.inScheme, release),
        (DCTERMS.identifier, "holm"),
        (SKOS.broader, "https://example.org/wood/oak"),
        (GG.parent, "https://example.org/wood/oak"),
    } <= said(graph, "https://example.org/wood/holm")
    assert {(DCTERMS.identifier, "O-1"), (GG.localIdentifier, "oak")} <= said(
        graph, "https://example.org/wood/oak"
    )
    assert "urn:guidegraph" not in str(graph)


def test_a_collection_is_no_concept() -> None:
    """SKOS has concepts and collections apart, so a collection is no item of ours."""
    about = said(to_graph(read(WOOD)), "https://example.org/wood/all")

    assert (GG.order, "3") in about
    assert (RDF.type, GG.Item) not in about
    assert not {property_ for property_, _ in about} & {SKOS.topConceptOf, SKOS.prefLabel}


def test_releases_of_one_scheme() -> None:
    """Two releases that share their scheme's IRI have graphs, and blank nodes, of their own."""
    old, new = (read(WOOD, id_=id_) for id_ in ("old", "new"))
    blank = [
        {str(term) for triple in to_graph(each) for term in triple if str(term).startswith("_:")}
        for each in (old, new)
    ]

    assert edition_iri(old) != edition_iri(new)
    assert blank[0]
    assert not blank[0] & blank[1]


def test_readable_turtle() -> None:
    """Blank nodes and lists stand where they are referred to, and classes come first."""
    body = Exports.write(read(WOOD), "turtle").decode()

    assert "skos:memberList ( :oak :holm ) ." in body
    assert 'dcterms:creator [\n        :name "Ann"\n    ]' in body
    assert ":holm\n    a skos:Concept" in body
    assert "_:" not in body


RELATIVE = f"""{HEAD}
<> a skos:ConceptScheme ; skos:prefLabel "All"@en .
<a> a skos:Concept ; skos:inScheme <> ; skos:broader <#b>, <../c>, </d>, <?e>, <./f:g> ; <p> <a> .
"""


@pytest.mark.parametrize("form", ["turtle", "trig", "json-ld", "json-ld-expanded"])
@pytest.mark.parametrize("base", ["https://example.org/x/y/z", "http://localhost/one/two/"])
def test_relative_iris_stay_relative(form: str, base: str) -> None:
    """A file with relative IRIs is written with the same ones, wherever it will be published."""
    relative = RELATIVE if form in ("turtle", "trig") else RELATIVE.replace("; <p> <a>", "")
    body = Exports.write(read(relative), form)
    expected = comparable(triples(relative.encode(), "turtle", base))

    assert b"@base" not in body
    assert expected == comparable(triples(body, form, base))


def test_relative_iris_in_full() -> None:
    """Where a syntax has no relative IRIs, they are whole, and the loss report says so."""
    edition = read(RELATIVE)

    assert b"<urn:guidegraph:v/a>" in Exports.write(edition, "n-triples")
    assert [
        "Relative IRIs are written in full, below urn:guidegraph:v/.",
        "1 of 1 concepts have no preferred label; --profile skos-core derives one for each.",
    ] == list(losses_of("n-triples", edition))


def test_languages_and_iris_of_the_source() -> None:
    """schema.org data has the names of all languages, under the tags and IRIs of the source."""
    body = Exports.write(read(WOOD), "schema-org-json-ld").decode()

    assert '"de": "Eiche"' in body
    assert '"en": "Oak"' in body
    assert '"de": "Hölzer"' in body
    assert "urn:guidegraph" not in body
