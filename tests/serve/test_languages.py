"""A server of a vocabulary in several languages: what it names, and in which language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.serve.conftest import Served


BOWL = "https://example.org/vessels/c2"
ITEM = "/api/editions/vessels/items/c2"


def candidate(vocabulary: Served, text: str, **headers: str) -> dict[str, Any]:
    """The best candidate of the reconciliation of a cell."""
    queries = json.dumps({"q": {"query": text}})
    answer = vocabulary.ask("/reconcile", "POST", data={"queries": queries}, **headers)
    found: dict[str, Any] = answer.json()["q"]["result"][0]
    return found


@pytest.mark.parametrize(
    "text", ["bowl", "Äpfelschüssel", "apfelschussel", "МИСКА", "Schale", "bowel", "punch bowl"]
)
def test_a_name_in_any_language_is_reconciled(vocabulary: Served, text: str) -> None:
    """Each label is a name, hidden ones and those of SKOS-XL too; the id is the source's IRI."""
    found = candidate(vocabulary, text)

    assert (BOWL, True) == (found["id"], found["match"])


def test_an_iri_is_reconciled(vocabulary: Served) -> None:
    """An IRI of the source, and an address of the library, name their item."""
    assert BOWL == candidate(vocabulary, BOWL)["id"]
    assert BOWL == candidate(vocabulary, "https://example.org/vessels/vessels/c2")["id"]


def test_names_are_in_the_language_of_the_client(vocabulary: Served) -> None:
    """The header decides in which language candidates and suggestions have their names."""
    german = candidate(vocabulary, "bowl", accept_language="de-AT, de;q=0.9")
    suggested = vocabulary.ask("/reconcile/suggest/entity?prefix=bowl&lang=uk").json()["result"]

    assert "Äpfelschüssel" == german["name"]
    assert "bowl" == candidate(vocabulary, "bowl", accept_language="sv")["name"]
    assert "миска" == suggested[0]["name"]


def test_an_entity_leads_to_its_page(vocabulary: Served) -> None:
    """The id of an entity is an IRI elsewhere; its page is here."""
    answer = vocabulary.ask(f"/reconcile/view?id={BOWL}")

    assert (303, "../vessels/c2") == (answer.status_code, answer.headers["location"])


@pytest.mark.parametrize(
    ("path", "header", "label"),
    [
        (ITEM, "de", "Äpfelschüssel"),
        (f"{ITEM}?lang=uk", "de", "миска"),
        (f"{ITEM}?lang=DE", "", "Äpfelschüssel"),
        (ITEM, "sv, *;q=0.5", "bowl"),
        (ITEM, '=;;q=9, "de', "bowl"),
    ],
)
def test_items_are_read_in_a_language(
    vocabulary: Served, path: str, header: str, label: str
) -> None:
    """The parameter, else the header, chooses the language of labels and texts."""
    answer = vocabulary.ask(path, accept_language=header)

    assert label == answer.json()["item"]["label"]
    assert "Accept-Language" in answer.headers["vary"]


def test_a_language_that_is_not_there_is_refused(vocabulary: Served) -> None:
    """A language that is asked for by name and is not there is an error that lists the others."""
    answer = vocabulary.ask(f"{ITEM}?lang=sv")

    assert 400 == answer.status_code
    assert "its languages are en, de" in answer.json()["detail"]


def test_search_finds_all_languages(vocabulary: Served) -> None:
    """Words are found in every language, and shown where they were found."""
    for words in ("Äpfelschüssel", "миска", "bowl"):
        (hit, *_) = vocabulary.ask(f"/api/search?q={words}").json()["hits"]

        assert "c2" == hit["item"]["id"]
        assert words in hit["text"]


def test_pages_in_each_language_are_served(vocabulary: Served) -> None:
    """The folders of languages are there beside the pages of the editions."""
    assert "Äpfelschüssel" in vocabulary.ask("/de/vessels/c2.html").text
    assert "миска" in vocabulary.ask("/uk/vessels/c2.html").text
