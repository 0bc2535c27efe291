"""No request makes a server show what is not of the site, or lead elsewhere."""

from __future__ import annotations

import pytest

from tests.publish.hosting.servers import Server


pytestmark = pytest.mark.slow

ATTACKS = [
    "../secret",
    "../../secret.ttl",
    "..%2fsecret",
    "%2e%2e/secret",
    "%2e%2e%2fsecret.ttl",
    "combined/../../secret",
    "combined/..%5c..%5csecret",
    "..\\secret",
    "%252e%252e/secret",
    "combined%00.ttl",
    "combined%0d%0aSet-Cookie:%20a=b",
    "combined%0aSet-Cookie:%20a=b",
    "combined/value/7%0d%0a%0d%0a<script>",
    "/evil.example/combined",
    "/evil.example/..;/combined",
    "/evil.example/%2e%2e/combined",
    "/evil.example/../combined",
    "\\evil.example/combined",
    "%5cevil.example/combined",
    "%2fevil.example/combined",
    "http://evil.example/combined",
    "http:/evil.example/",
    "@evil.example/combined",
    "combined?//evil.example",
    "combined/%7b%7benv%7d%7d",
    "$guidegraph_form",
    "%25{ENV:PATH}",
    "<script>alert(1)</script>",
    "a" * 6000,
    "a/" * 2000,
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks(server: Server, attack: str) -> None:
    """No target shows a file outside, adds a header or leads to another host."""
    answer = server.ask(server.root + attack, "Accept: text/turtle")
    place = answer.place

    assert answer.status in (303, 301, 400, 403, 404, 414)
    assert b"outside of the site" not in answer.body
    assert "set-cookie" not in answer.headers
    assert place is None or (place.startswith("/") and not place.startswith(("//", "/\\")))
    if place is not None and answer.status == 303:
        assert 200 == server.ask(place).status


@pytest.mark.parametrize(
    "accept",
    [
        "," * 7000,
        "text/turtle;" + "a=b;" * 1700,
        "text/turtle" + ";q=" * 2000,
        "text/" * 1500,
        'text/turtle;a="' + "x" * 7000,
        "text/turtle" + " " * 7000 + "x",
        ", text/turtle;a" * 450,
        "*/*;q=9, text/html;q=-1",
        "text/html;q=0.12345678901234567890",
        "\x80\xff",
    ],
    ids=range(10),
)
def test_hostile_accept(server: Server, accept: str) -> None:
    """However an Accept header is made, the answer is an ordinary one."""
    answer = server.ask(f"{server.root}combined", f"Accept: {accept}")

    assert answer.status in (303, 400, 406)
    if answer.status == 303:
        assert (answer.place or "").startswith(f"{server.root}combined.")
