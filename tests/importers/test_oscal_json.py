"""Catalogs of OSCAL."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidegraph.model.edition import Association
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
    """A withdrawn control is an item only if text, or an enhancement, is left of it."""
    withdrawn = {"props": [{"name": "status", "value": "Withdrawn"}]}
    edition = read(
        "a.json",
        catalog(
            control("a", **withdrawn),
            control("b", "Still there.", **withdrawn),
            control("c", controls=[control("c.1", "Left.")], **withdrawn),
            control("d", controls=[control("d.1", **withdrawn)], **withdrawn),
            control("e"),
        ),
    )

    assert ["b: B | Still there.", "c: C", "  c.1: C.1 | Left.", "e: E"] == outline_of(edition)


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
