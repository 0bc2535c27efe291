"""Packages of CASE 1.1."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from guidegraph.api import Library
from guidegraph.export.case.changes import package_of_change
from guidegraph.export.case.package import package_of
from guidegraph.export.case.package import written as packed
from guidegraph.export.case.rules import problems_of_package
from guidegraph.export.selection import only_types
from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.changes import Change, Relation
from guidegraph.model.edition import Association, Edition, Item, Link, Note
from guidegraph.model.errors import FormatError, MisuseError
from guidegraph.model.manifest import Manifest
from guidegraph.render.format import losses_of, written
from tests.comparisons import HOSTILE, OLD, comparison_of, reading_rooms, ref
from tests.strategies import editions


LIBRARY = Library.open()


def read(body: bytes, like: Edition) -> Edition:
    """The edition in a package."""
    document = Document(
        path="a.json", body=body, edition=like.id, iri=like.iri, manifest=Manifest()
    )
    return importer_for("a.json", body).read(document)


def unquoted(edition: Edition) -> tuple[Item, ...]:
    """
    Items without the places they are quoted from, which a package does not hold, and without what
    a package says of them beside.
    """
    return tuple(replace(item, spans=(), iri=None, statements=()) for item in edition.items)


@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_there_and_back(id_: str) -> None:
    """
    Each edition's package follows the standard, and gives back the same items, hierarchy and links.
    """
    edition = LIBRARY.workspace.quoted(id_)
    body = written("case-json", edition)
    back = read(body, edition)

    assert () == problems_of_package(json.loads(body))
    assert unquoted(edition) == unquoted(back)
    assert [edition.iri_of(item.id) for item in edition.items] == [
        back.iri_of(item.id) for item in back.items
    ]
    assert set(edition.associations) == set(back.associations)
    assert edition.title == back.title
    assert body == written("case-json", edition)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(editions())
def test_law(edition: Edition) -> None:
    """Any edition makes a package that follows the standard, and that holds its items."""
    package = package_of(replace(edition, source_kind=None))  # a package is written as it was read

    assert () == problems_of_package(package)
    terms = package["CFDefinitions"].get("CFConcepts", [])
    assert len(edition.items) == len(package["CFItems"]) + len(terms)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """No text breaks a package."""
    clean = "".join(sign for sign in text if sign.isprintable()).strip() or "x"
    edition = replace(
        OLD,
        title=clean,
        items=(Item(id="a", label=clean, text=clean, notation=clean, marker=clean),),
        associations=(),
    )
    body = written("case-json", edition)

    assert b"<script" not in body or b'"text": "<script' in body
    assert 1 == len(read(body, edition).items)


def test_long_fields_are_cut_and_reported() -> None:
    """
    What has no room in its field is cut there, whole in the extensions, and in the loss report.
    """
    item = Item(
        id="a",
        label="long " * 20,
        text="word " * 1000,
        alt_labels=("b", "c"),
        notes=(Note(mark="1", text="A note."),),
        links=(Link(words="word", target="https://example.org/"),),
    )
    item = replace(item, label=(item.label or "").strip(), text=(item.text or "").strip())
    edition = replace(OLD, items=(item,), associations=())
    entry = package_of(edition)["CFItems"][0]
    losses = losses_of("case-json", edition)

    assert 4096 >= len(entry["fullStatement"])
    assert 60 >= len(entry["abbreviatedStatement"])
    assert (item,) == unquoted(read(packed(package_of(edition)), edition))
    assert any("fullStatement holds 4096 characters and not 4999" in line for line in losses)
    assert any("a: 1 hyperlinks have no field" in line for line in losses)


def test_another_program_may_change_the_words() -> None:
    """
    Where the fields say something else than when our extensions were written, the fields hold.
    """
    edition = LIBRARY.edition("2013-peer").model
    package = package_of(edition)
    package["CFItems"][0]["fullStatement"] = "Foreword"
    first = read(json.dumps(package).encode(), edition).items[0]

    assert ("section/preamble", "Foreword") == (first.id, first.text)


def test_links_to_other_editions() -> None:
    """What a course teaches comes back as links to the other edition."""
    course = LIBRARY.edition("peer-support-course").model
    back = read(written("case-json", course), course)

    assert (
        Association(
            origin="module/7/statement/9",
            type="mentions",
            destination="value/7/practice/4",
            edition="2013-peer",
        )
        in back.associations
    )


def test_types_of_the_links_of_a_course() -> None:
    """What a course teaches and assesses are associations of their own; mentions are relations."""
    course = LIBRARY.edition("peer-support-course").model
    taught = [link.type for link in course.associations]
    found = Counter(one["associationType"] for one in package_of(course)["CFAssociations"])

    assert found["ext:teaches"] == taught.count("teaches") > 0
    assert found["ext:assesses"] == taught.count("assesses")
    assert found["isRelatedTo"] == taught.count("mentions") > 0


def test_course_links_of_others() -> None:
    """Another program's `ext:teaches` within a package is read as what it says."""
    package = package_of(replace(OLD, associations=()))
    one, other = (item["identifier"] for item in package["CFItems"][:2])
    for type_ in ("ext:teaches", "ext:unheardOf"):
        package["CFAssociations"].append(
            {
                "associationType": type_,
                "originNodeURI": {"identifier": one},
                "destinationNodeURI": {"identifier": other},
            }
        )
    back = read(json.dumps(package).encode(), OLD)

    assert ["related", "teaches"] == sorted(link.type for link in back.associations)


