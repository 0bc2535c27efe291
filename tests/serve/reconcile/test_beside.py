"""What the reconciliation service offers beside candidates: values, suggestions, previews."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.serve.conftest import Served
from tests.serve.reconcile.shapes import EXTENSION, PROPOSAL, SUGGESTIONS, fits, ids


pytestmark = pytest.mark.slow  # worker processes answer beside it


def test_values_of_properties_are_told(small: Served) -> None:
    """
    A column is extended by texts and by other entities; nothing is known about other ids.
    """
    asked = {
        "ids": ["combined/value/7/practice/4", "combined/value/7", "combined", "no/such"],
        "properties": [{"id": "text"}, {"id": "broader"}, {"id": "edition"}, {"id": "iri"}],
    }
    answer = small.ask("/reconcile", "POST", data={"extend": json.dumps(asked)})
    found = fits(EXTENSION, answer)

    rows = found["rows"]
    privacy = "Peer supporters respect privacy and confidentiality."
    assert [{"str": privacy}] == rows["combined/value/7/practice/4"]["text"]
    (parent,) = rows["combined/value/7/practice/4"]["broader"]
    assert "combined/value/7/practice" == parent["id"]
    assert [] == rows["combined/value/7"]["broader"]
    assert ["combined"] == [value["id"] for value in rows["combined/value/7"]["edition"]]
    assert {"text": [], "broader": [], "edition": [], "iri": []} == rows["no/such"]
    assert ["text", "broader", "edition", "iri"] == [each["id"] for each in found["meta"]]


@pytest.mark.parametrize("limit", [1, "1", " 1 "])
def test_the_number_of_values_can_be_limited(small: Served, limit: Any) -> None:
    """
    The setting of the manifest limits the values, typed as a number or as text; 0 is no limit.

    The statement was split into five.
    """
    id_ = "2013-peer/section/introduction/3"
    counts = []
    for settings in ({}, {"limit": 0}, {"limit": limit}):
        asked = {"ids": [id_], "properties": [{"id": "replacedBy", "settings": settings}]}
        answer = small.ask("/reconcile", "POST", data={"extend": json.dumps(asked)})
        counts.append(len(fits(EXTENSION, answer)["rows"][id_]["replacedBy"]))

    assert [5, 5, 1] == counts


def test_properties_are_proposed(small: Served) -> None:
    """A type has properties to extend a column by; an edition has fewer than an item."""
    path = "/reconcile/extend/propose?type="
    item = fits(PROPOSAL, small.ask(f"{path}PracticeStatement"))
    edition = fits(PROPOSAL, small.ask(f"{path}Edition"))
    few = fits(PROPOSAL, small.ask(f"{path}CoreValue&limit=2"))

    assert "broader" in ids(item["properties"])
    assert "broader" not in ids(edition["properties"])
    assert (2, 2) == (len(few["properties"]), few["limit"])


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("entity?prefix=peer+support+is+vol", "2013-peer/value/1"),
        ("entity?prefix=combined/value/7", "combined/value/7"),
        ("entity?prefix=voluntry+peer", "combined/section/national-practice-guidelines/4"),
        ("entity?prefix=%C2%BF", None),
        ("entity?prefix=", "2013-peer"),
        ("type?prefix=pract", "Practice"),
        ("type?prefix=", "Item"),
        ("property?prefix=bel", "broader"),
        ("property?prefix=zzz", None),
    ],
)
def test_suggestions_begin_with_what_was_typed(small: Served, path: str, first: str | None) -> None:
    """What is suggested begins with what was typed, or has it in it."""
    found = fits(SUGGESTIONS, small.ask(f"/reconcile/suggest/{path}"))["result"]

    if first is None or "voluntry" in path:
        assert bool(found) == (first is not None)
    else:
        assert first == found[0]["id"]


def test_suggestions_go_on_from_a_cursor(small: Served) -> None:
    """The second page begins where the first one ended."""
    path = "/reconcile/suggest/entity?prefix=peer"
    first = fits(SUGGESTIONS, small.ask(path))["result"]
    second = fits(SUGGESTIONS, small.ask(f"{path}&cursor=20"))["result"]
    between = fits(SUGGESTIONS, small.ask(f"{path}&cursor=10"))["result"]

    assert (20, 20) == (len(first), len(second))
    assert [*first, *second][10:30] == between


def test_an_id_leads_to_its_page(served: Served) -> None:
    """The view of an entity, its id escaped as clients do, leads to its page on this server."""
    answer = served.ask(f"/reconcile/view?id={quote('combined/value/7', safe='')}")

    assert (303, "../combined/value/7") == (answer.status_code, answer.headers["location"])
    assert 303 == served.ask("/combined/value/7").status_code
    assert 404 == served.ask("/reconcile/view?id=..%2F..%2Fetc").status_code


def test_a_preview_can_only_be_looked_at(small: Served) -> None:
    """The preview tells of the entity in a frame, and runs and loads nothing."""
    answer = small.ask(f"/reconcile/preview?id={quote('combined/value/7', safe='')}")

    assert (200, "text/html; charset=utf-8") == (
        answer.status_code,
        answer.headers["content-type"],
    )
    assert "Peer supporters are honest and direct</a></h1>" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors *" in policy
    assert "<script" not in answer.text
    assert 404 == small.ask("/reconcile/preview?id=%3Cscript%3E").status_code
