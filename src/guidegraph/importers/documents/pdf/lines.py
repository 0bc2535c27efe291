"""Lines of a page: characters on one base line, cut where a gap shows that other words begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, TypeAlias

from guidegraph.importers.documents.laid import Style, Words


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import DrawnRule, Glyph
    from guidegraph.importers.documents.pdf.tables import PrintedTable


__all__ = [
    "SENTENCE_END",
    "Look",
    "Segment",
    "mark_in_front",
    "marks_in",
    "merged",
    "rows_of",
    "segments",
    "text_without_marks",
    "with_plain_bullet",
    "words_from",
]

SENTENCE_END = re.compile(r"[.!?:;”\"’')\]]\s*$")
"""The end of a line where a sentence, or what is like one, may end."""

Look: TypeAlias = tuple[float, bool, bool, str]
"""The size of words, whether they are bold and italic, and their colour."""

_SMALL: Final = 0.78
_RAISED: Final = 0.75  # of the size of the line
_LOWERED: Final = 0.4
_LONGEST_SIGN: Final = 10
_MARK_BEGIN, _MARK_END = "\ue000", "\ue001"  # around the mark of a note, inside a text
_MARK = re.compile(f"{_MARK_BEGIN}([^{_MARK_END}]*){_MARK_END}")
_NOTE = re.compile(r"[\d*†‡§]{1,4}")
_MOST: Final = 0.9
_FIXED = re.compile(r"mono|courier|consol|typewr|menlo|terminal|cmtt|lmtt|txtt", re.IGNORECASE)
_SEVERAL: Final = 6
_BULLETS = re.compile(r"[\uf000-\uf0ff■□▶►▸➢➤❖✓✔✦✧❑❒◆◇⁃∙](?=\s)")
_TO_UNFIT = dict.fromkeys([*range(0x7F, 0xA0), 0x200B, 0xFEFF, *range(0xE000, 0xE002)])


@dataclass(slots=True)
class Segment:
    """
    Words that stand together on a line.

    *start* is where the second word begins, *text* has the marks of notes between two signs that
    `words_from` takes out again. *fixed* if all characters are as wide as each other, as in code
    and what machines print. A *table* takes part in the order of reading as a segment.
    """

    page: int
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    text: str
    font: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = ""
    start: float = 0.0
    count: int = 0
    fixed: bool = False
    table: PrintedTable | None = None

    @property
    def look(self) -> Look:
        """What makes two lines look alike."""
        return round(self.size * 2) / 2, self.bold, self.italic, self.colour

    def style(self) -> Style:
        """As a style of a block."""
        letters = [each for each in self.text if each.isalpha()]
        return Style(
            font=self.font,
            size=round(self.size, 1),
            bold=self.bold,
            italic=self.italic,
            capitals=len(letters) > 1 and all(map(str.isupper, letters)),
            colour=self.colour,
            indent=round(self.left, 1),
        )


def segments(
    glyphs: Iterable[Glyph], page: int, verticals: Sequence[DrawnRule] = ()
) -> list[Segment]:
    """The segments that characters of a page make, with upright rules between them."""
    rows = _base_lines(glyphs)
    _join_raised(rows)
    verticals = sorted(verticals, key=lambda rule: rule.at)
    places = [rule.at for rule in verticals]
    found: list[Segment] = []
    for row in rows:
        if row:
            row.sort(key=lambda glyph: glyph.left)
            found += (_segment(part, page) for part in _cut(row, verticals, places))
    found.sort(key=lambda each: (each.base, each.left))
    return found


def _base_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: (each.base, each.left)):
        for row in rows[-1:-6:-1]:
            if abs(row[0].base - glyph.base) <= max(0.8, 0.18 * glyph.size):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
    return rows


def _join_raised(rows: list[list[Glyph]]) -> None:
    """Put small signs above or below a line into it."""
    sizes = [median(glyph.size for glyph in row) for row in rows]
    for at, row in enumerate(rows):
        near = [*range(max(0, at - 3), at), *range(at + 1, min(len(rows), at + 4))]
        for other in near:
            target = rows[other]
            if not target or not row or sizes[other] <= sizes[at] / _SMALL:
                continue
            distance = row[0].base - target[0].base
            if not -_RAISED * sizes[other] <= distance <= _LOWERED * sizes[other]:
                continue
            target.sort(key=lambda glyph: glyph.left)
            lefts = [glyph.left for glyph in target]
            room = max(2.0, 0.35 * sizes[other])
            kept: list[Glyph] = []
            for run in _runs(row):
                place = bisect_left(lefts, run[0].left)
                after = bisect_left(lefts, run[-1].left)
                beside = (place and -1.5 <= run[0].left - target[place - 1].right <= room) or (
                    after < len(lefts) and -1 <= target[after].left - run[-1].right <= room
                )
                if beside and len(run) <= _LONGEST_SIGN:
                    for glyph in run:
                        glyph.raised = distance < 0
                    target += run
                else:
                    kept += run
            row[:] = kept


def _runs(row: list[Glyph]) -> list[list[Glyph]]:
    """Signs that stand close together."""
    row.sort(key=lambda glyph: glyph.left)
    runs: list[list[Glyph]] = []
    for glyph in row:
        if runs and glyph.left - runs[-1][-1].right <= 1:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _cut(
    row: list[Glyph], verticals: Sequence[DrawnRule], places: Sequence[float]
) -> list[list[Glyph]]:
    size = median(glyph.size for glyph in row)
    gaps = [after.left - before.right for before, after in pairwise(row)]
    usual = min((gap for gap in gaps if gap > 0.18 * size), default=0.25 * size)
    widest = max(0.9 * size, min(2.2 * usual, 1.8 * size))
    parts = [[row[0]]]
    for before, after, gap in zip(row, row[1:], gaps, strict=False):
        if gap > widest or (
            gap > 0.2 * size and _ruled(before, after, row[0].base - 0.4 * size, verticals, places)
        ):
            parts.append([after])
        else:
            parts[-1].append(after)
    return parts


def _ruled(
    before: Glyph,
    after: Glyph,
    middle: float,
    verticals: Sequence[DrawnRule],
    places: Sequence[float],
) -> bool:
    for place in range(bisect_left(places, before.right - 0.5), len(places)):
        if places[place] > after.left + 0.5:
            return False
        if verticals[place].start <= middle <= verticals[place].end:
            return True
    return False


def _segment(glyphs: list[Glyph], page: int) -> Segment:
    main = [glyph for glyph in glyphs if not glyph.raised] or glyphs
    looks = Counter((round(each.size, 1), each.look.font, each.look.colour) for each in main)
    (size, font, colour), _ = looks.most_common(1)[0]
    text, start = _text(glyphs)
    return Segment(
        page=page,
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs[-3:]),
        top=min(glyph.top for glyph in main),
        bottom=max(glyph.bottom for glyph in main),
        base=main[0].base,
        size=size,
        text=text,
        font=font,
        bold=sum(each.look.bold for each in main) > _MOST * len(main),
        italic=sum(each.look.italic for each in main) > _MOST * len(main),
        colour=colour,
        start=start,
        count=len(main),
        fixed=_is_fixed(main),
    )


def _is_fixed(glyphs: list[Glyph]) -> bool:
    """Whether characters are as wide as each other, or their fonts' names say so."""
    if all(_FIXED.search(glyph.look.font) for glyph in glyphs):
        return True
    letters = {glyph.text for glyph in glyphs if glyph.text.isalpha()}
    widths = [glyph.right - glyph.left for glyph in glyphs]
    return len(letters) >= _SEVERAL and max(widths) - min(widths) < 0.02 * glyphs[0].size


