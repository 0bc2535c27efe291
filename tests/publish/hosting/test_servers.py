"""Apache and nginx lead from things to documents by the rules made for them."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from guidegraph.model.names import iri_path
from guidegraph.publish.hosting.nginx import nginx_location, nginx_maps
from tests.publish.hosting.servers import Server, nginx
from tests.publish.hosting.sites import FORMS, ODD, PLAIN, THINGS, write_site


pytestmark = pytest.mark.slow

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
RDFLIB = "text/turtle, application/rdf+xml;q=0.9, text/html;q=0.8, */*;q=0.1"

ACCEPTED = [
    ("*/*", ".html"),
    ("", ".html"),
    (FIREFOX, ".html"),
    (CHROME, ".html"),
    (RDFLIB, ".ttl"),
    *((media_type, suffix) for _, media_type, suffix in FORMS),
    ("text/turtle;q=0.5, application/ld+json", ".jsonld"),
    ("text/turtle;q=0.501, application/ld+json;q=0.5", ".ttl"),
    ("text/turtle;q=0.09, application/ld+json;q=0.1", ".jsonld"),
    ("application/json;q=1.000, text/html;q=0.999", ".json"),
    ("application/n-triples, text/turtle", ".ttl"),
    ("text/html;q=0, */*", ".ttl"),
    ("*/*, text/html;q=0.1", ".ttl"),
    ("text/turtle, */*", ".ttl"),
    ("*/*, application/*, application/json", ".json"),
    ("text/*;q=0.5, application/rdf+xml;q=0.5, */*;q=0.5", ".rdf"),
    ("text/turtle;q=5, text/html;q=0.9", ".ttl"),
    ("text/turtle;q=., application/json;q=0.1", ".json"),
    ("text/*", ".html"),
    ("application/*", ".jsonld"),
    ("text/*;q=0.3, text/html;q=0.1", ".ttl"),
    ("application/*;q=0.4, application/ld+json;q=0", ".rdf"),
    ("text/turtle;charset=utf-8", ".ttl"),
    ("TEXT/Turtle ; Q=0.9 , text/html;q=0.2", ".ttl"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#framed"', ".jsonld"),
    ('text/turtle;a="b,c;d";q=0.2, application/json;q=0.1', ".ttl"),
    ("image/png, text/turtle;q=0.001", ".ttl"),
]

REFUSED = [
    "image/png",
    "text/html;q=0",
    "*/*;q=0",
    "text/turtle;q=0.000, image/*",
    "text/turtlex, xtext/turtle, text/turtle/x",
    "application/ldxjson",
    "nonsense",
    ",;,",
]


@pytest.mark.parametrize(("accept", "suffix"), ACCEPTED)
def test_seen(server: Server, accept: str, suffix: str) -> None:
    """A thing leads to the document that is wanted most, with 303."""
    answer = server.ask(f"{server.root}combined/value/7", f"Accept: {accept}")

    assert 303 == answer.status
    assert f"{server.root}combined/value/7{suffix}" == answer.place
    assert "Accept" == answer.one("vary")
    assert "*" == answer.one("access-control-allow-origin")


def test_no_accept(server: Server) -> None:
    """Who does not say what they want gets the page."""
    answer = server.ask(f"{server.root}combined")

    assert (303, f"{server.root}combined.html") == (answer.status, answer.place)
    assert "Accept" == answer.one("vary")


@pytest.mark.parametrize("accept", REFUSED)
def test_not_acceptable(server: Server, accept: str) -> None:
    """Who wants none of the forms is shown the site's own page, with 406."""
    answer = server.ask(f"{server.root}combined/value/7", f"Accept: {accept}")

    assert 406 == answer.status
    assert "Accept" == answer.one("vary")
    assert "*" == answer.one("access-control-allow-origin")
    assert "text/html; charset=utf-8" == answer.one("content-type")
    assert b"none of the forms" == answer.body


def _weight(accept: list[tuple[str, int]], media_type: str) -> tuple[int, int]:
    """The weight of the narrowest range that holds a media type, and how narrow that is."""
    kind = media_type.partition("/")[0]
    for narrowness, name in ((2, media_type), (1, f"{kind}/*"), (0, "*/*")):
        for one, weight in accept:
            if one == name and weight:
                return weight, narrowness
            if one == name:
                return 0, 0
    return 0, 0


def test_any_weights(server: Server) -> None:
    """Whatever is asked for with whatever weights, the rules choose as RFC 9110 says."""
    chance = random.Random(9110)
    names = [*(media_type for _, media_type, _ in FORMS), "text/*", "application/*", "*/*", "a/b"]
    for _ in range(150):
        accept = [
            (name, chance.choice([0, 1, 9, 10, 99, 100, 500, 850, 999, 1000]))
            for name in chance.sample(names, chance.randint(1, 6))
        ]
        header = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in accept)
        best = max(FORMS, key=lambda form: _weight(accept, form[1]))
        wanted = _weight(accept, best[1]) > (0, 0)

        answer = server.ask(f"{server.root}item/honest", f"Accept: {header}")

        assert (303 if wanted else 406) == answer.status, header
        assert (f"{server.root}item/honest{best[2]}" if wanted else None) == answer.place, header


