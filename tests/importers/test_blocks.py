"""An outline is a sequence of blocks."""

from __future__ import annotations

import pytest

from guidegraph.importers.outline.blocks import Block, BlockKind, BlockReader
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.model.errors import GuidegraphWarning


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text; what was not understood is a warning."""
    remarks = Remarks("a.md")
    found = BlockReader(remarks).read(list(enumerate(text.split("\n"), start=1)))
    remarks.warn()
    return found


def read(text: str) -> list[tuple[BlockKind, int, str, str | int | None]]:
    """The blocks of a text: kind, line, words, and the mark or level if there is one."""
    return [
        (block.kind, block.line, block.text, block.mark or block.level) for block in blocks_of(text)
    ]


def lists_of(text: str) -> list[str]:
    """The blocks of a text, indented by the entries they are in, with their marks."""
    return [
        f"{'  ' * block.depth}{block.mark + ' ' if block.mark else ''}{block.text}"
        for block in blocks_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \t\n\n", []),
        ("# A  title ", [(BlockKind.HEADING, 1, "A title", 1)]),
        ("#\tA", [(BlockKind.HEADING, 1, "A", 1)]),
        ("## A\n### B", [(BlockKind.HEADING, 1, "A", 2), (BlockKind.HEADING, 2, "B", 3)]),
        ("###### A", [(BlockKind.HEADING, 1, "A", 6)]),
        ("a\nb\n\nc", [(BlockKind.PARAGRAPH, 1, "a b", 0), (BlockKind.PARAGRAPH, 4, "c", 0)]),
        ("a\n  b\n\tc", [(BlockKind.PARAGRAPH, 1, "a b c", 0)]),
        ("a  b\u00a0c", [(BlockKind.PARAGRAPH, 1, "a b c", 0)]),
        ("a\n# B", [(BlockKind.PARAGRAPH, 1, "a", 0), (BlockKind.HEADING, 2, "B", 1)]),
        ("a\n- b", [(BlockKind.PARAGRAPH, 1, "a", 0), (BlockKind.ENTRY, 2, "b", 0)]),
        ("- a\n- b", [(BlockKind.ENTRY, 1, "a", 0), (BlockKind.ENTRY, 2, "b", 0)]),
        (
            "- a\n  b\n\n  c\n\nd",
            [(BlockKind.ENTRY, 1, "a b c", 0), (BlockKind.PARAGRAPH, 6, "d", 0)],
        ),
        ("- a\nb", [(BlockKind.ENTRY, 1, "a b", 0)]),
        ("- a\n b", [(BlockKind.ENTRY, 1, "a b", 0)]),
        ("- a\n\tb", [(BlockKind.ENTRY, 1, "a b", 0)]),
        ("# a\n  b", [(BlockKind.HEADING, 1, "a", 1), (BlockKind.PARAGRAPH, 2, "b", 0)]),
        ("\tb", [(BlockKind.PARAGRAPH, 1, "b", 0)]),
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
    ("text", "expected"),
    [
        ("Loans\n=====\n\nOut\n---", [("Loans", 1), ("Out", 2)]),
        ("Loans\nand returns\n===", [("Loans and returns", 1)]),
        ("## Loans ##\n\n# C# #", [("Loans", 2), ("C#", 1)]),
        ("####### Deep", [("Deep", 7)]),
        ('<h1 align="center">Loans</h1>\n\n<h3>Fees</h3>', [("Loans", 1), ("Fees", 3)]),
        ("#hashtag", []),
        ("> # Quoted", []),
        ("- # In an entry", []),
        ("a\n\n---\n\nb", []),
        ("#", []),
    ],
)
def test_reads_headings_of_every_kind(text: str, expected: list[tuple[str, int]]) -> None:
    """A heading is marked by `#`, underlined, or an element of HTML; in a quotation it is none."""
    found = [(block.text, block.level) for block in blocks_of(text) if block.level]

    assert expected == found


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "–", "·", "◦"])
def test_reads_every_bullet(mark: str) -> None:
    """Each entry of a list is a block, whatever its bullet is, without the bullet."""

    assert ["One", "Two"] == lists_of(f"{mark} One\n{mark} Two")


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2."),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("a)", "b)"),
        ("a.", "b."),
        ("(a)", "(b)"),
        ("A.", "B."),
        ("(h)", "(i)"),
        ("i.", "ii."),
        ("(iv)", "(v)"),
        ("IX.", "X."),
        ("1.1", "1.2"),
        ("2.9.", "2.10."),
        ("[x]", "[ ]"),
    ],
)
def test_reads_every_number_of_a_list(marks: tuple[str, str]) -> None:
    """Each entry keeps its number, or the box of its task, as the document prints it."""
    one, two = marks
    bullet = "- " if one[0] == "[" else ""

    assert [f"{one} Alpha", f"{two} Beta"] == lists_of(f"{bullet}{one} Alpha\n{bullet}{two} Beta")


@pytest.mark.parametrize(
    "text",
    [
        "1.5 million people live here.",
        "A. Smith wrote this.",
        "The fee is\n15. It was 12.",
        "In the year\n2013. The end.",
        "A word\n– as agreed – and another.",
        "2024 review",
        "i.e. this",
        "(see) there",
        "We saw\na. Nothing else.",
    ],
)
def test_leaves_words_that_only_look_like_a_number(text: str) -> None:
    """A number or letter that no other one precedes or follows is a word of a paragraph."""

    assert [" ".join(text.split())] == lists_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "- A\n  - B\n  - C\n- D",
        "* A\n    * B\n    * C\n* D",
        "* A\n\t* B\n\t* C\n* D",
        "- A\n\n  - B\n\n  - C\n\n- D",
        "+ A\n      + B\n      + C\n+ D",
        "• A\n  ◦ B\n  ◦ C\n• D",
        "• A\n◦ B\n◦ C\n• D",
    ],
)
def test_reads_lists_in_lists(text: str) -> None:
    """What is indented below an entry, or has bullets of its own there, is below it."""

    assert ["A", "  B", "  C", "D"] == lists_of(text)


def test_reads_clauses_below_clauses() -> None:
    """Numbers of another kind are below the one before them, even at the margin."""

    assert ["1. A", "  (a) B", "    (i) C", "    (ii) D", "  (b) E", "2. F"] == lists_of(
        "1. A\n(a) B\n(i) C\n(ii) D\n(b) E\n2. F"
    )
    assert ["1.1 A", "  1.1.1 B", "  1.1.2 C", "1.2 D"] == lists_of(
        "1.1 A\n\n1.1.1 B\n\n1.1.2 C\n\n1.2 D"
    )


def test_reads_what_is_below_an_entry() -> None:
    """Paragraphs continue an entry; a table, code and quotation are blocks inside it."""

    assert ["1. A B", "  code", "  "] == lists_of(
        "1. A\n\n   B\n\n   ```\n   code\n   ```\n\n   | x |\n   | - |\n   | y |"
    )
    assert ["A", "B C"] == lists_of("> A\n\n> B\nC")
    assert ["A", "B"] == lists_of("> - A\n> - B")


def test_reads_tables() -> None:
    """A table keeps its cells, each row with its line."""
    (table,) = blocks_of("Nr | Rule\n---|---\n1 | A \\| B\n2 |")

    assert (
        (1, ("Nr", "Rule")),
        (3, ("1", "A | B")),
        (4, ("2",)),
    ) == table.rows


def test_reads_code_as_text() -> None:
    """What is between fences has no headings, lists or comments."""
    found = blocks_of("```sh\n# a\n- b\n<!-- c -->\n```\n\n~~~\nd\n~~~")

    assert [("# a - b <!-- c -->", "sh"), ("d", "")] == [
        (block.text, block.language) for block in found
    ]


def test_reads_definition_lists() -> None:
    """A line after a colon defines the line above."""
    found = blocks_of("Loan\n: A book\n  that goes out.\n\nFine\n\n: Money.")

    assert [("Loan", "A book that goes out."), ("Fine", "Money.")] == [
        (block.term, block.text) for block in found
    ]


def test_reads_html_apart() -> None:
    """What elements of HTML separate does not become one paragraph; comments are left out."""

    assert ["A", "B", "C"] == lists_of("<ul><li>A</li><li>B</li></ul>\n<p>C</p>\n<!-- d -->")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("##heading", 1, "no space after the '#' signs"),
        ("a\n\n<!-- b\n\nc", 3, "a comment without an end"),
        ("a\n\n```\nb", 3, "a block of code without an end"),
        ("[^1]:", 1, "a footnote without words"),
        ("a\nb \x1b[31m", 2, "a control character: '\\x1b'"),
        ("a\x9bb", 1, "a control character: '\\x9b'"),
        ("<table><tr><td>a</td></tr></table>", 1, "a table in HTML"),
        ("".join(f"{'  ' * depth}- a\n" for depth in range(60)), 41, "a list more than 40 levels"),
    ],
)
def test_says_what_was_not_understood(text: str, line: int, problem: str) -> None:
    """A warning names the file, the line, and what is there; no word is lost."""
    with pytest.warns(GuidegraphWarning) as caught:
        found = read(text)

    assert str(caught[0].message).startswith(f"a.md:{line}: {problem}")
    assert found


def test_counts_what_was_not_understood() -> None:
    """Many problems of a kind are one warning, which quotes the first in part."""
    with pytest.warns(GuidegraphWarning) as caught:
        read("##a\n" * 1000)

    assert [
        "a.md:1: no space after the '#' signs: read as a heading; put a space there (and 999 more)"
    ] == [str(each.message) for each in caught]
