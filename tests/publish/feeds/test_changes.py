"""Feeds of what changed."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from guidegraph.graph.changes import change_iri, change_set_iri
from guidegraph.model.changes import Comparison, Priority, priority_of
from guidegraph.publish.feeds.atom import EPOCH, Feed, FeedEntry, to_atom
from guidegraph.publish.feeds.changes import IMPORTANT, changes_feed, dates_of, library_feed
from tests.comparisons import HOSTILE, NEW, OLD, comparison_of, hostile, reading_rooms


ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
IRI = "https://example.org/reading-rooms/changes.atom"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _address(iri: str) -> str | None:
    return f"{iri.removeprefix('https://example.org/reading-rooms/')}.html"


def _library(*comparisons: Comparison) -> Feed:
    return library_feed(comparisons, iri=IRI, title="Reading rooms", address=_address)


def _details(comparison: Comparison) -> Feed:
    return changes_feed(comparison, "2026", address=_address)


def _read(feed: Feed) -> Element:
    """The feed as a reader gets it, with all that RFC 4287 demands."""
    root: Element = ElementTree.fromstring(to_atom(feed))
    entries = root.findall(f"{ATOM}entry")
    assert f"{ATOM}feed" == root.tag
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert 1 == len(element.findall(f"{ATOM}{name}")), name
        assert TIME.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert ":" in (element.findtext(f"{ATOM}id") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for entry in entries:
        assert 1 == len(entry.findall(f"{ATOM}content"))
        assert ["div"] == [
            child.tag.removeprefix(XHTML) for child in entry.find(f"{ATOM}content") or ()
        ]
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    assert len(ids) == len(set(ids))
    return root


def _texts(root: Element, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in root.iterfind(path)]


def test_announcement() -> None:
    """The feed of a library has an entry for each diff, with its counts and what to look at."""
    comparison = reading_rooms()
    root = _read(_library(comparison))

    assert [change_set_iri(comparison)] == _texts(root, f"{ATOM}entry/{ATOM}id")
    assert ["Changes from 2024 to 2026"] == _texts(root, f"{ATOM}entry/{ATOM}title")
    assert ["2026-01-01T00:00:00Z"] == _texts(root, f"{ATOM}entry/{ATOM}updated")
    assert ["The reading room society"] == _texts(root, f"{ATOM}entry/{ATOM}author/{ATOM}name")
    assert ["All rights reserved."] == _texts(root, f"{ATOM}entry/{ATOM}rights")
    said = _texts(root, f"{ATOM}entry/{ATOM}content//{XHTML}li")
    assert "1 dropped" in said
    assert "5 unchanged" in said
    assert "Dropped: 1.2 Staff do not ask for a reason." in said


def test_changes_of_weight() -> None:
    """The feed of a diff has an entry for each change of weight, the most important first."""
    comparison = reading_rooms()
    root = _read(_details(comparison))
    weighty = sorted(
        (change for change in comparison.changes.changes if priority_of(change) <= Priority.ADDED),
        key=priority_of,
    )

    assert len(weighty) < len(comparison.changes.changes)
    assert Priority.EDITED not in IMPORTANT
    assert [change_iri(comparison, change) for change in weighty] == _texts(
        root, f"{ATOM}entry/{ATOM}id"
    )


def test_redline() -> None:
    """An entry marks the words removed and added, and gives the reasons."""
    root = _read(_details(reading_rooms()))
    (entry,) = [
        entry
        for entry in root.iterfind(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}title") == "Reworded: 1.1 Staff may greet everyone who comes in."
    ]

    assert ["must"] == _texts(entry, f".//{XHTML}del")
    assert ["may"] == _texts(entry, f".//{XHTML}ins")
    assert ["'must' became 'may'"] == _texts(entry, f".//{XHTML}li")
    assert [
        "reworded, substantive, force, weakened: 2024:value/1/practice/1 → 2026:value/1/practice/1",
        "Staff must may greet everyone who comes in.",
    ] == _texts(entry, f".//{XHTML}p")


def test_duplicate() -> None:
    """An entry for a duplicate says of what."""
    root = _read(_details(reading_rooms()))
    said = _texts(root, f".//{XHTML}p")

    assert "Duplicate of value/1/practice/1: Staff may greet everyone who comes in." in said


def test_links() -> None:
    """Entries lead to their pages, and a feed whose address is known to itself."""
    comparison = reading_rooms()
    here = "https://site.example/changes.atom"
    feed = library_feed(
        [comparison], iri=IRI, title="x", address=_address, home="index.html", here=here
    )
    root = _read(feed)
    links = [(link.get("rel"), link.get("href")) for link in root.iterfind(f".//{ATOM}link")]

    assert [
        ("self", here),
        ("alternate", "index.html"),
        ("alternate", "2026/changes/2024.html"),
    ] == links


def test_no_page() -> None:
    """An entry without a page has no link."""
    root = _read(changes_feed(reading_rooms(), "2026", address=lambda _: None))

    assert [] == root.findall(f".//{ATOM}link")


def test_newest_first() -> None:
    """The diff of the newest edition comes first; those of one date keep their order."""
    newer = replace(NEW, id="2027", iri="https://example.org/2027", issued="2027-05")
    later = comparison_of([NEW], newer, ())
    other = comparison_of([OLD], newer, ())
    root = _read(_library(reading_rooms(), later, other))

    assert [
        "Changes from 2026 to 2027",
        "Changes from 2024 to 2027",
        "Changes from 2024 to 2026",
    ] == _texts(root, f"{ATOM}entry/{ATOM}title")
    assert "2027-05-01T00:00:00Z" == root.findtext(f"{ATOM}updated")


def test_undated() -> None:
    """An edition without a date has the latest of those it came from, and a feed says so."""
    new = replace(NEW, issued=None)
    first = comparison_of([OLD], new, ())
    second = comparison_of([replace(OLD, id="other", issued=None)], new, ())

    assert {"2026": "2024"} == dates_of([first, second]) == dates_of([second, first])
    assert {"2026": EPOCH} == dates_of([second])
    said = _texts(_read(_library(first)), f".//{XHTML}p")
    assert any("does not state its date of issue" in text for text in said)


def test_nothing() -> None:
    """A library without diffs has a feed without entries, which is valid."""
    root = _read(_library())

    assert [] == root.findall(f"{ATOM}entry")
    assert "1970-01-01T00:00:00Z" == root.findtext(f"{ATOM}updated")


def test_no_publisher() -> None:
    """Where nobody is named as the publisher there is an author all the same."""
    new = replace(NEW, provenance=replace(NEW.provenance, publisher=None, rights=None))
    comparison = comparison_of([OLD], new, reading_rooms().changes.changes)

    assert [NEW.title] == _texts(_read(_details(comparison)), f".//{ATOM}author/{ATOM}name")


def test_language() -> None:
    """Words of another language than that of the feed say in which."""
    new = replace(NEW, language="de")
    comparison = comparison_of([OLD], new, reading_rooms().changes.changes)

    assert b'<p xml:lang="de"><del>' in to_atom(_details(comparison))
    assert b'<p xml:lang="de"><del>' not in to_atom(_details(reading_rooms()))


@pytest.mark.parametrize("text", [*HOSTILE, "\ufffe\uffff", "\ud800"], ids=ascii)
def test_hostile(text: str) -> None:
    """Whatever an edition says is text in a feed, which stays well-formed."""
    comparison = hostile(text.replace("\ud800", "\ufffd"))
    for feed in (_library(comparison), _details(comparison)):
        root = _read(feed)
        tags = {element.tag.removeprefix(XHTML) for element in root.iterfind(f".//{XHTML}*")}
        attributes = {name for element in root.iter() for name in element.attrib}

        assert "div" in tags
        assert tags <= {"div", "p", "ul", "li", "del", "ins"}
        assert attributes <= {
            "href", "rel", "type", "term", "{http://www.w3.org/XML/1998/namespace}lang",
        }  # fmt: skip


def test_forbidden_characters() -> None:
    """Characters that XML cannot hold are replaced wherever a text is plain."""
    entry = FeedEntry(
        id="urn:x", title="a\ud800b\ufffe", updated="2013", content="", kinds=("\x01",)
    )
    feed = Feed(id="urn:y", title="\x00", author="\uffff", entries=(entry,))
    root = _read(feed)

    assert ["a\ufffdb\ufffd"] == _texts(root, f"{ATOM}entry/{ATOM}title")


def test_same_bytes() -> None:
    """The feed of what did not change is the same."""
    assert to_atom(_details(reading_rooms())) == to_atom(_details(reading_rooms()))
