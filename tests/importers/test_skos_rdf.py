"""Vocabularies in SKOS, and our own editions, in the syntaxes of RDF."""

from __future__ import annotations

import json

import pyoxigraph
import pytest

from guidegraph.model.edition import Association, Edition
from guidegraph.model.manifest import Manifest
from tests.importers.reading import outline_of, read, read_warned, refusal


PREFIXES = """
@prefix : <https://example.org/rooms/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
"""
ROOMS = f"""{PREFIXES}
: a skos:ConceptScheme ; dct:title "Räume"@de, "Rooms"@en ; dct:issued "2020-02-03" .
:reading a skos:Concept ; skos:inScheme : ; skos:notation "10" ;
    skos:prefLabel "Reading"@en, "Lesen"@de ; skos:altLabel "Study"@en, "Quiet"@en ;
    skos:definition "A room to read in."@en ; skos:narrower :desk .
:music skos:inScheme : ; skos:notation "9" ; skos:prefLabel "Music" ; skos:related :reading .
:desk skos:inScheme : ; skos:prefLabel "Desk"@en-GB ; skos:scopeNote "Has a lamp."@en .
"""


def vocabulary(statements: str, manifest: Manifest | None = None) -> Edition:
    """The edition that some statements in Turtle make."""
    return read("a.ttl", PREFIXES + statements, manifest)


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        (".ttl", pyoxigraph.RdfFormat.TURTLE),
        (".nt", pyoxigraph.RdfFormat.N_TRIPLES),
        (".nq", pyoxigraph.RdfFormat.N_QUADS),
        (".trig", pyoxigraph.RdfFormat.TRIG),
        (".n3", pyoxigraph.RdfFormat.N3),
        (".rdf", pyoxigraph.RdfFormat.RDF_XML),
        (".xml", pyoxigraph.RdfFormat.RDF_XML),
        (".jsonld", pyoxigraph.RdfFormat.JSON_LD),
        (".json", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_syntaxes(suffix: str, form: pyoxigraph.RdfFormat) -> None:
    """The same vocabulary is the same edition in every syntax."""
    triples = [quad.triple for quad in pyoxigraph.parse(ROOMS, format=pyoxigraph.RdfFormat.TURTLE)]
    body = pyoxigraph.serialize(triples, format=form)
    assert body is not None
    edition = read(f"a{suffix}", body)

    assert [
        "music: Music",
        "reading: Reading | A room to read in.",
        "  desk: Desk | Has a lamp.",
    ] == outline_of(edition)
    assert ("Rooms", "2020-02-03", "en") == (edition.title, edition.issued, edition.language)
    assert ("Quiet", "Study") == edition.by_id["reading"].alt_labels
    assert {("music", "related", "reading"), ("reading", "related", "music")} == {
        (link.origin, link.type, link.destination) for link in edition.associations
    }


def test_named_graphs() -> None:
    """The graphs of a dataset are read together, and a warning says so."""
    body = (
        f'{PREFIXES} :g {{ :a a skos:Concept . }} {{ :a skos:prefLabel "A" . :b a skos:Concept }}'
    )

    edition, warned = read_warned("a.trig", body)

    assert ["a: A", "b: "] == outline_of(edition)
    assert ["a.trig: read as one graph; the names of its graphs (1) are not compared"] == warned


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Bed"), ("de", "Bett"), ("de-AT", "Bed"), ("fr", "Bed")],
)
def test_language(language: str, expected: str) -> None:
    """The language of the manifest is read first, then English."""
    statements = ':a a skos:Concept ; skos:prefLabel "Bed"@en, "Bett"@de, "Bedd"@cy, "x" .'

    assert expected == vocabulary(statements, Manifest(language=language)).items[0].label


