"""Texts shortened."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.excerpt import around, beginning, clipped, first_words, listed


TEXTS = st.text(alphabet="ab ,é—", max_size=40)
COUNTS = st.integers(1, 12)


@given(text=TEXTS, length=COUNTS)
def test_beginning(text: str, length: int) -> None:
    """A text that fits is only put on one line; of another its first words stay."""
    line = " ".join(text.split())
    found = beginning(text, length)

    assert (found == line) == (len(line) <= length)
    assert line.startswith(found.removesuffix(" …"))
    assert len(found) <= length + 2


@given(text=TEXTS, count=COUNTS)
def test_first_words(text: str, count: int) -> None:
    """So many words stay, and the sign says that there were more."""
    found = first_words(text, count)

    assert text.split()[:count] == found.removesuffix("…").split()
    assert found.endswith("…") == (len(text.split()) > count)


@given(text=TEXTS, length=COUNTS)
def test_clipped(text: str, length: int) -> None:
    """The sign counts: nothing is longer than it may be."""
    found = clipped(text, length)

    assert len(found) <= length
    assert (found == text) == (len(text) <= length)


@given(text=TEXTS, start=st.integers(0, 20), length=COUNTS, margin=COUNTS)
def test_around(text: str, start: int, length: int, margin: int) -> None:
    """The stretch itself is always there, and signs only where something was left out."""
    found = around(text, start, start + length, margin)

    assert text[start : start + length].strip() in found
    assert ("…" in found) <= (len(found) - 4 <= len(text))


def test_listed() -> None:
    """What was left out is counted."""
    assert "a, b" == listed(["a", "b"], 2)
    assert "a, b and 2 more" == listed(["a", "b", "c", "d"], 2)
