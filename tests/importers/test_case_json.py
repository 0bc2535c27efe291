"""Packages of CASE."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidegraph.model.edition import Association, Item
from tests.importers.reading import outline_of, read, refusal


def item(id_: str, statement: str | None = None, **more: Any) -> dict[str, Any]:
    """A CFItem."""
    return {"identifier": id_, "fullStatement": statement or id_.upper(), **more}


def link(origin: str, type_: str, destination: str, number: int | None = None) -> dict[str, Any]:
    """A CFAssociation."""
    return {
        "associationType": type_,
        "originNodeURI": {"identifier": origin},
        "destinationNodeURI": {"identifier": destination},
        "sequenceNumber": number,
    }


def package(*parts: dict[str, Any], **about: Any) -> str:
    """A package of these items and associations."""
    return json.dumps(
        {
            "CFDocument": {"identifier": "doc", "title": "Rooms", **about},
            "CFItems": [part for part in parts if "identifier" in part],
            "CFAssociations": [part for part in parts if "associationType" in part],
        }
    )


def test_fields() -> None:
    """Every field that an item has room for is kept."""
    one = item(
        "a",
        "Rooms  are open.",
        abbreviatedStatement="OPEN ROOMS",
        humanCodingScheme="R.1",
        CFItemType="Standard",
        alternativeLabel="Access",
    )
    edition = read("a.json", package(one, language="en_US", publisher="The library"))

    assert (
        Item(
            id="a",
            type="Standard",
            notation="R.1",
            label="OPEN ROOMS",
            pref_label="Open rooms",
            alt_labels=("Access",),
            text="Rooms are open.",
        ),
    ) == edition.items
    assert ("Rooms", "en-US", "The library") == (
        edition.title,
        edition.language,
        edition.provenance.publisher,
    )


@pytest.mark.parametrize("wrapped", [False, True])
def test_order(wrapped: bool) -> None:
    """Children stand by their sequence numbers, flat or wrapped; the document is no item."""
    body = package(
        item("c"),
        item("b"),
        item("a"),
        item("d"),
        link("a", "isChildOf", "doc", 1),
        link("b", "isChildOf", "a", 1),
        link("c", "ischildof", "a", 10),
        link("d", "isChildOf", "a"),
    )

    assert ["a: A", "  b: B", "  c: C", "  d: D"] == outline_of(
        read("a.json", f'{{"CFPackage": {body}}}' if wrapped else body)
    )


def test_ends() -> None:
    """The ends of an association may be URIs, as in version 1.0."""
    child = {
        "associationType": "isChildOf",
        "originNodeURI": "https://example.org/CFItems/b",
        "destinationNodeURI": {"uri": "https://example.org/a"},
    }

    assert ["a: A", "  b: B"] == outline_of(
        read("a.json", package(item("a", uri="https://example.org/a"), item("b"), child))
    )


def test_links() -> None:
    """Other associations between items are kept as related, and second parents as broader."""
    body = package(
        item("a"),
        item("b"),
        item("c"),
        link("c", "isChildOf", "b", 1),
        link("c", "isChildOf", "a", 2),
        link("a", "isPeerOf", "b"),
        link("a", "ext:follows", "elsewhere"),
        link("gone", "isChildOf", "a"),
    )
    edition = read("a.json", body)

    assert ["a: A", "b: B", "  c: C"] == outline_of(edition)
    assert (
        Association(origin="a", type="related", destination="b"),
        Association(origin="c", type="broaderTransitive", destination="a"),
    ) == edition.associations


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (package(), "a.json:$.CFItems: no items; give a package that holds its items"),
        ('{"CFItems": {}}', "a.json:$.CFItems: not a list: an object; write […]"),
        (
            package(item("a"), item("b", identifier=7)),
            'a.json:$.CFItems[1].identifier: a number, not a text: 7; write "7"',
        ),
        (
            package(item("a"), item("b", fullStatement=" ")),
            "a.json:$.CFItems[1].fullStatement: missing or empty; write the statement",
        ),
        (
            package(item("a"), item("b"), item("a")),
            "a.json:$.CFItems[2].identifier: 'a' is already at $.CFItems[0]; give it",
        ),
        (
            package(item("a"), item("b"), link("a", "isChildOf", "b"), link("b", "isChildOf", "a")),
            "a.json:$.CFItems[0]: a cycle of 2 isChildOf associations: 'a' below 'b' below 'a'",
        ),
        (
            package(item("a"), link("a", "isChildOf", "doc") | {"sequenceNumber": "first"}),
            "a.json:$.CFAssociations[0].sequenceNumber: not a whole number: 'first'; write",
        ),
        ('{"CFItems": [{"identifier": "a", "identifier": "b"}]}', "a.json: an object of 'a' has"),
        ('{"CFItems": [', "a.json:1: not JSON: expecting value (column 14); fix the line"),
        ('{"CFItems": [' * 100_000, "a.json: nested too deeply; flatten it"),
        (f'{{"CFItems": [{"9" * 9_999}]}}', "a.json: not JSON: a number too long; shorten it"),
        (f'{{"CFItems": [{"[]," * 5_000_000}[]]}}', "a.json: more than 5000000 values; split"),
        (package(item("a", "\ud800")), "a.json:$.CFItems[0].fullStatement: a control character"),
    ],
)
def test_refusals(body: str, expected: str) -> None:
    """A package that says what cannot be is refused, with the place in it."""
    assert refusal("a.json", body).startswith(expected)
