"""From laid-out documents to editions; the documents are made here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidegraph.importers.documents.laid import (
    Bookmark,
    Cell,
    Kind,
    Laid,
    LaidBlock,
    LaidRow,
    Style,
    Words,
)
from guidegraph.importers.documents.structure import edition_of
from guidegraph.importers.importer import Document
from guidegraph.model.edition import Edition, Item
from guidegraph.model.findings import Place
from guidegraph.model.manifest import Manifest
from guidegraph.model.reading import SURE, GuessKind, Reading
from guidegraph.model.statement import leaves


DOCUMENT = Document(
    path="a.pdf", body=b"", edition="a", iri="https://example.org/a", manifest=Manifest()
)
BODY = Style(size=10)
LARGE = Style(size=16, bold=True)
MEDIUM = Style(size=13, bold=True)
PROSE = "Books go out for a month, and whoever needs one longer asks for it at the desk. "


def block(kind: Kind, text: str = "", *, page: int = 1, **more: Any) -> LaidBlock:
    place = Place(path="a.pdf", line=0, page=page)
    return LaidBlock(kind=kind, words=Words(text=text), place=place, **more)


def paragraph(text: str, style: Style = BODY, **more: Any) -> LaidBlock:
    return block(Kind.PARAGRAPH, text, style=style, **more)


def entry(text: str, mark: str = "•", **more: Any) -> LaidBlock:
    return block(Kind.ENTRY, text, mark=mark, **more)


def cell(*content: str | LaidBlock, rows: int = 1, columns: int = 1) -> Cell:
    blocks = (paragraph(each) if isinstance(each, str) else each for each in content)
    return Cell(
        blocks=tuple(each for each in blocks if each.words.text), rows=rows, columns=columns
    )


def row(*cells: str | Cell, page: int = 1, header: bool = False) -> LaidRow:
    return LaidRow(
        cells=tuple(cell(each) if isinstance(each, str) else each for each in cells),
        place=Place(path="a.pdf", line=0, page=page),
        header=header,
    )


def table(*rows: LaidRow, page: int = 1) -> LaidBlock:
    return block(Kind.TABLE, rows=rows, page=page)


def read(*blocks: LaidBlock, bookmarks: Sequence[Bookmark] = ()) -> Edition:
    return edition_of(DOCUMENT, Laid(path="a.pdf", blocks=blocks, bookmarks=bookmarks))


def reading_of(edition: Edition) -> Reading:
    assert edition.reading is not None
    return edition.reading


def by_words(edition: Edition) -> dict[str, Item]:
    return {item.text or item.label or "": item for item in edition.items}


def above(edition: Edition, words: str) -> str | None:
    """The words of the parent of the item with these words."""
    item = by_words(edition)[words]
    parent = next((each for each in edition.items if each.id == item.parent), None)
    return None if parent is None else parent.label or parent.text


def test_larger_and_numbered_paragraphs_are_headings_at_levels_of_their_numbers() -> None:
    edition = read(
        paragraph("Handbook", Style(size=22, bold=True)),
        paragraph("1 Loans", LARGE),
        paragraph(PROSE * 2),
        paragraph("1.1 Renewal", MEDIUM),
        paragraph(PROSE * 3),
        paragraph("2 Fines", LARGE),
        paragraph(PROSE * 4),
    )
    assert edition.title == "Handbook"
    assert [(i.notation, i.label) for i in edition.items if i.label] == [
        ("1", "Loans"),
        ("1.1", "Renewal"),
        ("2", "Fines"),
    ]
    assert above(edition, "Renewal") == "Loans"
    guessed = [each for each in reading_of(edition).guesses if each.decision is GuessKind.HEADING]
    assert [each.item for each in guessed][1:] == [i.id for i in edition.items if i.label]
    assert all(0.5 < each.confidence < SURE for each in guessed)


def test_captions_sentences_and_lead_ins_are_no_headings() -> None:
    edition = read(
        paragraph(PROSE * 5),
        paragraph("Table 3 Loans by month", Style(size=10, bold=True)),
        paragraph("Staff never lend their keys to anybody.", Style(size=10, bold=True)),
        paragraph("In short:", Style(size=10, bold=True)),
        paragraph(PROSE * 5),
    )
    assert {item.type for item in edition.items} == {"Paragraph"}


def test_bookmarks_name_headings_and_their_levels() -> None:
    edition = read(
        block(Kind.HEADING, "Loans", level=1),
        paragraph("Renewal"),
        paragraph(PROSE),
        block(Kind.HEADING, "Fines", level=1),
        bookmarks=[Bookmark(title="Loans", level=1), Bookmark(title="Renewal", level=2)],
    )
    assert above(edition, "Renewal") == "Loans"
    assert not reading_of(edition).guesses  # the file says it


def test_words_that_look_like_our_own_format_are_those_of_the_document() -> None:
    edition = read(
        block(Kind.HEADING, "Rules", level=1),
        block(Kind.HEADING, "Practice: lending {#x}", level=2),
        block(Kind.HEADING, "Rules again", level=1),
    )
    assert [item.label for item in edition.items] == [
        "Rules",
        "Practice: lending {#x}",
        "Rules again",
    ]


def test_marks_and_indents_nest_entries_and_keep_paragraphs_with_them() -> None:
    edition = read(
        entry("Loans are free.", "(a)", style=Style(indent=10)),
        entry("For members.", "(i)", style=Style(indent=20)),
        entry("For guests.", "(ii)", style=Style(indent=20)),
        paragraph("Guests show a card.", Style(indent=32)),
        entry("Fines are not.", "(b)", style=Style(indent=10)),
    )
    assert above(edition, "For guests.") == "Loans are free."
    assert above(edition, "Guests show a card.") == "For guests."
    assert by_words(edition)["Fines are not."].parent is None
    assert [item.notation for item in edition.items] == ["a", "i", "ii", None, "b"]


GROUPED = (
    row("Function", "Category", "Statement", "Sources", header=True),
    row(
        cell("LEND (LE)", rows=3),
        cell("Desk Care (LE.DC): The desk is known.", rows=2),
        "LE.DC-1: Keys are listed",
        "Manual 1",
    ),
    row("LE.DC-2: Cards are listed", "Manual 2"),
)


def test_groups_are_above_their_rows_also_on_the_next_page() -> None:
    edition = read(
        table(*GROUPED),
        table(
            row("Function", "Category", "Statement", "Sources", page=2, header=True),
            row("", "Rules (LE.RU): Rules are known.", "LE.RU-1: A rule is made", "", page=2),
            page=2,
        ),
    )
    assert [(i.notation, i.label, i.text) for i in edition.items] == [
        ("LE", "LEND", None),
        ("LE.DC", "Desk Care", "The desk is known."),
        ("LE.DC-1", None, "Keys are listed"),
        ("LE.DC-2", None, "Cards are listed"),
        ("LE.RU", "Rules", "Rules are known."),
        ("LE.RU-1", None, "A rule is made"),
    ]
    assert above(edition, "Cards are listed") == "Desk Care"
    assert above(edition, "Rules are known.") == "LEND"
    said = by_words(edition)["Keys are listed"].statements
    assert [(each.property, each.value) for each in said] == [("Sources", "Manual 1")]
    assert len(reading_of(edition).left_out) == 2  # the names of the columns, on each page


def test_lists_in_cells_are_items_below_the_row_and_column_also_over_pages() -> None:
    edition = read(
        table(
            row("CORE VALUE", "STAFF", "MANAGERS", header=True),
            row(
                "1. LENDING IS FREE",
                cell(entry("Ask nobody for money."), entry("Wait and")),
                cell(entry("Train the staff."), entry("Say thanks.")),
            ),
            row("", cell(paragraph("listen to guests."), entry("Smile.")), "", page=2),
            row(
                "2. DESKS ARE OPEN", cell(entry("Open at nine.")), cell(entry("Have keys.")), page=2
            ),
        )
    )
    assert above(edition, "Wait and listen to guests.") == "STAFF"
    assert [(i.notation, i.label or i.text) for i in edition.items if i.parent is None] == [
        ("1", "LENDING IS FREE"),
        ("2", "DESKS ARE OPEN"),
    ]
    assert [i.text for i in edition.items if i.text][:3] == [
        "Ask nobody for money.",
        "Wait and listen to guests.",
        "Smile.",
    ]
    assert GuessKind.ROW in {each.decision for each in reading_of(edition).guesses}


def test_banners_are_above_the_rows_after_them() -> None:
    edition = read(
        table(
            row("No.", "Rule", header=True),
            row(cell("Loans", columns=2)),
            row("1", "Books go out for a month."),
            row(cell("Fines", columns=2)),
            row("2", "A fine is paid at the desk."),
        )
    )
    assert above(edition, "Books go out for a month.") == "Loans"
    assert above(edition, "A fine is paid at the desk.") == "Fines"


def test_footnotes_that_begin_anew_on_each_page_are_at_their_marks() -> None:
    def with_note(text: str, page: int) -> LaidBlock:
        words = Words(text=text, notes=(("1", len(text)),))
        return LaidBlock(
            kind=Kind.PARAGRAPH, words=words, place=Place(path="a.pdf", line=0, page=page)
        )

    edition = read(
        with_note("Loans are free.", 1),
        block(Kind.NOTE, "Since May.", mark="1"),
        with_note("Fines are not.", 2),
        block(Kind.NOTE, "Since June.", mark="1", page=2),
        block(Kind.NOTE, "Nowhere marked.", mark="7", page=2),
    )
    notes = {item.text: [(each.mark, each.text) for each in item.notes] for item in edition.items}
    assert notes["Loans are free."] == [("1", "Since May.")]
    assert notes["Fines are not."] == [("1", "Since June.")]
    assert "Nowhere marked." in notes
    assert [each.decision for each in reading_of(edition).guesses] == [GuessKind.NOTE]


def test_a_term_has_its_definition_as_text_and_further_ones_below() -> None:
    edition = read(
        block(Kind.TERM, "Loan"),
        block(Kind.DEFINITION, "What goes out."),
        block(Kind.DEFINITION, "The time it is out."),
    )
    assert (edition.items[0].label, edition.items[0].text) == ("Loan", "What goes out.")
    assert above(edition, "The time it is out.") == "Loan"


# -- no word is lost ------------------------------------------------------------------

_TEXT = st.text(
    st.sampled_from("ab Zz19.:;,*_[]()<>&~`\\#{}|!-–•é\"'"), min_size=0, max_size=30
).map(lambda text: " ".join(text.split()))


def test_the_title_of_a_contents_list_does_not_take_the_place_of_the_title() -> None:
    edition = read(
        block(Kind.HEADING, "Pool", style=LARGE, level=1),
        block(Kind.HEADING, "Contents", style=LARGE),
        block(Kind.HEADING, "Lanes", style=MEDIUM, level=2),
        paragraph(PROSE),
    )
    assert (edition.title, [item.label for item in edition.items]) == (
        "Pool",
        ["Contents", "Lanes", None],
    )


_MARKS = st.sampled_from([None, "•", "1.", "(a)", "(i)", "2.1", "A.", "Article 3", "[^1]", "x1"])
_STYLES = st.builds(
    Style,
    size=st.sampled_from([0.0, 10.0, 14.0]),
    bold=st.booleans(),
    indent=st.sampled_from([0.0, 10.0, 20.0]),
)
_SIMPLE = st.builds(
    lambda kind, text, mark, style, level, page, notes: LaidBlock(
        kind=kind,
        words=Words(text=text, notes=((notes, len(text) // 2),) if notes else ()),
        mark=mark,
        style=style,
        level=level,
        place=Place(path="a.pdf", line=0, page=page),
    ),
    st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE]),
    _TEXT,
    _MARKS,
    _STYLES,
    st.sampled_from([None, None, 0, 1, 4]),
    st.sampled_from([1, 2]),
    st.sampled_from(["", "", "1", "*"]),
)
_CELLS = st.builds(
    lambda blocks, rows, columns: Cell(blocks=tuple(blocks), rows=rows, columns=columns),
    st.lists(_SIMPLE, max_size=3),
    st.sampled_from([1, 1, 1, 2, 3]),
    st.sampled_from([1, 1, 1, 2]),
)
_ROWS = st.builds(
    lambda cells, page, header: LaidRow(
        cells=tuple(cells), place=Place(path="a.pdf", line=0, page=page), header=header
    ),
    st.lists(_CELLS, max_size=4),
    st.sampled_from([1, 2]),
    st.booleans(),
)
_TABLES = st.builds(lambda rows: table(*rows), st.lists(_ROWS, max_size=5))


_NO_WORDS = LaidBlock(
    kind=Kind.HEADING, words=Words(text="", notes=(("1", 0),)), place=Place(path="a.pdf", line=0)
)
"""A heading without words that has a note."""


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_SIMPLE, _TABLES), max_size=8))
@example([table(row(Cell(blocks=(_NO_WORDS, block(Kind.NOTE, mark="1.")))))])
def test_every_word_is_in_an_item_or_left_out(blocks: list[LaidBlock]) -> None:
    edition = read(paragraph("Begin"), *blocks)
    lost = Counter(_in_blocks(blocks)) - Counter(_in_edition(edition))
    assert not lost


def _in_blocks(blocks: Sequence[LaidBlock]) -> list[str]:
    found: list[str] = []
    for each in blocks:
        parts = (each.mark or "", each.words.text)
        found += _letters(" ".join(parts))
        for line in each.rows:
            for inner in line.cells:
                found += _in_blocks(inner.blocks)
    return found


def _in_edition(edition: Edition) -> list[str]:
    said = [edition.title, *(each.text for each in reading_of(edition).left_out)]
    said += (each.value for each in leaves(edition.statements))
    for item in edition.items:
        said += (item.marker or item.notation or "", item.label or "", item.text or "")
        said += (each.value for each in leaves(item.statements))
        said += (f"{each.mark} {each.text}" for each in item.notes)
    return _letters(" ".join(said))


def _letters(text: str) -> list[str]:
    """Letters and digits one by one: a mark may be inside a word."""
    return re.findall(r"[^\W_]", text)


def test_bookmarks_without_numbers_name_headings_with_them() -> None:
    laid = Laid(
        path="a.pdf",
        blocks=[
            paragraph("1. General", MEDIUM),
            paragraph(PROSE),
            paragraph("1.1 Keys", MEDIUM),
            paragraph(PROSE * 2),
            paragraph("1.2 Keys", MEDIUM, page=9),
            paragraph(PROSE * 3, page=9),
        ],
        bookmarks=[
            Bookmark(title="General", level=1, page=1),
            Bookmark(title="Keys", level=2, page=1),
            Bookmark(title="Keys", level=3, page=9),
        ],
    )
    edition = edition_of(DOCUMENT, laid)
    by_notation = {item.notation: item for item in edition.items if item.notation}
    assert by_notation["1.2"].parent == by_notation["1.1"].id


def test_a_line_with_the_number_of_a_chapter_is_the_number_of_the_title_below() -> None:
    blocks = [
        part
        for word, title in (("ONE", "Keys of the House"), ("TWO", "Guests and Fees"))
        for part in (
            paragraph("CHAPTER", MEDIUM),
            paragraph(word, LARGE),
            paragraph(title, LARGE),
            paragraph(PROSE * 2),
        )
    ]
    edition = edition_of(DOCUMENT, Laid(path="a.pdf", blocks=blocks))
    assert [(item.notation, item.label) for item in edition.items if item.label] == [
        ("CHAPTER ONE", "Keys of the House"),
        ("CHAPTER TWO", "Guests and Fees"),
    ]


def test_a_bold_entry_with_a_deeper_paragraph_is_no_heading() -> None:
    bold = Style(size=10, bold=True, indent=12)
    deep = Style(size=10, indent=30)
    blocks = [
        paragraph("2 Rules", LARGE),
        paragraph(PROSE * 4),
        *(
            part
            for number in (1, 2, 3)
            for part in (
                paragraph(f"{number}. Bring it back", bold, gap=0.8),
                paragraph(PROSE, deep),
            )
        ),
    ]
    edition = edition_of(DOCUMENT, Laid(path="a.pdf", blocks=blocks))
    assert not [item for item in edition.items if item.label == "Bring it back"]


def test_a_footnote_between_does_not_end_a_list() -> None:
    words = Words(text="Ask at the desk.", notes=(("1", 16),))
    blocks = [
        entry("First of all", "1.", level=0),
        LaidBlock(
            kind=Kind.ENTRY,
            words=words,
            place=Place(path="a.pdf", line=0, page=1),
            mark="a.",
            level=1,
        ),
        block(Kind.NOTE, "Or in the office.", mark="1"),
        entry("Wait for the answer.", "b.", level=1, page=2),
        paragraph(PROSE, page=2),
    ]
    edition = edition_of(DOCUMENT, Laid(path="a.pdf", blocks=blocks))
    by_text = {item.text: item for item in edition.items}
    assert by_text["Wait for the answer."].parent == by_text["First of all"].id
    (note,) = by_text["Ask at the desk."].notes
    assert (note.mark, note.text) == ("1", "Or in the office.")


def test_a_larger_heading_without_a_digit_is_not_below_a_smaller_one() -> None:
    edition = read(
        paragraph("Questions", Style(size=18, bold=True)),
        paragraph("1. Who may come?", Style(size=10, bold=True), gap=1.2),
        paragraph(PROSE * 3),
        paragraph("2. What does it cost?", Style(size=10, bold=True), gap=1.2),
        paragraph(PROSE * 2),
        paragraph("A. The first annex", MEDIUM),
        paragraph(PROSE),
    )
    (annex,) = (item for item in edition.items if (item.label or "").endswith("first annex"))
    assert annex.parent is None
