"""Every page of two sites: that of the bundled library, and one whose every text is hostile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import html5rdf
import pytest

from guidegraph.publish.assemble import site_of
from guidegraph.publish.site import Site
from tests.browser.sites import bundled_holdings, hostile_site, wishes
from tests.publish.pages import Read, read, resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A site, where it is found, its pages as they are written and as they are read."""

    site: Site
    home: str
    pages: Mapping[str, str]
    read: Mapping[str, Read]


@pytest.fixture(scope="module", params=["hostile", pytest.param("bundled", marks=pytest.mark.slow)])
def whole(request: pytest.FixtureRequest) -> Whole:
    """A site with all of its pages."""
    hostile = request.param == "hostile"
    site = hostile_site() if hostile else site_of(bundled_holdings(), wishes("bundled"))
    pages = {
        document.path: document.body().decode()
        for document in site.documents()
        if document.media_type == "text/html"
    }
    return Whole(
        site=site,
        home=wishes(request.param).url or "",
        pages=pages,
        read={path: read(page) for path, page in pages.items()},
    )


def test_no_link_is_dead(whole: Whole) -> None:
    """What a page links to within its site is there, and so is the place in it."""
    ids = {path: {*page.ids} for path, page in whole.read.items()}

    dead = {
        (path, target)
        for path, page in whole.read.items()
        for target in resolved(page.links, path, whole.home)
        if whole.site.document(target.path) is None
        or (target.path in ids and not target.found_in(ids[target.path]))
    }

    assert set() == dead


def test_links_lead_nowhere_but_to_addresses(whole: Whole) -> None:
    """No link runs a script or holds a document."""
    schemes = {urlsplit(link).scheme for page in whole.read.values() for link in page.links}

    assert set() == schemes - {"", "https", "http", "mailto"}


def test_elements_are_nested_as_they_are_written(whole: Whole) -> None:
    """
    Every element is closed where it should be; none has a script, a style or an attribute twice.
    """
    faults = {path: page.faults for path, page in whole.read.items() if page.faults}

    assert {} == faults


def test_ids_are_unique(whole: Whole) -> None:
    """No two elements of a page have the same id, and none is empty or has white space."""
    odd = {
        (path, id_)
        for path, page in whole.read.items()
        for id_, count in Counter(page.ids).items()
        if count > 1 or not id_ or {*id_} & {*" \t\n\f\r"}
    }

    assert set() == odd


def test_what_attributes_name_is_on_the_page(whole: Whole) -> None:
    """The ids that labels and scripts speak of are those of elements."""
    missing = {
        (path, id_) for path, page in whole.read.items() for id_ in page.named.difference(page.ids)
    }

    assert set() == missing


@pytest.mark.slow
def test_a_strict_parser_finds_no_error(whole: Whole) -> None:
    """Every page is HTML by the letter of the standard."""
    errors = {}
    for path, page in whole.pages.items():
        parser = html5rdf.HTMLParser()
        parser.parse(page)
        if parser.errors:
            errors[path] = parser.errors[:3]

    assert {} == errors
