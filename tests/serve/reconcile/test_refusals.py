"""What the reconciliation service refuses."""

from __future__ import annotations

import json

import pytest

from tests.serve.conftest import Served


MANY = json.dumps({f"q{number}": {"query": "peer"} for number in range(51)})
WIDE = json.dumps(
    {"q": {"properties": [{"pid": "text", "v": ["x"] * 26}, {"pid": "label", "v": ["x"] * 26}]}}
)
LONG = json.dumps({"q": {"query": "x" * 10_001}})


@pytest.mark.parametrize(
    ("queries", "status", "detail"),
    [
        ("", 400, "queries:1: not JSON"),
        ("{", 400, "queries:1: not JSON"),
        ("[]", 400, "queries:$: not an object: a list; write"),
        ("null", 400, "queries:$: not an object: null; write"),
        ('"peer"', 400, "queries:$: not an object: 'peer'; write"),
        ('{"q": 1}', 400, "queries:$.q: not an object: 1; write"),
        ('{"q": {"query": "x", "type": "CoreValu"}}', 400, "unknown type 'CoreValu': did you mean"),
        ('{"q": {"query": ["x"]}}', 400, "queries:$.q.query: not a text: a list; write"),
        ('{"q": {"query": "x", "limit": 0}}', 400, "queries:$.q.limit: not a whole number"),
        ('{"q": {"query": "x", "limit": 1.5}}', 400, "queries:$.q.limit: not a whole number"),
        ('{"q": {"query": "x", "limit": true}}', 400, "queries:$.q.limit: not a whole number"),
        ('{"q": {"query": "x", "limit": "5"}}', 400, "queries:$.q.limit: not a whole number"),
        ('{"q": {"query": "x", "limit": NaN}}', 400, "queries:$.q.limit: not a whole number"),
        ('{"q": {"query": "x", "limit": 1e999}}', 400, "queries:$.q.limit: not a whole number"),
        (f'{{"q": {{"limit": {"9" * 5000}}}}}', 400, "queries: not JSON: a number too long"),
        ('{"q": {"query": "x", "type": {"id": 1}}}', 400, "queries:$.q.type: not a text"),
        ('{"q": {"query": "x", "type": [1]}}', 400, "queries:$.q.type[0]: not a text: 1; write"),
        ('{"q": {"query": "x", "type_strict": "no"}}', 400, "queries:$.q.type_strict: not a kind"),
        ('{"q": {"query": "x", "properties": {}}}', 400, "queries:$.q.properties: not a list"),
        ('{"q": {"query": "x", "properties": [1]}}', 400, "queries:$.q.properties[0]: not an obj"),
        ('{"q": {"properties": [{"pid": "text"}]}}', 400, "queries:$.q.properties[0]: no 'pid' or"),
        (
            '{"q": {"properties": [{"pid": "edtion", "v": "x"}]}}',
            400,
            "unknown property 'edtion': did you mean 'edition'?",
        ),
        (
            '{"q": {"properties": [{"pid": "text", "v": [[1]]}]}}',
            400,
            "queries:$.q.properties[0].v[0]: not a text: a list; write",
        ),
        (
            '{"q": {"properties": [{"pid": "notation", "v": Infinity}]}}',
            400,
            "queries:$.q.properties[0].v: not a text: Infinity; write",
        ),
        (
            '{"q": {"properties": [{"pid": "edition", "v": {"name": "x"}}]}}',
            400,
            "queries:$.q.properties[0].v.id: not a text: null; write",
        ),
        ('{"q": {"query": "x"}, "q": {"query": "y"}}', 400, "queries: an object has the key 'q'"),
        (
            r'{"\ud800": {"query": "x"}}',
            400,
            "queries:$: a key that is too long or cannot be printed: '\\ud8",
        ),
        (r'{"q": {"query": "\udfff"}}', 400, "queries:$.q.query: half of a surrogate pair"),
        ("[" * 50_000, 400, "queries: nested too deeply; flatten it"),
        ("[" * 50_001, 413, "queries: more than 50000 values; send fewer at once"),
        ('{"q":' * 50_000, 400, "queries: nested too deeply; flatten it"),
        (r'{"a\nb": 1}', 400, r"queries:$: a key that is too long or cannot be printed: 'a\nb'"),
        (WIDE, 400, "queries:$.q.properties: 52 values; send at most 50"),
        (LONG, 400, "queries:$.q.query: a text of 10001 characters; send at most 10000"),
        (MANY, 413, "51 queries at once; send at most 50"),
    ],
)
def test_hostile_queries_are_refused(small: Served, queries: str, status: int, detail: str) -> None:
    """What is no batch of queries is refused in one line that says where the trouble is."""
    answer = small.ask("/reconcile", "POST", data={"queries": queries})
    problem = answer.json()

    assert (status, detail) == (answer.status_code, problem["detail"][: len(detail)])
    assert "application/problem+json; charset=utf-8" == answer.headers["content-type"]
    assert "\n" not in problem["detail"]


