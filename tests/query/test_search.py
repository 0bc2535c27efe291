"""Search finds items by any form of their words."""

from __future__ import annotations

import pytest

from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.query.search import search


EDITION = Edition(
    id="e",
    iri="https://example.org/e",
    title="E",
    items=(
        Item(id="1", type="CoreValue", pref_label="Privacy", text="Records are kept apart."),
        Item(id="2", text="Supervisors protect the privacy of those they supervise."),
        Item(
            id="3", text="A walk in the park, and again a walk in the park, and then privacy too."
        ),
        Item(id="4", text="Nothing of the sort."),
    ),
)


def found(words: str, type_: str | None = None, limit: int = 10) -> list[str]:
    """The ids of what is found."""
    return [hit.ref.id for hit in search([EDITION], words, type_=type_, limit=limit).hits]


def test_a_label_counts_for_more_and_a_long_text_for_less() -> None:
    """The best is what is about the word."""
    assert ["1", "2", "3"] == found("privacy")


def test_all_words_come_before_some() -> None:
    """An item with both words is before one that has the rarer word in its label."""
    assert ["2", "1", "3"] == found("privacy supervision")


def test_keeps_to_a_type_and_a_limit() -> None:
    """The total counts those beyond the limit."""
    hits = search([EDITION], "privacy", type_=None, limit=1)

    assert ["1"] == found("privacy", type_="CoreValue")
    assert (1, 3) == (len(hits.hits), hits.total)


def test_marks_the_words() -> None:
    """The marks are the words as they stand in the text."""
    (hit, *_) = search([EDITION], "supervising", type_=None, limit=5).hits

    assert ["Supervisors", "supervise"] == [hit.text[start:end] for start, end in hit.marks]


def test_says_what_cannot_be_searched_for() -> None:
    """No word, or no such type."""
    with pytest.raises(MisuseError, match="no word to search for"):
        found("…")
    with pytest.raises(UnknownNameError, match="did you mean 'CoreValue'"):
        found("privacy", type_="CoreValu")
    assert [] == found("zebra")
