"""SKOS for tools that know nothing else."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import skosify
from pyoxigraph import RdfFormat

from guidegraph.export.integrity import breaches_of_skos
from guidegraph.exports import Exports
from guidegraph.graph.dataset import Dataset, to_dataset, with_plain_names
from guidegraph.graph.profile import losses_in_skos_core, to_skos_core
from guidegraph.graph.vocab import DCTERMS, RDF, SKOS
from guidegraph.linter import CheckOptions, Linter
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.findings import Severity
from guidegraph.render.format import written
from guidegraph.workspace import Workspace
from tests.comparisons import OLD


LIBRARY = Workspace.open()
EACH = pytest.mark.parametrize("id_", LIBRARY.ids)
HEAD = """
@prefix : <http://x/> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
"""


@cache
def core(id_: str) -> Dataset:
    """An edition of our library in the profile."""
    subject = Exports(LIBRARY).subject(id_)
    assert isinstance(subject, Edition)
    return to_skos_core(to_dataset(subject))


def core_of(turtle: str) -> set[str]:
    """Somebody else's vocabulary in the profile, its statements as text."""
    quads = pyoxigraph.parse(f"{HEAD}{turtle}", format=RdfFormat.TURTLE)
    return set(map(said, to_skos_core(with_plain_names(quads, "http://x/")).triples))


def said(triple: pyoxigraph.Triple) -> str:
    """A statement as short text."""
    text = f"{triple.subject} {triple.predicate} {triple.object}"
    for name, space in (
        ("skos:", SKOS.NAMESPACE),
        ("dct:", DCTERMS.NAMESPACE),
        (":", "http://x/"),
    ):
        text = text.replace(f"<{space}", f"{name}<")
    return text.replace(f"<{RDF.type}>", "a").replace("<", "").replace(">", "")


@EACH
def test_only_skos_and_dublin_core(id_: str) -> None:
    """No property and no class of any other vocabulary is left."""
    spaces = (SKOS.NAMESPACE, DCTERMS.NAMESPACE)
    triples = core(id_).triples

    assert all(t.predicate.value.startswith((*spaces, RDF.type)) for t in triples)
    assert {SKOS.Concept, SKOS.ConceptScheme} == {
        getattr(t.object, "value", "") for t in triples if t.predicate.value == RDF.type
    }


@EACH
def test_every_item_has_a_label_of_its_own(id_: str) -> None:
    """There are as many concepts as items, and as many labels; no two labels are the same."""
    labels = {
        getattr(t.subject, "value", ""): getattr(t.object, "value", "")
        for t in core(id_).triples
        if t.predicate.value == SKOS.prefLabel
    }
    edition = LIBRARY.edition(id_)

    assert edition.title == labels.pop(edition.iri)
    assert {edition.iri_of(item.id) for item in edition.items} == set(labels)
    assert len(labels) == len({label.casefold() for label in labels.values()})


@EACH
def test_skosify_changes_nothing(id_: str, caplog: pytest.LogCaptureFixture) -> None:
    """Skosify with its own defaults leaves the graph as it is, and has nothing to warn of."""
    before = rdflib.Graph().parse(data=written("skos-turtle", core(id_)), format="turtle")
    with caplog.at_level(logging.WARNING):
        found = skosify.skosify(before)

    assert set(before) == set(found)
    assert len(before) == len(core(id_).triples) > 100
    assert [] == [record.getMessage() for record in caplog.records]


def test_skosify_would_change_the_full_graph() -> None:
    """The full graph is not what Skosify would leave: inverses are not in it."""
    full = to_dataset(LIBRARY.edition("supervisor"))
    before = rdflib.Graph().parse(data=written("skos-turtle", full), format="turtle")

    assert set(before) != set(skosify.skosify(before))


@EACH
def test_our_checks_find_nothing(id_: str, tmp_path: Path) -> None:
    """
    No rule of ours finds an error or a warning, and the notes are about what the text has not.
    """
    path = tmp_path / "core.ttl"
    path.write_bytes(written("skos-turtle", core(id_)))
    report = Linter(LIBRARY).check([str(path)], CheckOptions(today=date(2026, 1, 1)))
    graver = [f for f in report.findings if f.severity is not Severity.INFO]

    assert [] == graver
    assert {finding.rule for finding in report.findings} <= {
        "disconnected-clusters",
        "scheme-without-date",
        "undocumented-concept",
    }
    assert [] == list(breaches_of_skos(core(id_)))


