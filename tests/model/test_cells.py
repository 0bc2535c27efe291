"""Texts as cells of a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.table import from_cell, to_cell


@given(text=st.text() | st.text(alphabet="'=+-@\t\r x"))
def test_inverse(text: str) -> None:
    """A cell gives back the text it was made of, and never begins as a formula does."""
    assert text == from_cell(to_cell(text))
    assert not to_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["", "plain", "'tis", "a=b", "1-2"])
def test_plain(text: str) -> None:
    """A text that no program takes for a formula stays as it is."""

    assert text == to_cell(text)
