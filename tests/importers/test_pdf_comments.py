"""What is on the pages of a PDF besides print: comments, words that nobody sees, and limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.importers.documents.laid import Kind, Laid
from guidegraph.importers.documents.pdf import glyphs
from guidegraph.importers.documents.pdf.reader import read_pdf
from guidegraph.importers.importer import Document, importer_for
from guidegraph.importers.progress import reporting
from guidegraph.model.errors import FormatError
from guidegraph.model.manifest import Manifest
from tests.importers.reading import read
from tests.importers.tagged_pdf import PdfFile


def laid(file: PdfFile) -> Laid:
    """A file as it is laid out."""
    document = Document(
        path="a.pdf",
        body=file.body(),
        edition="sample",
        iri="https://example.org/sample",
        manifest=Manifest(),
    )
    return read_pdf(document)


def _two_rules(*, tagged: bool) -> PdfFile:
    file = PdfFile()
    for at, text in enumerate(["Guests may bring dogs.", "Tea is free."]):
        if tagged:
            file.tag("P", file.words(text, 40, 100 + 60 * at))
        else:
            file.plain(text, 40, 100 + 60 * at)
    return file


@pytest.mark.parametrize("tagged", [False, True])
def test_comments_are_on_what_they_are_about_with_their_replies(tagged: bool) -> None:
    file = _two_rules(tagged=tagged)
    file.annotate("Text", (360, 150, 380, 170), "For whom?", author="AB", date="D:20240305101500Z")
    file.annotate("Highlight", (72, 90, 92, 104))
    file.annotate("StrikeOut", (116, 90, 142, 104), "cats, too", author="CD")
    file.annotate("Text", (0, 0, 10, 10), "For all.", answers=0, author="CD")
    file.annotate("Caret", (92, 98, 96, 106), "not")
    file.annotate("Popup", (200, 100, 300, 200), "For whom?")
    guests, tea = laid(file).blocks
    assert [(each.kind, each.text, each.about) for each in guests.comments] == [
        ("highlight", "may", ""),
        ("strike-out", "cats, too", "dogs"),
        ("insertion", "not", "may"),
    ]
    assert [(each.text, each.author, each.date) for each in tea.comments] == [
        ("For whom?", "AB", "2024-03-05T10:15:00Z"),
        ("For all.", "CD", None),
    ]


def test_comments_that_answer_each_other_are_kept_and_reach_the_items() -> None:
    file = _two_rules(tagged=False)
    file.annotate("Text", (40, 90, 60, 104), "One.", answers=1)
    file.annotate("Text", (40, 90, 60, 104), "Two.", answers=0)
    edition = read("a.pdf", file.body())
    said = [each.value for item in edition.items for each in item.statements]
    assert said == ["One.", "Two."]


def test_words_that_nobody_sees_are_left_out_with_the_reason() -> None:
    file = PdfFile()
    file.plain("Everybody sees this.", 40, 100)
    file.plain("beside", 500, 100)
    file.draw("3 Tr")
    file.plain("invisible", 40, 200)
    file.draw("0 Tr 1 1 1 rg")
    file.plain("white", 40, 300)
    file.draw("0 0 0.5 rg 30 180 200 40 re f 1 1 1 rg")
    file.plain("White on blue.", 40, 400)
    found = laid(file).blocks
    assert {each.words.text for each in found if each.kind is not Kind.FURNITURE} == {
        "Everybody sees this.",
        "White on blue.",
    }
    assert {
        each.words.text: each.reasons[0].why for each in found if each.kind is Kind.FURNITURE
    } == {
        "beside": "outside the page",
        "invisible": "invisible words",
        "white": "white words on white",
    }


def test_slanted_letters_are_read_as_others() -> None:
    file = PdfFile()
    file.plain("Upright and", 40, 100)
    file.draw("BT /F1 10 Tf 1 0 0.33 1 100 500 Tm (slanted.) Tj ET")
    assert [each.words.text for each in laid(file).blocks] == ["Upright and slanted."]


def test_too_many_characters_are_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "_MAX_ALL", 20)
    with pytest.raises(FormatError, match=r"page 1.*more than 20 characters.*split the document"):
        laid(_two_rules(tagged=False))


def test_reading_is_reported_page_by_page() -> None:
    file = PdfFile()
    for page in (1, 2, 3):
        file.plain(f"Page {page}", 40, 100, page)
    seen: list[tuple[str, int, int]] = []
    with reporting(lambda *each: seen.append(each)):
        laid(file)
    laid(file)
    assert seen == [("a.pdf", done, 3) for done in range(4)]


def test_marks_of_notes_and_cut_words_are_not_lost_but_other_words_are() -> None:
    file = PdfFile()
    rule = [file.words("Guests sign in since 2014", 40, 100), file.words("1", 157, 96, size=6)]
    file.tag("P", *rule, file.words("and bring their neigh-", 40, 112))
    file.tag("P", file.words("bours.", 40, 124))
    file.tag("Note", file.words("1 In the book.", 40, 550, size=8))
    body = file.body()
    edition = read("a.pdf", body)
    found = importer_for("a.pdf", body)
    document = Document(
        path="a.pdf", body=body, edition="sample", iri="https://e.org/s", manifest=Manifest()
    )
    assert found.lost is not None
    assert found.lost(document, edition)[1] == []
    fewer = replace(edition, items=edition.items[:0])
    assert "guests" in {word.casefold() for word, _ in found.lost(document, fewer)[1]}