@pytest.mark.parametrize(
    ("labels", "expected", "language"),
    [
        ('"Bett"@de, "x"', "Bett", "de"),
        ('"Bett"@de, "Bedd"@cy', "Bedd", "cy"),
        ('"Bett"@de', "Bett", "de"),
        ('"Bed"@en-US', "Bed", "en-US"),
        ('"b", "a"', "a", "en"),
    ],
)
def test_other_languages(labels: str, expected: str, language: str) -> None:
    """Without either, the language that most is in; of as many, the first."""
    edition = vocabulary(f":a a skos:Concept ; skos:prefLabel {labels} .")

    assert (expected, language) == (edition.items[0].label, edition.language)


def test_words_inside() -> None:
    """Labels and notes that are resources are read for the words inside."""
    edition = vocabulary(
        ':a a skos:Concept ; xl:prefLabel [ xl:literalForm "A" ] ; '
        'skos:definition [ rdf:value "First." ], "Another." .'
    )

    assert ["a: A | Another. First."] == outline_of(edition)


@pytest.mark.parametrize(
    ("iris", "expected"),
    [
        (["https://e.org/v/a", "https://e.org/v/b/c"], ["a", "b/c"]),
        (["https://e.org/v#a", "https://e.org/v#b"], ["a", "b"]),
        (["urn:v:a", "urn:v:b"], ["a", "b"]),
        (["https://e.org/v/a"], ["a"]),
        (["https://e.org/v/", "https://e.org/v/a"], ["v/", "v/a"]),
        (["https://e.org/v/a", "http://e.org/a"], ["http://e.org/a", "https://e.org/v/a"]),
    ],
)
def test_ids(iris: list[str], expected: list[str]) -> None:
    """An id is what an IRI does not share with the others."""
    edition = vocabulary("".join(f"<{iri}> a skos:Concept . " for iri in iris))

    assert sorted(expected) == sorted(item.id for item in edition.items)


def test_several_parents() -> None:
    """The first parent in order is the parent, the others stay as links; so does the inverse."""
    edition = vocabulary(
        ":a a skos:Concept . :b a skos:Concept ; skos:narrower :c . "
        ":c a skos:Concept ; skos:broader :a, :c, :elsewhere ; skos:related :a, :c ."
    )

    assert ["a: ", "  c: ", "b: "] == outline_of(edition)
    assert (Association(origin="c", type="broaderTransitive", destination="b"),) == (
        edition.associations
    )


def test_circle() -> None:
    """Concepts in a circle all stay; the first of them goes to the top."""
    edition = vocabulary(
        ":a a skos:Concept ; skos:broader :c . :b a skos:Concept ; skos:broader :a . "
        ":c a skos:Concept ; skos:broader :b ."
    )

    assert ["a: ", "  b: ", "    c: "] == outline_of(edition)
    assert (Association(origin="a", type="broaderTransitive", destination="c"),) == (
        edition.associations
    )


@pytest.mark.slow
def test_deep() -> None:
    """Ten thousand levels are read."""
    lines = (f":c{n} a skos:Concept ; skos:broader :c{n - 1} ." for n in range(1, 10_000))

    assert 10_000 == len(vocabulary(":c0 a skos:Concept . " + "\n".join(lines)).items)


def test_kinds() -> None:
    """A concept of one of our classes keeps it."""
    edition = vocabulary(
        ":a a skos:Concept, <https://w3id.org/guidegraph/ontology#CoreValue> . :b a skos:Concept ."
    )

    assert ["CoreValue", "Item"] == [item.type for item in edition.items]


