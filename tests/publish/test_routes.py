"""Where everything of a site lies."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.names import iri_path
from guidegraph.publish.routes import root_of, routes_of, url_of


BASE = "https://example.org/"


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("", "index"),
        ("combined", "combined"),
        ("combined/value/7/practice/4", "combined/value/7/practice/4"),
        ("combined/Art. 5 (é)", "combined/art-5-é-"),
        ("combined/changes/2013-peer+supervisor", "combined/changes/2013-peer+supervisor"),
    ],
)
def test_a_thing_has_its_documents_at_its_own_path(path: str, stem: str) -> None:
    """What can be the name of a file is one; what cannot gets a name with a fingerprint."""
    iri = BASE + iri_path(path)
    actual = routes_of(BASE, (), [iri]).stems[iri]

    assert actual.startswith(stem)
    assert (actual == stem) is not stem.endswith("-")


def test_a_page_about_nothing_keeps_its_name() -> None:
    """An edition called like a page of the site makes way for it."""
    routes = routes_of(BASE, ["search"], [f"{BASE}search", f"{BASE}Search"])

    assert "search" not in {stem.casefold() for stem in routes.stems.values()}
    assert 2 == len({stem.casefold() for stem in routes.stems.values()})


def test_what_is_elsewhere_has_no_document() -> None:
    """Only what has an IRI below the base is a thing of the site."""
    routes = routes_of(BASE, (), ["https://elsewhere.example/x"])

    assert {} == dict(routes.stems)
    assert None is routes.page("https://elsewhere.example/x")


@given(st.lists(st.text(max_size=12), max_size=12))
def test_every_thing_has_documents_of_its_own(names: list[str]) -> None:
    """Whatever the ids are, no two things share a file, and none is outside of the site."""
    encodable = [name for name in names if not any(0xD800 <= ord(sign) < 0xE000 for sign in name)]
    iris = [f"{BASE}edition/{iri_path(name)}" for name in encodable]
    routes = routes_of(BASE, ["index", "search"], iris)
    stems = list(routes.stems.values())
    keys = {unicodedata.normalize("NFC", stem).casefold() for stem in stems}

    assert len(set(iris)) == len(keys)
    assert not {"index", "search"} & keys
    for stem in stems:
        assert not {"", ".", ".."} & {*stem.split("/")}
        assert not PureWindowsPath(stem).is_reserved()
        assert not PurePosixPath(stem).is_absolute()


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_link_is_one_whatever_the_path(path: str) -> None:
    """Nothing in a path can end a link, or begin its query or fragment."""
    actual = url_of(path)

    assert not {*actual} & {*"<>\"'?#& %"} - {"%", "'"} - ({"%"} & {*actual})
    assert actual.isascii()


def test_a_deep_page_finds_the_root() -> None:
    """A link leads up as many folders as there are above the page."""
    actual = [root_of("index.html"), root_of("a/b.html"), root_of("a/b/c.html")]

    assert ["", "../", "../../"] == actual
