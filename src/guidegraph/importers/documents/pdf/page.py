"""The blocks of one page, by where its lines stand and how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import Kind, LaidReason
from guidegraph.importers.documents.pdf.contents import contents_rows
from guidegraph.importers.documents.pdf.lines import (
    SENTENCE_END,
    Look,
    Segment,
    merged,
    rows_of,
    text_without_marks,
    with_plain_bullet,
)
from guidegraph.importers.documents.pdf.notes import footnotes
from guidegraph.importers.documents.pdf.over_pages import continue_over
from guidegraph.importers.documents.pdf.printed_block import PrintedBlock
from guidegraph.importers.documents.pdf.regions import columns_of
from guidegraph.importers.documents.pdf.tables import PrintedTable, aligned_tables
from guidegraph.language.enumeration import Marker, marker_at, numbered
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import DrawnRule


__all__ = ["PageLines", "PageReader", "usual_leadings"]

_LEADING: Final = 1.25
_INDENT: Final = 6.0
_SAME: Final = 3.0  # points
_ENOUGH_LINES: Final = 3
_ALIKE: Final = 0.6  # points; sizes that are the same
_ROOM: Final = 0.22  # of the width
_WIDEST: Final = 1.72  # of the size, between the lines of a heading


@dataclass(slots=True)
class PageLines:
    """What is kept of a page; *lone* are rows in rules that are no table yet, their lines too."""

    number: int
    width: float
    height: float
    lines: list[Segment]
    tables: list[PrintedTable]
    turned: list[Segment]
    rules: list[DrawnRule]
    lone: list[PrintedTable]


class PageReader:
    """Reads the blocks of one page."""

    def __init__(
        self,
        sheet: PageLines,
        heads: dict[int, str],
        body: float,
        usual: Look,
        leadings: Mapping[int, float],
        *,
        fixed: bool,
    ) -> None:
        self._sheet = sheet
        self._heads = heads
        self._body = body
        self._usual = usual
        self._leadings = leadings
        self._fixed = fixed  # whether the text itself is so, as typed on a machine
        self._drafts: list[PrintedBlock] = []

    def read(
        self, open_note: PrintedBlock | None = None
    ) -> tuple[list[PrintedBlock], list[PrintedBlock]]:
        """The blocks of the page, and its footnotes; the last one of the page before may go on."""
        lines: list[Segment] = []
        for line in (*self._sheet.lines, *self._sheet.turned):
            why = self._heads.get(id(line))
            if line in self._sheet.turned:
                why = "words that are turned"
            if why is None:
                lines.append(line)
            else:
                self._leave_out(line, why)
        size = self._sheet.width, self._sheet.height
        lines, notes = footnotes(lines, self._sheet.rules, self._body, size, open_note)
        lines = self._contents(lines)
        marked = _with_markers(lines)
        tables = list(self._sheet.tables)
        for table, used in aligned_tables(marked, self._body):
            gone = {id(each) for each in used}
            marked = [each for each in marked if id(each) not in gone]
            tables.append(table)
        for column in columns_of([*marked, *map(self._stand_in, tables)]):
            found = self._read_column(column)
            continue_over(self._drafts, found)
            self._drafts += found
        return self._drafts, notes

    def _leave_out(self, line: Segment, why: str) -> None:
        reason = LaidReason(decision=GuessKind.FURNITURE, why=why, confidence=0.95)
        self._drafts.append(PrintedBlock(Kind.FURNITURE, [line], reasons=[reason]))

    def _stand_in(self, table: PrintedTable) -> Segment:
        left, top, right, bottom = table.box
        return Segment(
            page=self._sheet.number,
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            base=top + 1,
            size=self._body,
            text="",
            table=table,
        )

    def _contents(self, lines: list[Segment]) -> list[Segment]:
        """Take out the lines of a contents list, and its heading."""
        rows = rows_of(lines, 2.5)
        listed = contents_rows(rows)
        if not listed:
            return lines
        kept: list[Segment] = []
        for at, row in enumerate(rows):
            if at in listed:
                line = row[0]
                for each in row[1:]:
                    line = merged(line, each)
                reason = LaidReason(decision=GuessKind.FURNITURE, why="a line of a contents list")
                self._drafts.append(PrintedBlock(Kind.CONTENTS, [line], reasons=[reason]))
            else:
                kept += row
        return kept

    def _read_column(self, column: list[Segment]) -> list[PrintedBlock]:
        drafts: list[PrintedBlock] = []
        lines = _merged_rows(column)
        prose = [each for each in lines if each.table is None]
        right = max((each.right for each in prose), default=0.0)
        left = min((each.left for each in prose), default=0.0)
        leading = self._leading(prose, left, right)
        at = seen = 0  # what is before *seen* begins no code
        while at < len(lines):
            line = lines[at]
            gap = None
            if at:
                gap = round(max(0.0, line.top - lines[at - 1].bottom) / (line.size or 1.0), 2)
            if line.table is not None:
                drafts.append(PrintedBlock(Kind.TABLE, [line], gap=gap, table=line.table))
                at += 1
                continue
            if at >= seen and (end := self._end_of_fixed(lines, at)) > at:
                if self._is_apart(lines, at, end, leading):
                    drafts.append(PrintedBlock(Kind.CODE, lines[at:end], gap=gap))
                    at = end
                    continue
                seen = end
            marker = self._marker(line)
            end = at + 1
            while end < len(lines) and self._goes_on(lines, at, end, marker, leading, left, right):
                end += 1
            draft = PrintedBlock(Kind.PARAGRAPH, lines[at:end], gap=gap)
            draft.centred = all(self._is_centred(each, left, right) for each in draft.lines)
            if marker is not None:
                draft.kind, draft.mark = Kind.ENTRY, marker.printed
                rest = _unmarked(line.text, marker)
                draft.lines = [replace(line, text=rest), *lines[at + 1 : end]]
            drafts.append(draft)
            at = end
        return drafts

    def _is_centred(self, line: Segment, left: float, right: float) -> bool:
        """Whether a line stands in the middle of its column, or of the page."""
        middle = (line.left + line.right) / 2
        near = min(abs(middle - (left + right) / 2), abs(middle - self._sheet.width / 2)) < _SAME
        return near and min(line.left - left, right - line.right) > 0.1 * (right - left)

    def _end_of_fixed(self, lines: list[Segment], at: int) -> int:
        """Where lines in fixed type that begin here end."""
        first = lines[at]
        if self._fixed or not first.fixed or first.bold:
            return at
        end = at + 1
        while (
            end < len(lines)
            and lines[end].fixed
            and abs(lines[end].size - first.size) < _ALIKE
            and lines[end].base - lines[end - 1].base < 3.5 * first.size
        ):
            end += 1
        return end

    def _is_apart(self, lines: list[Segment], at: int, end: int, leading: dict[int, float]) -> bool:
        """Whether lines in fixed type are not the begin of a paragraph in which names are so."""
        if end == len(lines) or lines[end].table is not None:
            return True
        size = lines[at].size
        close = lines[end].base - lines[end - 1].base < 1.1 * leading.get(
            round(size), _LEADING * size
        )
        return not close or abs(lines[end].size - size) >= _ALIKE

    def _begins_heading(
        self, first: Segment, last: Segment, after: Segment, left: float, right: float
    ) -> bool:
        """Whether a line below another one that has room for its words is a heading of its own."""
        if right - left - (last.right - last.left) < _ROOM * (right - left):
            return False
        centred = self._is_centred(last, left, right)
        if centred != self._is_centred(after, left, right):
            aligned = after if centred else last
            return abs(aligned.left - left) < _SAME and (centred or self._is_distinct(after))
        if not self._is_distinct(after) or first.look != after.look:
            return False
        number = numbered(text_without_marks(after.text))
        if number is not None and number.label:
            before = numbered(text_without_marks(first.text))
            return number.place <= 1 or before is not None
        return not centred and after.base - last.base > _WIDEST * after.size

    def _is_distinct(self, line: Segment) -> bool:
        """Whether a line looks as headings do."""
        return line.look != self._usual and (line.bold or line.size > 1.08 * self._body)

    def _leading(self, lines: list[Segment], left: float, right: float) -> dict[int, float]:
        """
        How far lines of a size are apart, for each size.

        Lines that run to the end tell it, since a short one may end a paragraph. Where few do, as
        on a page of short entries, it is as in the document.
        """
        every: dict[int, list[float]] = {}
        full: dict[int, list[float]] = {}
        for before, after in pairwise(lines):
            step = after.base - before.base
            if (
                abs(before.size - after.size) < _ALIKE
                and 0.5 * after.size < step < 2.2 * after.size
            ):
                every.setdefault(round(after.size), []).append(step)
                if before.right > right - 0.15 * (right - left):
                    full.setdefault(round(after.size), []).append(step)
        found = {size: _low(steps) for size, steps in every.items()} | dict(self._leadings)
        return found | {
            size: _low(steps) for size, steps in full.items() if len(steps) >= _ENOUGH_LINES
        }

    def _marker(self, line: Segment) -> Marker | None:
        """The bullet or number that makes a line an entry of a list."""
        text = with_plain_bullet(line.text)
        if text.startswith("o ") and line.start - line.left > 1.2 * line.size:
            text = f"• {text[2:]}"
        marker = marker_at(text)
        if marker is None or len(text) <= marker.length:
            return None
        if marker.style in ("clause", "ordered", "letter") and self._is_distinct(line):
            return None  # a heading with a number
        rest = text[marker.length :].lstrip()
        if marker.printed in "–—-" and rest[:1].islower() and line.start - line.left < line.size:
            return None  # a dash within a sentence
        if marker.style == "letter" and len(rest.split()) < 3:
            return None  # "A. Smith"
        return marker

    def _goes_on(
        self,
        lines: list[Segment],
        at: int,
        end: int,
        marker: Marker | None,
        leading: dict[int, float],
        left: float,
        right: float,
    ) -> bool:
        """Whether the line at *end* belongs to the same block as those before it, from *at*."""
        first, last, after, count = lines[at], lines[end - 1], lines[end], end - at
        if after.table is not None:
            return False
        step = after.base - last.base
        usual = leading.get(round(first.size), _LEADING * first.size)
        if self._begins_heading(first, last, after, left, right):
            return False
        if step < -1 or step > 1.32 * usual + 0.6 or abs(after.size - first.size) > 0.8:
            return False
        ended = SENTENCE_END.search(text_without_marks(last.text)) is not None
        short = last.right < right - 0.22 * (right - left)
        if (found := self._marker(after)) is not None:
            lists = found.style in ("bullet", "glyph", "bracket")
            begins = not found.readings or any(place <= 1 for _, place in found.readings)
            if lists or short or marker or (ended and (begins or step > 1.12 * usual)):
                return False
        if (first.bold != after.bold or after.colour != first.colour) and (
            first.bold != last.bold or count == 1 or after.bold
        ):
            whole = short or last.bold != after.bold
            if whole and not (after.text[:1].islower() and not short):
                return False
        if marker is not None:
            hang = first.start - 2 if first.start - first.left > _INDENT else first.left - _SAME
            if after.left < first.left - _SAME:
                return False
            if after.left < hang and count > 1 and lines[at + 1].left >= hang:
                return False
            return not (ended and short and after.left < hang)
        if ended and after.left > last.left + 8 and after.left > left + 8:
            return False
        if abs(after.left - first.left) > 8 and count > 1 and ended and short:
            return False
        return not (ended and short and step > 1.12 * usual)


def _unmarked(text: str, marker: Marker) -> str:
    return text[marker.length :].lstrip()


def usual_leadings(pages: Iterable[Sequence[Segment]]) -> dict[int, float]:
    """How far lines of a size are apart in the document, as most paragraphs have it."""
    steps: dict[int, Counter[float]] = {}
    for lines in pages:
        for before, after in pairwise(lines):
            step = after.base - before.base
            if (
                abs(before.size - after.size) < _ALIKE
                and abs(before.left - after.left) < _SAME
                and 0.9 * after.size < step < 2.2 * after.size
            ):
                size = round(after.size)
                steps.setdefault(size, Counter())[round(2 * step) / 2] += before.count
    return {size: each.most_common(1)[0][0] for size, each in steps.items()}


def _low(steps: list[float]) -> float:
    return sorted(steps)[int(0.3 * len(steps))]


def _with_markers(lines: list[Segment]) -> list[Segment]:
    """Bullets and numbers put together with the words that they are before."""
    found: list[Segment] = []
    for row in rows_of(lines):
        at = 0
        while at < len(row):
            line = row[at]
            if at + 1 < len(row):
                text = text_without_marks(line.text)
                after = row[at + 1]
                near = after.left - line.right < 5.5 * max(line.size, 8)
                alike = line.look == after.look and re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){0,4}", text)
                heading = alike and (line.bold or line.size > 11.5)
                lone = len(text) < 14 and (
                    heading or text == "o" or marker_at(with_plain_bullet(f"{text} x"))
                )
                if near and lone:
                    row[at + 1] = merged(line, after)
                    at += 1
                    continue
            found.append(line)
            at += 1
    return found


def _merged_rows(lines: list[Segment]) -> list[Segment]:
    """Words that white space cut, as in a justified heading, put together again."""
    found: list[Segment] = []
    plain = [each for each in lines if each.table is None]
    for row in rows_of(plain, 1.5):
        for at, each in enumerate(row):
            before = found[-1] if at else None
            if (
                before is not None
                and abs(before.size - each.size) < 0.6
                and 0 <= each.left - before.right < 3.2 * each.size
                and before.bold == each.bold
            ):
                found[-1] = merged(before, each)
            else:
                found.append(each)
    found += [each for each in lines if each.table is not None]
    return sorted(found, key=lambda each: (round(each.base / 2), each.left))
