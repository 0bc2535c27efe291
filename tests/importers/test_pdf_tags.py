"""PDF read by its tags: small documents made here."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.documents.pdf.reader import read_pdf
from guidegraph.importers.documents.pdf.tag_tree import Content, Element, tree_of
from guidegraph.importers.importer import Document
from guidegraph.model.manifest import Manifest
from guidegraph.model.reading import GuessKind
from tests.importers.tagged_pdf import PdfFile, Tag


def _file(*, cycle: bool = False) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    heading = DictionaryObject({NameObject("/S"): NameObject("/Title")})
    heading[NameObject("/Pg")] = page.indirect_reference
    heading[NameObject("/K")] = NumberObject(4)
    kid = writer._add_object(heading)
    if cycle:
        heading[NameObject("/K")] = ArrayObject([kid])
    roles = DictionaryObject({NameObject("/Title"): NameObject("/H1")})
    root = DictionaryObject({NameObject("/K"): ArrayObject([kid]), NameObject("/RoleMap"): roles})
    writer._root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_role_of_the_producer_is_read_as_the_standard_one_with_its_page() -> None:
    tree = tree_of(_file())
    assert tree is not None
    assert tree.children == [Element("H1", [Content(1, 4)])]


def test_a_tree_that_contains_itself_is_not_used() -> None:
    assert tree_of(_file(cycle=True)) is None


def test_a_damaged_file_has_no_tree() -> None:
    assert tree_of(b"%PDF-1.7 and nothing else") is None


def blocks(file: PdfFile) -> list[LaidBlock]:
    """The blocks of a file."""
    document = Document(
        path="a.pdf",
        body=file.body(),
        edition="sample",
        iri="https://example.org/sample",
        manifest=Manifest(),
    )
    return list(read_pdf(document).blocks)


def texts(found: list[LaidBlock], *kinds: Kind) -> list[str]:
    return [block.words.text for block in found if not kinds or block.kind in kinds]


def test_a_note_inside_a_paragraph_is_apart_and_its_mark_no_digit_of_the_word_before() -> None:
    file = PdfFile()
    before = file.words("Guests sign in since 2014", 40, 100)
    mark = file.words("1", 157, 100)
    note = file.words("1 In the book at the door.", 40, 550, size=8)
    after = file.words("and leave by ten.", 40, 112)
    reference = Tag("Reference", [Tag("Link", [mark])])
    file.tag("P", before, Tag("Span", [reference, Tag("Note", [note])]), after)
    paragraph, found = blocks(file)
    assert paragraph.words.text == "Guests sign in since 2014 and leave by ten."
    assert paragraph.words.notes == (("1", 25),)
    assert (found.kind, found.mark, found.words.text) == (
        Kind.NOTE,
        "1",
        "In the book at the door.",
    )


def test_a_raised_mark_after_a_year_is_that_of_a_paragraph_at_the_foot() -> None:
    file = PdfFile()
    file.tag("P", file.words("Rules of 2014", 40, 100), file.words("3", 103, 96, size=6))
    file.tag("P", file.words("3", 40, 547, size=5), file.words("As amended.", 44, 550, size=8))
    paragraph, note = blocks(file)
    assert (paragraph.words.text, paragraph.words.notes) == ("Rules of 2014", (("3", 13),))
    assert (note.kind, note.mark, note.words.text) == (Kind.NOTE, "3", "As amended.")


def test_the_words_that_the_file_gives_are_read_and_what_they_replace_is_left_out() -> None:
    file = PdfFile()
    initial = Tag("Span", [file.words("nothing", 300, 300, size=1)], said="")
    start = file.words("O", 40, 100, size=30)
    parts = [file.words(word, left, 100) for word, left in (("f", 63), ("f", 66), ("er tea.", 69))]
    file.tag("P", start, Tag("Span", parts[:2], said="ﬀ"), parts[2], initial)
    assert texts(blocks(file), Kind.PARAGRAPH) == ["Offer tea."]
    assert texts(blocks(file), Kind.FURNITURE) == ["nothing"]


def test_print_that_no_tag_claims_is_laid_out_at_its_place() -> None:
    file = PdfFile()
    lines = [file.words("A long line of text that is tagged as it should be.", 40, 100)]
    file.plain("Forgotten.", 40, 200)
    file.plain("Also forgotten.", 40, 260)
    lines += [
        file.words(f"And line {number} of the rest of the page, which is tagged.", 40, 300 + at)
        for at, number in enumerate(range(0, 90, 15))
    ]
    file.tag("P", lines[0])
    file.tag("P", *lines[1:])
    found = blocks(file)
    assert texts(found)[:3] == [
        "A long line of text that is tagged as it should be.",
        "Forgotten.",
        "Also forgotten.",
    ]
    assert [each.decision for each in found[1].reasons] == [GuessKind.ORDER]
    assert len(found) == 4


def test_running_heads_tagged_as_paragraphs_are_left_out() -> None:
    file = PdfFile()
    for page in range(1, 5):
        file.tag("P", file.words("House rules", 40, 30, page))
        file.tag(
            "P", file.words(f"Rule {page * 7} is about {'abcd'[page - 1] * 9}.", 40, 200, page)
        )
        file.tag("P", file.words(str(page), 200, 580, page))
    found = blocks(file)
    assert len(texts(found, Kind.PARAGRAPH)) == 4
    assert texts(found, Kind.FURNITURE).count("House rules") == 4


def test_slides_that_are_tagged_as_they_were_drawn_are_read_by_their_places() -> None:
    file = PdfFile()
    for page in (1, 2):
        right = [("Lend", 210, 150, True), ("Two books at a time.", 210, 165, False)]
        left = [("Ask", 40, 150, True), ("Anybody may come in.", 40, 165, False)]
        below = [("Pay", 40, 300, True), ("Nothing is to pay.", 40, 315, False)]
        beside = [("Rest", 210, 300, True), ("Chairs are in the hall.", 210, 315, False)]
        for text, x, y, bold in (*beside, *below, *right, *left):
            file.tag("P", file.words(text, x, y, page, font="F2" if bold else "F1"))
        file.tag("H1", file.words(f"Desk {'AB'[page - 1]}", 40, 60, page, size=24))
    found = blocks(file)
    assert texts(found)[:9] == [
        "Desk A",
        "Ask",
        "Anybody may come in.",
        "Lend",
        "Two books at a time.",
        "Pay",
        "Nothing is to pay.",
        "Rest",
        "Chairs are in the hall.",
    ]
    assert found[0].kind is Kind.HEADING
    assert [each.decision for each in found[0].reasons] == [GuessKind.ORDER]


def test_tags_in_two_columns_and_notes_in_between_stay_in_their_order() -> None:
    file = PdfFile()
    said = []
    for page in (1, 2):
        for number, (left, top) in enumerate([(40, 300), (40, 400), (220, 100), (220, 200)]):
            words = f"Paragraph {'abcdefgh'[4 * page - 4 + number] * 9} here."
            said.append(words)
            file.tag("P", file.words(words, left, top, page))
            if not number:
                file.tag("Note", file.words("* Below.", 40, 580, page, size=6))
    assert texts(blocks(file), Kind.PARAGRAPH) == said


def test_entries_have_the_marks_that_lists_have() -> None:
    file = PdfFile()
    for at, text in enumerate(["» Listen.", "(b) Ask.", "Art. 5 holds.", "4.2 Write."]):
        file.tag("L", Tag("LI", [Tag("LBody", [file.words(text, 40, 100 + 20 * at)])]))
    label = Tag("Lbl", [file.words("7.", 40, 300)])
    inner = Tag("L", [Tag("LI", [Tag("LBody", [file.words("- Inside.", 80, 320)])])])
    body = Tag("LBody", [Tag("P", [file.words("Outside.", 60, 300)]), inner])
    file.tag("L", Tag("LI", [label, body]))
    assert [(each.mark, each.words.text, each.level) for each in blocks(file)] == [
        ("»", "Listen.", 0),
        ("(b)", "Ask.", 0),
        (None, "Art. 5 holds.", 0),
        ("4.2", "Write.", 0),
        ("7.", "Outside.", 0),
        ("-", "Inside.", 1),
    ]


def test_each_line_of_a_contents_list_and_what_is_marked_as_no_content_is_apart() -> None:
    file = PdfFile()
    first = Tag("TOCI", [Tag("Reference", [Tag("Link", [file.words("Guests 3", 40, 100)])])])
    second = Tag("TOCI", [Tag("P", [file.words("Loans 4", 40, 120)])])
    file.tag("TOC", first, second)
    file.draw("/Artifact BMC")
    file.plain("Draft", 40, 20)
    file.draw("EMC")
    assert [(each.kind, each.words.text) for each in blocks(file)] == [
        (Kind.FURNITURE, "Draft"),
        (Kind.CONTENTS, "Guests 3"),
        (Kind.CONTENTS, "Loans 4"),
    ]