@pytest.mark.parametrize(
    ("extend", "status", "detail"),
    [
        ("[]", 400, "extend:$: not an object: a list; write"),
        ('{"ids": []}', 400, "extend:$: no 'properties'; write"),
        ('{"ids": [1], "properties": []}', 400, "extend:$.ids[0]: not a text: 1; write"),
        ('{"ids": "x", "properties": []}', 400, "extend:$.ids: not a list: 'x'; write"),
        ('{"ids": [], "properties": [{}]}', 400, "extend:$.properties[0].id: not a text: null"),
        ('{"ids": [], "properties": [{"id": "x"}]}', 400, "unknown property 'x': there are"),
        (
            '{"ids": [], "properties": [{"id": "text", "settings": {"limit": -1}}]}',
            400,
            "extend:$.properties[0].settings.limit: not a whole number above 0: -1; write",
        ),
        (
            json.dumps({"ids": ["x"] * 50_000, "properties": []}),
            413,
            "extend: more than 50000 values; send fewer at once",
        ),
        (
            json.dumps({"ids": ["x"] * 501, "properties": []}),
            413,
            "501 ids at once; send at most 500",
        ),
        (
            json.dumps({"ids": [], "properties": [{"id": "text"}] * 51}),
            400,
            "extend:$.properties: 51 entries; send at most 50",
        ),
    ],
)
def test_hostile_extensions_are_refused(
    small: Served, extend: str, status: int, detail: str
) -> None:
    """What is no data extension query is refused in the same way."""
    answer = small.ask("/reconcile", "POST", data={"extend": extend})

    assert (status, detail) == (answer.status_code, answer.json()["detail"][: len(detail)])


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/reconcile?query=peer", 400, "a single 'query' is of version 0.1; send 'queries'"),
        (f"/reconcile?{'&'.join(f'a{n}' for n in range(21))}", 400, "more than 20 parameters"),
        ("/reconcile/suggest/entity?prefix=a&cursor=-1", 400, "cursor '-1' is not a number from 0"),
        ("/reconcile/suggest/entity?prefix=a&cursor=x", 400, "cursor 'x' is not a number from 0"),
        (
            "/reconcile/suggest/type?prefix=a&cursor=99999999",
            400,
            "cursor '99999999' is not a number",
        ),
        (f"/reconcile/suggest/entity?prefix={'a' * 501}", 400, "'prefix' has 501 characters; send"),
        ("/reconcile/extend/propose?type=Item&limit=x", 400, "limit 'x' is not a number from 0 to"),
        (
            "/reconcile/view?id=no/such",
            404,
            "there is no entity with this id; /reconcile/suggest/entity",
        ),
    ],
)
def test_parameters_are_held_to(small: Served, path: str, status: int, detail: str) -> None:
    """Parameters that make no sense are refused."""
    answer = small.ask(path)

    assert (status, detail) == (answer.status_code, answer.json()["detail"][: len(detail)])


@pytest.mark.parametrize("path", ["/reconcile/suggest/entity?prefix=%FF%00", "/reconcile?a=%FF"])
def test_bytes_that_are_no_text_break_nothing(small: Served, path: str) -> None:
    """Bytes that are no UTF-8 are read as replacement characters."""
    assert 200 == small.ask(path).status_code


def test_other_bodies_and_methods_are_refused(small: Served) -> None:
    """Queries come as a form; JSON as a body is of a version that is not offered."""
    body = small.ask("/reconcile", "POST", data=b"{}", content_type="application/json")
    nothing = small.ask("/reconcile", "POST", data={"other": "x"})
    large = small.ask("/reconcile", "POST", data={"queries": "x" * 3_000_000})
    method = small.ask("/reconcile", "DELETE")

    assert [415, 400, 413, 405] == [answer.status_code for answer in (body, nothing, large, method)]
    assert "GET, HEAD, POST" == method.headers["allow"]
    for answer in (body, nothing, method):
        assert "application/problem+json; charset=utf-8" == answer.headers["content-type"]
