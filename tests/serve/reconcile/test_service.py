"""
The reconciliation service, asked as OpenRefine asks it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.serve.conftest import Served
from tests.serve.reconcile.shapes import EXTENSION, MANIFEST, PROPOSAL, RESULTS, SUGGESTIONS


PRIVACY = "Peer suporters respect privcy and confidentialty"


def fits(schema: Mapping[str, Any], answer: httpx.Response) -> Any:
    """
    The data of an answer, which must fit what the specification asks.
    """
    assert 200 == answer.status_code, answer.text
    assert "application/json; charset=utf-8" == answer.headers["content-type"]
    assert "*" == answer.headers["access-control-allow-origin"]
    Draft202012Validator.check_schema(schema)
    data = answer.json()
    assert [] == [error.message for error in Draft202012Validator(schema).iter_errors(data)]
    return data


def reconciled(small: Served, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    """
    The candidates for some queries, by their keys.
    """
    answer = small.ask("/reconcile", "POST", data={"queries": json.dumps(queries)})
    return {key: found["result"] for key, found in fits(RESULTS, answer).items()}


def ids(candidates: list[dict[str, Any]]) -> list[str]:
    """
    Of which entities the candidates are.
    """
    return [candidate["id"] for candidate in candidates]


def test_the_manifest_fits_the_specification(small: Served) -> None:
    """
    Without parameters, the service tells what it offers, with addresses on itself.
    """
    found = fits(MANIFEST, small.ask("/reconcile"))

    assert set(MANIFEST["properties"]) == set(found)
    assert "https://w3id.org/guidegraph/peer-support/" == found["identifierSpace"]
    assert f"{small.url}reconcile/view?id={{{{id}}}}" == found["view"]["url"]
    assert "Item" == found["defaultTypes"][0]["id"]


@pytest.mark.parametrize("parameters", ["?callback=alert", "?_=1700000000", "?callback=%3Cb%3E"])
def test_no_script_is_ever_answered(small: Served, parameters: str) -> None:
    """
    JSONP is of older versions: a callback is passed over, and the answer stays JSON.
    """
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
    """
    In the edition of 2013 only one statement reads so: it is a match.
    """
    found = reconciled(
        small, q0={"query": PRIVACY, "properties": [{"pid": "edition", "v": "2013-peer"}]}
    )["q0"]

    assert ("2013-peer/value/7/practice/1", True) == (found[0]["id"], found[0]["match"])
    assert not any(candidate["match"] for candidate in found[1:])


def test_half_a_sentence_is_no_match(small: Served) -> None:
    """
    A cell that holds the beginning of a statement finds it, and leaves the decision to a person.
    """
    text = small.context.library.edition("2013-peer").by_id["value/7/practice/3"].text or ""
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
    """
    An id, or the whole IRI, as query gives the entity itself, and nothing else.
    """
    (found,) = reconciled(small, q0={"query": query})["q0"]

    assert ("combined/value/7", 100, True) == (found["id"], found["score"], found["match"])


def test_an_edition_is_an_entity(small: Served) -> None:
    """
    A column of titles can be reconciled with editions.
    """
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
    """
    Without a query, what fulfils all conditions is found, and one alone is a match.
    """
    properties = [{"pid": name, "v": value} for name, value in conditions]
    found = reconciled(small, q0={"properties": properties})["q0"]

    assert expected == ids(found)
    assert (len(expected) == 1) == any(candidate["match"] for candidate in found)


def test_a_text_beside_the_query_is_weighed(small: Served) -> None:
    """
    A text as property tells which of two alike names is meant.
    """
    edition = small.context.library.edition("combined")
    text = edition.by_id["value/7"].text
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
    """
    Only entities of the types asked for are found, as one and as a list.
    """
    query = {"query": "peer support", "type": type_, "type_strict": "should", "limit": 50}
    found = reconciled(small, q0=query)["q0"]

    wanted = {type_} if isinstance(type_, str) else set(type_)
    assert wanted == {candidate["type"][0]["id"] for candidate in found}


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"query": "peer", "type": "Nothing"}, 0),
        ({"query": "peer", "type": ["Item", "CoreValue"], "type_strict": "all", "limit": 99}, 50),
        ({"query": "¿?"}, 0),
        ({"query": "peer", "limit": 2}, 2),
        ({"query": "peer", "limit": 3.0, "type": "", "type_strict": None}, 3),
        ({"query": "peer", "properties": [{"pid": "edition", "v": ""}], "limit": 4}, 4),
        ({"query": "peer\u000b\u0007 support", "limit": 1}, 1),
    ],
)
def test_limits_and_blanks(small: Served, query: dict[str, Any], number: int) -> None:
    """
    A limit holds, up to fifty; blank cells and control characters are passed over.
    """
    found = reconciled(small, q0=query)["q0"]

    assert len(found) <= number
    assert bool(found) == bool(number)


def test_queries_can_be_asked_with_get(small: Served) -> None:
    """
    GET answers as POST does.
    """
    batch = json.dumps({"a": {"query": PRIVACY}, "b": {"query": "honest"}})
    posted = small.ask("/reconcile", "POST", data={"queries": batch})

    assert posted.json() == small.ask(f"/reconcile?queries={quote(batch)}").json()


def test_values_of_properties_are_told(small: Served) -> None:
    """
    A column is extended by texts and by other entities; nothing is known of what is no entity.
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
    """
    A type has properties to extend a column by; an edition has fewer than an item.
    """
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
    """
    What is suggested begins with what was typed, or has it in it.
    """
    found = fits(SUGGESTIONS, small.ask(f"/reconcile/suggest/{path}"))["result"]

    if first is None or "voluntry" in path:
        assert bool(found) == (first is not None)
    else:
        assert first == found[0]["id"]


def test_suggestions_go_on_from_a_cursor(small: Served) -> None:
    """
    The second page begins where the first one ended.
    """
    path = "/reconcile/suggest/entity?prefix=peer"
    first = fits(SUGGESTIONS, small.ask(path))["result"]
    second = fits(SUGGESTIONS, small.ask(f"{path}&cursor=20"))["result"]
    between = fits(SUGGESTIONS, small.ask(f"{path}&cursor=10"))["result"]

    assert (20, 20) == (len(first), len(second))
    assert [*first, *second][10:30] == between


def test_an_id_leads_to_its_page(served: Served) -> None:
    """
    The view of an entity, its id escaped as clients do, leads to its page on this server.
    """
    answer = served.ask(f"/reconcile/view?id={quote('combined/value/7', safe='')}")

    assert (303, "../combined/value/7") == (answer.status_code, answer.headers["location"])
    assert 303 == served.ask("/combined/value/7").status_code
    assert 404 == served.ask("/reconcile/view?id=..%2F..%2Fetc").status_code


def test_a_preview_can_only_be_looked_at(small: Served) -> None:
    """
    The preview tells of the entity in a frame, and runs and loads nothing.
    """
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