def _text(glyphs: list[Glyph]) -> tuple[str, float]:
    parts: list[str] = []
    start = glyphs[0].left
    words = 0
    before: Glyph | None = None
    at = 0
    while at < len(glyphs):
        glyph = glyphs[at]
        gap = glyph.left - before.right if before is not None else 0.0
        if before is not None and (
            gap > max(0.16 * min(glyph.size, before.size), 0.8)
            or (glyph.spaced and gap > -0.25 * glyph.size)
        ):
            parts.append(" ")
            words += 1
            if words == 1:
                start = glyph.left
        if glyph.raised:
            end = at + 1
            while end < len(glyphs) and glyphs[end].raised:
                end += 1
            sign = "".join(each.text for each in glyphs[at:end])
            number = before is not None and before.text.isdigit()
            number = number and not _is_year(glyphs[max(0, at - 4) : at])
            noted = _NOTE.fullmatch(sign) and not number
            parts.append(f"{_MARK_BEGIN}{sign}{_MARK_END}" if noted else sign)
            before, at = glyphs[end - 1], end
            continue
        parts.append(glyph.text)
        before, at = glyph, at + 1
    return "".join(parts), start


def rows_of(segments: Iterable[Segment], apart: float = 2.2) -> list[list[Segment]]:
    """Segments on one line together, from the top, each row from the left."""
    rows: list[list[Segment]] = []
    for each in sorted(segments, key=lambda segment: (segment.base, segment.left)):
        if rows and abs(rows[-1][0].base - each.base) < apart:
            rows[-1].append(each)
        else:
            rows.append([each])
    for row in rows:
        row.sort(key=lambda segment: segment.left)
    return rows


