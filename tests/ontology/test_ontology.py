"""The terms of the ontology are complete, and the code and the page about them agree with them."""

from __future__ import annotations

import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import rdflib.namespace
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from guidegraph.graph import vocab
from guidegraph.importers.formats import outline
from guidegraph.importers.importer import Document
from guidegraph.model.changes import Aspect, Direction, Facet, Relation, Wording
from guidegraph.model.course import LinkType
from guidegraph.model.edition import Item
from guidegraph.model.manifest import Manifest


ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ontology"
GG = rdflib.Namespace(vocab.GG.NAMESPACE)
ONTOLOGY = rdflib.Graph().parse(FOLDER / "guidegraph.ttl")
SELF = rdflib.URIRef(str(GG).rstrip("#"))
TERMS = sorted({str(term) for term in ONTOLOGY.subjects() if str(term).startswith(GG)})

GUIDELINE = """# Guide

## Purpose

Why we wrote.

## Value 1) HOPE

They hope.

### Practice: SHOW HOPE

- They tell of hope.

### Supervisor roles

- They listen.

## Glossary

### Term: HOPE

To expect good.
"""
COURSE = """# Course

## Module 1: Hope

To hope is a virtue.
"""


def constants(prefix: str) -> dict[str, str]:
    """The constants of a vocabulary by name."""
    members = vars(getattr(vocab, prefix.upper()))
    return {name: iri for name, iri in members.items() if not name.startswith("_")}


@pytest.mark.parametrize("term", TERMS)
def test_term_is_described(term: str) -> None:
    """Every term has one label and one definition in English, and says where it is defined."""
    about = rdflib.URIRef(term)
    texts = [ONTOLOGY.value(about, each, any=False) for each in (RDFS.label, SKOS.definition)]

    assert all(isinstance(text, rdflib.Literal) and text.language == "en" for text in texts)
    assert ONTOLOGY.value(about, RDF.type, any=False)
    assert ONTOLOGY.value(about, RDFS.isDefinedBy, any=False) == SELF


@pytest.mark.parametrize("term", TERMS)
def test_term_is_documented(term: str) -> None:
    """Every term has its place in the reference."""
    page = (ROOT / "docs/reference/ontology.md").read_text(encoding="utf-8")

    assert f'<a id="{term.removeprefix(GG)}"></a>' in page


def test_terms_refer_to_terms_that_exist() -> None:
    """Whatever the ontology says of its terms, it says by terms that it has."""
    used = {
        str(node)
        for triple in ONTOLOGY
        for node in triple
        if isinstance(node, rdflib.URIRef) and node.startswith(GG)
    }

    assert set(TERMS) == used


def test_ontology_describes_itself() -> None:
    """The ontology has a title, a licence and a version with an IRI of its own."""
    version = ONTOLOGY.value(SELF, OWL.versionInfo)

    assert (SELF, RDF.type, OWL.Ontology) in ONTOLOGY
    assert ONTOLOGY.value(SELF, DCTERMS.title)
    assert ONTOLOGY.value(SELF, DCTERMS.license)
    assert rdflib.URIRef(f"{SELF}/{version}") == ONTOLOGY.value(SELF, OWL.versionIRI)


@pytest.mark.parametrize("file", ["guidegraph.ttl", "shapes.ttl"])
def test_parsers_agree(file: str) -> None:
    """rdflib and pyoxigraph read the same graph."""
    theirs = rdflib.Graph().parse(FOLDER / file).serialize(format="nt")
    graphs = [
        pyoxigraph.Dataset(pyoxigraph.parse(path=FOLDER / file)),
        pyoxigraph.Dataset(pyoxigraph.parse(theirs, format=pyoxigraph.RdfFormat.N_TRIPLES)),
    ]
    for graph in graphs:
        graph.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)

    assert graphs[0] == graphs[1]


@pytest.mark.parametrize("kind", [Relation, Facet, Wording, Aspect, Direction])
def test_change_vocabulary_has_terms(kind: type[StrEnum]) -> None:
    """The lists of the ontology are the enumerations of the model, value by value."""
    listed = {
        str(ONTOLOGY.value(term, SKOS.notation)): term
        for term in ONTOLOGY.subjects(RDF.type, GG[kind.__name__])
    }

    assert {value: GG[f"{kind.__name__.lower()}-{value}"] for value in kind} == listed


def test_wordings_weigh_as_in_the_model() -> None:
    """The classes of wording have the order that the model gives them."""
    weights = {str(term): int(str(each)) for term, each in ONTOLOGY.subject_objects(GG.weight)}

    assert {f"{GG}wording-{each}": each.rank for each in Wording} == weights


def test_item_types_are_the_subclasses() -> None:
    """Code knows the classes of items that the ontology has."""
    classes = set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, GG.Item))

    assert {str(each) for each in classes} == set(vocab.ITEM_TYPES.values())
    assert {name: str(GG[name]) for name in vocab.ITEM_TYPES} == dict(vocab.ITEM_TYPES)


def test_importer_makes_every_item_type() -> None:
    """An outline can have items of each class, and of no other."""
    editions = [
        outline.read.read(
            Document(
                path="edition.md",
                body=text.encode(),
                edition="new",
                iri="https://example.org/new",
                manifest=Manifest(),
            )
        )
        for text in (GUIDELINE, COURSE)
    ]
    types = {item.type for edition in editions for item in edition.items}

    assert set(vocab.ITEM_TYPES) == types | {Item(id="generic").type}
    assert {"Edition", "Course"} == {edition.type for edition in editions}
    assert {link.type for edition in editions for link in edition.associations} <= set(
        vocab.ASSOCIATIONS
    )


def test_course_maps_use_associations() -> None:
    """What a course map can say of an item is an association of the ontology."""
    assert set(LinkType) <= set(vocab.ASSOCIATIONS)


def test_constants_are_the_terms() -> None:
    """Code has a constant for every term of the ontology."""
    assert {*TERMS, str(GG)} == set(constants("gg").values())


# rdflib knows DCAT 2; these terms came with DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/).
DCAT_3 = {
    f"{vocab.DCAT.NAMESPACE}{name}"
    for name in ("hasCurrentVersion", "hasVersion", "previousVersion", "version")
}


@pytest.mark.parametrize("prefix", sorted(set(vocab.PREFIXES) - {"gg", "oa", "schema", "skosxl"}))
def test_constants_of_others_exist(prefix: str) -> None:
    """The terms that code borrows are terms that the vocabulary has, as far as rdflib knows it."""
    theirs = getattr(rdflib.namespace, prefix.upper())
    ours = constants(prefix)

    assert str(theirs) == ours.pop("NAMESPACE")
    assert not [iri for iri in {*ours.values()} - DCAT_3 if rdflib.URIRef(iri) not in theirs]


def test_generated_files_are_up_to_date() -> None:
    """`gen.py --check` finds nothing to write."""
    run = subprocess.run(
        [sys.executable, ROOT / "tools/gen.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert not run.stderr
    assert not run.returncode
