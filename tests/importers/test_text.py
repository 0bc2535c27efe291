"""Plain text is read as printed: its structure found, its words kept, its furniture set apart."""

from __future__ import annotations

from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.documents.text.blocks import read_text
from guidegraph.importers.documents.text.emphasis import words_of
from guidegraph.importers.formats.text import read
from guidegraph.importers.importer import Document
from guidegraph.model.edition import Edition
from guidegraph.model.manifest import Manifest


def _document(text: str) -> Document:
    return Document(
        path="rules.txt",
        body=text.encode(),
        edition="rules",
        iri="https://example.org/rules",
        manifest=Manifest(),
    )


def _blocks(text: str) -> list[LaidBlock]:
    return list(read_text(_document(text), text).blocks)


def _edition(text: str) -> Edition:
    return read.read(_document(text))


def _pages(*bodies: str) -> str:
    return "\f".join(
        f"House Rules            Draft {at}\n\n{body}\n\n\nLibrary Board          [Page {at}]\n"
        for at, body in enumerate(bodies, start=1)
    )


def test_a_paragraph_goes_on_over_a_page_and_running_heads_are_furniture() -> None:
    text = _pages(
        "   Books go out for a month, and longer for those who\n   ask at the desk before the",
        "   month is over and nobody waits.",
        "   Films go out for a week.",
    )
    blocks = _blocks(text)
    prose = [block.words.text for block in blocks if block.kind is Kind.PARAGRAPH]
    assert prose[0].endswith("before the month is over and nobody waits.")
    furniture = [block for block in blocks if block.kind is Kind.FURNITURE]
    assert len(furniture) == 6
    assert all(block.reasons for block in furniture)


def test_underlines_are_headings_with_levels() -> None:
    text = (
        "*****\nHouse\n*****\n\nLoans\n=====\n\nShort\n-----\n\nOne text.\n\n"
        "Returns\n=======\n\nTwo.\n"
    )
    found = [(b.words.text, b.level) for b in _blocks(text) if b.kind is Kind.HEADING]
    assert found == [("House", 1), ("Loans", 2), ("Short", 3), ("Returns", 2)]


def test_a_contents_list_is_set_apart_and_names_headings() -> None:
    laid = read_text(
        _document(""),
        "   1. Loans ........ 4\n      1.1. Books ........ 5\n\n1. Loans\n\n   We lend.\n\n"
        "1.1. Books\n\n   Books go out.\n",
    )
    assert [(mark.title, mark.level, mark.page) for mark in laid.bookmarks] == [
        ("1. Loans", 1, 4),
        ("1.1. Books", 2, 5),
    ]
    assert [b.level for b in laid.blocks if b.kind is Kind.HEADING] == [1, 2]


def test_entries_are_nested_by_indent_and_keep_their_marks() -> None:
    found = [
        (b.mark, b.level, b.words.text)
        for b in _blocks("Bring:\n\n* a card\n  with a name\n\n  1. of yours\n\n* a pen\n")
        if b.kind is Kind.ENTRY
    ]
    assert found == [
        ("*", 0, "a card with a name"),
        ("1.", 1, "of yours"),
        ("*", 0, "a pen"),
    ]


def test_a_hanging_definition_has_its_term() -> None:
    blocks = _blocks(
        "We use these words in all the rules of this house.\n\nloan\n   What goes out.\n"
    )
    assert [b.kind for b in blocks] == [Kind.PARAGRAPH, Kind.TERM, Kind.DEFINITION]


def test_tables_of_pipes_grids_and_tabs_have_cells() -> None:
    pipes = "| Kind | Days |\n| --- | --- |\n| Book | 28 |\n"
    grid = "+------+------+\n| Kind | Days |\n+======+======+\n| Book | 28   |\n+------+------+\n"
    tabs = "Kind\tDays\nBook\t28\n\nEnd.\n"
    for text in (pipes, grid, tabs):
        table = _blocks(text)[0]
        assert table.kind is Kind.TABLE
        cells = [[c.blocks[0].words.text for c in row.cells] for row in table.rows]
        assert cells == [["Kind", "Days"], ["Book", "28"]]


def test_only_emphasis_is_taken_out() -> None:
    marked = "You *must* and **shall** use ``id`` and _never_ guess."
    assert words_of(marked).text == "You must and shall use id and never guess."
    for plain in ("5*3 and 4*2", "snake_case and a_b_c", "*.txt and *.md", "a * b * c"):
        assert words_of(plain).text == plain


def test_every_word_is_in_the_edition_or_listed() -> None:
    text = _pages("1. Loans\n\n   A life-", "   long card [1].\n\n[1] For members.", "   The end.")
    edition = _edition(text)
    assert read.lost is not None
    assert edition.reading is not None
    left = " ".join(each.text for each in edition.reading.left_out)
    missing = {word for word, _ in read.lost(_document(text), edition)[1]} - set(
        left.replace("[", "").replace("]", "").split()
    )
    assert not missing


def test_a_text_that_is_markdown_is_read_as_markdown() -> None:
    edition = _edition("# House\n\n## Loans\n\nWe lend.\n")
    assert edition.title == "House"
    assert edition.reading is None or not edition.reading.guesses