def test_terms_are_concepts() -> None:
    """A term is no competency: it is a concept, with its names and definition, and comes back."""
    edition = LIBRARY.edition("combined").model
    package = package_of(edition)
    terms = [item for item in edition.items if item.type == "GlossaryTerm"]
    concepts = package["CFDefinitions"]["CFConcepts"]

    assert "GlossaryTerm" not in {item["CFItemType"] for item in package["CFItems"]}
    assert [item.text for item in terms] == [each.get("description") for each in concepts]
    ids = {each["identifier"] for each in concepts}
    targets = {
        one["destinationNodeURI"]["targetType"]
        for one in package["CFAssociations"]
        if one["destinationNodeURI"]["identifier"] in ids
    }
    assert {"ext:CFConcept"} == targets
    back = read(packed(package), edition)
    assert unquoted(edition) == unquoted(back)
    assert json.loads(written("case-json", back))["CFDefinitions"] == package["CFDefinitions"]

    part = only_types(back, ["CoreValue"])
    assert not json.loads(written("case-json", part))["CFDefinitions"]["CFConcepts"]

    concepts[0]["title"] = "Forename"
    concepts[1]["extensions"] = {}
    changed = read(json.dumps(package).encode(), edition)
    assert "Forename" == changed.by_id[terms[0].id].label
    assert len(edition.items) - 1 == len(changed.items)  # another program's concepts are no items


def test_the_destination_of_an_exemplar_is_the_example() -> None:
    """A value is exemplified by the practices that demonstrate it; read back, they still do."""
    edition = LIBRARY.edition("2013-peer").model
    package = package_of(edition)
    kinds = {entry["identifier"]: entry["CFItemType"] for entry in package["CFItems"]}
    found = [one for one in package["CFAssociations"] if one["associationType"] == "exemplar"]

    assert {("CoreValue", "Practice"), ("CoreValue", "PracticeStatement")} >= {
        (kinds[one["originNodeURI"]["identifier"]], kinds[one["destinationNodeURI"]["identifier"]])
        for one in found
    }
    assert len([link for link in edition.associations if link.type == "demonstrates"]) == len(found)
    back = read(packed(package), edition)
    assert set(edition.associations) == set(back.associations)


def test_an_exemplar_of_another_edition() -> None:
    """A practice that demonstrates a value of another edition is its example there."""
    edition = replace(
        OLD,
        associations=(
            Association(origin="value/1", type="demonstrates", destination="v/1", edition="other"),
        ),
    )
    package = package_of(edition)
    (one,) = (one for one in package["CFAssociations"] if one["associationType"] == "exemplar")

    assert one["destinationNodeURI"]["uri"] == edition.iri_of("value/1")
    assert one["originNodeURI"]["title"] == "other: v/1"
    assert edition.associations == read(packed(package), edition).associations


def test_exemplars_of_earlier_exports() -> None:
    """A package from before, with its exemplars the other way round, gives the same links."""
    edition = LIBRARY.edition("2013-peer").model
    package = package_of(edition)
    for one in package["CFAssociations"]:
        if one["associationType"] == "exemplar":
            ends = one["originNodeURI"], one["destinationNodeURI"]
            one["destinationNodeURI"], one["originNodeURI"] = ends
            del one["extensions"]["ext:guidegraph"]["reversed"]

    assert set(edition.associations) == set(
        read(json.dumps(package).encode(), edition).associations
    )


STANDARDS = "https://standards.example.org/ims/case/v1p0"


