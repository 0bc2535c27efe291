"""PDF read by its layout: rows that pages cut, page numbers, and headings that stand close."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.documents.pdf.glyphs import pages_of
from guidegraph.importers.documents.pdf.layout import blocks_of
from guidegraph.importers.documents.structure.headings import with_headings
from tests.importers.test_pdf_layout import HEIGHT, blocks, grid, texts, write


STYLES = getSampleStyleSheet()
HEAD = ["No", "Skill", "What staff do"]
DUTY = (
    "Staff air each room before noon and note it in the book. They look at the lamps and the "
    "doors. Whoever finds a fault tells the warden on the same day. "
)
SKILLS = ["care of the rooms", "care of all lamps and doors of the house", "care of the book"]


def table_over_pages(rows: Sequence[Sequence[str]], *, repeated: bool, space: int) -> LaidBlock:
    """A table with rules, cut in the middle of rows, and how it is read."""
    buffer = io.BytesIO()
    table = Table(
        [[Paragraph(text, STYLES["BodyText"]) for text in row] for row in rows],
        colWidths=(40, 90, 200),
        repeatRows=int(repeated),
        splitInRow=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )
    above = Paragraph("The house has few rules.", STYLES["BodyText"])
    story = [above, Spacer(1, 18 * space), table]
    SimpleDocTemplate(buffer, pagesize=A5, invariant=1).build(story)
    pdf = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        assert len(pdf) > 1
        found = blocks_of(pages_of(pdf, "a.pdf"), "a.pdf")
    finally:
        pdf.close()
    assert texts(found, Kind.PARAGRAPH) == ["The house has few rules."]
    (read,) = (each for each in found if each.kind is Kind.TABLE)
    return read


def rows_of_table(table: LaidBlock) -> list[list[str]]:
    return [
        ["".join(each.words.text for each in cell.blocks) for cell in row.cells]
        for row in table.rows
    ]


@pytest.mark.parametrize("space", range(3, 22, 3))
@pytest.mark.parametrize(("head", "repeated"), [("{}", True), ("<b>{}</b>", False)])
def test_rows_that_pages_cut_are_whole_whether_the_head_is_repeated_or_not(
    space: int, head: str, repeated: bool
) -> None:
    skills = [[str(at), f"The {each}", (DUTY * 5).strip()] for at, each in enumerate(SKILLS, 1)]
    table = table_over_pages(
        [[head.format(each) for each in HEAD], *skills], repeated=repeated, space=space
    )
    assert rows_of_table(table) == [HEAD, *skills]
    assert [row.header for row in table.rows] == [True, False, False, False]


def test_a_frame_of_one_row_and_a_row_as_the_one_before_it_are_kept() -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [["For staff only", "Keep dry"]], 60)
        write(canvas, ["The table is below."], 40, 120)
        grid(canvas, [["Day", "Key"], ["Monday", "red"], ["Monday", "red"]], 430)
        canvas.showPage()
        grid(canvas, [["Monday", "red"], ["Friday", "blue"]], 40)

    found = blocks(draw)
    (table,) = (each for each in found if each.kind is Kind.TABLE)
    assert rows_of_table(table)[1:] == [["Monday", "red"]] * 3 + [["Friday", "blue"]]
    assert texts(found, Kind.PARAGRAPH)[0] == "For staff only Keep dry"


def test_frames_with_text_between_them_and_rows_with_the_same_number_are_kept() -> None:
    def frames(canvas: Canvas) -> None:
        for words in (["For staff only", "Keep dry"], ["For guests", "Bring it back"]):
            grid(canvas, [words], 60)
            write(canvas, ["The table is below."], 40, 120)
            canvas.showPage()

    def numbers(canvas: Canvas) -> None:
        grid(canvas, [["1", "red"], ["2", "green"]], 480)
        canvas.showPage()
        grid(canvas, [["1", "red"], ["2", "grey"]], 40)
        write(canvas, ["and blue."], 145, 66)

    assert Kind.TABLE not in {each.kind for each in blocks(frames)}
    (table,) = blocks(numbers)
    assert rows_of_table(table)[2:] == [["1", "red and blue."], ["2", "grey"]]


def title_and_text(canvas: Canvas) -> None:
    canvas.setFont("Times-Bold", 18)
    canvas.drawCentredString(200, HEIGHT - 60, "House Rules")
    canvas.drawString(40, HEIGHT - 86, "1 Keys")
    canvas.drawString(40, HEIGHT - 112, "1.1 Who has one")
    write(canvas, ["The warden opens the hall at eight and closes it late at night."] * 3, 40, 130)
    canvas.setFont("Times-Bold", 18)
    canvas.drawString(40, HEIGHT - 200, "Guests of the house who come late,")
    canvas.drawString(40, HEIGHT - 226, "1 and more")
    write(canvas, ["They ring."], 40, 250)
    canvas.setFont("Times-Bold", 18)
    canvas.drawString(40, HEIGHT - 280, "Groups of")
    canvas.drawString(40, HEIGHT - 306, "20 and more")


def test_a_centred_title_and_numbered_headings_right_below_are_headings_of_their_own() -> None:
    lines = texts(blocks(title_and_text), Kind.PARAGRAPH)
    assert lines[:3] == ["House Rules", "1 Keys", "1.1 Who has one"]
    assert lines[4] == "Guests of the house who come late, 1 and more"
    assert lines[-1] == "Groups of 20 and more"


@pytest.mark.parametrize(
    ("text", "size", "centred"),
    [
        ("Page 1 of 1", 8, False),
        ("Seite 1/3", 10, True),
        ("Strona 1 z 1", 10, False),
        ("1", 10, True),
        ("– 4 –", 10, True),
        ("1", 8, False),
    ],
)
def test_the_page_number_of_a_single_page_is_one(text: str, size: int, centred: bool) -> None:
    def draw(canvas: Canvas) -> None:
        title_and_text(canvas)
        canvas.setFont("Times-Roman", size)
        (canvas.drawCentredString if centred else canvas.drawString)(200, 20, text)

    assert texts(blocks(draw), Kind.FURNITURE) == [text]


@pytest.mark.parametrize(
    ("text", "left", "top"),
    [("Part 1 of 3", 170, 580), ("1", 198, 12), ("12", 40, 580), ("Row 1 of 0", 40, 580)],
)
def test_other_lines_with_numbers_at_an_edge_are_kept(text: str, left: int, top: int) -> None:
    def draw(canvas: Canvas) -> None:
        title_and_text(canvas)
        write(canvas, [text], left, top)

    assert not texts(blocks(draw), Kind.FURNITURE)


@pytest.mark.parametrize(("gap", "heading"), [(20, True), (15, False)])
def test_a_bold_line_apart_below_a_list_is_a_heading_as_others_that_look_so(
    gap: int, heading: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        for at, title in enumerate(("Keys", "Guests")):
            write(canvas, [title], 40, 60 + 70 * at, "Times-Bold")
            write(
                canvas,
                ["The warden opens the hall at eight and closes it late."] * 2,
                40,
                78 + 70 * at,
            )
        for at, entry in enumerate(("(a) sign the book;", "(b) pay the fee.")):
            write(canvas, [entry], 52, 170 + 15 * at)
        write(canvas, ["Earlier versions"], 40, 185 + gap, "Times-Bold")

    found = with_headings(blocks(draw), {})
    titles = ["Keys", "Guests", *(["Earlier versions"] if heading else [])]
    assert texts(found, Kind.HEADING) == titles
