"""A file's bytes become text, or an error says which line is none."""

from __future__ import annotations

import pytest

from guidegraph.model.errors import UnreadableError
from guidegraph.model.source import source_from_bytes


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf", ""),
        (b"a\r\nb\rc\n\r", "a\nb\nc\n\n"),
        ("é\u2028🙂".encode(), "é\u2028🙂"),
    ],
)
def test_reads_utf_8(body: bytes, text: str) -> None:
    """A byte order mark is dropped, and every line ends in one line feed."""

    assert text == source_from_bytes("a.txt", body).text


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"a\0b", "a.txt: a binary file; give a text file in UTF-8"),
        ("a".encode("utf-16"), "a.txt: a binary file; give a text file in UTF-8"),
        (b"\xff", "a.txt:1: not UTF-8 (byte 0xff); save the file as UTF-8"),
        (b"a\nb\nc \xe9t\xe9", "a.txt:3: not UTF-8 (byte 0xe9); save the file as UTF-8"),
        (b"a\r\n\xc3", "a.txt:2: not UTF-8 (byte 0xc3); save the file as UTF-8"),
        (b"\xed\xa0\x80", "a.txt:1: not UTF-8 (byte 0xed); save the file as UTF-8"),
    ],
)
def test_says_which_line_is_no_text(body: bytes, message: str) -> None:
    """An error names the line and the byte, and what to do."""
    with pytest.raises(UnreadableError) as caught:
        source_from_bytes("a.txt", body)

    assert message == str(caught.value)
