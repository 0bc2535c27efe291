"""Texts as words, sentences and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.language.words import (
    Names,
    folded,
    forms,
    generic,
    key_words,
    keys,
    parts,
    rooted,
    sentences,
    words,
)


TEXTS = st.text(alphabet="aB'’-.\u00e9 _7\u00b2", max_size=30)


@given(text=TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    """Each word is the stretch of the text that it names, and none is within another."""
    end = 0
    for word in words(text):
        assert word.text == text[word.start : word.end]
        assert end <= word.start < word.end
        end = word.end


@given(text=TEXTS)
def test_parts_make_up_the_words(text: str) -> None:
    """The parts of a text are its words, taken apart at hyphens and dots."""
    pieces = [piece for form in forms(text) for piece in form.replace(".", "-").split("-")]

    assert pieces == [part.form for part in parts(text)]


def test_what_a_mark_means_is_kept() -> None:
    """A power is not a number of two more digits."""
    assert forms("10²") != forms("102")


def test_words_of_any_script_are_words() -> None:
    """Letters beyond ASCII are kept; possessives are not."""
    assert ["grösse", "支援", "peer"] == [root for root, _ in rooted("Größe 支援 peer’s")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peer Supporters", "peer supporter’s"),
        ("peer-support relationships", "PEER SUPPORT RELATIONSHIP"),
        ("non-judgmental", "nonjudgmental"),
        ("feelings", "feel"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    """A name is the same in any inflection, and however its words are joined."""
    assert keys(one) == keys(other)


def test_the_longest_name_counts() -> None:
    """A name within another is not found beside it; a non-peer is no peer."""
    names = Names([keys("peer"), keys("peer support specialist"), keys("support")])

    said = keys("Peer support specialists; peers support")

    assert [(0, keys("peer support specialist")), (3, keys("peer")), (4, keys("support"))] == list(
        names.within(said)
    )
    assert [] == list(names.within(keys("Non-peer staff")))


def test_key_words() -> None:
    """Words that carry only grammar, numbers and single letters tell nothing."""
    assert ["person"] == list(key_words("The person is all persons.").values())
    assert {} == key_words("Why both should be 12, and a b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They say so. “They mean it.” End", ["They say so.", "“They mean it.”", "End"]),
        ("See e.g. the list. Etc.", ["See e.g. the list.", "Etc."]),
        ("In the U.S. The law", ["In the U.S.", "The law"]),
        ("By J. Doe. Now", ["By J. Doe.", "Now"]),
        ("Really? yes! Well", ["Really? yes!", "Well"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """A sentence ends where another begins: not at an abbreviation, nor before a small letter."""
    assert expected == [text[start:end] for start, end in sentences(text)]


@given(text=TEXTS)
def test_folded_is_final(text: str) -> None:
    """What is folded stays as it is."""
    once = folded(text)

    assert once == folded(once)


@pytest.mark.parametrize("form", ["things", "including", "one's", "themselves", "should", "nicht"])
def test_a_general_word_does_not_say_what_texts_have_in_common(form: str) -> None:
    """Neither do function words of other languages."""
    assert generic(form)


@pytest.mark.parametrize("form", ["readers", "clear", "rights", "confidentiality", "voice"])
def test_a_word_about_something_is_not_general(form: str) -> None:
    """Words of the subject stay."""
    assert not generic(form)
