"""Catalogs of OSCAL."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidegraph.model.edition import Association, SourceKind, Status
from guidegraph.model.statement import Role
from tests.importers.reading import outline_of, read, refusal


def catalog(*controls: dict[str, Any], **more: Any) -> str:
    """A catalog of these controls."""
    metadata = {"title": "Rooms", "published": "2020-02-03T00:00:00Z"}
    return json.dumps({"catalog": {"metadata": metadata, "controls": controls, **more}})


def control(id_: str, *prose: str, **more: Any) -> dict[str, Any]:
    """A control whose statement has these parts."""
    parts = [{"name": "item", "prose": text} for text in prose[1:]]
    statement = {"name": "statement", "prose": prose[0] if prose else "", "parts": parts}
    return {"id": id_, "title": id_.upper(), "parts": [statement], **more}


def test_catalog() -> None:
    """Groups are sections; controls and their enhancements are items, parts of a statement text."""
    enhancement = control("r-1.1", "Keep them open.")
    first = control(
        "r-1",
        "Rooms:",
        "are open;",
        "are quiet.",
        controls=[enhancement],
        props=[
            {"name": "label", "class": "zero-padded", "value": "R-01"},
            {"name": "label", "value": "R-1"},
        ],
        links=[{"rel": "related", "href": "#r-2"}, {"rel": "reference", "href": "#r-1.1"}],
    )
    first["parts"].append({"name": "guidance", "prose": "Doors help."})
    groups = [
        {"id": "r", "title": "Rooms", "controls": [first], "groups": [{"title": "Rooms"}]},
        {"title": "Rooms", "parts": [{"name": "overview", "prose": "More of them."}]},
    ]
    edition = read("a.json", catalog(control("r-2", "Last."), groups=groups))

    assert [
        "r: Rooms",
        "  rooms: Rooms",
        "  r-1: R-1 | Rooms: are open; are quiet.",
        "    r-1.1: R-1.1 | Keep them open.",
        "rooms-2: Rooms | More of them.",
        "r-2: R-2 | Last.",
    ] == outline_of(edition)
    assert {"r": "Section", "r-1": "Item"} == {id_: edition.by_id[id_].type for id_ in ("r", "r-1")}
    assert edition.by_id["r-1"].notation == "R-1"
    assert ("Rooms", "2020-02-03") == (edition.title, edition.issued)
    assert (Association(origin="r-1", type="related", destination="r-2"),) == edition.associations


PARAMETERS: list[dict[str, Any]] = [
    {"id": "who", "label": "staff or members"},
    {"id": "how", "select": {"how-many": "one-or-more", "choice": ["by {{ who }}", "x"]}},
    {"id": "one", "select": {"choice": ["daily", "weekly"]}},
    {"id": "set", "values": ["8", "9"]},
    {"id": "bare"},
]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Ask {{ insert: param, who }}.", "Ask [staff or members]."),
        ("Ask {{who}}.", "Ask [staff or members]."),
        ("{{ how }}", "[Selection (one or more): by [staff or members]; x]"),
        ("{{ one }}, {{ one }}", "[Selection: daily; weekly], [Selection: daily; weekly]"),
        ("At {{ set }}", "At [8, 9]"),
        ("{{ bare }} {{ gone }}", "[bare] [gone]"),
        ("{{ what is this }}", "{{ what is this }}"),
    ],
)
def test_parameters(prose: str, expected: str) -> None:
    """A parameter is written where it is inserted, as its label or its choices."""
    assert expected == read("a.json", catalog(control("a", prose), params=PARAMETERS)).items[0].text


def test_withdrawn() -> None:
    """A withdrawn control is an item with that status, and with what it became."""
    props = [{"name": "status", "value": "Withdrawn"}]
    edition = read(
        "a.json",
        catalog(
            control("a", props=props, links=[{"rel": "incorporated-into", "href": "#b_part"}]),
            {
                "id": "b",
                "title": "B",
                "parts": [{"name": "statement", "parts": [{"name": "item", "id": "b_part"}]}],
            },
            control("c", props=props, links=[{"rel": "moved-to", "href": "#b"}]),
            control("d", props=props, links=[{"rel": "moved-to", "href": "https://e.org/d"}]),
            control("e", props=props, links=[{"rel": "moved-to", "href": "#gone"}]),
        ),
    )
    b_iri = "https://example.org/sample/b"

    assert [
        ("a", Status.WITHDRAWN, (b_iri,)),
        ("b", None, ()),
        ("c", Status.WITHDRAWN, (b_iri,)),
        ("d", Status.WITHDRAWN, ("https://e.org/d",)),
        ("e", Status.WITHDRAWN, ()),
    ] == [(item.id, item.status, item.replaced_by) for item in edition.items]
    assert () == edition.associations


def test_statements() -> None:
    """Parts, parameters, properties and links are statements under the names they have there."""
    first = control(
        "r-1",
        "Rooms are open.",
        remarks="See annex.",
        params=[{"id": "p", "label": "hours", "guidelines": [{"prose": "All day."}]}],
        props=[{"name": "label", "value": "R-1"}, {"name": "status", "value": "draft"}],
        links=[{"rel": "related", "href": "#r-2"}, {"href": "#r", "text": "Annex"}],
    )
    first["parts"] += [
        {"name": "guidance", "prose": "Doors help."},
        {"name": "assessment-objective", "parts": [{"name": "item", "prose": "Doors open."}]},
    ]
    edition = read(
        "a.json", catalog(first, {"id": "r-2", "title": "R", "props": [], "params": None})
    )

    assert [
        ("id", Role.IDENTIFIER),
        ("title", Role.LABEL),
        ("statement", Role.TEXT),
        ("guidance", Role.NOTE),
        ("assessment-objective", Role.NOTE),
        ("remarks", Role.NOTE),
        ("param", Role.ATTRIBUTE),
        ("label", Role.NOTATION),
        ("status", Role.STATUS),
        ("related", Role.RELATION),
        ("links", Role.ATTRIBUTE),
    ] == [(each.property, each.role) for each in edition.items[0].statements]
    assert ["id", "title", "props", "params"] == [
        each.property for each in edition.items[1].statements
    ]
    assert (SourceKind.OSCAL, True) == (edition.source_kind, edition.identified)


def test_what_a_catalog_says_of_itself() -> None:
    """Metadata are statements of the edition, resources and what is outside are residue."""
    body = json.loads(
        catalog(
            control("a"),
            uuid="u",
            params=[{"id": "p"}],
            **{"back-matter": {"resources": [{"title": "Annex"}], "remarks": "None."}},
        )
    )
    body["catalog"]["metadata"] |= {"version": "5", "props": [{"name": "keywords", "value": "x"}]}
    edition = read("a.json", json.dumps({"$schema": "https://e.org/s", **body}))

    assert ["title", "published", "version", "keywords", "uuid", "param"] == [
        each.property for each in edition.statements
    ]
    assert ["resource", "remarks", "$schema"] == [each.property for each in edition.residue]


def chain(length: int, insert: int) -> list[dict[str, Any]]:
    """Parameters each of which inserts the next, so many times."""
    return [
        {"id": f"p{number}", "label": f"x{f' {{{{p{number + 1}}}}}' * insert}"}
        for number in range(length)
    ]


def nested(depth: int) -> dict[str, Any]:
    """A control inside a control inside a control …"""
    found = control("x0")
    for number in range(1, depth):
        found = {"id": f"x{number}", "title": "X", "controls": [found]}
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (catalog(), "a.json:$.catalog: no groups or controls in it; give a catalog with its"),
        ('{"catalog": []}', "a.json:$.catalog: not an object: a list; write {…}"),
        (catalog({"title": "A"}), "a.json:$.catalog.controls[0].id: an empty id; give each item"),
        (catalog({"id": "a"}), "a.json:$.catalog.controls[0]: 'a' has neither title nor statement"),
        (
            catalog(control("a"), control("a")),
            "a.json:$.catalog.controls[1]: the id 'a' is already at $.catalog.controls[0]",
        ),
        (
            catalog(control("a", "{{ p }}"), params=[{"id": "p", "label": "{{ p }}"}]),
            "a.json:$.catalog.params[0]: the parameter 'p' inserts itself; correct what",
        ),
        (
            catalog(control("a", "{{ p0 }}"), params=chain(60, 2)),
            "a.json:$.catalog.params[43]: parameters that make a text of more than 1000000",
        ),
        (
            catalog(control("a", "{{ p0 }}"), params=chain(2_000, 1)),
            "a.json:$.catalog.params[100]: more than 100 parameters inside one another; correct",
        ),
        (catalog(nested(150)), "a.json:$.catalog.controls[0].controls[0].controls[0]"),
    ],
)
def test_refusals(body: str, expected: str) -> None:
    """A catalog that says what cannot be is refused, with the place in it."""
    assert refusal("a.json", body).startswith(expected)
