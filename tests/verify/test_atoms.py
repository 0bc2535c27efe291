"""A file is accounted for by its atoms, which are counted without its importer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from guidegraph.graph.statements import comparable, source_graph
from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.accounting import Account, GapKind, Unit
from guidegraph.model.edition import Edition
from guidegraph.model.manifest import Manifest
from guidegraph.verify.atoms import account_of_atoms, account_of_words


TRADES = """
@prefix : <https://example.org/trades/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
: a skos:ConceptScheme ; skos:prefLabel "Trades"@en .
:c1 a skos:Concept ; skos:prefLabel "joiner"@en ; skos:note [ skos:example "doors" ] ;
    skos:topConceptOf : .
:office :city "Hamm" .
"""
PACKAGE = """{"CFDocument": {"title": "T", "sequence": 1.50}, "CFItems": [
    {"identifier": "a", "fullStatement": "Doors are locked.", "educationLevel": ["01", null]}],
    "CFAssociations": [], "own": {"deep": [true]}}"""


def document(path: str, text: str) -> Document:
    return Document(path=path, body=text.encode(), edition="e", iri="urn:x:e", manifest=Manifest())


def account(path: str, text: str, edition: Edition | None = None) -> Account:
    file = document(path, text)
    importer = importer_for(path, file.body)
    assert importer.atoms is not None
    return account_of_atoms(edition or importer.read(file), importer.atoms(file), importer.unit)


@pytest.mark.parametrize(
    ("path", "text", "words", "unit"),
    [
        ("v.ttl", TRADES, 8, Unit.TRIPLES),
        ("p.json", PACKAGE, 7, Unit.VALUES),
        ("t.csv", "id,text\n1,Doors are locked.\n", 4, Unit.CELLS),
    ],
)
def test_nothing_is_lost(path: str, text: str, words: int, unit: Unit) -> None:
    """Each triple, value and cell is in an item, in the edition, or beside them."""
    found = account(path, text)

    assert (words, words, ()) == (found.words, found.accounted, found.gaps)
    assert (unit, words) == (found.unit, sum(found.shares.values()))


@pytest.mark.parametrize(("path", "text"), [("v.ttl", TRADES), ("p.json", PACKAGE)])
def test_what_is_lost_is_named(path: str, text: str) -> None:
    """An edition without a statement of its item, or without its residue, is not complete."""
    file = document(path, text)
    edition = importer_for(path, file.body).read(file)
    first, *rest = edition.items
    fewer = replace(first, statements=first.statements[1:])
    without_item = account(path, text, replace(edition, items=(fewer, *rest)))
    without_residue = account(path, text, replace(edition, residue=()))

    for found in (without_item, without_residue):
        assert not found.complete
        assert {GapKind.UNACCOUNTED} == {gap.kind for gap in found.gaps}


def test_what_is_invented_is_named() -> None:
    """An edition that says more than its file is not complete either."""
    file = document("v.ttl", TRADES)
    edition = importer_for(file.path, file.body).read(file)
    atoms = comparable(source_graph(edition))
    found = account_of_atoms(edition, atoms - Counter([max(atoms)]), Unit.TRIPLES)

    assert [GapKind.MISSING] == [gap.kind for gap in found.gaps]


def test_words() -> None:
    """A text in markup is accounted for word by word, with the lines of what is lost."""
    edition = Edition(id="e", iri="urn:x:e", title="T")
    found = account_of_words(edition, 7, [("lost", 3)])

    assert (7, 6, [3]) == (found.words, found.accounted, [gap.line for gap in found.gaps])
