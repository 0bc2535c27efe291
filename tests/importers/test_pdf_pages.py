"""PDF read by its layout: notes, definitions, code, contents lists and running heads."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from guidegraph.importers.documents.laid import Kind, LaidBlock
from tests.importers.test_pdf_layout import HEIGHT, WIDTH, blocks, grid, texts, write


LONG = [
    "The warden opens the hall at eight and closes it at ten at night.",
    "Whoever stays longer asks for a key and brings it back the next day.",
    "Lost keys are paid for by those who had them, at the price of a lock.",
]


def raised(canvas: Canvas, sign: str, left: float, top: float) -> None:
    canvas.setFont("Times-Roman", 6)
    canvas.drawString(left, HEIGHT - top + 4, sign)


def width(canvas: Canvas, text: str) -> float:
    return float(canvas.stringWidth(text, "Times-Roman", 10))


def small(canvas: Canvas, lines: list[str], left: float, top: float) -> None:
    canvas.setFont("Times-Roman", 8)
    for at, line in enumerate(lines):
        canvas.drawString(left, HEIGHT - top - 10 * at, line)


def kinds(found: list[LaidBlock]) -> list[tuple[Kind, str]]:
    return [(each.kind, each.words.text) for each in found if each.kind is not Kind.FURNITURE]


def test_a_note_goes_on_over_the_page_and_its_mark_has_two_digits() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [*LONG, "Guests sign the book."], 40, 60)
        raised(canvas, "14", 40 + width(canvas, "Guests sign the book."), 96)
        raised(canvas, "14", 40, 541)
        small(canvas, ["The book is on the desk; where it is full, a second one is"], 47, 540)
        canvas.showPage()
        write(canvas, LONG[::-1], 40, 84)
        small(canvas, ["begun by the office."], 47, 540)

    found = blocks(draw)
    (note,) = (each for each in found if each.kind is Kind.NOTE)
    assert note.mark == "14"
    assert note.words.text.endswith("a second one is begun by the office.")
    (marked,) = (each for each in found if each.words.notes)
    assert marked.words.text.endswith("Guests sign the book.")
    assert marked.words.notes[0][0] == "14"


def test_each_column_has_its_own_notes_although_the_other_goes_on_lower() -> None:
    def draw(canvas: Canvas) -> None:
        for left in (40, 220):
            write(canvas, ["Words in this column are", "short so that it fits"] * 10, left, 60)
        raised(canvas, "1", 40 + width(canvas, "short so that it fits"), 72)
        write(canvas, ["and it goes on and on down", "to the end of the page."] * 9, 220, 300)
        raised(canvas, "1", 40, 451)
        small(canvas, ["As the council put it in", "its letter of June."], 44, 450)

    found = blocks(draw)
    assert texts(found, Kind.NOTE) == ["As the council put it in its letter of June."]


def test_a_sign_in_small_type_that_no_text_has_begins_no_note() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, LONG, 40, 60)
        raised(canvas, "1", 40 + width(canvas, LONG[2]), 84)
        lines = ["1 The price is that of", "* all locks of the hall", "25 years ago."]
        small(canvas, lines, 40, 540)

    assert texts(blocks(draw), Kind.NOTE) == [
        "The price is that of * all locks of the hall 25 years ago."
    ]


def glossary(canvas: Canvas, first: int) -> None:
    for at, term in enumerate(("warden", "guest", "hall")):
        top = first + 60 * at
        write(canvas, [term], 40, top, "Times-Bold")
        write(canvas, LONG[:2], 64, top + 12)


def test_bold_lines_over_deeper_paragraphs_are_terms() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, LONG, 40, 60)
        glossary(canvas, 110)
        write(canvas, LONG, 40, 300)

    found = kinds(blocks(draw))
    assert [text for kind, text in found if kind is Kind.TERM] == ["warden", "guest", "hall"]
    assert all(after[0] is Kind.DEFINITION for one, after in pairwise(found) if one[0] is Kind.TERM)


def test_headings_are_no_terms_where_all_text_is_deeper_than_they_are() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, LONG, 64, 60)
        glossary(canvas, 110)
        write(canvas, LONG, 64, 300)

    assert Kind.TERM not in {kind for kind, _ in kinds(blocks(draw))}


def test_lines_in_fixed_type_are_one_block_of_code_but_a_name_in_a_paragraph_is_none() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, LONG, 40, 60)
        code = ["* open the door (key)", "1. close it again", "# and go"]
        write(canvas, code, 60, 130, "Courier")
        write(canvas, ["open-hall --all"], 40, 200, "Courier")
        write(canvas, ["is what the warden types, and then the hall is open."], 40, 212)

    found = kinds(blocks(draw))
    assert found[1:] == [
        (Kind.CODE, "* open the door (key) 1. close it again # and go"),
        (
            Kind.PARAGRAPH,
            "open-hall --all is what the warden types, and then the hall is open.",
        ),
    ]


def test_a_contents_list_without_dots_is_one_by_its_heading_and_rising_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Contents"], 170, 60, "Times-Bold")
        write(canvas, ["1 Keys 1", "2 Guests 3", "3 Rooms for more than 20 3", "4 Fees 12"], 40, 90)
        canvas.showPage()
        write(canvas, ["There were 3 in 2019", "and 2 more in 2020"], 40, 60)

    found = blocks(draw)
    assert len(texts(found, Kind.CONTENTS)) == 5
    assert texts(found, Kind.PARAGRAPH) == ["There were 3 in 2019 and 2 more in 2020"]


def test_what_begins_chapters_and_a_roman_item_at_the_top_are_no_running_heads() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 21):
            if page % 4 == 1:
                write(canvas, ["CHAPTER"], 300, 60, "Times-Bold")
            else:
                write(canvas, ["Rules of the hall"], 40, 30, "Times-Italic")
            if page % 4 == 2:
                write(canvas, ["(i)", "Nobody sleeps in the hall."], 40, 60)
            write(canvas, [f"{LONG[page % 3]} {page}" for _ in range(4)], 40, 120)
            write(canvas, [str(page)], 200, 580)
            canvas.showPage()

    left_out = texts(blocks(draw), Kind.FURNITURE)
    assert sorted(set(left_out)) == sorted({"Rules of the hall", *map(str, range(1, 21))})


def test_a_running_head_too_long_for_its_line_is_one_by_its_type() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 13):
            write(canvas, [f"{LONG[page % 3]} {page}" for _ in range(4)], 40, 120)
            title = f"Keys and {'locks ' * page}" if page == 7 else f"Keys{'!' * page}"
            write(canvas, [title], 40, 560 if page == 7 else 570, "Times-BoldItalic")
            write(canvas, [f"{page}"], 350, 570, "Times-BoldItalic")
            canvas.showPage()

    assert not [text for text in texts(blocks(draw), Kind.PARAGRAPH) if "Keys" in text]


def test_bullets_in_a_cell_are_entries() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [["Code", "Proof"], ["A-1", ""], ["A-2", "none"]], 100)
        write(canvas, ["As listed:", "• a key", "• a list of"], 145, 138)
        write(canvas, ["those present"], 152, 174)

    (table,) = (each for each in blocks(draw) if each.kind is Kind.TABLE)
    assert [(each.kind, each.mark, each.words.text) for each in table.rows[1].cells[1].blocks][
        :3
    ] == [
        (Kind.PARAGRAPH, None, "As listed:"),
        (Kind.ENTRY, "•", "a key"),
        (Kind.ENTRY, "•", "a list of"),
    ]


def test_a_paragraph_goes_on_in_the_next_column_even_with_a_capital() -> None:
    left = [
        "Peers listen to each other",
        "and speak about what they",
        "lived through in the years",
        "that they spent with Mary",
    ]
    right = [
        "Martha of the council, who",
        "was there in the spring and",
        "came back twice, once with",
        "her daughter.",
    ]

    def draw(canvas: Canvas) -> None:
        write(canvas, left, 40, 90)
        write(canvas, right, 220, 90)

    assert texts(blocks(draw), Kind.PARAGRAPH) == [" ".join([*left, *right])]


def test_a_page_of_short_entries_does_not_glue_paragraphs() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            write(canvas, [*LONG, *LONG], 40, 60)
            canvas.showPage()
        for at in range(8):
            write(canvas, [f"• thing number {at}"], 40, 60 + 20 * at)
        write(canvas, [LONG[1]], 40, 240)
        write(canvas, [LONG[2]], 40, 260)

    last = [each for each in blocks(draw) if each.place.page == 4]
    assert [each.words.text for each in last[-2:]] == LONG[1:]


@pytest.mark.slow
def test_a_page_full_of_words_is_read_in_time_that_grows_with_their_number() -> None:
    import time

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 2)
        for row in range(300):
            for column in range(25):
                canvas.drawString(10 + 15 * column, HEIGHT - 5 - 1.9 * row, f"w{row}")

    assert WIDTH == 400
    start = time.process_time()
    assert blocks(draw)
    assert time.process_time() - start < 20


def test_three_columns_of_prose_are_no_table_and_a_line_below_a_title_is_no_index() -> None:
    column = [
        "Peers of the hall listen to",
        "each other and speak about",
        "what they lived through in",
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 26)
        canvas.drawString(20, HEIGHT - 40, "The Letter")
        small(canvas, ["Number 14, June 2020"], 20, 58)
        for left in (20, 150, 280):
            write(canvas, [*column * 3, "the end."], left, 90)

    found = blocks(draw)
    assert [each.kind for each in found if each.kind is Kind.TABLE] == []
    assert texts(found, Kind.PARAGRAPH)[:3] == [
        "The Letter",
        "Number 14, June 2020",
        " ".join([*column * 3, "the end."]),
    ]


def test_columns_that_stand_close_are_cells() -> None:
    def draw(canvas: Canvas) -> None:
        others = [(f"House {sign}", f"1{sign}", "June 2016") for sign in "BCD"]
        rows = [("House", "Members", "Last visit"), ("House A", "10", "May 2015"), *others]
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                write(canvas, [text], 40 + (0, 48, 98)[column], 60 + 16 * at)

    (table,) = (each for each in blocks(draw) if each.kind is Kind.TABLE)
    rows = [[each.blocks[0].words.text for each in row.cells] for row in table.rows]
    assert rows[:2] == [["House", "Members", "Last visit"], ["House A", "10", "May 2015"]]


def test_a_part_at_the_top_of_every_page_is_no_page_number_and_centred() -> None:
    def draw(canvas: Canvas) -> None:
        for page, number in enumerate(("I", "II", "III", "IV"), start=1):
            canvas.setFont("Times-Roman", 12)
            canvas.drawCentredString(200, HEIGHT - 60, f"PART {number}")
            write(canvas, [f"{LONG[page % 3]} {page}", *LONG], 40, 100)
            write(canvas, [str(page)], 200, 580)
            canvas.showPage()

    parts = [each for each in blocks(draw) if each.words.text.startswith("PART")]
    assert [each.kind for each in parts] == [Kind.PARAGRAPH] * 4
    assert all(each.style.centred for each in parts)