def standards(day: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A package as a ministry's server gives it, whose items are all below the document."""
    moment = {"lastChangeDateTime": f"{day}T00:00:00"}
    document = {"identifier": "d0", "uri": f"{STANDARDS}/CFDocuments/d0", "title": "Counting"}
    return {
        "CFDocument": {**document, "creator": "Board", "adoptionStatus": "Adopted", **moment},
        "CFItems": [
            {"uri": f"{STANDARDS}/CFItems/{item['identifier']}", "CFDocumentURI": document, **item}
            for item in items
        ],
        "CFAssociations": [
            {
                "identifier": f"of-{item['identifier']}",
                "associationType": "isChildOf",
                "sequenceNumber": str(number),
                "originNodeURI": {"title": "", "identifier": item["identifier"]},
                "destinationNodeURI": document,
            }
            for number, item in enumerate(items, start=1)
        ],
        **more,
    }


TO_TEN = {"identifier": "a", "fullStatement": "Count to ten.", "educationLevel": ["KG"]}
BACKWARDS = {"identifier": "b", "fullStatement": "Count backwards.", "notes": "<b>Slowly</b>"}
WRITE = {"identifier": "c", "fullStatement": "Write numbers.", "weight": 1.50}


def test_a_package_is_written_as_it_was_read() -> None:
    """What others wrote is written again with all its fields, whether they are of CASE 1.1."""
    levels = [{"identifier": "l", "score": 2, "description": "Alone."}]
    criteria = [{"identifier": "k", "CFRubricCriterionLevels": levels}]
    package = standards(
        "2024-01-01",
        TO_TEN,
        BACKWARDS,
        WRITE,
        CFDefinitions={"CFSubjects": [], "CFConcepts": [{"title": "Number", "keywords": "a|b"}]},
        CFRubrics=[{"identifier": "r", "title": "Counting", "CFRubricCriteria": criteria}],
        vendor={"exported": True, "by": None},
    )
    edition = read(json.dumps(package).replace("1.5", "1.50").encode(), OLD)
    body = written("case-json", edition)

    assert package == json.loads(body)
    assert b'"weight": 1.50' in body
    assert [] == [line for line in losses_of("case-json", edition) if line.startswith(("a", "b"))]
    assert edition == read(body, OLD)


def test_changes_of_packages() -> None:
    """
    The change between two packages is the new one with the items that ended; an item that both
    have under one identifier needs no association with itself.
    """
    old = replace(
        read(json.dumps(standards("2024-01-01", TO_TEN, BACKWARDS)).encode(), OLD), id="old"
    )
    new = replace(read(json.dumps(standards("2026-02-01", TO_TEN, WRITE)).encode(), OLD), id="new")
    changes = (
        Change(relation=Relation.DROPPED, old=(ref("old:b"),)),
        Change(relation=Relation.ADDED, new=(ref("new:c"),)),
    )
    package = json.loads(written("case-json", comparison_of((old,), new, changes, ["a"])))
    items = {item["identifier"]: item for item in package["CFItems"]}

    assert ["a", "c", "b"] == list(items)
    assert {**BACKWARDS, "statusEndDate": "2026-02-01"}.items() <= items["b"].items()
    assert "2026-02-01" == items["c"]["statusStartDate"]
    assert standards("2026-02-01", TO_TEN)["CFItems"] == [items["a"]]
    assert ["isChildOf"] * 3 == [one["associationType"] for one in package["CFAssociations"]]
    assert ("b", "d0") == (
        package["CFAssociations"][-1]["originNodeURI"]["identifier"],
        package["CFAssociations"][-1]["destinationNodeURI"]["identifier"],
    )


def test_what_a_package_cannot_hold_of_a_catalog() -> None:
    """Statements of another kind of source that no field is written from are in the report."""
    body = b"""{"catalog": {"metadata": {"title": "T"}, "controls": [{"id": "a", "title": "A",
        "parts": [{"name": "guidance", "prose": "B."}]}]}}"""
    losses = losses_of("case-json", read(body, OLD))

    assert "a: no field holds guidance" in losses
    assert "what the source says of the edition and of other things is not held (1)" in losses


def test_changes() -> None:
    """The change between editions: what still says the same, what was replaced, what ended."""
    comparison = LIBRARY.diff(["2013-peer"], "combined").model
    with pytest.raises(MisuseError, match="--issued DATE"):
        package_of_change(comparison)
    dated = replace(comparison, new=replace(comparison.new, issued="2019-07"))
    package = package_of_change(dated)
    ended = [item for item in package["CFItems"] if "statusEndDate" in item]
    links = {
        (
            one["associationType"],
            one["originNodeURI"]["uri"].rpartition("peer-support/")[2],
            one["destinationNodeURI"]["uri"].rpartition("peer-support/")[2],
        )
        for one in package["CFAssociations"]
    }

    assert () == problems_of_package(package)
    assert ["2019-07-01"] == [item["statusEndDate"] for item in ended]
    assert "false promises" in ended[0]["fullStatement"]
    assert ("replacedBy", "2013-peer/value/5/practice/3", "combined/value/5/practice/3") in links
    assert ("exactMatchOf", "combined/value/1/practice/1", "2013-peer/value/1/practice/1") in links
    assert ("isChildOf", "2013-peer/value/7/practice/4", "combined/value/7/practice") in links
    assert "Changes since 2013-peer" in package["CFDocument"]["notes"]


def test_every_change_has_a_place() -> None:
    """Every old item is replaced, matched or ended."""
    comparison = reading_rooms()
    package = package_of_change(comparison)
    found = json.dumps(package)

    assert () == problems_of_package(package)
    assert all(OLD.iri_of(item.id) in found for item in OLD.items)


def wrong(change: str) -> Any:
    """A package with one thing wrong."""
    package = deepcopy(package_of(OLD))
    item, other = package["CFItems"][0], package["CFItems"][1]
    first, second = package["CFAssociations"][0], package["CFAssociations"][1]
    match change:
        case "unknown":
            item["CFDocumentURI"] = "https://example.org/"
        case "missing":
            del item["fullStatement"]
        case "uuid":
            item["identifier"] = item["identifier"].upper()
        case "moment":
            item["lastChangeDateTime"] = "2013-07-08T00:00:00"
        case "long":
            item["humanCodingScheme"] = "x" * 101
        case "type":
            first["associationType"] = "covers"
        case "twice":
            other["identifier"] = item["identifier"]
        case "number":
            second["sequenceNumber"] = first["sequenceNumber"]
            second["destinationNodeURI"] = first["destinationNodeURI"]
        case "circle":
            first["destinationNodeURI"] = deepcopy(first["originNodeURI"])
        case "loose":
            package["CFAssociations"].remove(first)
        case "dates":
            item["statusStartDate"], item["statusEndDate"] = "2020-01-01", "2019-01-01"
        case "html":
            item["fullStatement"] = "<b>Rooms</b>"
        case "definition":
            item["CFItemTypeURI"]["identifier"] = item["identifier"]
        case "list":
            package["CFItems"] = {}
    return package


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("unknown", "$.CFItems[0].CFDocumentURI: a field that CFItem does not have"),
        ("missing", "$.CFItems[0].fullStatement: missing"),
        ("uuid", "$.CFItems[0].identifier: not a uuid"),
        ("moment", "$.CFItems[0].lastChangeDateTime: not a moment"),
        ("long", "$.CFItems[0].humanCodingScheme: 101 characters, more than 100"),
        ("type", "$.CFAssociations[0].associationType: not a association: 'covers'"),
        ("twice", "is already at $.CFItems[0]"),
        ("number", "$.CFAssociations[1].sequenceNumber: 1 is already at"),
        ("circle", "in a circle, or below one"),
        ("loose", "without a parent"),
        ("dates", "2019-01-01 is before 2020-01-01"),
        ("html", "HTML in it"),
        ("definition", "not among the CFItemTypes"),
        ("list", "$.CFItems: not a list"),
    ],
)
def test_rules(change: str, problem: str) -> None:
    """Each rule finds what it is there for, and says where."""
    assert () == problems_of_package(package_of(OLD))
    assert any(problem in found for found in problems_of_package(wrong(change)))


def test_what_breaks_the_rules_is_not_written() -> None:
    """A package that does not follow the standard never reaches a file."""
    with pytest.raises(ValueError, match="CASE package with 1 problems"):
        packed(wrong("missing"))


def test_a_circle_is_refused_on_the_way_in() -> None:
    """A package whose items stand below each other in a circle is no edition."""
    package = package_of(OLD)
    by_child = {one["originNodeURI"]["identifier"]: one for one in package["CFAssociations"][::-1]}
    value = next(entry for entry in package["CFItems"] if entry["uri"].endswith("value/1"))
    practice = next(entry for entry in package["CFItems"] if entry["uri"].endswith("1/practice"))
    by_child[value["identifier"]]["destinationNodeURI"]["identifier"] = practice["identifier"]
    with pytest.raises(FormatError, match="a cycle of 2 isChildOf associations"):
        read(json.dumps(package).encode(), OLD)
