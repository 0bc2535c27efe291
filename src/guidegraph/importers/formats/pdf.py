"""PDF."""

from __future__ import annotations

import re
from collections import Counter

from guidegraph.importers.documents.pdf.reader import open_pdf, read_pdf
from guidegraph.importers.documents.structure import edition_of
from guidegraph.importers.importer import Document, importer
from guidegraph.model.edition import Edition


_WORD = re.compile(r"[^\W_]+")


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """
    The number of words that the pages print, and those that the edition does not have.

    Where a line or page cuts a word, its letters are compared: spaces and hyphens are not counted.
    """
    from guidegraph.importers.outline.words import words_of_edition

    have = Counter(word.casefold() for word in words_of_edition(edition))
    for left_out in edition.reading.left_out if edition.reading else ():
        have.update(word.casefold() for word in _WORD.findall(left_out.text))
    count = 0
    missing: list[tuple[str, int]] = []
    pdf = open_pdf(document)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage().get_text_range().replace("\ufffe", "-").replace("\x02", "-")
            page.close()
            for word in _WORD.findall(re.sub(r"-\r?\n", "", text)):
                count += 1
                if have[word.casefold()] > 0:
                    have[word.casefold()] -= 1
                else:
                    missing.append((word, number + 1))
    finally:
        pdf.close()
    return count, missing


@importer(suffixes=(".pdf",), media_type="application/pdf", lost=_lost, paged=True)
def read(document: Document) -> Edition:
    """The edition that a PDF prints."""
    return edition_of(document, read_pdf(document))