@pytest.mark.parametrize("path", [*PLAIN, *ODD, "", "combined/terse"])
def test_every_name(server: Server, path: str) -> None:
    """Whatever a thing is called, its IRI leads to its Turtle, which is there."""
    answer = server.ask(f"{server.root}{quote(iri_path(path), safe='/%')}", "Accept: text/turtle")
    place = answer.place or ""
    document = THINGS[path][1].path

    assert (303, server.root + document) == (answer.status, unquote(place))
    assert document == server.ask(place).body.decode()


@pytest.mark.parametrize(("path", "status"), [("combined", 406), ("nothing", 404)])
def test_no_pages_for_errors(bare_server: Server, path: str, status: int) -> None:
    """A site without pages for errors answers with the same status."""
    answer = bare_server.ask(f"/{path}", "Accept: image/png")

    assert status == answer.status


def test_two_sites(tmp_path: Path) -> None:
    """Two sites with names of their own share an nginx, and a server of it."""
    files = tmp_path / "files"
    roots = {"one": "/", "other_2": "/an other/"}
    for root in roots.values():
        place = files / root.strip("/")
        place.mkdir(parents=True, exist_ok=True)
        write_site(place)
    maps, location = tmp_path / "maps.conf", tmp_path / "location.conf"
    maps.write_bytes(b"".join(nginx_maps(THINGS, root, name) for name, root in roots.items()))
    location.write_bytes(
        b"".join(nginx_location(THINGS, root, name) for name, root in roots.items())
    )
    with nginx(tmp_path, "/", maps, location, files) as running:
        first = running.ask("/combined", "Accept: text/turtle")
        second = running.ask("/an%20other/combined/odd%20%3F", "Accept: application/json")
        unknown = running.ask("/an%20other/nothing")

    assert (303, "/combined.ttl") == (first.status, first.place)
    document = THINGS["combined/odd ?"][5].path
    assert (303, f"/an%20other/{document}") == (second.status, second.place)
    assert (404, b"no such page") == (unknown.status, unknown.body)


def test_fewer_forms(server: Server) -> None:
    """What a thing does not come in is not offered for it."""
    target = f"{server.root}combined/terse"

    assert 406 == server.ask(target, "Accept: application/json").status
    answer = server.ask(target, "Accept: application/json, text/turtle;q=0.1")
    assert f"{target}.ttl" == answer.place


@pytest.mark.parametrize("path", ["combined/", "combined/value/7/"])
def test_slash_at_the_end(server: Server, path: str) -> None:
    """A slash behind a thing makes no difference, also where there is a folder of that name."""
    answer = server.ask(server.root + path, "Accept: application/ld+json")

    assert f"{server.root}{path[:-1]}.jsonld" == answer.place


@pytest.mark.parametrize(
    ("path", "media_type", "origin"),
    [
        ("index.html", "text/html; charset=utf-8", None),
        ("combined.ttl", "text/turtle; charset=utf-8", "*"),
        ("combined.jsonld", "application/ld+json", "*"),
        ("combined.rdf", "application/rdf+xml", "*"),
        ("combined.nt", "application/n-triples", "*"),
        ("combined/value/7.json", "application/json", "*"),
        ("style.css", "text/css; charset=utf-8", None),
        ("robots.txt", "text/plain; charset=utf-8", None),
        ("sitemap.xml", "application/xml", None),
    ],
)
def test_documents(server: Server, path: str, media_type: str, origin: str | None) -> None:
    """A document is served as it is, whatever is asked for, with its type."""
    answer = server.ask(server.root + path, "Accept: image/png")

    assert (200, media_type) == (answer.status, answer.one("content-type"))
    assert origin == answer.one("access-control-allow-origin")
    assert answer.one("vary") is None
    assert "no-cache" == answer.one("cache-control")


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "combined/value",
        "combined/value/",
        "combined/value/7/practice/4",
        "combined/Value/7",
        "combined.ttl/x",
        "combined.ttl/",
        "combined/value/7.html/extra",
        "combined/odd",
        "item",
    ],
)
def test_unknown(server: Server, path: str) -> None:
    """What is no thing and no document is a 404 with the site's own page."""
    answer = server.ask(server.root + path, "Accept: text/turtle")

    assert (404, b"no such page") == (answer.status, answer.body)
    assert "text/html; charset=utf-8" == answer.one("content-type")


@pytest.mark.parametrize("path", ["index.html", "combined", "nothing", "combined/terse"])
def test_safe_headers(server: Server, path: str) -> None:
    """Every answer of the site carries the security headers, once."""
    answer = server.ask(server.root + path, "Accept: application/json")

    assert "nosniff" == answer.one("x-content-type-options")
    assert (answer.one("content-security-policy") or "").startswith("default-src 'none'; ")
    assert "DENY" == answer.one("x-frame-options")
    assert "strict-origin-when-cross-origin" == answer.one("referrer-policy")
