"""Redirects at w3id.org lead from IRIs to the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest

from guidegraph.model.names import iri_path
from guidegraph.publish.hosting.w3id import (
    w3id_folder,
    w3id_negotiation,
    w3id_readme,
    w3id_redirects,
)
from guidegraph.publish.site import Alternate
from tests.publish.hosting.servers import Server, apache
from tests.publish.hosting.sites import FORMS


BASE = "https://w3id.org/guidegraph/peer-support/"
SITE = "https://guidelines.example/a%20site/"
ROOT = "/guidegraph/peer-support/"
SOME = (
    "combined",
    "combined/value/7",
    "combined/value/é",
    "combined/value/odd ?",
    "combined/value/odd %",
    "combined/value/odd $",
    "combined/term/<é ∀>",
    "item/honest",
    "item/two  spaces",
)


def _alternates(stem: str) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(name=name, media_type=media_type, path=f"{stem}{suffix}")
        for name, media_type, suffix in FORMS
    )


THINGS = {
    "": _alternates("index"),
    **{
        path: _alternates(path if re.fullmatch(r"[\w/]+", path) else f"elsewhere-{number}/é")
        for number, path in enumerate(SOME)
    },
}


@pytest.fixture(scope="module", params=["redirects", "negotiation"])
def w3id(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Server]]:
    """Apache as w3id.org runs it, with one of the two files."""
    make = w3id_redirects if request.param == "redirects" else w3id_negotiation
    folder = tmp_path_factory.mktemp("w3id")
    place = folder / "files" / ROOT.strip("/")
    place.mkdir(parents=True)
    (place / ".htaccess").write_bytes(make(BASE, SITE, THINGS))
    directives = f"""DocumentRoot "{folder}/files"
<Directory "{folder}/files">
    Options FollowSymLinks
    AllowOverride All
    Require all granted
</Directory>
"""
    with apache(folder, ROOT, directives) as running:
        yield str(request.param), running


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["", "combined", "combined/value/7", "item/honest", "combined/value/é"]
)
@pytest.mark.parametrize(("name", "accept", "suffix"), FORMS)
def test_things(w3id: tuple[str, Server], path: str, name: str, accept: str, suffix: str) -> None:
    """A thing leads to its own path at the site with 302, or to the document with 303."""
    kind, server = w3id
    answer = server.ask(ROOT + quote(path), f"Accept: {accept}")
    stem = SITE + quote(path).replace("%C3%A9", "%c3%a9")
    document = f"{stem or SITE}{'' if path else 'index'}{suffix}"

    expected = (302, stem) if kind == "redirects" else (303, document)
    assert expected == (answer.status, answer.one("location"))


@pytest.mark.slow
@pytest.mark.parametrize("path", ["combined.ttl", "combined/value/7.html", "index.jsonld"])
def test_documents(w3id: tuple[str, Server], path: str) -> None:
    """A document leads to itself, whatever is asked for."""
    answer = w3id[1].ask(ROOT + path, "Accept: image/png")

    assert (302, SITE + path) == (answer.status, answer.one("location"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["combined/nothing", "a/b/c", "combined/", "combined%20x", "%0d%0aA:b"]
)
def test_unknown(w3id: tuple[str, Server], path: str) -> None:
    """What can be no thing is refused at once."""
    answer = w3id[1].ask(ROOT + path, "Accept: text/turtle")

    assert answer.status in (403, 404)
    assert answer.one("location") is None


@pytest.mark.slow
@pytest.mark.parametrize("path", SOME)
def test_every_name(w3id: tuple[str, Server], path: str) -> None:
    """Whatever a thing is called, its IRI leads to it, or to its document."""
    kind, server = w3id
    answer = server.ask(ROOT + quote(iri_path(path), safe="/%"), "Accept: text/turtle")
    found = path if kind == "redirects" else THINGS[path][1].path

    assert SITE.replace("%20", " ") + found == unquote(answer.one("location") or "")


@pytest.mark.slow
def test_not_acceptable(w3id: tuple[str, Server]) -> None:
    """Where w3id.org negotiates, a form that there is not is a 406."""
    kind, server = w3id
    answer = server.ask(f"{ROOT}combined", "Accept: image/png")

    assert (302 if kind == "redirects" else 406) == answer.status


def test_no_rule_for_everything() -> None:
    """What stands between an edition and its items is spelt out, and no redirect is for ever."""
    rules = w3id_redirects(BASE, SITE, THINGS).decode()

    assert "(.*)" not in rules
    assert "R=301" not in rules
    assert r"^([A-Za-z0-9._-]+)$" in rules
    assert r"^([A-Za-z0-9._-]+/(?:term|value)/.+)$" in rules
    assert r"^(item/[^/]+)$" in rules


def test_no_kinds() -> None:
    """Where items stand right below an edition, whatever stands there is let through."""
    things = {f"combined/item-{number}": _alternates("x") for number in range(100)}
    rules = w3id_redirects(BASE, SITE, things).decode()

    assert "item-7" not in rules
    assert r"^([A-Za-z0-9._-]+/[^/].*)$" in rules


def test_folder() -> None:
    """A library has a folder at w3id.org if its IRIs begin there."""
    assert "guidegraph/peer-support" == w3id_folder(BASE)
    assert w3id_folder("https://example.org/guidegraph/") is None
    assert w3id_folder("https://w3id.org/") is None


def test_readme() -> None:
    """The README says what the IRIs are and leaves a gap for who answers for them."""
    text = w3id_readme(BASE, SITE, "A  library\nof guidelines").decode()

    assert text.startswith("# A library of guidelines\n")
    assert BASE in text
    assert SITE in text
    assert "Maintainer: TO BE FILLED IN" in text
