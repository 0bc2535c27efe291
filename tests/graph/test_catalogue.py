"""What a library says of itself in DCAT and VoID."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from pyoxigraph import BlankNode, Triple

from guidegraph.graph.catalogue import Distribution, catalogue_graph, catalogue_iri
from guidegraph.graph.changes import change_set_iri, changes_to_graph
from guidegraph.graph.triples import rights_facts
from guidegraph.graph.vocab import DCAT, DCTERMS, OWL, RDF, SKOS, VOID
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Provenance
from guidegraph.workspace import Workspace


LIBRARY = Workspace.open()
EDITIONS = LIBRARY.catalogue().editions
BASE = "https://w3id.org/guidegraph/peer-support/"
TURTLE = Distribution(
    form="skos-turtle", url=f"{BASE}combined.ttl", media_type="text/turtle", size=1_000
)
PATCH = Distribution(form="rdf-patch", url=f"{BASE}combined.rdfp", media_type="text/rdf-patch")


@cache
def fan_in() -> Comparison:
    """How the library's guidelines became one."""
    return LIBRARY.diff(["2013-peer", "supervisor"], "combined")


@cache
def facts() -> tuple[Triple, ...]:
    """What the catalogue of the library says."""
    found = catalogue_graph(
        title="Rooms",
        base=BASE,
        editions=EDITIONS,
        comparisons=[fan_in()],
        downloads={f"{BASE}combined": (TURTLE, PATCH)},
        triples={f"{BASE}combined": 7},
        endpoint=f"{BASE}sparql",
    )
    return tuple(found)


def objects(subject: str, predicate: str) -> list[str]:
    """What the catalogue says of something, in its order."""
    return [
        getattr(fact.object, "value", "")
        for fact in facts()
        if getattr(fact.subject, "value", "") == subject and fact.predicate.value == predicate
    ]


def test_versions_of_a_work() -> None:
    """The base is the work; it has the editions as versions, and the latest is the current one."""
    editions = [f"{BASE}{id_}" for id_ in ("2013-peer", "combined", "supervisor")]

    assert editions == objects(BASE, DCAT.hasVersion)
    assert [f"{BASE}combined"] == objects(BASE, DCAT.hasCurrentVersion)
    assert [f"{BASE}combined"] == objects(BASE, OWL.versionIRI)
    assert [f"{BASE}2013-peer"] == objects(f"{BASE}combined", DCAT.previousVersion)
    assert [f"{BASE}combined"] == objects(f"{BASE}2013-peer", DCTERMS.isReplacedBy)
    assert [] == objects(f"{BASE}supervisor", DCTERMS.isReplacedBy)


def test_two_latest_versions() -> None:
    """Where two versions are the latest, neither is called the current one."""
    found = catalogue_graph(title="Rooms", base=BASE, editions=(EDITIONS[0], EDITIONS[2]))

    assert not any(fact.predicate.value == DCAT.hasCurrentVersion for fact in found)


def test_the_library() -> None:
    """The library has every edition, course and diff as a part, and names its endpoint."""
    iri = catalogue_iri(BASE)
    parts = [*(edition.iri for edition in EDITIONS), change_set_iri(fan_in())]

    assert [DCAT.Catalog, VOID.Dataset] == objects(iri, RDF.type)
    assert parts == objects(iri, DCAT.dataset)
    assert parts == objects(iri, VOID.subset)
    assert [f"{BASE}sparql"] == objects(iri, VOID.sparqlEndpoint)


def test_downloads() -> None:
    """A file in RDF is a dump, too; a media type that nobody registered has no IRI."""
    combined = f"{BASE}combined"
    files = [f"{combined}#skos-turtle", f"{combined}#rdf-patch"]

    assert files == objects(combined, DCAT.distribution)
    assert [f"{BASE}combined.ttl"] == objects(combined, VOID.dataDump)
    assert ["7"] == objects(combined, VOID.triples)
    assert ["1000"] == objects(files[0], DCAT.byteSize)
    assert ["https://www.iana.org/assignments/media-types/text/turtle"] == objects(
        files[0], DCAT.mediaType
    )
    assert [] == objects(files[1], DCAT.mediaType)
    assert ["text/rdf-patch"] == objects(files[1], DCTERMS.format)
    assert objects(combined, DCTERMS.rights) == objects(files[0], DCTERMS.rights)


def test_linksets_count_the_links() -> None:
    """A linkset says how many links of its property the diff has from one edition, and no other."""
    expected = Counter(
        (getattr(fact.subject, "value", "").removeprefix(BASE).split("/")[0], fact.predicate.value)
        for fact in changes_to_graph(fan_in())
        if fact.predicate.value.startswith(SKOS.NAMESPACE)
    )
    linksets = [
        getattr(fact.subject, "value", "")
        for fact in facts()
        if getattr(fact.object, "value", "") == VOID.Linkset
    ]
    found = {
        (
            objects(each, VOID.subjectsTarget)[0].removeprefix(BASE),
            *objects(each, VOID.linkPredicate),
        ): int(objects(each, VOID.triples)[0])
        for each in linksets
    }

    assert expected == found
    assert len(linksets) == len(found) == 8


def test_no_blank_nodes_and_nothing_twice() -> None:
    """Every node has a name, and no fact is said twice."""
    nodes = [node for fact in facts() for node in (fact.subject, fact.object)]

    assert not any(isinstance(node, BlankNode) for node in nodes)
    assert len(facts()) == len(set(map(str, facts())))


@pytest.mark.parametrize(
    ("rights", "predicate"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", DCTERMS.license),
        ("All rights reserved.", DCTERMS.rights),
        ("https://not an address", DCTERMS.rights),
        ("javascript:alert(1)", DCTERMS.rights),
    ],
)
def test_rights(rights: str, predicate: str) -> None:
    """Rights that are an address are a licence, any other words are said as they are."""
    (fact,) = rights_facts(BASE, Provenance(rights=rights))

    assert predicate == fact.predicate.value
    assert isinstance(fact, Triple)


def test_base_with_a_hash() -> None:
    """Where the base ends in a hash, the library is below it: an IRI has one fragment."""
    found = catalogue_graph(title="Rooms", base="https://example.org/a#", editions=())

    assert "https://example.org/a#/catalogue" == getattr(found[0].subject, "value", "")


def test_editions_of_no_work() -> None:
    """An edition that is a version of nothing stands alone."""
    alone = replace(EDITIONS[0], version_of=None)
    found = catalogue_graph(title="Rooms", base=BASE, editions=[alone])

    assert not any(fact.predicate.value == DCAT.hasVersion for fact in found)
