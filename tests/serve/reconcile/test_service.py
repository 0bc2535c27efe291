"""The reconciliation service, asked as OpenRefine asks it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.serve.conftest import Served
from tests.serve.reconcile.shapes import MANIFEST, RESULTS, fits, ids


PRIVACY = "Peer suporters respect privcy and confidentialty"


def reconciled(small: Served, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    """The candidates for some queries, by their keys."""
    answer = small.ask("/reconcile", "POST", data={"queries": json.dumps(queries)})
    return {key: found["result"] for key, found in fits(RESULTS, answer).items()}


def test_the_manifest_fits_the_specification(small: Served) -> None:
    """Without parameters, the service tells what it offers, with addresses on itself."""
    found = fits(MANIFEST, small.ask("/reconcile"))

    assert set(MANIFEST["properties"]) == set(found)
    assert "https://w3id.org/guidegraph/peer-support/" == found["identifierSpace"]
    assert f"{small.url}reconcile/view?id={{{{id}}}}" == found["view"]["url"]
    assert "Item" == found["defaultTypes"][0]["id"]


@pytest.mark.parametrize("parameters", ["?callback=alert", "?_=1700000000", "?callback=%3Cb%3E"])
def test_no_script_is_ever_answered(small: Served, parameters: str) -> None:
    """JSONP is of older versions: a callback is passed over, and the answer stays JSON."""
    assert small.ask("/reconcile").content == small.ask(f"/reconcile{parameters}").content


def test_a_misspelt_cell_finds_its_item(small: Served) -> None:
    """
    The statement is found through four misspellings; two statements read alike, so neither is a
    match.
    """
    found = reconciled(
        small,
        q0={"query": PRIVACY, "properties": [{"pid": "edition", "v": "combined"}], "limit": 3},
    )["q0"]

    assert ["combined/value/7/practice/1", "combined/value/7/practice/4"] == ids(found)[:2]
    assert [False] * len(found) == [candidate["match"] for candidate in found]
    assert 90 < found[0]["score"] < 100
    assert ["PracticeStatement", "Item"] == [type_["id"] for type_ in found[0]["type"]]
    assert {"name", "part"} == {feature["id"] for feature in found[0]["features"]}


def test_what_stands_alone_is_a_match(small: Served) -> None:
    """In the edition of 2013 only one statement reads so: it is a match."""
    found = reconciled(
        small, q0={"query": PRIVACY, "properties": [{"pid": "edition", "v": "2013-peer"}]}
    )["q0"]

    assert ("2013-peer/value/7/practice/1", True) == (found[0]["id"], found[0]["match"])
    assert not any(candidate["match"] for candidate in found[1:])


def test_half_a_sentence_is_no_match(small: Served) -> None:
    """
    A cell that holds the beginning of a statement finds it, and leaves the decision to a person.
    """
    text = small.context.library.edition("2013-peer").item("value/7/practice/3").text or ""
    found = reconciled(
        small,
        q0={
            "query": text[: len(text) // 2],
            "properties": [{"pid": "edition", "v": "2013-peer"}],
        },
    )["q0"]

    assert ("2013-peer/value/7/practice/3", False) == (found[0]["id"], found[0]["match"])


@pytest.mark.parametrize(
    "query",
    ["combined/value/7", "https://w3id.org/guidegraph/peer-support/combined/value/7"],
)
def test_an_id_or_iri_finds_its_entity(small: Served, query: str) -> None:
    """An id, or the whole IRI, as query gives the entity itself, and nothing else."""
    (found,) = reconciled(small, q0={"query": query})["q0"]

    assert ("combined/value/7", 100, True) == (found["id"], found["score"], found["match"])


def test_an_edition_is_an_entity(small: Served) -> None:
    """A column of titles can be reconciled with editions."""
    found = reconciled(
        small, q0={"query": "National practice guidelines for peer supporters", "type": "Edition"}
    )["q0"]

    assert ("2013-peer", 100, True) == (found[0]["id"], found[0]["score"], found[0]["match"])


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([("edition", "combined"), ("notation", "7.4")], ["combined/value/7/practice/4"]),
        ([("edition", {"id": "combined"}), ("notation", 7.4)], ["combined/value/7/practice/4"]),
        ([("iri", "https://w3id.org/guidegraph/peer-support/supervisor")], ["supervisor"]),
        (
            [("broader", "2013-peer/value/7"), ("type", "Practice")],
            ["2013-peer/value/7/practice"],
        ),
        (
            [("edition", ["combined", {"id": "supervisor"}]), ("notation", "7")],
            ["combined/value/7", "supervisor/value/7"],
        ),
        ([("edition", "combined"), ("notation", "99.9")], []),
    ],
)
def test_properties_alone_choose(
    small: Served, conditions: list[tuple[str, Any]], expected: list[str]
) -> None:
    """Without a query, what fulfils all conditions is found, and one alone is a match."""
    properties = [{"pid": name, "v": value} for name, value in conditions]
    found = reconciled(small, q0={"properties": properties})["q0"]

    assert expected == ids(found)
    assert (len(expected) == 1) == any(candidate["match"] for candidate in found)


def test_a_text_beside_the_query_is_weighed(small: Served) -> None:
    """A text as property tells which of two alike names is meant."""
    edition = small.context.library.edition("combined")
    text = edition.item("value/7").text
    found = reconciled(
        small,
        q0={
            "query": "Peer supporters are honest and direct",
            "properties": [{"pid": "edition", "v": "combined"}, {"pid": "text", "v": text}],
        },
    )["q0"]

    assert ("combined/value/7", 100, True) == (found[0]["id"], found[0]["score"], found[0]["match"])
    assert found[1]["score"] < 90


@pytest.mark.parametrize("type_", ["CoreValue", ["CoreValue"], ["GlossaryTerm", "CoreValue"]])
def test_types_choose(small: Served, type_: Any) -> None:
    """Only entities of the types asked for are found, as one and as a list."""
    query = {"query": "peer support", "type": type_, "type_strict": "should", "limit": 50}
    found = reconciled(small, q0=query)["q0"]

    wanted = {type_} if isinstance(type_, str) else set(type_)
    assert wanted == {candidate["type"][0]["id"] for candidate in found}


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"query": "peer", "type": ["Item", "CoreValue"], "type_strict": "all", "limit": 99}, 50),
        ({"query": "¿?"}, 0),
        ({"query": "peer", "limit": 2}, 2),
        ({"query": "peer", "limit": 3.0, "type": "", "type_strict": None}, 3),
        ({"query": "peer", "properties": [{"pid": "edition", "v": ""}], "limit": 4}, 4),
        ({"query": "peer\u000b\u0007 support", "limit": 1}, 1),
    ],
)
def test_limits_and_blanks(small: Served, query: dict[str, Any], number: int) -> None:
    """A limit holds, up to fifty; blank cells and control characters are passed over."""
    found = reconciled(small, q0=query)["q0"]

    assert len(found) <= number
    assert bool(found) == bool(number)


def test_an_odd_cell_fails_no_batch(small: Served) -> None:
    """An empty cell has no candidates, a number is a text, and the others are answered."""
    batch = {
        "blank": {"query": " ", "type": "CoreValue"},
        "none": {},
        "null": {"query": None},
        "number": {"query": 7.4},
        "text": {"query": "respect"},
    }
    answer = small.ask("/reconcile", "POST", data={"queries": json.dumps(batch)})
    found = {key: len(each["result"]) for key, each in answer.json().items()}

    assert (0, 0, 0) == (found["blank"], found["none"], found["null"])
    assert found["number"]
    assert found["text"]


def test_queries_can_be_asked_with_get(small: Served) -> None:
    """GET answers as POST does."""
    batch = json.dumps({"a": {"query": PRIVACY}, "b": {"query": "honest"}})
    posted = small.ask("/reconcile", "POST", data={"queries": batch})

    assert posted.json() == small.ask(f"/reconcile?queries={quote(batch)}").json()
