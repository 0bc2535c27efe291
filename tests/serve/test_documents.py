"""Things lead to documents, and documents are handed out as HTTP has it."""

from __future__ import annotations

import pytest

from guidegraph.publish.site import Site
from tests.serve.conftest import Serve, Served


pytestmark = pytest.mark.slow  # a server with worker processes answers


DIGITS = "/digits.txt"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/n-triples", "nt"),
        ("application/json", "json"),
        ("*/*", "html"),
        ("text/html;q=0.3, text/turtle;q=0.7", "ttl"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8, */*;q=0.1", "rdf"),
    ],
)
def test_a_thing_leads_to_its_document(small: Served, accept: str, suffix: str) -> None:
    """303, to the form that is preferred; caches are told that it depends on what is accepted."""
    answer = small.ask("/first/value/1", accept=accept)

    assert 303 == answer.status_code
    assert f"/first/value/1.{suffix}" == answer.headers["location"]
    assert "Accept" == answer.headers["vary"]


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json"])
def test_every_thing_of_our_library(served: Served, accept: str) -> None:
    """Every thing of the bundled library has a document in each form, which says what it is."""
    things = [name for name in served.context.site.things if name]

    assert len(things) > 300
    for name in things[::40]:
        answer = served.ask(f"/{name}", accept=accept)
        assert 303 == answer.status_code, name
        document = served.ask(answer.headers["location"])
        assert 200 == document.status_code
        assert document.headers["content-type"].startswith(accept)
        assert document.content


def test_the_library_is_a_thing_too(small: Served) -> None:
    """The root of the server leads to the description of the library."""
    assert "/index.html" == small.ask("/").headers["location"]
    assert "/index.ttl" == small.ask("/", accept="text/turtle").headers["location"]


def test_what_cannot_be_had_is_listed(small: Served) -> None:
    """406, with every form that there is."""
    answer = small.ask("/first", accept="image/png")

    assert 406 == answer.status_code
    assert "text/turtle  /first.ttl" in answer.text
    assert '</first.jsonld>; rel="alternate"; type="application/ld+json"' in answer.headers["link"]
    assert "Accept" == answer.headers["vary"]


def test_never_trusts_the_host(small: Served) -> None:
    """Where to go next does not depend on the Host header, nor on what a proxy says."""
    answer = small.ask("/first", host="evil.example", x_forwarded_host="evil.example")

    assert "/first.html" == answer.headers["location"]
    assert "evil" not in str(answer.headers) + answer.text


def test_a_public_address_begins_what_is_handed_out(serve: Serve) -> None:
    """Behind a proxy, addresses begin with the one that the operator gave."""
    with serve(public=True) as server:
        answer = server.ask("/first", host="evil.example")

    assert "https://example.org/guide/first.html" == answer.headers["location"]
    assert "<https://example.org/guide/first.ttl>" in answer.headers["link"]


def test_a_document_names_its_other_forms(small: Served) -> None:
    """Link says which thing a document is about and how else that can be had."""
    link = small.ask("/first/value/1.ttl").headers["link"]

    assert '</first/value/1.html>; rel="alternate"; type="text/html"' in link
    assert '<https://example.org/small/first/value/1>; rel="describes"' in link
    assert "1.ttl" not in link


def test_a_document_is_what_the_site_says(small: Served) -> None:
    """The bytes are the document's own, whatever is accepted."""
    answer = small.ask("/first/value/1.html", accept="image/png")

    assert 200 == answer.status_code
    assert b"<title>first/value/1</title>\n" == answer.content
    assert "text/html; charset=utf-8" == answer.headers["content-type"]


def test_an_address_is_decoded_once(small: Served) -> None:
    """What stands escaped in an address is found, and escaped again where it leads."""
    answer = small.ask("/first/term/%C3%A9%20x")

    assert "/first/term/%C3%A9%20x.html" == answer.headers["location"]
    assert 200 == small.ask(answer.headers["location"]).status_code
    assert 404 == small.ask("/first/term/%25C3%25A9%2520x").status_code


def test_asks_whether_it_has_changed(small: Served) -> None:
    """A client that has the document is told so, however it names it among others."""
    etag = small.ask(DIGITS).headers["etag"]

    assert etag.startswith('"')
    for given in (etag, f'"x", W/{etag}', "*"):
        answer = small.ask(DIGITS, if_none_match=given)
        assert (304, b"", etag) == (answer.status_code, answer.content, answer.headers["etag"])
    assert 200 == small.ask(DIGITS, if_none_match='"x"').status_code
    assert 412 == small.ask(DIGITS, if_match='"x"').status_code
    assert 200 == small.ask(DIGITS, if_match=etag).status_code


@pytest.mark.parametrize(
    ("asked", "expected", "said"),
    [
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-30", b"0123456789", "bytes 0-9/10"),
        ("bytes=0-99", b"0123456789", "bytes 0-9/10"),
        ("bytes=9-9", b"9", "bytes 9-9/10"),
        ("Bytes = 0 - 0", b"0", "bytes 0-0/10"),
    ],
)
def test_hands_out_a_part(small: Served, asked: str, expected: bytes, said: str) -> None:
    """206, and which part it is."""
    answer = small.ask(DIGITS, range=asked)

    assert (206, expected) == (answer.status_code, answer.content)
    assert said == answer.headers["content-range"]


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,3-4", "bytes=4-2", "items=0-1", "bytes=", "bytes=-", "bytes=a-b", "2-4"]
)
def test_hands_out_the_whole(small: Served, asked: str) -> None:
    """Several parts, other units and nonsense are answered with the whole document."""
    answer = small.ask(DIGITS, range=asked)

    assert (200, b"0123456789") == (answer.status_code, answer.content)


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_has_no_such_part(small: Served, asked: str) -> None:
    """416, and how long the document is."""
    answer = small.ask(DIGITS, range=asked)

    assert (416, "bytes */10") == (answer.status_code, answer.headers["content-range"])


def test_hands_out_a_part_of_the_same_document_only(small: Served) -> None:
    """If-Range gives the part where the document is the same, byte for byte, and else the whole."""
    etag = small.ask(DIGITS).headers["etag"]

    assert 206 == small.ask(DIGITS, range="bytes=0-1", if_range=etag).status_code
    for other in ('"x"', f"W/{etag}", "Sat, 21 Nov 2026 00:00:00 GMT"):
        assert 200 == small.ask(DIGITS, range="bytes=0-1", if_range=other).status_code
    assert 304 == small.ask(DIGITS, range="bytes=0-1", if_none_match=etag).status_code


@pytest.mark.parametrize("path", [DIGITS, "/first", "/health", "/sparql"])
def test_head_is_get_without_a_body(small: Served, path: str) -> None:
    """HEAD has the status and headers of GET."""
    got, head = small.ask(path), small.ask(path, "HEAD")

    assert b"" == head.content
    assert got.status_code == head.status_code
    for name in ("content-type", "content-length", "etag", "location"):
        assert got.headers.get(name) == head.headers.get(name)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", [DIGITS, "/first", "/health"])
def test_only_reading(small: Served, path: str, method: str) -> None:
    """405, with the methods that there are."""
    answer = small.ask(path, method)

    assert 405 == answer.status_code
    assert {"GET", "HEAD"} <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        (DIGITS, "GET, HEAD, OPTIONS"),
        ("/first", "GET, HEAD, OPTIONS"),
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
    ],
)
def test_says_what_it_allows(small: Served, path: str, methods: str) -> None:
    """OPTIONS gives the methods, also to a browser that asks for a page of elsewhere."""
    answer = small.ask(
        path, "OPTIONS", origin="https://elsewhere.example", access_control_request_method="GET"
    )

    assert (204, b"") == (answer.status_code, answer.content)
    assert methods == answer.headers["allow"]
    assert "*" == answer.headers["access-control-allow-origin"]
    assert "GET" in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "path", [DIGITS, "/first", "/health", "/sparql", "/sparql?query=x", "/nothing", "/api/nothing"]
)
def test_every_answer_is_safe_and_readable(small: Served, path: str) -> None:
    """Whatever is asked, scripts run from this server alone, and pages of elsewhere may read it."""
    found = small.ask(path).headers
    policy = found["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nosniff" == found["x-content-type-options"]
    assert "same-origin" == found["cross-origin-opener-policy"]
    assert "*" == found["access-control-allow-origin"]
    assert "ETag" in found["access-control-expose-headers"]
    assert "server" not in found
    for name in ("referrer-policy", "permissions-policy"):
        assert name in found


def test_nothing_is_there(small: Served) -> None:
    """404: a page to a browser, which leads home from anywhere, one line to a program."""
    page = small.ask("/first/nothing/here", accept="text/html")
    line = small.ask("/first/nothing/here")

    assert (404, 404) == (page.status_code, line.status_code)
    assert 'href="../../"' in page.text
    assert "there is no page at this address; start from the home page\n" == line.text


def test_a_document_is_made_once(serve: Serve) -> None:
    """What was made is kept as long as there is room for it."""
    made: list[str] = []
    site = _counting_site(made)
    with serve(site=site, cache_bytes=10_000) as server:
        for path in ("/a.txt", "/a.txt", "/b.txt", "/a.txt"):
            assert 200 == server.ask(path).status_code
        kept = list(made)
        for _ in range(2):
            assert 200 == server.ask("/large.txt").status_code

    assert ["a.txt", "b.txt"] == kept
    assert ["large.txt"] * 2 == made[2:]


def test_a_document_that_cannot_be_made(serve: Serve) -> None:
    """A fault of ours is answered with 500, and only the log says more."""

    def fail() -> bytes:
        raise ZeroDivisionError("a secret\nof ours")

    site = _counting_site([], fail=fail)
    with serve(site=site) as server:
        answer = server.ask("/fail.txt")
        after = server.ask("/a.txt")

    assert (500, 200) == (answer.status_code, after.status_code)
    assert "secret" not in answer.text
    assert any("ZeroDivisionError: a secret\\nof ours" in line for line in server.log)


def _counting_site(made: list[str], fail: object = None) -> Site:
    from guidegraph.publish.site import SiteDocument

    def body(name: str, size: int) -> bytes:
        made.append(name)
        return b"x" * size

    sizes = {"a.txt": 10, "b.txt": 20, "large.txt": 50_000}
    found = {
        name: SiteDocument(
            path=name,
            media_type="text/plain",
            body=lambda name=name, size=size: body(name, size),  # type: ignore[misc]  # mypy cannot tell
        )
        for name, size in sizes.items()
    }
    if callable(fail):
        found["fail.txt"] = SiteDocument(path="fail.txt", media_type="text/plain", body=fail)
    return Site(base="https://example.org/", title="Counting", things={}, found=found)
