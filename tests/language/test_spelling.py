"""Which words English has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spellchecker import SpellChecker

from guidegraph.language import spelling


@pytest.fixture
def unread() -> Iterator[None]:
    """The dictionary as if no word had been looked up."""
    spelling._dictionary.cache_clear()
    yield
    spelling._dictionary.cache_clear()


@pytest.fixture
def words() -> frozenset[str]:
    """The words as the library gives them."""
    return frozenset(SpellChecker(language="en", distance=1).word_frequency.words())


def test_the_words_are_those_of_the_library(words: frozenset[str], unread: None) -> None:
    """The list is read without its counts, and has every word of the library and no others."""
    assert words == spelling._dictionary()


@pytest.mark.parametrize("found", [None, b"", b"not packed", FileNotFoundError("en.json.gz")])
def test_a_list_in_another_place(
    words: frozenset[str],
    unread: None,
    monkeypatch: pytest.MonkeyPatch,
    found: bytes | Exception | None,
) -> None:
    """If a version of the library stores its list differently, the library itself reads it."""

    def get_data(package: str, path: str) -> bytes | None:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(spelling, "get_data", get_data)

    assert words == spelling._dictionary()
