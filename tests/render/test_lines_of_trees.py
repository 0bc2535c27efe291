"""The lines of a tree of items without colour."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from guidegraph.render.text.outline import Branch


PLAIN = st.lists(st.text("ab", min_size=1, max_size=9), min_size=9, max_size=20)
OTHER = st.lists(st.sampled_from(["a", "staff", "x" * 60, "é", "漢字", ""]), max_size=20)
WORDS = PLAIN | OTHER


@given(text=WORDS.map(" ".join), width=st.integers(24, 60))
@settings(deadline=None)
def test_a_text_is_broken_as_with_colour(text: str, width: int) -> None:
    """The quick way to break a text gives the same lines as that of the terminal library."""
    console = Console(width=width)
    branch = Branch("- ", "  ", [text])
    wrapped = Text(text).wrap(console, width - 2)

    found = [line.rstrip() for line in branch.plain(console, width)]
    assert [
        f"{'  ' if number else '- '}{line.plain}".rstrip() for number, line in enumerate(wrapped)
    ] == found
