"""Packages of CASE."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from guidegraph.model.edition import Association, Item, SourceKind, Status
from guidegraph.model.errors import GuidegraphWarning
from guidegraph.model.statement import Role, Statement, StatementKind
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
    ) == tuple(replace(item, statements=()) for item in edition.items)
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
            package(item("a"), item("b", identifier=True)),
            'a.json:$.CFItems[1].identifier: not a text: true; write "…"',
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
            package(item("a", notes=["b", "c\x1b"])),
            "a.json:$.CFItems[0].notes[1]: a control character, U+001B, in 'c\\x1b'; remove it",
        ),
        (
            package(item("a", x="deep")).replace('"deep"', "[" * 150 + "]" * 150),
            "a.json:$.CFItems[0].x[0][0][0][0]",
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


DOCUMENT = "https://standards.example.org/ims/case/v1p0/CFDocuments/d"
ITEMS = "https://standards.example.org/ims/case/v1p0/CFItems"


def test_identity() -> None:
    """The document and the items have the identifiers that the package gives them."""
    body = package(
        item("a", uri=f"{ITEMS}/a"),
        item("b", uri="not an IRI"),
        item("c", uri=f"{ITEMS}/twice"),
        item("d", uri=f"{ITEMS}/twice"),
        uri=DOCUMENT,
    )
    edition = read("a.json", body)

    assert (DOCUMENT, "https://example.org/sample") == (edition.iri, edition.version_iri)
    assert [f"{ITEMS}/a", None, None, None] == [each.iri for each in edition.items]
    assert "https://example.org/sample/a" == edition.address_of("a")
    assert (SourceKind.CASE, True) == (edition.source_kind, edition.identified)
    assert "https://example.org/sample" == read("a.json", package(item("a"), uri="d")).iri


def test_statements() -> None:
    """Each field is a statement under its own name, verbatim, and with what it is taken for."""
    one = item(
        "a",
        "Rooms\nare  open.",
        notes="Except at night.",
        educationLevel=["KG", 1],
        weight=1.50,
        optional=False,
        licenseURI=None,
        CFItemTypeURI={"title": "Standard", "extra": {}},
    )
    found = read("a.json", package(one).replace("1.5", "1.50"))
    (read_item,) = found.items
    said = {each.property: each for each in read_item.statements}
    xsd = "http://www.w3.org/2001/XMLSchema#"

    assert list(one) == list(said)
    assert (
        Statement(property="fullStatement", value=one["fullStatement"], role=Role.TEXT)
        == said["fullStatement"]
    )
    assert (Role.NOTE, "Except at night.") == (said["notes"].role, said["notes"].value)
    assert Statement(property="weight", value="1.50", datatype=f"{xsd}decimal") == said["weight"]
    assert (
        Statement(property="optional", value="false", datatype=f"{xsd}boolean")
        == (said["optional"])
    )
    assert Statement(property="licenseURI", value="null", datatype="null") == said["licenseURI"]
    assert (
        Statement(
            property="educationLevel",
            kind=StatementKind.LIST,
            about=(
                Statement(property="", value="KG"),
                Statement(property="", value="1", datatype=f"{xsd}integer"),
            ),
        )
        == said["educationLevel"]
    )
    assert (Role.TYPE, ["title", "extra"]) == (
        said["CFItemTypeURI"].role,
        [each.property for each in said["CFItemTypeURI"].about],
    )
    assert "Standard" == read_item.type
    assert [("identifier", Role.IDENTIFIER), ("title", Role.LABEL)] == [
        (each.property, each.role) for each in found.statements
    ]


def type_of(statement: Statement) -> str:
    """The type of an association."""
    return next(each.value for each in statement.about if each.property == "associationType")


def test_associations_are_statements() -> None:
    """An association is a statement of the item it begins at, under its own type."""
    body = package(
        item("a"),
        item("b"),
        link("a", "isChildOf", "doc", 1),
        link("a", "exactMatchOf", "elsewhere"),
        link("a", "precedes", "b"),
        link("a", "replacedBy", "b"),
        link("b", "ext:follows", "a"),
        link("elsewhere", "isPeerOf", "a"),
    )
    edition = read("a.json", body)

    assert [
        ("isChildOf", Role.PARENT),
        ("exactMatchOf", Role.MAPPING),
        ("precedes", Role.RELATION),
        ("replacedBy", Role.SUCCESSOR),
    ] == [
        (type_of(each), each.role)
        for each in edition.by_id["a"].statements
        if each.property == "CFAssociation"
    ]
    assert ["ext:follows"] == [
        type_of(each) for each in edition.by_id["b"].statements if each.property == "CFAssociation"
    ]
    assert ["isPeerOf"] == [type_of(each) for each in edition.residue]


def test_residue() -> None:
    """Definitions, rubrics, extensions and keys that nobody knows are in the residue."""
    whole = json.loads(package(item("a")))
    level = {"identifier": "l", "description": "Opens a room alone.", "score": 2.0}
    rubric = {"identifier": "r", "CFRubricCriteria": [{"CFRubricCriterionLevels": [level]}]}
    whole |= {"CFRubrics": [rubric], "CFDefinitions": {"CFSubjects": []}, "x": 1}
    flat = read("a.json", json.dumps(whole))
    wrapped = read("a.json", json.dumps({"CFPackage": whole, "meta": {"page": 1}}))

    assert ["CFAssociations", "CFRubrics", "CFDefinitions", "x"] == [
        each.property for each in flat.residue
    ]
    assert "Opens a room alone." in str(flat.residue)
    assert ["CFPackage", "meta"] == [each.property for each in wrapped.residue]
    assert flat.residue == wrapped.residue[0].about


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"statusEndDate": "2019-12-31"}, Status.DEPRECATED),
        ({"statusEndDate": "2020-05-01"}, Status.DEPRECATED),
        ({"statusEndDate": "2020-05-02"}, None),
        ({"statusEndDate": "soon"}, None),
        ({"adoptionStatus": "Deprecated"}, Status.DEPRECATED),
        ({"adoptionStatus": "Draft"}, None),
        ({}, None),
    ],
)
def test_status(fields: dict[str, Any], expected: Status | None) -> None:
    """An item ends on its end date, compared with the day of the document's last change."""
    body = package(item("a", **fields), lastChangeDateTime="2020-05-01T10:00:00+02:00")

    assert expected is read("a.json", body).items[0].status


