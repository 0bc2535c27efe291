"""What a PDF has instead of print that can be read: pictures, unseen text, other directions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason, Words
from guidegraph.importers.documents.pdf.glyphs import PrintedPage
from guidegraph.importers.documents.pdf.places import place_of, turned_line
from guidegraph.importers.documents.pdf.remarks import PageLink, PageRemark
from guidegraph.model.errors import UnreadableError
from guidegraph.model.reading import GuessKind


__all__ = ["Inspection"]

_PICTURE: Final = 0.5  # as much of a page that is a picture; one without letters is a scan
_MUCH: Final = 0.2  # as much of the letters


class Inspection:
    """
    Looks at pages while they are read.

    Attributes:
        remarks: what people noted on them.
        unseen: the words on them that nobody sees.

    Args:
        path: the file, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.pages = 0
        self.remarks: list[PageRemark] = []
        self.links: list[PageLink] = []
        self.unseen: list[LaidBlock] = []
        self._pictures: list[int] = []
        self._unseen: list[int] = []
        self._letters = self._leftward = 0

    def through(self, pages: Iterator[PrintedPage]) -> Iterator[PrintedPage]:
        """The same pages."""
        for page in pages:
            self.pages += 1
            printed = [glyph for glyph in page.glyphs if glyph.text.strip()]
            unseen = sum(glyph.look.invisible for glyph in printed)
            if not printed and page.pictured >= _PICTURE:
                self._pictures.append(page.number)
            if unseen and 2 * unseen >= len(printed):
                self._unseen.append(page.number)
            self.remarks += page.remarks
            self.links += page.links
            for why, glyphs in page.unseen:
                reason = LaidReason(decision=GuessKind.FURNITURE, why=why, confidence=0.9)
                line = turned_line(glyphs, page.number)
                self.unseen.append(
                    LaidBlock(
                        kind=Kind.FURNITURE,
                        words=Words(text=" ".join(line[0].text.split())),
                        place=place_of(self.path, line),
                        reasons=(reason,),
                    )
                )
            self._letters += len(printed)
            self._leftward += sum(
                unicodedata.bidirectional(glyph.text[0]) in ("R", "AL") for glyph in printed
            )
            yield page

    def warnings(self) -> tuple[str, ...]:
        """
        What the user must know.

        Raises:
            UnreadableError: there is nothing but pictures, or the text runs from right to left.
        """
        if self._pictures and not self._letters:
            raise UnreadableError(
                f"{self.path}: {_pages(self._pictures)} pictures: run OCR first, and give the file "
                "that it writes"
            )
        if self._leftward > _MUCH * self._letters:
            raise UnreadableError(
                f"{self.path}: text from right to left cannot be read from PDF; give the document "
                "as DOCX or HTML"
            )
        found = []
        if self._pictures:
            found.append(
                f"{_pages(self._pictures)} pictures without text, and not read: run OCR first"
            )
        if self._unseen:
            found.append(
                f"{_pages(self._unseen)} read from the unseen text that OCR put there: check it "
                "against the picture"
            )
        return tuple(found)


def _pages(numbers: Sequence[int]) -> str:
    """
    The numbers of pages with the verb that follows.

    >>> _pages([1, 2, 3, 7]), _pages([4])
    ('pages 1–3, 7 are', 'page 4 is')
    """
    runs = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:20])
    more = " …" if len(runs) > 20 else ""
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown}{more} are"
