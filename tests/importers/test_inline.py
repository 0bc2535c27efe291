"""Links, footnote marks and escapes inside a line."""

from __future__ import annotations

import string

import pytest

from guidegraph.importers.outline.inline import Inline, Reference, plain
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
        ("**a** _b_ `c` <d>", "a b c <d>", ()),
        ("***a** b* ~~c~~ un**believ**able", "a b c unbelievable", ()),
        ("snake_case_name 2 * 3 * 4 ~5 ~~6", "snake_case_name 2 * 3 * 4 ~5 ~~6", ()),
        ("`a*b` `` c`d `` `e", "a*b c`d `e", ()),
        ("`a ` b ` c", "a b ` c", ()),
        ("a<br>b <b>c</b>d &amp; &nbsp;e &copy &#27;", "a b cd & e &copy &#27;", ()),
        ("a <!-- b -->c <!-- d", "a c <!-- d", ()),
        (
            "<https://e.org/_x_> and <a@b.org>",
            "https://e.org/_x_ and a@b.org",
            (("https://e.org/_x_", "https://e.org/_x_"), ("a@b.org", "a@b.org")),
        ),
        ("see https://e.org/_x_y_ *now*", "see https://e.org/_x_y_ now", ()),
        ("![Plan](p.png)![](q.png)", "Plan q.png", (("Plan", "p.png"), ("q.png", "q.png"))),
        ("[![Plan](p.png)](x)", "Plan", (("Plan", "p.png"), ("Plan", "x"))),
        ('[*a*](<x y> "Title")', "a", (("a", "x y"),)),
        (
            '<a href="x">a *b*</a> <img src="p.png" alt="Plan">',
            "a b Plan",
            (("a b", "x"), ("Plan", "p.png")),
        ),
    ],
)
def test_reads_links_and_escapes(
    marked: str, text: str, links: tuple[tuple[str, str], ...]
) -> None:
    """Marks are taken away, and what is no mark stays to the letter."""
    found = plain(marked)

    assert (text, tuple(Link(words=words, target=target) for words, target in links), ()) == (
        found.text,
        found.links,
        found.note_marks,
    )


def test_finds_the_targets_of_links_by_their_names() -> None:
    """A link may be named by its own words; what has no target stays text."""
    references = {
        "loan rules": Reference(target="x", title="All of them"),
        "b": Reference(target="y"),
    }
    found = plain("[Loan  Rules], [a][b], [b][] and [c][d]", references)

    assert "Loan  Rules, a, b and [c][d]" == found.text
    assert [("Loan Rules", "x"), ("a", "y"), ("b", "y")] == [
        (link.words, link.target) for link in found.links
    ]
    assert ("All of them",) == found.titles


def test_leaves_footnote_marks_without_a_footnote() -> None:
    """In a file of other people a mark that marks nothing is text."""

    assert ("a[^2]", (("1", 1),)) == (
        (found := plain("a[^1][^2]", notes={"1"})).text,
        found.note_marks,
    )


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
