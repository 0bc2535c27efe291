"""PDF."""

from __future__ import annotations

import re
from collections import Counter

from guidegraph.importers.importer import Document, importer
from guidegraph.model.edition import Edition


_HEAD = 1_024  # where its signature may be
_LONGEST_MARK = 3
_CUT = "\u2060"  # where the end of a line cuts a word
_CUT_HERE = re.compile("[\ufffe\x02](?:\r?\n)?|-\r?\n")
_WORD = re.compile(rf"[^\W_]+(?:{_CUT}[^\W_]+)*")


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """
    The number of words that the pages print, and those that the edition does not have.

    Where a line or page cuts a word, its letters are compared: spaces and hyphens are not counted.
    The mark of a note that is printed at the end of a word is no part of it.
    """
    from guidegraph.importers.documents.pdf.reader import open_pdf
    from guidegraph.importers.outline.words import words_of_edition

    have = Counter(word.casefold() for word in words_of_edition(edition))
    for left_out in edition.reading.left_out if edition.reading else ():
        have.update(word.casefold() for word in _WORD.findall(left_out.text))
    marks = {note.mark for item in edition.items for note in item.notes}
    count = 0
    missing: list[tuple[str, int]] = []
    pdf = open_pdf(document)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            text = _CUT_HERE.sub(_CUT, page.get_textpage().get_text_range())
            page.close()
            for word in _WORD.findall(text):
                whole = word.replace(_CUT, "").casefold()
                parts = word.casefold().split(_CUT)
                count += 1
                if not _taken(have, [whole], marks) and not _taken(have, parts, marks):
                    missing.append((word.replace(_CUT, ""), number + 1))
    finally:
        pdf.close()
    return count, missing


def _taken(have: Counter[str], words: list[str], marks: set[str]) -> bool:
    """Take words that an edition has; the last one perhaps without the mark of a note."""
    last = words[-1]
    for end in range(len(last), max(0, len(last) - _LONGEST_MARK - 1), -1):
        if end < len(last) and last[end:] not in marks:
            continue
        needed = Counter([*words[:-1], last[:end]])
        if all(have[word] >= times for word, times in needed.items()):
            have.subtract(needed)
            return True
    return False


def _evident(body: bytes) -> bool:
    return b"%PDF-" in body[:_HEAD]


@importer(
    suffixes=(".pdf",), media_type="application/pdf", lost=_lost, evident=_evident, paged=True
)
def read(document: Document) -> Edition:
    """The edition that a PDF prints."""
    from guidegraph.importers.documents.pdf.reader import read_pdf
    from guidegraph.importers.documents.structure import edition_of

    return edition_of(document, read_pdf(document))
