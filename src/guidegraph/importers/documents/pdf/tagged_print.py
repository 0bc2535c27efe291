"""The print of a tagged PDF, page by page, as the lines of the blocks that its tags state."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.pdf.glyphs import Glyph, PrintedPage
from guidegraph.importers.documents.pdf.lines import Segment, as_mark, segments, text_without_marks
from guidegraph.importers.documents.pdf.places import turned_line
from guidegraph.importers.documents.pdf.tag_plan import ContentRun, TaggedBlock


__all__ = ["TaggedPrint"]

_SIGN = re.compile(r"\d{1,3}|[*†‡§]{1,3}")  # the mark of a note
_UP: Final = 3  # as many sizes higher than before, print is in another column
_SOFT_HYPHEN: Final = "\u00ad"


class TaggedPrint:
    """
    The lines of blocks, gathered while the pages go by.

    Attributes:
        words: those of all lines.
        heights: those of the pages.
        artifacts: lines that are marked as no content.
        replaced: lines for which the file gives other words.
        unclaimed: for each page with print that no tag claims, the numbers that are claimed.

    Args:
        blocks: those that the tags state.
    """

    def __init__(self, blocks: Sequence[TaggedBlock]) -> None:
        self.words = WordStock()
        self.heights: list[float] = []
        self.artifacts: list[Segment] = []
        self.replaced: list[Segment] = []
        self.unclaimed: dict[int, frozenset[int]] = {}
        self._waiting: dict[int, list[tuple[int, ContentRun]]] = defaultdict(list)
        self._lines: dict[int, list[list[Segment]]] = {}
        self._total = self._covered = 0
        for block in _every(blocks):
            for runs in (block.runs, block.label):
                for run in runs:
                    self._waiting[run.page].append((id(runs), run))

    @property
    def expected(self) -> bool:
        """Whether the tags claim anything."""
        return bool(self._waiting)

    @property
    def share(self) -> float:
        """How much of the print is claimed, or marked as no content, from 0 to 1."""
        return self._covered / self._total if self._total else 0.0

    def of(self, runs: list[ContentRun]) -> list[list[Segment]]:
        """The lines of contents, one list for each page or column."""
        return self._lines.get(id(runs), [])

    def pages(self) -> list[list[Segment]]:
        """All lines that tags claim, page by page."""
        found: list[list[Segment]] = [[] for _ in self.heights]
        for several in self._lines.values():
            for lines in several:
                found[lines[0].page - 1] += lines
        return found

    def take(self, page: PrintedPage) -> None:
        """The print of the next page."""
        self.heights.append(page.height)
        waiting = self._waiting.pop(page.number, [])
        claimed = frozenset(number for _, run in waiting for number in run.numbers)
        print_: dict[int, list[Glyph]] = defaultdict(list)
        artifacts: list[Glyph] = []
        free = False
        for glyph in page.glyphs:
            mark = glyph.look.mark
            if mark is not None and mark in claimed:
                print_[mark].append(glyph)
            elif glyph.look.artifact:
                artifacts.append(glyph)
            else:
                free = True
                continue
            self._covered += 1
        self._total += len(page.glyphs)
        if free:
            self.unclaimed[page.number] = claimed
        if artifacts:
            self.artifacts += (line for run in _lines(artifacts, page.number) for line in run)
        gathered: dict[int, list[Glyph]] = defaultdict(list)
        said = ""
        for key, run in waiting:
            glyphs = [each for number in run.numbers for each in print_.pop(number, ())]
            if run.said is not None:
                glyphs = self._said(run.said, glyphs, page.number)
                if not glyphs:
                    said += run.said + ("" if len(run.said.strip()) <= 2 else " ")
            elif said and glyphs:
                glyphs[0] = replace(glyphs[0], text=said + glyphs[0].text)
                said = ""
            sign = "".join(each.text for each in glyphs)
            if run.reference and _SIGN.fullmatch(sign):
                right = max(each.right for each in glyphs)
                glyphs = [replace(glyphs[0], text=as_mark(sign), right=right)]
            gathered[key] += glyphs
        for key, glyphs in gathered.items():
            if runs := _lines(glyphs, page.number):
                self._lines.setdefault(key, []).extend(runs)
                for lines in runs:
                    for line in lines:
                        self.words.add(text_without_marks(line.text))

    def _said(self, said: str, glyphs: list[Glyph], page: int) -> list[Glyph]:
        """Print with the words that the file gives for it; other words are set apart."""
        if not glyphs:
            return []
        printed = "".join(each.text for each in glyphs)
        said = " ".join(unicodedata.normalize("NFKC", said).split()) if said.strip() else ""
        if not said or said == _SOFT_HYPHEN:
            said = _SOFT_HYPHEN if printed in ("-", "\u2010", _SOFT_HYPHEN) else said
        if _letters(printed) not in _letters(said):
            self.replaced += (line for run in _lines(glyphs, page) for line in run)
        if not said:
            return []
        right = max(each.right for each in glyphs)
        return [replace(glyphs[0], text=said, right=right)]


def _every(blocks: Sequence[TaggedBlock]) -> Iterator[TaggedBlock]:
    for block in blocks:
        yield block
        for row in block.rows:
            for cell in row.cells:
                yield from _every(cell.blocks)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _lines(glyphs: Sequence[Glyph], page: int) -> list[list[Segment]]:
    """Lines; where the print goes up again, another column begins."""
    runs: list[list[Glyph]] = []
    turned: list[Glyph] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if not glyph.upright:
            turned.append(glyph)
            continue
        if before is None or before.base - glyph.base > _UP * before.size:
            runs.append([])
        runs[-1].append(glyph)
        before = glyph
    found = [lines for run in runs if (lines := segments(run, page))]
    if lines := turned_line(turned, page):
        found.append(lines)
    return found