def merged(one: Segment, other: Segment) -> Segment:
    """Two segments of one line as one."""
    return replace(
        other if other.count > one.count else one,
        left=one.left,
        right=other.right,
        top=min(one.top, other.top),
        bottom=max(one.bottom, other.bottom),
        text=f"{one.text} {other.text}",
        start=one.start if " " in one.text else other.left,
        count=one.count + other.count,
    )


def text_without_marks(text: str) -> str:
    """The words of a text, without the marks of notes in it."""
    return " ".join(_MARK.sub("", text).split())


def mark_in_front(text: str) -> tuple[str, str] | None:
    """The raised mark that a text begins with, and the rest."""
    found = _MARK.match(text)
    return None if found is None else (found[1], text[found.end() :].lstrip())


def marks_in(text: str) -> list[str]:
    """The marks of notes in a text."""
    return _MARK.findall(text)


def with_plain_bullet(text: str) -> str:
    """
    A text with its bullet, if it has one in front, as the usual sign.

    >>> with_plain_bullet("❖ Listen first")
    '• Listen first'
    """
    return _BULLETS.sub("•", text, count=1) if _BULLETS.match(text) else text


def words_from(text: str, known: Iterable[str] = ()) -> Words:
    """
    A text as words: the marks of *known* notes are taken out, others stay in the text.

    >>> words_from("Peers\ue0001\ue001 help 10\ue0002\ue001.", ["1"])
    Words(text='Peers help 102.', links=(), notes=(('1', 5),))
    """
    marks = frozenset(known)
    done, at = "", 0
    notes: list[tuple[str, int]] = []
    for found in _MARK.finditer(text):
        done += text[at : found.start()].translate(_TO_UNFIT)
        at = found.end()
        if found[1] in marks:
            done = done.rstrip()
            notes.append((found[1], len(done)))
        else:
            done += found[1]
    return Words(text=done + text[at:].translate(_TO_UNFIT), notes=tuple(notes))


def as_mark(sign: str) -> str:
    """A sign as the mark of a note inside a text."""
    return f"{_MARK_BEGIN}{sign}{_MARK_END}"


def whole_marks(text: str) -> str:
    """A text in which raised signs one after the other are one mark."""
    return re.sub(f"{_MARK_END} ?{_MARK_BEGIN}", "", text)


def _is_year(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters are four digits: a raised digit after them is no power."""
    return re.fullmatch(r"\d{4}", "".join(each.text for each in glyphs)) is not None