def test_no_end_without_a_day() -> None:
    """Where the document states no day, no end date has passed: the clock is not asked."""
    assert read("a.json", package(item("a", statusEndDate="1999-01-01"))).items[0].status is None


def test_successors() -> None:
    """What an item was replaced by is known by IRI, in the package and outside it."""
    outside = link("a", "replacedBy", "new")
    outside["destinationNodeURI"]["uri"] = f"{ITEMS}/new"
    body = package(
        item("a"),
        item("b", uri=f"{ITEMS}/b"),
        item("c"),
        link("a", "replacedBy", "b"),
        outside,
        link("b", "replacedBy", "c"),
        link("c", "replacedBy", "unknown"),
    )

    assert [
        (f"{ITEMS}/b", f"{ITEMS}/new"),
        ("https://example.org/sample/c",),
        (),
    ] == [each.replaced_by for each in read("a.json", body).items]


def test_sequence_numbers_in_any_form() -> None:
    """A sequence number may be a text or a decimal; what is not a number sorts nothing."""
    body = package(
        *(item(id_) for id_ in "dcba"),
        link("a", "isChildOf", "doc") | {"sequenceNumber": " 2 "},
        link("b", "isChildOf", "doc") | {"sequenceNumber": 2.5},
        link("c", "isChildOf", "doc") | {"sequenceNumber": "10"},
        link("d", "isChildOf", "doc") | {"sequenceNumber": "last"},
    )
    with pytest.warns(GuidegraphWarning, match=r"\[3\]\.sequenceNumber: not a number: 'last'"):
        edition = read("a.json", body)

    assert ["a", "b", "c", "d"] == [each.id for each in edition.items]


def test_values_of_another_kind() -> None:
    """A number is read as a text; what cannot be one is stored and left alone, with a warning."""
    body = package(
        item("a", humanCodingScheme=1.10, fullStatement=7),
        item("b", humanCodingScheme=["B"], CFItemType={"title": "x"}),
        item("c", humanCodingScheme=3),
        {"associationType": "isPeerOf", "originNodeURI": ["a"]},
    ).replace("1.1", "1.10")
    with pytest.warns(GuidegraphWarning) as caught:
        edition = read("a.json", body)

    assert [("1.10", "7"), (None, "B"), ("3", "C")] == [
        (each.notation, each.text) for each in edition.items
    ]
    assert [
        "$.CFItems[0].fullStatement: a number, not a text: 7; it is read as a text",
        "$.CFItems[0].humanCodingScheme: a number, not a text: 1.10; it is read as a text (1 more",
        "$.CFItems[1].CFItemType: not a text: an object; it is stored, and not read as one",
        "$.CFItems[1].humanCodingScheme: not a text: a list; it is stored, and not read as one",
        "$.CFAssociations[0].originNodeURI: not the name of an item: a list; it is stored, and no",
    ] == [str(each.message).removeprefix("a.json:")[:88] for each in caught]


def test_languages() -> None:
    """An edition has the languages of its items, the most frequent first."""
    body = package(item("a", language="fr_CA"), item("b"), item("c", language="??"), language="en")

    assert ("en", "fr-CA") == read("a.json", body).languages
