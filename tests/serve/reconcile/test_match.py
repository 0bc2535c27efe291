"""How well a column is reconciled."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.language.words import folded
from guidegraph.model.edition import Edition, Item
from guidegraph.serve.reconcile.entities import entities
from guidegraph.serve.reconcile.index import Index
from guidegraph.serve.reconcile.match import EntityMatch, candidates
from guidegraph.serve.reconcile.queries import Condition, Query
from guidegraph.workspace import Workspace


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def bundled() -> Index:
    """The index of the bundled library."""
    library = Workspace.open()
    return Index(tuple(entities([library.edition(id_) for id_ in library.ids])))


def found(text: str, *, among: str | None = None) -> tuple[EntityMatch, ...]:
    """The candidates for a text, in one edition or in all."""
    conditions = (Condition(property="edition", values=(among,)),) if among else ()
    return candidates(
        bundled(), Query(text=text, conditions=conditions), Workspace.open().folder.base
    )


def misspelt(text: str, every: int, random: Random) -> str:
    """A text with a mistake in so many letters: one left out, put in, mistaken, or two swapped."""
    letters = list(text)
    for _ in range(max(1, len(text) // every)):
        place = random.randrange(1, len(letters) - 1)
        match random.randrange(4):
            case 0:
                del letters[place]
            case 1:
                letters.insert(place, random.choice(LETTERS))
            case 2:
                letters[place] = random.choice(LETTERS)
            case _:
                letters[place : place + 2] = letters[place : place + 2][::-1]
    return "".join(letters)


def thinned(text: str, random: Random) -> str:
    """A text without a quarter of its words."""
    return " ".join(word for word in text.split() if random.random() > 0.25)


def halved(text: str, _: Random) -> str:
    """The first half of the words of a text."""
    words = text.split()
    return " ".join(words[: max(4, len(words) // 2)])


@pytest.mark.parametrize(
    ("spoil", "among", "first", "matched"),
    [
        (lambda text, random: misspelt(text, 40, random), "2013-peer", 168, 167),
        (lambda text, random: misspelt(text, 10, random), "2013-peer", 168, 168),
        (thinned, "2013-peer", 168, 85),
        (halved, "2013-peer", 159, 3),
        (lambda text, random: misspelt(text, 40, random), None, 168, 6),
    ],
    ids=["misspelt", "badly misspelt", "thinned", "halved", "of any edition"],
)
def test_spoilt_statements_are_found(
    spoil: Callable[[str, Random], str], among: str | None, first: int, matched: int
) -> None:
    """
    Of the 56 practice statements of 2013, spoilt three times over, so many are the best candidates
    for their cells, so many are called a match, and no match is wrong; the how-to page says so.
    """
    library = Workspace.open()
    threads = {
        f"{id_}/{each.id}": each.lineage
        for id_ in library.ids
        for each in library.edition(id_).items
    }
    random = Random(7)
    right, matches = [], []
    for each in library.edition("2013-peer").items * 3:
        if each.type != "PracticeStatement" or not each.text:
            continue
        best = found(spoil(each.text, random), among=among)[0]
        right.append(threads[best.entity.id] == each.lineage)
        if best.match:
            matches.append(right[-1])

    assert (first, matched) == (right.count(True), len(matches))
    assert all(matches)


def test_an_item_that_is_missing_has_no_match() -> None:
    """A statement whose thread does not reach the supervisors' document has no match there."""
    library = Workspace.open()
    there = {each.lineage for each in library.edition("supervisor").items}
    asked = [
        each.text
        for each in library.edition("2013-peer").items
        if each.type == "PracticeStatement" and each.text and each.lineage not in there
    ]
    answered = [found(text, among="supervisor") for text in asked]

    assert len(asked) > 10
    assert [] == [each[0].entity.id for each in answered if each and each[0].match]


@given(st.text(max_size=60))
def test_whatever_is_asked_scores_are_in_order(text: str) -> None:
    """
    Scores go down from at most 100, only the first candidate can be a match, and 100 is for the
    very words.
    """
    answered = found(text)
    scores = [candidate.score for candidate in answered]

    assert sorted(scores, reverse=True) == scores
    assert all(0 < score <= 100 for score in scores)
    assert not any(candidate.match for candidate in answered[1:])
    for candidate in answered:
        if candidate.score == 100:
            said = {folded(name) for name in candidate.entity.names}
            said |= {folded(value.text) for value in candidate.entity.values.get("notation", ())}
            assert folded(text) in said or text == candidate.entity.id


def test_every_name_finds_its_entity() -> None:
    """The very words of any name give its entity, among those that read the same."""
    index = bundled()
    for entity in index.entities:
        for name in entity.names:
            asked = Query(text=name, types=(entity.type,), limit=50)
            answered = candidates(index, asked, "https://example.org/")

            assert entity.id in [each.entity.id for each in answered if each.score == 100]


def test_what_is_called_so_comes_before_what_says_so() -> None:
    """Of what reads the same, an item of that name stands before a paragraph of those words."""
    answered = found("Peer support is voluntary", among="2013-peer")

    same = [each.entity.id for each in answered if each.score == 100]
    assert ["2013-peer/value/1", "2013-peer/section/preamble/5"] == same


def test_entities_of_any_id_and_script_are_found() -> None:
    """
    Ids with spaces and letters of any script are plain in what is answered, and escaped in IRIs.
    """
    odd = Edition(
        id="first",
        iri="https://example.org/first",
        title="First",
        items=(
            Item(id="Art. 5 (é)", text="自主的な支援"),
            Item(id="b", text="other", parent="Art. 5 (é)"),
        ),
    )
    index = Index(tuple(entities([odd])))

    by_text, by_iri = (
        candidates(index, Query(text=text), "https://example.org/")[0]
        for text in ("自主的な支援", odd.iri_of("Art. 5 (é)"))
    )
    assert "first/Art. 5 (é)" == by_text.entity.id == by_iri.entity.id
    parent = index.entities[index.by_id["first/b"]].values["broader"]
    assert "first/Art. 5 (é)" == parent[0].id


def test_an_empty_library_has_no_candidates() -> None:
    """Where nothing is, nothing is found."""
    assert () == candidates(Index(()), Query(text="peer"), "https://example.org/")
