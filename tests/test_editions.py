"""What is known of the documents that guidegraph ships with, to the letter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.workspace import Workspace


LIBRARY = Workspace.open(Path(__file__).resolve().parents[1] / "editions")
EDITIONS = ("2013-peer", "combined", "supervisor")
COURSE = "peer-support-course"


def count(id_: str, type_: str) -> int:
    """How many items of a class an edition has."""
    return Counter(item.type for item in LIBRARY.edition(id_).items)[type_]


def test_holdings() -> None:
    """The library holds three editions and one course."""
    assert (*EDITIONS, COURSE) == LIBRARY.ids


@pytest.mark.parametrize(
    ("id_", "type_", "expected"),
    [
        *((id_, "CoreValue", 12) for id_ in EDITIONS),
        *((id_, "Practice", 12) for id_ in EDITIONS),
        ("2013-peer", "PracticeStatement", 56),
        ("combined", "PracticeStatement", 56),
        ("supervisor", "PracticeStatement", 0),
        ("2013-peer", "SupervisorRole", 0),
        ("combined", "SupervisorRole", 43),
        ("supervisor", "SupervisorRole", 43),
        ("2013-peer", "GlossaryTerm", 5),
        ("combined", "GlossaryTerm", 12),
        ("supervisor", "GlossaryTerm", 0),
        (COURSE, "CourseModule", 1),
        (COURSE, "CoreValue", 0),
    ],
)
def test_counts(id_: str, type_: str, expected: int) -> None:
    """Each edition has as many items of a class as the document."""
    assert expected == count(id_, type_)


@pytest.mark.parametrize("id_", EDITIONS)
def test_values(id_: str) -> None:
    """The values are numbered from 1 to 12, each with one named practice."""
    edition = LIBRARY.edition(id_)
    values = [item for item in edition.items if item.type == "CoreValue"]

    assert [f"value/{number}" for number in range(1, 13)] == [value.id for value in values]
    assert [str(number) for number in range(1, 13)] == [value.notation for value in values]
    assert all(edition.by_id[f"{value.id}/practice"].label for value in values)


@pytest.mark.parametrize(
    ("edition", "id_", "text"),
    [
        (
            "2013-peer",
            "value/7/practice/4",
            (
                "Peer supporters do not make false promises, misrepresent themselves, others or "
                "circumstances."
            ),
        ),
        (
            "2013-peer",
            "value/1",
            (
                "Recovery is a personal choice. The most basic value of peer support "
                "is that people "
                "freely choose to give or receive support. Being coerced, forced or pressured is "
                "against the nature of genuine peer support. The voluntary nature of peer support "
                "makes it easier to build trust and connections with another."
            ),
        ),
        (
            "2013-peer",
            "value/2/practice/1",
            (
                "Peer supporters tell strategic stories of their personal recovery in relation to "
                "current struggles faced by those who are being supported."
            ),
        ),
        (
            "2013-peer",
            "value/12/practice/7",
            (
                "Peer supporters encourage and coach those they support to decide what "
                "they want in "
                "life and how to achieve it without judgment."
            ),
        ),
        (
            "2013-peer",
            "term/peer",
            (
                "In the context of peer support, a peer is a person who has lived "
                "experience with a "
                "psychiatric, traumatic and/or addiction challenges, and may benefit from peer "
                "support."
            ),
        ),
        (
            "combined",
            "term/peer",
            (
                "In the context of peer support, a peer is a person experiencing a psychiatric, "
                "traumatic, or addiction challenge who may benefit from peer support."
            ),
        ),
        (
            "combined",
            "term/peer-support-specialist",
            (
                "An individual or multiple individuals employed in peer support roles. "
                "Job titles may "
                "include peer specialist, peer support worker, etc."
            ),
        ),
        (
            "combined",
            "value/9/practice/4",
            (
                "Peer supporters do not diagnose or offer medical services but do offer a "
                "complimentary service."
            ),
        ),
        (
            "combined",
            "value/8/practice/2",
            (
                "Peer supporters encourage peers to fulfill a fundamental human need "
                "-- to be able to "
                "give as well as receive."
            ),
        ),
        ("combined", "value/7/practice/4", "Peer supporters respect privacy and confidentiality."),
        ("combined", "value/7/role/2", "Promote responsibility and accountability."),
        ("supervisor", "value/7/role/2", "Promote responsibility and accountability."),
        (
            "supervisor",
            "value/12/role/3",
            (
                "Assist peer support specialists in identifying areas for personal growth and "
                "creating professional development plans."
            ),
        ),
        (
            "supervisor",
            "value/1/role/2",
            (
                "Explore peer support specialists’ choices about how they might or "
                "might not choose "
                "to work with certain individuals, especially if there are issues related to dual "
                "relationships or trauma."
            ),
        ),
        (
            COURSE,
            "module/7/statement/3",
            (
                "Peer support is voluntary – The client must consent to receiving peer "
                "support before "
                "services can be delivered."
            ),
        ),
    ],
)
def test_text(edition: str, id_: str, text: str) -> None:
    """The text of an item is what the document says, to the letter."""
    assert text == LIBRARY.edition(edition).by_id[id_].text


@pytest.mark.parametrize(
    ("edition", "id_", "label", "pref_label", "alt_labels"),
    [
        (
            "2013-peer",
            "value/10",
            "Peer recovery support is strengths-focused",
            "Peer recovery support is strengths-focused",
            (),
        ),
        (
            "combined",
            "value/10",
            "PEER SUPPORT IS STRENGTHS-FOCUSED",
            "Peer support is strengths-focused",
            (),
        ),
        (
            "supervisor",
            "value/1",
            "PEER SUPPORT IS VOLUNTARY (NOT FORCED, COERCED, OR MANDATED)",
            "Peer support is voluntary (not forced, coerced, or mandated)",
            (),
        ),
        (
            "combined",
            "term/co-optation",
            "CO-OPTATION / PEER DRIFT",
            "Co-optation",
            ("Peer drift",),
        ),
        (
            "combined",
            "term/peer-support-specialist",
            "PEER SUPPORT SPECIALIST (PSS)",
            "Peer support specialist",
            ("PSS",),
        ),
        (
            "2013-peer",
            "value/7/practice",
            *["Address difficult issues with caring and compassion"] * 2,
            (),
        ),
        ("supervisor", "value/9/practice", "PROMOTE EQUALITY", "Promote equality", ()),
    ],
)
def test_names(
    edition: str, id_: str, label: str, pref_label: str, alt_labels: tuple[str, ...]
) -> None:
    """An item has its name as printed, one for people, and its other names."""
    item = LIBRARY.edition(edition).by_id[id_]

    assert (label, pref_label, alt_labels) == (item.label, item.pref_label, item.alt_labels)


def test_odd_number_is_kept() -> None:
    """The supervisor document numbers its last value "12,", and so do we."""
    assert "12," == LIBRARY.edition("supervisor").by_id["value/12"].marker


@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_sentence_case(id_: str) -> None:
    """No name for people is in capitals throughout, and each begins with a capital."""
    names = [item.pref_label for item in LIBRARY.edition(id_).items if item.pref_label]

    assert names
    assert [] == [name for name in names if name.isupper() or not name[0].isupper()]


@pytest.mark.parametrize(
    ("id_", "issued"), [("2013-peer", "2013-07-08"), ("combined", None), ("supervisor", None)]
)
def test_issued(id_: str, issued: str | None) -> None:
    """Only a date that the document states is the date of issue."""
    assert issued == LIBRARY.edition(id_).issued


def test_derivation() -> None:
    """The combined edition revises the peer edition and takes over text from the supervisors'."""
    provenance = LIBRARY.edition("combined").provenance

    assert (("2013-peer",), ("supervisor",)) == (provenance.revision_of, provenance.derived_from)


