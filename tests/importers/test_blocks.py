"""An outline is a sequence of blocks."""

from __future__ import annotations

import pytest

from guidegraph.importers.outline.blocks import BlockKind, blocks
from guidegraph.model.errors import FormatError
from guidegraph.model.source import SourceText


def read(text: str) -> list[tuple[BlockKind, int, str, str | int | None]]:
    """The blocks of a text: kind, line, words, and the mark or level if there is one."""
    found = blocks(SourceText(path="a.md", text=text))
    return [(block.kind, block.line, block.text, block.mark or block.level) for block in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \t\n\n", []),
        ("# A  title ", [(BlockKind.TITLE, 1, "A title", 1)]),
        ("#\tA", [(BlockKind.TITLE, 1, "A", 1)]),
        ("## A\n### B", [(BlockKind.HEADING, 1, "A", 2), (BlockKind.HEADING, 2, "B", 3)]),
        ("###### A", [(BlockKind.HEADING, 1, "A", 6)]),
        ("a\nb\n\nc", [(BlockKind.PARAGRAPH, 1, "a b", 0), (BlockKind.PARAGRAPH, 4, "c", 0)]),
        ("a\n  b\n\tc", [(BlockKind.PARAGRAPH, 1, "a b c", 0)]),
        ("a  b\u00a0c", [(BlockKind.PARAGRAPH, 1, "a b c", 0)]),
        ("a\n# B", [(BlockKind.PARAGRAPH, 1, "a", 0), (BlockKind.TITLE, 2, "B", 1)]),
        ("a\n- b", [(BlockKind.PARAGRAPH, 1, "a", 0), (BlockKind.ENTRY, 2, "b", 0)]),
        ("- a\n- b", [(BlockKind.ENTRY, 1, "a", 0), (BlockKind.ENTRY, 2, "b", 0)]),
        (
            "- a\n  b\n\n  c\n\nd",
            [(BlockKind.ENTRY, 1, "a b c", 0), (BlockKind.PARAGRAPH, 6, "d", 0)],
        ),
        ("- a\nb", [(BlockKind.ENTRY, 1, "a", 0), (BlockKind.PARAGRAPH, 2, "b", 0)]),
        ("4) a", [(BlockKind.ENTRY, 1, "a", "4)")]),
        ("12. a", [(BlockKind.ENTRY, 1, "a", "12.")]),
        ("4)a", [(BlockKind.PARAGRAPH, 1, "4)a", 0)]),
        ("12345. a", [(BlockKind.PARAGRAPH, 1, "12345. a", 0)]),
        ("-a", [(BlockKind.PARAGRAPH, 1, "-a", 0)]),
        ("1\\. a", [(BlockKind.PARAGRAPH, 1, "1\\. a", 0)]),
        ("\\# a", [(BlockKind.PARAGRAPH, 1, "\\# a", 0)]),
        ("[^1]: a\n  b", [(BlockKind.NOTE, 1, "a b", "1")]),
        ("[^1]:\n  b", [(BlockKind.NOTE, 1, "b", "1")]),
        ("a\n[^x]: b", [(BlockKind.PARAGRAPH, 1, "a", 0), (BlockKind.NOTE, 2, "b", "x")]),
        ("<!-- a -->\nb", [(BlockKind.PARAGRAPH, 2, "b", 0)]),
        ("<!-- a\n# b\n-->  \nc", [(BlockKind.PARAGRAPH, 4, "c", 0)]),
        ("<!-->\n-->\na", [(BlockKind.PARAGRAPH, 3, "a", 0)]),
        ("a\n<!-- b -->\nc", [(BlockKind.PARAGRAPH, 1, "a", 0), (BlockKind.PARAGRAPH, 3, "c", 0)]),
        ("a <!-- b -->", [(BlockKind.PARAGRAPH, 1, "a <!-- b -->", 0)]),
    ],
)
def test_reads_each_kind_of_block(
    text: str, expected: list[tuple[BlockKind, int, str, str | int | None]]
) -> None:
    """Lines are joined, comments are left out, and each block knows its line."""

    assert expected == read(text)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("##heading", 1, "not a heading: '##heading'"),
        ("a\n\n#", 3, "not a heading: '#'"),
        ("####### a", 1, "not a heading: '####### a'"),
        ("#\u00a0a", 1, "not a heading"),
        ("# a\n  b", 2, "an indented line that continues nothing: 'b'"),
        ("\tb", 1, "an indented line that continues nothing: 'b'"),
        ("- a\n b", 2, "an indented line that continues nothing: 'b'"),
        ("- a\n\tb", 2, "an indented line that continues nothing: 'b'"),
        ("a\n\n<!-- b\n\nc", 3, "a comment that never ends"),
        ("<!-- a --> b", 1, "text behind a comment: 'b'"),
        ("<!-- a\n--> b", 2, "text behind a comment: 'b'"),
        ("a\n\n-", 3, "a list entry without words: '-'"),
        ("a\n\n2) ", 3, "a list entry without words: '2)'"),
        ("- a\n  - b", 2, "a list inside a list: '- b'"),
        ("- a\n\n  1. b", 3, "a list inside a list: '1. b'"),
        ("[^1]:", 1, "a footnote without words: '[^1]:'"),
        ("a\nb \x1b[31m", 2, "a control character: '\\x1b'"),
        ("a\x9bb", 1, "a control character: '\\x9b'"),
    ],
)
def test_says_where_a_line_belongs_to_no_block(text: str, line: int, problem: str) -> None:
    """Every error names the file, the line, and what stands there."""
    with pytest.raises(FormatError) as caught:
        read(text)

    assert str(caught.value).startswith(f"a.md:{line}: {problem}")


def test_quotes_a_long_line_in_part() -> None:
    """A message stays short, however long the line is."""
    with pytest.raises(FormatError) as caught:
        read("#" * 1_000_000)

    assert len(str(caught.value)) < 300
