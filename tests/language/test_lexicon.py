"""The word lists."""

from __future__ import annotations

from importlib.resources import files

import pytest

from guidegraph.language.lexicon import entries, groups, table, word_set


NAMES = sorted(
    file.name.removesuffix(".txt")
    for file in files("guidegraph.language").joinpath("data").iterdir()
    if file.name.endswith(".txt")
)


@pytest.mark.parametrize("name", NAMES)
def test_each_list_says_what_it_is(name: str) -> None:
    """A list begins with a comment, and has no entry twice."""
    text = files("guidegraph.language").joinpath("data", f"{name}.txt").read_text("utf-8")

    assert text.startswith("# ")
    assert len(entries(name)) == len(set(entries(name)))


def test_confusables_are_pairs() -> None:
    """Each line of the confusables is two words, each pair listed once."""
    pairs = [frozenset(pair) for pair in groups("confusables")]

    assert {2} == {len(pair) for pair in pairs}
    assert len(pairs) == len(set(pairs))


def test_synonyms_bind_nothing() -> None:
    """No synonym is a word of force but those that say the same with the same strength."""
    forces = [
        {table("force")[phrase] for phrase in group if phrase in table("force")}
        for group in groups("synonyms")
    ]

    assert all(len(strengths) <= 1 for strengths in forces)


def test_ignorable_words_carry_nothing() -> None:
    """What may come and go is no word of negation, quantity or condition."""
    weighty = {*table("negation"), *table("quantity"), *table("condition"), *table("force")}

    assert not word_set("ignorable") & weighty
