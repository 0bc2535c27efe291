"""The history of a concept from the rows around it is the one from whole editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.bulk import triples
from guidegraph.bulk.ingest import add_edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.history import EventKind, ItemHistory
from tests.bulk.stored_turtle import PREFIXES


VOC = "http://example.org/voc/"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "vocabularies"

FIRST = """
:drinks a skos:ConceptScheme ; dcterms:title "Drinks"@en ; skos:hasTopConcept :drink .
:drink a skos:Concept ; skos:inScheme :drinks ; skos:prefLabel "Drink"@en .
:hot a skos:Concept ; skos:inScheme :drinks ; skos:prefLabel "Hot drink"@en ; skos:broader :drink .
:tea a skos:Concept ; skos:inScheme :drinks ; skos:prefLabel "Tea"@en, "Tee"@de ;
  skos:notation "7" ; skos:broader :drink ; skos:definition "Leaves in water."@en .
:mate a skos:Concept ; skos:inScheme :drinks ; skos:prefLabel "Mate"@en ; skos:broader :hot ;
  skos:scopeNote [ rdf:value "From the south."@en ] .
:milk a skos:Concept ; skos:inScheme :drinks ; skos:prefLabel "Milk"@en ; skos:broader :drink .
:water a skos:Concept ; skos:inScheme :drinks ; skos:prefLabel "Water"@en ;
  skosxl:altLabel :aqua .
:aqua a skosxl:Label ; skosxl:literalForm "Aqua"@la .
:drink skos:narrower :water .
"""
SECOND = FIRST.replace("Leaves in water.", "Leaves in hot water.").replace(
    'skos:notation "7" ; skos:broader :drink', 'skos:notation "7" ; skos:broader :hot'
)
THIRD = (
    SECOND.replace(":mate a", ":yerba a")
    .replace("From the south.", "From the far south.")
    .replace("Aqua", "Aqua vera")
    .replace(":milk a skos:Concept", ":milk a skos:Concept ; owl:deprecated true")
    .replace(":drink skos:narrower :water", ":hot skos:narrower :water")
)


@pytest.fixture
def stored(tmp_path: Path) -> dict[str, Path]:
    """Three editions of a small vocabulary."""
    return {
        name: _stored(tmp_path, name, text)
        for name, text in (("one", FIRST), ("two", SECOND), ("three", THIRD))
    }


def _stored(folder: Path, name: str, text: str) -> Path:
    source = folder / f"{name}.ttl"
    source.write_text(PREFIXES + text, encoding="utf-8")
    return Path(add_edition(folder, name, source).path)


def _assert_same(stored: Mapping[str, Path], most: int = 1_000) -> None:
    """Each concept of each edition has the history that it has with whole editions."""
    whole = Library.of_files(*stored.values())
    editors = whole.editors()
    for name, id_ in zip(stored, whole.workspace.ids, strict=True):
        edition = whole.workspace.edition(id_)
        for item in edition.items[:: max(1, len(edition.items) // most)]:
            expected = editors.log(f"{id_}:{item.id}")

            found = Library.log_of_stored(stored, str(item.iri), name)

            assert _unscored(expected) == _unscored(found)


def _unscored(history: ItemHistory) -> ItemHistory:
    """A history without how sure its pairings are: this depends on all words of the editions."""
    events = tuple(
        replace(event, change=replace(event.change, confidence=0.0, evidence={}))
        if event.change
        else event
        for event in history.events
    )
    return replace(history, events=events)


def test_each_concept_has_the_history_of_whole_editions(stored: dict[str, Path]) -> None:
    """Also one that was moved, that has another IRI, that ends, or whose notes have no IRI."""
    _assert_same(stored)


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the vocabularies are not here")
@pytest.mark.parametrize("names", [("commodities-old", "commodities-new")])
def test_real_vocabularies(tmp_path: Path, names: tuple[str, ...]) -> None:
    paths = {name: add_edition(tmp_path, name, DATA / f"{name}.ttl").path for name in names}

    _assert_same({name: Path(path) for name, path in paths.items()}, most=20)


@pytest.mark.parametrize("name", [f"{VOC}tea", "tea", "7", "one:tea", "two:7"])
def test_a_concept_is_named_in_several_ways(stored: dict[str, Path], name: str) -> None:
    """By its IRI, the end of its IRI or its notation, with or without an edition."""
    found = Library.log_of_stored(stored, name)

    assert "tea" == found.item.ref.id
    assert [EventKind.FIRST, EventKind.SAME, EventKind.KEPT] == [
        event.kind for event in found.events
    ]


def test_the_order_given_is_that_of_the_history(stored: dict[str, Path]) -> None:
    backwards = dict(reversed(stored.items()))

    assert (("three", "two"), ("two", "one")) == Library.log_of_stored(backwards, "tea").compared


def test_only_what_is_around_the_concept_is_read(stored: dict[str, Path]) -> None:
    found = triples.rows_of_concept(stored, "tea", "two")

    assert (f"{VOC}tea", "two") == (found.iri, found.edition)
    assert b"hot water" in found.lines["two"]
    assert b"Hot drink" in found.lines["two"]
    assert not any(b"south" in lines or b"Aqua" in lines for lines in found.lines.values())


def test_what_cannot_be_named_is_said(stored: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="no concept of one, two, three is called 'coffee'"):
        Library.log_of_stored(stored, "coffee")
    with pytest.raises(UnknownNameError, match="four"):
        Library.log_of_stored(stored, "tea", "four")
    more = _stored(tmp_path, "more", FIRST + ':tisane a skos:Concept ; skos:notation "7" .')
    with pytest.raises(MisuseError, match=r"'7' can be .*voc/tea>, .*voc/tisane> in more"):
        Library.log_of_stored({"more": more}, "7")
