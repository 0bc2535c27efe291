"""The words of a source, freed of the marks and damages of its extraction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.manifest import Correction, Layout, Markup
from guidegraph.verify.words import words_of


def read(source: str, *markup: Markup) -> str:
    """The words of a source with marks of some kinds, joined by spaces."""
    return " ".join(word.text for word in words_of(source, Layout(markup=markup))[0])


def correction(found: str, meant: str, times: int = 1) -> Correction:
    """A correction."""
    return Correction(found=found, meant=meant, why="damaged", times=times)


@pytest.mark.parametrize(
    ("source", "markup", "expected"),
    [
        ("<p>one</p>two", [Markup.HTML], "one two"),
        ("un<u>der</u>line", [Markup.HTML], "underline"),
        ('<ul style="x: y"> one', [Markup.HTML], "one"),
        ("a<br/>b", [Markup.HTML], "a b"),
        ("<https://x.org/a>", [Markup.HTML], "https://x.org/a"),
        ("3 < 4 > 2", [Markup.HTML], "3 < 4 > 2"),
        ("a -> b", [Markup.HTML], "a -> b"),
        ("<p>kept</p>", [], "<p>kept</p>"),
        ("**bold**er ****", [Markup.BOLD], "bolder"),
        ("*so* **that**", [Markup.EMPHASIS], "so **that**"),
        ("*so* **that**", [Markup.EMPHASIS, Markup.BOLD], "so that"),
        ("a [link here](https://x.org), b", [Markup.LINKS], "a link here, b"),
        ("[1] (2)", [Markup.LINKS], "[1] (2)"),
        ("", list(Markup), ""),
    ],
)
def test_markup(source: str, markup: list[Markup], expected: str) -> None:
    """
    Marks of the kinds declared are no words; a block's tag parts words, an inline one does not.
    """
    assert expected == read(source, *markup)


@given(st.text("ab<>/p*[]() \n\t\xa0"), st.sets(st.sampled_from(Markup)))
def test_places(source: str, markup: set[Markup]) -> None:
    """Words stand in order, none within another, and each is spelled from where it stands."""
    done = 0
    for word in words_of(source, Layout(markup=tuple(markup)))[0]:
        letters = iter(source[word.start : word.end])

        assert done <= word.start < word.end
        assert all(letter in letters for letter in word.text)

        done = word.end


@pytest.mark.parametrize(
    ("source", "corrections", "expected", "unfit"),
    [
        ("a long- term aim", [correction("long- term", "long-term")], "a long-term aim", 0),
        ("a b a b", [correction("a b", "c", 2)], "c c", 0),
        ("a b a b", [correction("a b", "c d e", 2)], "c d e c d e", 0),
        ("a a a", [correction("a a", "b")], "b a", 0),
        ("a", [correction("x", "y")], "a", 1),
        ("a b a b", [correction("a b", "c", 1)], "c c", 1),
        ("a", [correction("a", "b"), correction("b", "c")], "c", 0),
        ("ab b", [correction("b", "c")], "ab c", 0),
        ("a b", [correction("a  \n b", "c")], "c", 0),
        ("", [correction("a", "b")], "", 1),
    ],
)
def test_corrections(source: str, corrections: list[Correction], expected: str, unfit: int) -> None:
    """
    Corrections are made in turn, wherever their words stand; one found too often or too seldom
    does not fit.
    """
    words, left = words_of(source, Layout(corrections=tuple(corrections)))

    assert expected == " ".join(word.text for word in words)
    assert unfit == len(left)


def test_corrected_words_stand_where_they_stood() -> None:
    """What was put together from two words stands where both stood."""
    words, _ = words_of("x long-\nterm y", Layout(corrections=(correction("long- term", "z"),)))

    assert [(0, 1), (2, 12), (13, 14)] == [(word.start, word.end) for word in words]
