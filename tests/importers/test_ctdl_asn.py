"""Competency frameworks in CTDL-ASN."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from guidegraph.api import Library
from guidegraph.model.edition import Edition
from guidegraph.render.format import losses_of, problem_of, written
from tests.importers.reading import read, read_warned, refusal


LIBRARY = Library.open()
BASE = "https://registry.example.org/resources/"
FRAMEWORK, LEND, CARD, HELP = (f"ce-0b0e0d0c-0000-4000-8000-00000000000{n}" for n in range(4))


def file(**changes: Any) -> dict[str, Any]:
    """A framework as others write it: its context has an address, its texts have languages."""
    nodes = [
        {
            "@id": BASE + FRAMEWORK,
            "@type": "ceasn:CompetencyFramework",
            "ceterms:ctid": FRAMEWORK,
            "ceasn:name": {"de": "Theke", "en": "Desk"},
            "ceasn:inLanguage": ["en"],
            "ceasn:hasTopChild": [BASE + HELP, BASE + LEND],
        },
        node(CARD, "Checks a card.", **{"ceasn:isChildOf": [BASE + LEND], "ceasn:weight": 1.10}),
        node(LEND, "Lends.", **{"ceasn:codedNotation": "1"}),
        node(HELP, "Helping", **{"ceasn:competencyLabel": {"en": "Helping"}}),
        {"@id": "_:other", "@type": "ceterms:Agent", "ceterms:name": "Board"},
    ]
    return {"@context": "https://registry.example.org/context", "@graph": nodes, **changes}


def node(ctid: str, text: str, **more: Any) -> dict[str, Any]:
    """A competency."""
    return {
        "@id": BASE + ctid,
        "@type": ["ceasn:Competency"],
        "ceterms:ctid": ctid,
        "ceasn:competencyText": {"en": text, "de": f"({text})"},
        **more,
    }


def edition_of(content: dict[str, Any], path: str = "a.jsonld") -> Edition:
    return read(path, json.dumps(content))


@pytest.mark.parametrize("path", ["a.json", "a.jsonld"])
def test_of_others(path: str) -> None:
    """Competencies have the order and parents of the framework, and their CTIDs as ids."""
    edition = edition_of(file(), path)

    assert ("Desk", BASE + FRAMEWORK, "en") == (edition.title, edition.iri, edition.language)
    assert [
        (HELP, None, "Helping", None, None),
        (LEND, None, None, "Lends.", "1"),
        (CARD, LEND, None, "Checks a card.", None),
    ] == [(each.id, each.parent, each.label, each.text, each.notation) for each in edition.items]
    assert BASE + CARD == edition.iri_of(CARD)


def test_full_names() -> None:
    """Names without a prefix are the same names."""
    body = json.dumps(file()).replace('"ceasn:', '"https://purl.org/ctdlasn/terms/')

    assert [HELP, LEND, CARD] == [item.id for item in read("a.jsonld", body).items]


def test_written_as_read() -> None:
    """Nothing is changed or left out: not the context, the CTIDs, other resources or numbers."""
    edition = edition_of(file())
    body = written("ctdl-asn-json-ld", edition)
    graph = sorted(file()["@graph"], key=lambda each: each["@id"])

    assert file() | {"@graph": graph} == json.loads(body) | {
        "@graph": sorted(json.loads(body)["@graph"], key=lambda each: each["@id"])
    }
    assert None is problem_of("ctdl-asn-json-ld", edition, body)
    assert not any("not held" in line for line in list(losses_of("ctdl-asn-json-ld", edition))[1:])


@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_ours_reads_back(id_: str) -> None:
    """An edition of ours comes back: its items in order, with ids, types, numbers and texts."""
    edition = LIBRARY.edition(id_).model
    body = written("ctdl-asn-json-ld", edition)
    found = read("a.jsonld", body.decode())

    def told(edition: Edition) -> list[tuple[str | None, ...]]:
        return [
            (each.id, each.type, each.notation, each.text, each.parent) for each in edition.items
        ]

    assert told(edition) == told(found)
    assert (edition.title, edition.issued) == (found.title, found.issued)
    assert None is problem_of("ctdl-asn-json-ld", edition, body)
    less = json.loads(body)
    less["@graph"].pop()
    assert problem_of("ctdl-asn-json-ld", edition, json.dumps(less).encode()) is not None


def test_ctids_of_a_table() -> None:
    """A CTID that a source gives under that name is written."""
    edition, _ = read_warned("a.csv", f"id,text,CTID\n1,Lends.,{LEND}\n2,Helps.,none\n")
    nodes = json.loads(written("ctdl-asn-json-ld", edition))["@graph"]

    assert [LEND, None] == [each.get("ceterms:ctid") for each in nodes[1:]]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"ceasn:isChildOf": [BASE + CARD]}, "a cycle of 2 competencies"),
        ({"ceasn:competencyText": {"en": "\u0007"}}, "a control character"),
    ],
)
def test_refused(more: dict[str, Any], problem: str) -> None:
    """What cannot be right is an error that says where it is."""
    content = file()
    content["@graph"][2] |= more

    assert problem in refusal("a.jsonld", json.dumps(content))


def test_odd_values() -> None:
    """Values of another kind than usual do no harm."""
    content = file()
    content["@graph"] += ["x", None, 3, [[1]], {"@type": None}]
    content["@graph"][3] |= {"ceasn:comment": [["a"], {"en": 3}], "ceasn:codedNotation": 7}

    assert {"7"} == {item.notation for item in edition_of(content).items if item.id == HELP}
    assert replace(edition_of(content), residue=()).items