@pytest.mark.parametrize("id_", [id_ for id_ in LIBRARY.ids if LIBRARY.has_source(id_)])
def test_every_word_is_accounted_for(id_: str) -> None:
    """Every word of every source is accounted for, and the committed graph says the same."""
    found = LIBRARY.verified(id_)

    assert () == found.gaps
    assert 1.0 == found.share


def test_graphs_are_up_to_date() -> None:
    """The committed graphs are what the outlines and sources give, to the byte."""
    assert [] == list(Library(LIBRARY).stale())


def test_course_map() -> None:
    """
    Twelve statements of the course teach the twelve values of the peer edition, one each; what else
    a statement is about stands below the value that it teaches.
    """
    links = [link for link in LIBRARY.edition(COURSE).associations if link.edition]
    values = [link for link in links if link.destination.count("/") == 1]
    parts = [link for link in links if link not in values]
    taught = {link.origin: link.destination for link in values}

    assert {"2013-peer"} == {link.edition for link in links}
    assert [(f"module/7/statement/{number + 2}", f"value/{number}") for number in range(1, 13)] == [
        (link.origin, link.destination) for link in values
    ]
    assert {"teaches"} == {link.type for link in values}
    assert all(link.destination.startswith(f"{taught[link.origin]}/practice/") for link in parts)
    assert all(link.destination in LIBRARY.edition("2013-peer").by_id for link in links)
