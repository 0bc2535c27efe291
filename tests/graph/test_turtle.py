"""Turtle, written and read."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.read import from_graph
from guidegraph.graph.turtle import from_turtle, to_turtle
from guidegraph.model.errors import FormatError, InputError


BASE = "https://example.org/a/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def test_turtle_reads_well() -> None:
    """A subject's triples stand together, IRIs are short, and only used prefixes are declared."""
    item = NamedNode(f"{BASE}value/1")
    triples = [
        Triple(item, NamedNode(f"{SKOS}notation"), Literal("1")),
        Triple(item, NamedNode(f"{SKOS}broader"), NamedNode(f"{BASE}value")),
    ]

    assert (
        "@base <https://example.org/a/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '\n<value/1>\n    skos:notation "1" ;\n    skos:broader <value> .\n\n'
    ) == to_turtle(triples, BASE).decode()


@pytest.mark.parametrize(
    "iri",
    [
        f"{BASE}//evil.example/x",
        f"{BASE}mailto:x",
        f"{BASE}../up",
        f"{BASE}a/../up",
        f"{BASE}a/./here",
        f"{BASE}./here",
        f"{BASE}?query",
        f"{BASE}#",
        BASE,
        f"{BASE}a b".replace(" ", "%20"),
        f"{BASE}x\\u003ey".replace("\\u003e", "%3E"),
        f"{SKOS}",
        f"{SKOS}a.b",
        f"{SKOS}1",
        "urn:x",
    ],
)
def test_iris_survive(iri: str) -> None:
    """An IRI that would mean something else when shortened is the same when it is read again."""
    triple = Triple(NamedNode(iri), NamedNode(f"{SKOS}related"), NamedNode(iri))

    assert [triple] == from_turtle(to_turtle([triple], BASE), "x")


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{SKOS}note", "skos:note"),
        (f"{SKOS}_a-b9", "skos:_a-b9"),
        (SKOS, f"<{SKOS}>"),
        (f"{SKOS}9a", f"<{SKOS}9a>"),
        (f"{SKOS}-a", f"<{SKOS}-a>"),
        (f"{SKOS}a.b", f"<{SKOS}a.b>"),
        (f"{SKOS}a/b", f"<{SKOS}a/b>"),
        (f"{SKOS}caf\u00e9", f"<{SKOS}caf\u00e9>"),
        (f"{SKOS}a%20b", f"<{SKOS}a%20b>"),
        ("urn:voc:tea", "odd:tea"),
        ("urn:voc:tea:green", "<urn:voc:tea:green>"),
        ("urn:voc:tea/green", "<urn:voc:tea/green>"),
        ("urn:voc:", "<urn:voc:>"),
    ],
)
def test_local_names(iri: str, expected: str) -> None:
    """An IRI is abbreviated where its end is a plain name in ASCII, and written out otherwise."""
    triple = Triple(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode(iri))
    body = to_turtle([triple], BASE, {"skos": SKOS, "odd": "urn:voc:"}).decode()

    assert body.endswith(f"\n<urn:s>\n    <urn:p> {expected} .\n\n")
    assert [triple] == from_turtle(body.encode(), "x")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"<urn:a> <urn:b> <urn:c> .\nnonsense", 2),
        (b"\n\n<urn:a> <urn:b> ;;; .", 3),
        (b'<urn:a> <urn:b> "unfinished', 1),
        (b"<urn:a> <urn:b> \xff .", 1),
    ],
)
def test_bad_turtle(body: bytes, line: int) -> None:
    """What is not Turtle is an error that names the file and the line."""
    with pytest.raises(FormatError, match=rf"^bad\.ttl:{line}: not Turtle: "):
        from_turtle(body, "bad.ttl")


@pytest.mark.parametrize("body", [b"", b"<urn:a> a <https://w3id.org/guidegraph/ontology#Item> ."])
def test_graph_without_edition(body: bytes) -> None:
    """A graph without an edition is an error that says so."""
    with pytest.raises(InputError, match=r"^x\.ttl: 0 editions where one is expected"):
        from_graph(from_turtle(body, "x.ttl"), "x.ttl")


def test_number_that_is_none() -> None:
    """A position that is no whole number is an error that quotes it."""
    body = b"""
        @prefix gg: <https://w3id.org/guidegraph/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:e> a gg:Edition . <urn:e/a> skos:inScheme <urn:e> ; gg:position "first" .
    """

    with pytest.raises(InputError, match="'first', not a whole number"):
        from_graph(from_turtle(body, "x.ttl"), "x.ttl")
