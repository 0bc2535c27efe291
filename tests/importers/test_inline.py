"""Links, footnote marks and escapes inside a line."""

from __future__ import annotations

import string

import pytest

from guidegraph.importers.outline.blocks import Inline, plain
from guidegraph.model.edition import Link


@pytest.mark.parametrize(
    ("marked", "text", "links"),
    [
        ("a [b c](term/d) e", "a b c e", (("b c", "term/d"),)),
        ("[a](#)[b](c)", "ab", (("a", "#"), ("b", "c"))),
        ("[a](https://e.org/x_(y)?z)", "a", (("a", "https://e.org/x_(y)?z"),)),
        ("[a]()", "a", (("a", ""),)),
        (r"[a\]b](c)", "a]b", (("a]b", "c"),)),
        (r"[a\*](c)", "a*", (("a*", "c"),)),
        ("[a] (c)", "[a] (c)", ()),
        ("[a](c d)", "[a](c d)", ()),
        ("[a](c", "[a](c", ()),
        ("[](c)", "[](c)", ()),
        (r"\[a](c)", "[a](c)", ()),
        (r"[a\](c)", "[a](c)", ()),
        ("[[a](b)]", "[a]", (("a", "b"),)),
        (r"C:\dir \\ 4\) \- \# \^ \é", r"C:\dir \ 4) - # ^ \é", ()),
        ("\\", "\\", ()),
        ("**a** _b_ `c` <d>", "**a** _b_ `c` <d>", ()),
    ],
)
def test_reads_links_and_escapes(
    marked: str, text: str, links: tuple[tuple[str, str], ...]
) -> None:
    """Marks are taken away, and what is no mark stays to the letter."""
    expected = Inline(
        text=text,
        links=tuple(Link(words=words, target=target) for words, target in links),
        note_marks=(),
    )

    assert expected == plain(marked)


@pytest.mark.parametrize(
    ("marked", "text", "marks"),
    [
        ("a[^1] b[^x-2].", "a b.", (("1", 1), ("x-2", 3))),
        ("[^1]a", "a", (("1", 0),)),
        ("[b](c[^1]", "[b](c", (("1", 5),)),
        (r"\*[^1]", "*", (("1", 1),)),
        (f"a[^{'m' * 40}]", "a", (("m" * 40, 1),)),
        (r"a\[^1]", "a[^1]", ()),
        ("a[^1 2]", "a[^1 2]", ()),
        ("a[^]", "a[^]", ()),
    ],
)
def test_knows_where_footnote_marks_stood(
    marked: str, text: str, marks: tuple[tuple[str, int], ...]
) -> None:
    """An offset counts the characters of the text that is left."""

    assert Inline(text=text, links=(), note_marks=marks) == plain(marked)


def test_frees_every_punctuation_mark() -> None:
    """A backslash takes the special meaning of any character of ASCII punctuation."""
    marked = "".join(f"\\{sign}" for sign in string.punctuation)

    assert string.punctuation == plain(marked).text
