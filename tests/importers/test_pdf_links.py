"""Links of a PDF: on the words that they are drawn around."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.importers.formats import pdf as pdf_format
from guidegraph.importers.importer import Document
from guidegraph.model.edition import Edition, Link
from guidegraph.model.manifest import Manifest
from tests.importers.reading import read
from tests.importers.tagged_pdf import PdfFile


DESK = "https://example.org/desk"


def _rules(*lines: str, tagged: bool) -> PdfFile:
    file = PdfFile()
    for at, text in enumerate(lines):
        if tagged:
            file.tag("P", file.words(text, 40, 100 + 60 * at))
        else:
            file.plain(text, 40, 100 + 60 * at)
    return file


def _links(edition: Edition) -> list[tuple[Link, ...]]:
    return [item.links for item in edition.items]


@pytest.mark.parametrize("tagged", [False, True])
def test_links_are_on_their_words(tagged: bool) -> None:
    """A link inside the document, one without an address, and one in the margin say nothing."""
    file = _rules("Guests may bring dogs.", "Tea is free.", tagged=tagged)
    file.annotate("Link", (116, 90, 142, 104), uri=DESK)
    file.annotate("Link", (40, 150, 60, 164))
    file.annotate("Link", (400, 300, 420, 314), uri="https://example.org/none")
    edition = read("a.pdf", file.body())

    assert [(Link(words="dogs", target=DESK),), ()] == _links(edition)
    assert ["Guests may bring dogs.", "Tea is free."] == [item.text for item in edition.items]


def test_a_sign_after_an_address_is_no_part_of_it() -> None:
    file = _rules("Ask at www.example.org/desk.", tagged=False)
    file.annotate("Link", (70, 90, 300, 104), uri=DESK)

    assert [(Link(words="www.example.org/desk", target=DESK),)] == _links(
        read("a.pdf", file.body())
    )


def test_a_link_over_the_end_of_a_line_is_one() -> None:
    file = PdfFile()
    file.plain("Guests who bring dogs ask at the open", 40, 100)
    file.plain("desk of the house before they come in.", 40, 114)
    file.annotate("Link", (190, 90, 320, 104), uri=DESK)
    file.annotate("Link", (30, 105, 63, 118), uri=DESK)
    (found,) = _links(read("a.pdf", file.body()))

    assert [DESK] == [each.target for each in found]
    assert found[0].words.endswith("open desk")


def test_an_address_that_is_not_printed_accounts_for_no_word() -> None:
    """What a link leads to is not on the page, and hides no word that was lost."""
    file = _rules("Guests may bring dogs.", tagged=False)
    file.annotate("Link", (116, 90, 142, 104), uri="https://example.org/guests")
    body = file.body()
    edition = read("a.pdf", body)
    (item,) = edition.items
    assert item.links
    document = Document(
        path="a.pdf", body=body, edition="a", iri="https://example.org/a", manifest=Manifest()
    )
    less = replace(edition, items=(replace(item, text="may bring dogs."),))
    assert ["Guests"] == [word for word, _ in pdf_format._lost(document, less)[1]]