def test_labels_are_derived() -> None:
    """A label is the number and the first words, longer where another begins the same."""
    start = "Peer supporters ask before they help, and they go on asking while"
    items = (
        Item(id="a", notation="1", text=f"{start} they do."),
        Item(id="b", notation="1", text=f"{start} they help."),
        Item(id="c", text="Short."),
        Item(id="d", text="Short."),
        Item(id="e"),
        Item(id="f", label="Named", text="Not this."),
    )
    found = to_skos_core(to_dataset(replace(OLD, items=items, associations=())))
    labels = [
        str(t.object).rpartition("@")[0] or str(t.object)
        for t in found.triples
        if t.predicate.value == SKOS.prefLabel and "/" in str(t.subject)[len(OLD.iri) :]
    ]

    assert sorted(
        [
            '"1 Peer supporters ask before they help, and they go on asking …"',
            '"1 Peer supporters ask before they help, and they go on asking while they help."',
            '"Short."',
            '"Short. (d)"',
            '"e"',
            '"Named"',
        ]
    ) == sorted(labels)


def test_both_directions() -> None:
    """What is said one way is said the other way, and who is below nobody is at the top."""
    found = core_of(
        """:s a skos:ConceptScheme . :a a skos:Concept ; skos:prefLabel "A" .
        :b a skos:Concept ; skos:prefLabel "B" ; skos:broader :a ; skos:related :c .
        :c a skos:Concept ; skos:prefLabel "C" ; skos:exactMatch <http://y/c> ; skos:inScheme :s .
        """
    )

    assert {
        ":a skos:narrower :b",
        ":a skos:inScheme :s",
        ":a skos:topConceptOf :s",
        ":s skos:hasTopConcept :a",
        ":c skos:related :b",
        "http://y/c skos:exactMatch :c",
    } <= found
    assert ":b skos:topConceptOf :s" not in found


def test_labels_that_are_resources() -> None:
    """A label of SKOS-XL is a plain label, and a note that is a resource is its words."""
    found = core_of(
        """:a a skos:Concept ; xl:prefLabel [ a xl:Label ; xl:literalForm "A"@en ] ;
        skos:definition [ <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "Words."@en ] ;
        dct:creator [ <http://xmlns.com/foaf/0.1/name> "Ann" ] ; <http://y/p> "gone" .
        """
    )

    assert {
        ":a a skos:Concept",
        ':a skos:prefLabel "A"@en',
        ':a skos:definition "Words."@en',
    } == found


def test_relations_that_would_clash() -> None:
    """A link of ours is a relation of SKOS where that is no clash with the hierarchy."""
    items = (
        Item(id="v", label="V"),
        Item(id="p", label="P", parent="v"),
        Item(id="q", label="Q", parent="v"),
        Item(id="t", label="T"),
    )
    links = [("p", "demonstrates", "v"), ("p", "usesTerm", "q"), ("p", "usesTerm", "t")]
    edition = replace(OLD, items=items, associations=())
    edition = replace(
        edition,
        associations=tuple(Association(origin=a, type=b, destination=c) for a, b, c in links),
    )
    related = {
        said(t).replace(OLD.iri, "")
        for t in to_skos_core(to_dataset(edition)).triples
        if t.predicate.value == SKOS.related
    }

    assert {"/p skos:related /t", "/t skos:related /p"} == related


def test_rights() -> None:
    """Rights that are an address are a licence."""
    address = "https://creativecommons.org/licenses/by/4.0/"
    edition = replace(OLD, provenance=replace(OLD.provenance, rights=address))
    found = {said(t) for t in to_skos_core(to_dataset(edition)).triples}

    assert f"{OLD.iri} dct:license {address}" in found


def test_a_concept_of_no_scheme_is_in_the_first() -> None:
    """By IRI, wherever it stands; a concept that is in one stays there alone."""
    found = core_of(
        ":z a skos:ConceptScheme . :a a skos:ConceptScheme .\n"
        ":free a skos:Concept . :placed a skos:Concept ; skos:inScheme :z ."
    )
    placed = {each for each in found if " skos:inScheme " in each}

    assert {":free skos:inScheme :a", ":placed skos:inScheme :z"} == placed
    assert not [each for each in core_of(":b a skos:Concept .") if "inScheme" in each]


def test_losses() -> None:
    """The loss report counts what is left out, and names every label that is made."""
    losses = list(losses_in_skos_core(to_dataset(LIBRARY.edition("supervisor"))))
    texts = [item for item in LIBRARY.edition("supervisor").items if not item.pref_label]

    assert any("ontology#position> are left out" in loss for loss in losses)
    assert len(texts) == sum("its label is derived" in loss for loss in losses)


def test_the_library() -> None:
    """Each graph is in the profile by itself, mappings in both directions."""
    comparison = LIBRARY.diff(["2013-peer"], "combined")
    found = to_skos_core(to_dataset(comparison)).triples
    matches = {said(t) for t in found if t.predicate.value == SKOS.exactMatch}

    assert all(" ".join(reversed(match.split())) in matches for match in matches)
    assert len(matches) > 100
    assert not [t for t in found if t.predicate.value.startswith("http://www.w3.org/2002/07/owl")]
