"""The JSON of `guidegraph show` as an input."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition, Excerpt
from guidegraph.model.manifest import Manifest
from guidegraph.render.format import written
from guidegraph.workspace import Workspace
from tests.importers.reading import outline_of, read, refusal
from tests.strategies import vocabularies


@pytest.mark.parametrize(
    "edition_id", ["2013-peer", "supervisor", "combined", "peer-support-course"]
)
def test_round_trip(edition_id: str) -> None:
    """What was shown and saved, read and shown again, is the same."""
    shown = written("json", Workspace.open().excerpt(edition_id))
    edition = read("a.json", shown)

    assert shown == written("json", Excerpt(edition=edition, items=edition.items))
    assert Workspace.open().edition(edition_id).type == edition.type


def test_part() -> None:
    """A part of an edition stands for itself: nothing is above its first item."""
    library = Workspace.open()
    shown = written("json", library.excerpt("combined", "value/7/practice"))
    expected = library.excerpt("combined", "value/7/practice").items

    assert (replace(expected[0], parent=None), *expected[1:]) == read("a.json", shown).items


def test_by_hand() -> None:
    """The least that will do is a list of items with ids."""
    body = '{"items": [{"id": "a"}, {"id": "b", "parent": "a", "text": "B.", "terms": ["a"]}]}'
    edition = read("a.json", body)

    assert ["a: ", "  b: B."] == outline_of(edition)
    assert ("sample", "usesTerm") == (edition.id, edition.associations[0].type)


def test_unknown_keys() -> None:
    """What guidegraph does not write is kept as attributes, and the IRI of an item as its own."""
    edition = read(
        "a.json",
        '{"iri": "https://e.org/x", "review": {"by": "a board"}, "items": [{"id": "a", "owner": 7,'
        ' "iri": "https://e.org/a"}, {"id": "b c", "iri": "https://e.org/x/b%20c"}]}',
    )

    assert ["review"] == [each.property for each in edition.statements]
    assert [("owner", "7")] == [(each.property, each.value) for each in edition.items[0].attributes]
    assert ["https://e.org/a", None] == [item.iri for item in edition.items]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, "a.json:$.items: missing: JSON of a kind that is not read here; give JSON"),
        ([], "a.json:$: not an object: a list; write {…}"),
        ({"items": 3}, "a.json:$.items: not a list: 3; write […]"),
        ({"items": [3]}, "a.json:$.items[0]: not an object: 3; write {…}"),
        ({"items": [{"id": ["a"]}]}, "a.json:$.items[0].id: not a text: a list; write"),
        ({"items": [{"id": "a"}, {"id": "a"}]}, "a.json:a: a second item with this id; give it"),
        ({"items": [{"id": "a"}, {"id": "b", "parent": "aa"}]}, "a.json:b: unknown parent 'aa'"),
        ({"items": [{"id": "a", "position": -1}]}, "a.json:a: position -1; count from 1"),
        ({"items": [{"id": "a", "position": True}]}, "a.json:$.items[0].position: not a whole"),
        (
            {"items": [{"id": "a", "lineage": "x y"}]},
            "a.json:a: not an IRI: 'x y'; write https://…",
        ),
        ({"items": [], "iri": "x y"}, "a.json: not an IRI: 'x y'; write https://…"),
        ({"items": [], "edition": "../x"}, "a.json: not an edition id: '../x'; use letters"),
        (
            {"items": [], "issued": "soon"},
            "a.json:$.issued: 'soon' is not a valid value of issued; write",
        ),
        (
            {"items": [], "language": "!"},
            "a.json:$.language: '!' is not a valid value of language; write",
        ),
        (
            {"items": [{"id": "a", "associations": [{"type": "likes", "id": "a"}]}]},
            "a.json:a: unknown link 'likes': ",
        ),
        (
            {"items": [{"id": "a", "associations": [{"id": "b", "edition": "/etc"}]}]},
            "a.json:a: not an edition id: '/etc'; write one such as 2013-peer",
        ),
    ],
)
def test_refusals(data: object, expected: str) -> None:
    """JSON that guidegraph cannot have written is refused."""
    assert refusal("a.json", json.dumps(data)).startswith(expected)


@pytest.mark.slow
@given(vocabularies())
@settings(deadline=None, max_examples=30)
def test_data_that_was_shown(edition: Edition) -> None:
    """All that a source says is in what is shown, and is read again."""
    body = written("json", edition)
    document = Document(
        path="shown.json", body=body, edition="shown", iri="urn:x:y", manifest=Manifest()
    )
    found = importer_for("shown.json", body).read(document)

    assert edition.items == found.items
    assert sorted(edition.associations, key=repr) == sorted(found.associations, key=repr)
    assert (edition.statements, edition.residue) == (found.statements, found.residue)
    assert (edition.iri, edition.source_kind, edition.languages) == (
        found.iri,
        found.source_kind,
        found.languages,
    )