def test_same_bytes() -> None:
    """The order of statements does not matter."""
    lines = [line for line in ROOMS.split("\n") if line.startswith(":music")]
    moved = ROOMS.replace(lines[0], "") + lines[0]

    assert read("a.ttl", ROOMS) == read("a.ttl", moved)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("a.ttl", "", "a.ttl: no skos:Concept in it; give a vocabulary in SKOS"),
        ("a.ttl", "x y z .", "a.ttl:1: not Turtle: x is not a valid subject or graph name; fix"),
        ("a.ttl", b"\xff\xfe", "a.ttl:1: not Turtle: "),
        ("a.nt", "<a> <b> <c> .", "a.nt:1: not N-Triples: "),
        (
            "a.ttl",
            f'{PREFIXES}[] a skos:Concept ; skos:prefLabel "Bed" .',
            "a.ttl: concepts without an IRI (1), among them 'Bed'; give each concept an IRI",
        ),
        ("a.rdf", "<a>", "a.rdf:1: not XML: no element found; fix the line"),
        ("a.rdf", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.rdf: XML with a document type"),
        (
            "a.rdf",
            '<?xml version="1.0"?><!doctype a><a/>',
            "a.rdf: XML with a document type (<!DOCTYPE …>); remove it; entities are not read",
        ),
        (
            "a.rdf",
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
            "a.rdf: XML with a document type",
        ),
        ("a.jsonld", "{", "a.jsonld:1: not JSON: "),
        (
            "a.jsonld",
            '{"@context": "https://example.org/context", "@id": "a"}',
            "a.jsonld:$.@context: a context that would have to be fetched from the network; copy",
        ),
        (
            "a.jsonld",
            '{"@context": [{}, "file:///etc/hostname"], "@id": "a"}',
            "a.jsonld:$.@context: a context that would have to be fetched from the network; copy",
        ),
        ("a.jsonld", '{"a":' * 100_000, "a.jsonld: nested too deeply; flatten it"),
    ],
)
def test_refusals(path: str, body: str | bytes, expected: str) -> None:
    """What is no vocabulary is refused, and nothing is fetched."""
    assert refusal(path, body).startswith(expected)


def test_entities() -> None:
    """Entities that would grow to gigabytes are never expanded."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE a [<!ENTITY e0 "bomb">{levels}]><a>&e11;</a>'

    assert "a document type" in refusal("a.rdf", body)


GG = "https://w3id.org/guidegraph/ontology#"
TWINS = f"""
:e a <{GG}Edition> .
:a skos:inScheme :e ; dct:identifier "x" .
:b skos:inScheme :e ; dct:identifier "x" .
"""


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (f":a a <{GG}Edition> . :b a <{GG}Edition> .", "a.ttl: 2 editions where one is expected"),
        (
            f':e a <{GG}Edition> ; dct:identifier "../../x" .',
            "a.ttl: not an edition id: '../../x'; use letters and digits",
        ),
        (
            f":e a <{GG}Edition> . :e\\/a skos:inScheme :e ; skos:broader :e\\/b .",
            "a.ttl:a: unknown parent 'b': ",
        ),
        (
            f":e a <{GG}Edition> . :e\\/a skos:inScheme :e ; skos:broader :e\\/a .",
            "a.ttl:a: is before its parent 'a'; list parents first",
        ),
        (
            TWINS,
            "a.ttl:x: a second item with this id; give it another id",
        ),
        (
            f':e a <{GG}Edition> . :e\\/a skos:inScheme :e ; skos:definition "\\u001B[0m" .',
            "a.ttl:a: a control character, U+001B, in '\\x1b[0m'; remove it",
        ),
        (
            f':e a <{GG}Edition> . :e\\/a skos:inScheme :e ; dct:isVersionOf "no IRI" .',
            "a.ttl:a: not an IRI: 'no IRI'; write https://…",
        ),
        (
            f":e a <{GG}Edition> . :e\\/a skos:inScheme :e ; skos:related :e\\/gone .",
            "a.ttl:a: a link to 'gone', which is not an item; correct it",
        ),
        (
            f':e a <{GG}Edition> ; dct:issued "lately" .',
            "a.ttl: not a date: 'lately'; write 2013-07-08",
        ),
    ],
)
def test_not_quite_ours(statements: str, expected: str) -> None:
    """An edition that we cannot have written is refused where it would do harm later."""
    assert refusal("a.ttl", PREFIXES + statements).startswith(expected)


def test_json_ld_by_content() -> None:
    """JSON-LD in a file called .json is known by its keywords, in a list too."""
    node = {
        "@id": "https://example.org/rooms/a",
        "@type": ["http://www.w3.org/2004/02/skos/core#Concept"],
    }

    for body in ([node], node):
        (item,) = read("a.json", json.dumps(body)).items
        assert ("a", node["@id"]) == (item.id, item.iri)
