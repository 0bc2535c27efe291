"""The fields of forms and addresses."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.serve.fields import TooManyFieldsError, fields_of


PIECES = st.sampled_from(["a", "é", "+", "%", "%4", "%41", "%zz", "%c3%A9", "&", "=", ";", "%%41"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_as_python_reads_them(text: str) -> None:
    """Names and values, escapes that are none, and plus signs are those of the standard library."""
    expected = parse_qsl(text, keep_blank_values=True, errors="replace")

    assert expected == fields_of(text.encode(), most=100, errors="replace")


@pytest.mark.parametrize("before", range(6))
def test_long_values(before: int) -> None:
    """A value longer than what is read in one step keeps every letter."""
    text = "x" * before + "é€a+b" * 40_000

    assert [("q", text)] == fields_of(f"q={quote_plus(text)}".encode(), most=1)


def test_refusals() -> None:
    """Too many fields, and bytes that are not UTF-8, are errors of their own."""
    with pytest.raises(TooManyFieldsError):
        fields_of(b"a&b&c", most=2)
    with pytest.raises(UnicodeDecodeError):
        fields_of(b"a=%ff", most=2)
