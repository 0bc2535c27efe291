"""PDF read by its layout: small documents made here, in several manners."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.documents.pdf.glyphs import pages_of
from guidegraph.importers.documents.pdf.layout import blocks_of


WIDTH, HEIGHT = 400, 600


def blocks(draw: Callable[[Canvas], None]) -> list[LaidBlock]:
    """The blocks of a document that is drawn."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw(canvas)
    canvas.save()
    pdf = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        return blocks_of(pages_of(pdf, "a.pdf"), "a.pdf")
    finally:
        pdf.close()


def write(
    canvas: Canvas, lines: list[str], left: float, top: float, font: str = "Times-Roman"
) -> None:
    canvas.setFont(font, 10)
    for at, line in enumerate(lines):
        canvas.drawString(left, HEIGHT - top - 12 * at, line)


def texts(found: list[LaidBlock], kind: Kind) -> list[str]:
    return [block.words.text for block in found if block.kind is kind]


def test_two_columns_are_read_one_after_the_other_and_a_full_line_before_both() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["A title that runs over both of the columns of this page here"], 40, 50)
        left = [
            "Peers listen to each other",
            "and speak about what they",
            "lived through them-",
            "selves.",
        ]
        right = [
            "Supervisors are asked to",
            "be present at meetings of",
            "the group at least twice",
            "in a year.",
        ]
        write(canvas, left, 40, 90)
        write(canvas, right, 220, 90)

    assert texts(blocks(draw), Kind.PARAGRAPH) == [
        "A title that runs over both of the columns of this page here",
        "Peers listen to each other and speak about what they lived through themselves.",
        "Supervisors are asked to be present at meetings of the group at least twice in a year.",
    ]


def test_running_heads_are_left_out_but_no_numbered_heading_at_the_top_of_a_page() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 7):
            write(canvas, ["Rules of the house"], 40, 30)
            write(canvas, [f"4.{page} Duty"], 40, 50, "Times-Bold")
            write(canvas, [f"Text number {word} is here." for word in ("one", "two")], 40, 120)
            write(canvas, [f"Page {page}"], 180, 580)
            canvas.showPage()

    found = blocks(draw)
    assert texts(found, Kind.FURNITURE).count("Rules of the house") == 6
    assert [text for text in texts(found, Kind.FURNITURE) if text.startswith("Page")] == [
        f"Page {page}" for page in range(1, 7)
    ]
    assert [text for text in texts(found, Kind.PARAGRAPH) if "Duty" in text] == [
        f"4.{page} Duty" for page in range(1, 7)
    ]


def grid(canvas: Canvas, rows: list[list[str]], top: float) -> None:
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.rect(40 + 100 * column, HEIGHT - top - 30 * (at + 1), 100, 30)
            write(canvas, [text], 45 + 100 * column, top + 30 * at + 14)


def test_a_ruled_table_over_two_pages_is_one_and_its_row_goes_on() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Some words before the table, which is below them."], 40, 60)
        grid(canvas, [["Code", "Duty"], ["A-1", "Greet"], ["A-2", "Help people who"]], 400)
        canvas.showPage()
        grid(canvas, [["Code", "Duty"], ["", "come back."], ["A-3", "Report"]], 40)

    found = blocks(draw)
    (table,) = (block for block in found if block.kind is Kind.TABLE)
    rows = [
        [" ".join(each.words.text for each in cell.blocks) for cell in row.cells]
        for row in table.rows
    ]
    assert rows == [
        ["Code", "Duty"],
        ["A-1", "Greet"],
        ["A-2", "Help people who come back."],
        ["A-3", "Report"],
    ]
    assert "Code Duty" in " ".join(texts(found, Kind.FURNITURE))
    assert [reason.decision for reason in table.reasons] == ["row"]


def test_bullets_nest_by_indent_and_a_drawn_dot_is_a_bullet() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["• First of the list"], 40, 60)
        write(canvas, ["• Second below the first"], 60, 72)
        canvas.circle(43, HEIGHT - 81, 2, fill=1)
        write(canvas, ["Third beside a dot"], 55, 84)

    found = [block for block in blocks(draw) if block.kind is Kind.ENTRY]
    assert [(block.words.text, block.mark, block.level) for block in found] == [
        ("First of the list", "•", 0),
        ("Second below the first", "•", 1),
        ("Third beside a dot", "•", 0),
    ]


def test_a_footnote_is_a_note_and_its_mark_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Members are heard", "before a vote is taken."], 40, 60)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(40 + canvas.stringWidth("Members are heard", "Times-Roman", 10), 544, "1")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(40, 60, "1 In writing or in person.")

    paragraph, note = blocks(draw)
    assert (paragraph.words.text, paragraph.words.notes) == (
        "Members are heard before a vote is taken.",
        (("1", 17),),
    )
    assert (note.kind, note.mark, note.words.text) == (Kind.NOTE, "1", "In writing or in person.")


@pytest.mark.parametrize("angle", [0, 90, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        if angle == 90:
            canvas.translate(WIDTH, 0)
            canvas.rotate(90)
        elif angle == 270:
            canvas.translate(0, WIDTH)  # the height of the page before it is turned
            canvas.rotate(270)
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(50, 300, "First line of two,")
        canvas.drawString(50, 288, "and the second.")

    (block,) = blocks(draw)
    assert (block.kind, block.words.text) == (
        Kind.PARAGRAPH,
        "First line of two, and the second.",
    )
