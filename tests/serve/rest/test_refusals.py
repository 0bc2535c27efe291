"""What the JSON API refuses, and how it says so."""

from __future__ import annotations

import pytest

from tests.serve.conftest import Served


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        (
            "/api/nothing",
            404,
            "there is no resource at this address; /api/openapi.json lists all addresses",
        ),
        (
            "/api",
            404,
            "there is no resource at this address; /api/openapi.json lists all addresses",
        ),
        (
            "/api/editions/",
            404,
            "there is no resource at this address; /api/openapi.json lists all addresses",
        ),
        ("/api/editions/combned", 404, "unknown edition 'combned': did you mean 'combined'?"),
        (
            "/api/editions/combined/items/value/77",
            404,
            "unknown item of combined 'value/77': did you mean 'value/7'?",
        ),
        ("/api/editions/combned/findings", 404, "unknown edition 'combned': did you mean"),
        ("/api/editions/combined/history/x", 404, "unknown item of combined 'x': there are 208"),
        ("/api/editions?all=1", 400, "unknown parameter 'all': there is no parameter here at all"),
        ("/api/search", 400, "'q' is missing; give the words, such as 'respect privacy'"),
        ("/api/search?q=", 400, "q '' is not a valid text; give the words"),
        ("/api/search?q=a%00b", 400, "q 'a\\x00b' is not a valid text; give the words"),
        ("/api/search?q=a&limit=0", 400, "limit '0' is not from 1 to 200; give the maximum"),
        ("/api/search?q=a&limit=201", 400, "limit '201' is not from 1 to 200; give the maximum"),
        ("/api/search?q=a&limit=ten", 400, "limit 'ten' is not a valid integer; give the maximum"),
        ("/api/search?q=a&limit=1e2", 400, "limit '1e2' is not a valid integer; give the maximum"),
        ("/api/search?q=a&limit=٣", 400, "limit '٣' is not a valid integer; give the maximum"),
        ("/api/search?q=a&limit=1&limit=2", 400, "'limit' is given twice; give it once"),
        ("/api/search?q=a&lmit=1", 400, "unknown parameter 'lmit': did you mean 'limit'?"),
        ("/api/search?q=a&type=Practise", 404, "unknown type of item 'Practise': did you mean"),
        ("/api/search?q=a&edition=x", 404, "unknown edition 'x': there are 2013-peer"),
        (f"/api/search?q={'a' * 501}", 400, f"q '{'a' * 60}'… is longer than 500 characters"),
        ("/api/diffs/combined", 400, "diff 'combined' is not a valid text; give OLD..NEW"),
        ("/api/diffs/x..combined", 404, "unknown edition 'x': there are 2013-peer"),
        ("/api/diffs/2013-peer+2013-peer..combined", 400, "'2013-peer+2013-peer..combined' names"),
        (
            "/api/diffs/git:HEAD:a.md..combined",
            400,
            "diff 'git:HEAD:a.md..combined' is not a valid",
        ),
        ("/api/diffs/edition.md..combined", 404, "unknown edition 'edition.md': there are"),
        ("/api/diffs/..%2F..%2Fetc..combined", 404, "there is no resource at this add"),
        (
            "/api/diffs/2013-peer..combined?only=droped",
            400,
            "unknown word for only 'droped': did you mean 'dropped'?",
        ),
        ("/api/diffs/2013-peer..combined?min_confidence=2", 400, "min_confidence '2' is not from"),
        ("/api/diffs/2013-peer..combined?min_confidence=nan", 400, "min_confidence 'nan' is no"),
        (
            "/api/queries/practices-of-value",
            400,
            "'value' is missing; give the number or label of the",
        ),
        ("/api/queries/practices-of-value?value=seven", 404, "unknown value 'seven'"),
        ("/api/queries/values?edition=x", 404, "unknown edition 'x': there are 2013-peer"),
        (
            "/api/queries/value-as-skos?value=7&edition=combined",
            404,
            "there is no resource at this add",
        ),
        (f"/api/search?{'&'.join(f'a{n}=1' for n in range(31))}", 400, "more than 30 parameters"),
    ],
)
def test_refusals_say_what_is_wrong(small: Served, path: str, status: int, detail: str) -> None:
    """What cannot be answered is told in one line of JSON: what is wrong, and what to do next."""
    answer = small.ask(path)
    problem = answer.json()

    assert (status, status) == (answer.status_code, problem["status"])
    assert "application/problem+json; charset=utf-8" == answer.headers["content-type"]
    assert detail == problem["detail"][: len(detail)]
    assert "\n" not in problem["detail"]
    assert {"type", "title", "status", "detail"} == set(problem)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_the_api_is_only_read(small: Served, method: str) -> None:
    """Any method that would change something is refused, with those that are not."""
    answer = small.ask("/api/editions/combined/items/value/7", method)

    assert (405, "GET, HEAD") == (answer.status_code, answer.headers["allow"])
    assert "application/problem+json; charset=utf-8" == answer.headers["content-type"]


def test_head_is_answered_without_a_body(small: Served) -> None:
    """HEAD tells the headers of GET."""
    head, whole = small.ask("/api/editions", "HEAD"), small.ask("/api/editions")

    assert b"" == head.content
    assert whole.headers["content-length"] == head.headers["content-length"]


def test_a_name_that_is_no_text_is_refused(small: Served) -> None:
    """Bytes that are no UTF-8 name nothing, and break nothing."""
    assert 404 == small.ask("/api/editions/%FF%FE").status_code
    assert 400 == small.ask("/api/editions?%FF=%FE").status_code
    assert 404 == small.ask(f"/api/editions/combined/items/{'%F0%9F%92%A9/' * 80}").status_code
