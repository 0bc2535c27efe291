"""Which lines of a plain text are headings, and what its lines are like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.laid import Kind, LaidBlock
from guidegraph.importers.documents.profiles.matching import announces
from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.importers.documents.text.announced import announced_in
from guidegraph.importers.documents.text.contents_lines import listed_contents
from guidegraph.importers.documents.text.lines import ENDS, Line, fits_after
from guidegraph.importers.documents.text.notes import (
    NOTE,
    listed_references,
    mark_of,
    plain_notes,
)
from guidegraph.importers.documents.text.series import series_heads
from guidegraph.language.enumeration import marker_at, numbered


__all__ = ["CODE", "RULE", "HeadingLines", "leader"]

_HEAD_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})\.?\s{1,4}[^\W\d_]")
RULE = re.compile(r"([=\-*~^\"+#`:.'_])\1{2,}")
"""A line that underlines a title, or divides a text."""
CODE = re.compile(r"[{}<>=|$#;\\]|\s{3}\S|^--?\w")
"""What program code has and prose has not."""
_TITLE_END = re.compile(r"[.;,]$")
_PAGE_AT_END = re.compile(r"(?<![\w-])(?:\d{1,5}|[ivxlc]{1,7})$")
_FEWEST: Final = 3
_LONGEST_PAGE: Final = 9
_DOTS: Final = 4  # of a leader in a contents list
_NEAR: Final = 3  # characters by which an underline may be longer or shorter
_MOST_WORDS: Final = 12  # of a heading by itself
_FEW_WORDS: Final = 8  # of a heading that is written as a sentence is
_FULL: Final = 0.8
_MOST_LINES: Final = 3  # of a heading that a word announces
_AROUND: Final = 12  # lines
_SHORT: Final = 0.75  # of the width of a text: a line that was not full
_LONGEST_HEADING: Final = 100


def leader(words: str) -> tuple[str, str] | None:
    """The title and page of a line of a contents list, with dots between them."""
    page = _PAGE_AT_END.search(words, max(0, len(words) - _LONGEST_PAGE))
    if page is None:
        return None
    before = words[: page.start()].rstrip()
    if before[-1:] != ".":
        return None
    title = before.rstrip(". ")
    return (title, page[0]) if before.count(".", len(title)) >= _DOTS else None


def _is_upper(words: str) -> bool:
    """Whether a heading is in capitals, at least its name after the word that announces it."""
    return (words.rpartition(": ")[2] or words).isupper()


def _is_listed(words: str) -> bool:
    """Whether a text is the first entry of a list."""
    marker = marker_at(words)
    return marker is not None and (marker.style in ("bullet", "glyph") or marker.first)


def _is_numbered(line: Line) -> bool:
    found = numbered(line.words) if len(line.words) <= _LONGEST_HEADING else None
    return found is not None and "." in found.notation


def _comes_after(one: str, other: str) -> bool:
    """Whether a number with points comes directly after another: 2 or 1.1 after 1."""
    first, second = ([int(part) for part in each.split(".")] for each in (one, other))
    if second == [*first, 1]:
        return True
    last = len(second) - 1
    return last < len(first) and second == [*first[:last], first[last] + 1]


class HeadingLines:
    """
    The lines of a text, and how to tell its headings.

    Attributes:
        lines: those that are content.
        width: the length that nine of ten lines do not exceed.
        body: the indent of most lines.
        notes: the marks of the footnotes.
        plain_notes: the footnotes with a plain number in front.
        contents: the lines of contents lists that others repeat, with the titles of the lists.
        references: the lines that begin an entry of a list of references.
        announced: the lines with headings that a word announces.
        headed: the lines that others of their kind show to be headings.
    """

    def __init__(self, lines: Sequence[Line], profile: LayoutProfile | None) -> None:
        self.lines = lines
        full = sorted(len(line.text) for line in lines if line.words)
        self.width = full[len(full) * 9 // 10] if full else 0
        indents = [line.indent for line in lines if line.words]
        self.body = Counter(indents).most_common(1)[0][0] if indents else 0
        self.plain_notes = plain_notes(lines)
        self.contents = listed_contents(lines)
        self.references = listed_references(lines)
        self.notes = self.plain_notes.marks | {
            mark_of(found)
            for at, line in enumerate(lines)
            if self.is_blank(at - 1)
            and at not in self.references
            and (found := NOTE.match(line.words))
        }
        self.announced = announced_in(lines)
        if profile is not None:
            self.announced |= {
                at for at, line in enumerate(lines) if announces(profile, line.words)
            }
        self.headed = frozenset(
            (*self._numbered_heads(), *self._hanging_heads(), *series_heads(lines, self.body))
        )
        self._underlined = any(self.underline(at) for at in range(len(lines)))
        self._structured = self._underlined or sum(map(_is_numbered, lines)) > _NEAR

    def is_blank(self, at: int) -> bool:
        return not 0 <= at < len(self.lines) or not self.lines[at].words

    def begins(self, at: int) -> bool:
        """Whether a paragraph begins with a line for sure."""
        return self.is_blank(at - 1) or self.lines[at].turned or at - 1 in self.headed

    def underline(self, at: int) -> str:
        """The sign that a line is underlined with."""
        if self.is_blank(at) or self.is_blank(at + 1):
            return ""
        title, under = self.lines[at], self.lines[at + 1]
        found = RULE.fullmatch(under.words)
        near = abs(len(under.words) - len(title.words)) <= _NEAR
        return found[1] if found and near and not RULE.fullmatch(title.words) else ""

    def _numbered_heads(self) -> Iterator[int]:
        """Short lines with numbers in sequence over lines of prose, without blank lines."""
        found: list[tuple[int, str]] = []
        for at, line in enumerate(self.lines[:-1]):
            number = _HEAD_NUMBER.match(line.words)
            after = self.lines[at + 1]
            if (
                number is not None
                and len(line.text) <= min(self.width // 2, _LONGEST_HEADING)
                and after.words
                and not ENDS.search(line.words)
                and fits_after(line, after, self.width)
            ):
                found.append((at, number[1]))
        if len(found) < _FEWEST:
            return
        follows = sum(_comes_after(one, other) for (_, one), (_, other) in pairwise(found))
        prose = sum(len(self.lines[at + 1].text) >= self.width * _SHORT for at, _ in found)
        if follows >= 0.7 * (len(found) - 1) and prose >= 0.6 * len(found):
            yield from (at for at, _ in found)

    def _hanging_heads(self) -> Iterator[int]:
        """Lines in capitals at the margin, over text that is set off from it."""
        found = [
            at
            for at, line in enumerate(self.lines[:-1])
            if line.text[:1].isupper()
            and len(line.text) <= _LONGEST_HEADING
            and line.words.isupper()
            and self.is_blank(at - 1)
            and self.lines[at + 1].indent >= _FEWEST
            and not ENDS.search(line.words)
        ]
        if len(found) >= _FEWEST and self.body:
            yield from found

    def length(self, at: int, before: LaidBlock | None) -> int:
        """How many lines at a place are a heading without an underline; 0 if none."""
        line = self.lines[at]
        words = line.words
        if at in self.announced:
            return self._announced_length(at)
        if at in self.headed:
            return 1
        if not self.begins(at) or len(words) > _LONGEST_HEADING or _TITLE_END.search(words):
            return 0
        marker = marker_at(words)
        if marker is not None and marker.style in ("bullet", "glyph", "bracket"):
            return 0
        found = numbered(words)
        if line.indent <= self.body and found is not None and found.clear and not self._underlined:
            if not found.label[0].isupper():
                return 0
            if self.is_blank(at + 1):
                return 1 if self._stands_out(at, found.notation) else 0
            after = self.lines[at + 1]
            if (
                self.is_blank(at + 2)
                and after.indent > line.indent
                and marker_at(after.words) is None
            ):
                return 2
            return 0
        if words.endswith(":") or marker is not None:
            return 0
        if not self.is_blank(at + 1):
            return self._cut_short(at)
        few = len(words.split()) <= _MOST_WORDS
        out = line.indent < self.body
        titled = (
            line.indent == self.body
            and not self._underlined
            and (
                words.isupper()
                or sum(w[0].isupper() for w in words.split()) * 2 > len(words.split())
            )
        )
        if few and (out or titled) and words[0].isupper():
            return 1
        return self._sentence_case(at, before)

    def _cut_short(self, at: int) -> int:
        """1 if a line was ended for a heading: the first word of the next line had room on it."""
        line, after = self.lines[at], self.lines[at + 1]
        words = line.words.split()
        short = (
            len(words) <= _MOST_WORDS // 2
            and line.words[0].isupper()
            and not ENDS.search(line.words)
            and len(line.text) <= self.width_at(at) // 2
        )
        prose = (
            after.words[0].isupper()
            and after.indent == line.indent
            and len(after.text) >= self.width_at(at) * _SHORT
            and at not in self.plain_notes.lines
            and "\t" not in after.words
            and marker_at(after.words) is None
        )
        return int(short and prose and not self._underlined and not CODE.search(line.words))

    def _sentence_case(self, at: int, before: LaidBlock | None) -> int:
        """How many lines a heading has that is written as a sentence is, without a stop."""
        end = at
        while end < min(at + 3, len(self.lines)) and self.lines[end].words:
            end += 1
        text = " ".join(line.words for line in self.lines[at:end])
        after = end
        while after < len(self.lines) and not self.lines[after].words:
            after += 1
        if self._structured or end - at > 2 or after >= len(self.lines) or before is None:
            return 0
        prose = " ".join(line.words for line in self.lines[after : after + 2])
        plain = before.kind in (Kind.PARAGRAPH, Kind.ENTRY, Kind.HEADING, Kind.NOTE)
        good = (
            plain
            and (before.kind is not Kind.PARAGRAPH or bool(ENDS.search(before.words.text)))
            and not before.words.text.endswith(":")
            and text[0].isupper()
            and 2 <= len(text.split()) <= _FEW_WORDS
            and not ENDS.search(text)
            and text[-1].isalnum()
            and not CODE.search(text)
            and all(line.indent == self.body for line in self.lines[at:end])
            and len(self.lines[end - 1].text) <= self.width_at(at) * _FULL
            and (_is_listed(prose) or (prose[0].isupper() and len(prose) > 1.5 * len(text)))
            and not leader(prose)
        )
        return end - at if good else 0

    def _announced_length(self, at: int) -> int:
        """How many lines an announced heading has: up to a blank line or the next heading."""
        end = at + 1
        while end < min(at + _MOST_LINES, len(self.lines)) and self._is_rest(at, end):
            end += 1
        over = end < len(self.lines) and end == at + _MOST_LINES and self._is_rest(at, end)
        return 1 if over else end - at

    def _is_rest(self, at: int, here: int) -> bool:
        line, before = self.lines[here], self.lines[here - 1]
        return (
            bool(line.words)
            and not line.turned
            and here not in self.announced
            and marker_at(line.words) is None
            and (line.words.isupper() or not _is_upper(self.lines[at].words))
            and (line.words[0].islower() or not fits_after(before, line, self.width_at(at)))
        )

    def width_at(self, at: int) -> int:
        """The length of the longest line of the paragraphs near a line."""
        near = self.lines[max(0, at - _AROUND) : at + _AROUND]
        return max(len(line.text) for line in near)

    def _stands_out(self, at: int, notation: str) -> bool:
        """Whether a numbered line is a heading, and not an entry of a list with blank lines."""
        line = self.lines[at]
        return line.indent < self.body or "." in notation or line.indent == 0

    def term_length(self, at: int) -> int:
        """How many lines a term has, over a block with a deeper indent; 0 if it is none."""
        if self.is_blank(at + 1) or not self.begins(at):
            return 0
        if self._is_term(at):
            return 1
        line, after = self.lines[at], self.lines[at + 1]
        long = len(line.text) >= self.width * _SHORT and after.indent == line.indent
        return 2 if long and self._is_term(at + 1) else 0

    def _is_term(self, at: int) -> bool:
        """Whether a line by itself is the last of a term."""
        if self.is_blank(at + 1):
            return False
        line, after = self.lines[at], self.lines[at + 1]
        return (
            after.indent >= line.indent + 2
            and len(line.text) < self.width * _SHORT
            and not line.words.endswith((",", ";", "."))
            and marker_at(after.words) is None
            and (self.is_blank(at + 2) or self.lines[at + 2].indent == after.indent)
        )
