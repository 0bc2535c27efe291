"""The blocks of a plain text: what its blank lines, indents, underlines and marks make of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.laid import (
    Bookmark,
    Cell,
    Kind,
    Laid,
    LaidBlock,
    LaidReason,
    LaidRow,
    Style,
    Words,
)
from guidegraph.importers.documents.profiles.apply import announces, is_furniture
from guidegraph.importers.documents.profiles.choice import chosen
from guidegraph.importers.documents.profiles.profile import Profile
from guidegraph.importers.documents.text.announced import ANNOUNCED, announced_in, levels_of
from guidegraph.importers.documents.text.emphasis import words_of
from guidegraph.importers.documents.text.lines import (
    ENDS,
    Line,
    content_lines,
    fits_after,
    lines_of,
)
from guidegraph.importers.documents.text.notes import NOTE, PLAIN, mark_of, plain_notes
from guidegraph.importers.documents.text.rejoined import Span, rejoined
from guidegraph.importers.documents.text.tables import rules_in, table_at
from guidegraph.importers.documents.text.titles import with_terms, with_title
from guidegraph.importers.importer import Document
from guidegraph.language.enumeration import Marker, marker_at, numbered
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = ["read_text"]

_UNDERLINE = re.compile(r"([=\-*~^\"+#`:.'_])\1{2,}")
_PAGE_AT_END = re.compile(r"(?<![\w-])(?:\d{1,5}|[ivxlc]{1,7})$")
_TABBED_PAGE = re.compile(r"\S.{0,300}\t\d{1,5}$")
_SECTION = re.compile(
    r"(?:(?:appendix|annex|chapter|part)\s)?(\d{1,3}(?:\.\d{1,3}){0,7}|[A-Z](?:\.\d{1,3}){0,6})[.)]?(?::|\s)",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"[.;,]$")
_CODE = re.compile(r"[{}<>=|$#;\\]|\s{3,}\S|^--?\w")
_LONGEST_HEADING: Final = 100
_LONGEST_PAGE: Final = 9
_DOTS: Final = 4  # of a leader in a contents list
_NEAR: Final = 3  # characters by which an underline may be longer or shorter
_MOST_WORDS: Final = 12  # of a heading by itself
_FEW_WORDS: Final = 8  # of a heading that is written as a sentence is
_FULL: Final = 0.8
_MOST_LINES: Final = 3  # of a heading that a word announces
_AROUND: Final = 12  # lines
_SHORT: Final = 0.75  # of the width of a text: a line that was not full


def read_text(document: Document, text: str) -> Laid:
    """The laid-out document that a plain text is."""
    profile = chosen(document.profile, text)
    lines = lines_of(text)
    if profile is not None:
        lines = [
            replace(line, why=rule.what)
            if line.words and (rule := is_furniture(profile.furniture, line.words))
            else line
            for line in lines
        ]
    reader = _Reader(document.path, content_lines(lines), profile)
    found = reader.read()
    out = [
        LaidBlock(
            kind=Kind.FURNITURE,
            words=Words(text=" ".join(line.words.split())),
            place=_place(document.path, line),
            reasons=(LaidReason(decision=GuessKind.FURNITURE, why=line.why, confidence=0.95),),
        )
        for line in lines
        if line.why
    ]
    blocks = sorted([*found, *out], key=lambda block: block.place.line)
    return Laid(
        path=document.path,
        blocks=blocks,
        pages=lines[-1].page or None,
        bookmarks=reader.bookmarks,
    )


def _place(path: str, line: Line) -> Place:
    return Place(path=path, line=line.number)


def _leader(words: str) -> tuple[str, str] | None:
    """The title and page of a line of a contents list, with dots between them."""
    page = _PAGE_AT_END.search(words, max(0, len(words) - _LONGEST_PAGE))
    if page is None:
        return None
    before = words[: page.start()].rstrip()
    if before[-1:] != ".":
        return None
    title = before.rstrip(". ")
    return (title, page[0]) if before.count(".", len(title)) >= _DOTS else None


def _is_numbered(line: Line) -> bool:
    found = numbered(line.words) if len(line.words) <= _LONGEST_HEADING else None
    return found is not None and "." in found.notation


class _Reader:
    """Reads blocks from lines; `blocks` and `bookmarks` are what it found."""

    def __init__(self, path: str, lines: Sequence[Line], profile: Profile | None) -> None:
        self.path = path
        self.lines = lines
        self.blocks: list[LaidBlock] = []
        self._spans: list[Span | None] = []
        self.bookmarks: list[Bookmark] = []
        self._vocabulary = WordStock()
        for line in lines:
            self._vocabulary.add(line.words)
        full = sorted(len(line.text) for line in lines if line.words)
        self._width = full[len(full) * 9 // 10] if full else 0
        indents = [line.indent for line in lines if line.words]
        self._body = Counter(indents).most_common(1)[0][0] if indents else 0
        self._signs: list[str] = []  # of underlines, in the order of their levels
        self._lists: list[tuple[int, str]] = []  # the open entries: indent, style
        self._plain_notes = plain_notes(lines)
        self._notes = self._plain_notes.marks | {
            mark_of(found)
            for at, line in enumerate(lines)
            if self._is_blank(at - 1) and (found := NOTE.match(line.words))
        }
        self._announced = announced_in(lines)
        if profile is not None:
            self._announced |= {
                at for at, line in enumerate(lines) if announces(profile, line.words)
            }
        self._kinds: list[tuple[int, str]] = []  # the headings without a number or underline
        self._underlined = any(self._underline(at) for at in range(len(lines)))
        self._structured = self._underlined or sum(map(_is_numbered, lines)) > _NEAR
        self._rules = rules_in(lines)
        self._defined: int | None = None  # the indent of a term that is open

    def read(self) -> list[LaidBlock]:
        """The blocks of all lines."""
        at = 0
        while at < len(self.lines):
            at = self._read(at) if self.lines[at].words else at + 1
        levels = levels_of([kind for _, kind in self._kinds])
        for at, kind in self._kinds:
            if levels[kind]:
                self.blocks[at] = replace(self.blocks[at], level=1 + levels[kind])
        return with_terms(with_title(rejoined(self.blocks, self._spans, self._vocabulary)))

    def _is_blank(self, at: int) -> bool:
        return not 0 <= at < len(self.lines) or not self.lines[at].words

    def _begins(self, at: int) -> bool:
        """Whether a paragraph begins with a line for sure."""
        return self._is_blank(at - 1) or self.lines[at].turned

    def _gap(self, at: int) -> float:
        first = at
        while first and not self.lines[first - 1].words:
            first -= 1
        return float(at - first)

    def _underline(self, at: int) -> str:
        """The sign that a line is underlined with."""
        if self._is_blank(at) or self._is_blank(at + 1):
            return ""
        title, under = self.lines[at], self.lines[at + 1]
        found = _UNDERLINE.fullmatch(under.words)
        near = abs(len(under.words) - len(title.words)) <= _NEAR
        return found[1] if found and near and not _UNDERLINE.fullmatch(title.words) else ""

    def _read(self, at: int) -> int:
        line = self.lines[at]
        if _UNDERLINE.fullmatch(line.words):
            over = self._underline(at + 1)
            if over and over == line.words[0]:
                self._heading(at + 1, 1, over * 2)
                return at + 3
            return max(self._table(at), at + 1)
        if self._begins(at) and (sign := self._underline(at)):
            self._heading(at, 1, sign)
            return at + 2
        if (leader := _leader(line.words)) or self._is_tabbed_contents(at):
            return self._contents(at, leader)
        if (end := self._table(at)) > at:
            return end
        return self._paragraph(at)

    # -- headings ---------------------------------------------------------------

    def _word(self, at: int) -> str:
        """The word that announces a heading."""
        found = ANNOUNCED.fullmatch(self.lines[at].words)
        return found["word"].casefold() if found else ""

    def _level(self, words: str, sign: str) -> int:
        if sign:
            if sign not in self._signs:
                self._signs.append(sign)
            return self._signs.index(sign) + 1
        found = _SECTION.match(words)
        return found[1].count(".") + 1 if found else 1

    def _heading(self, at: int, count: int, sign: str = "", confidence: float = 0.95) -> None:
        lines = self.lines[at : at + count]
        text, joins = self._vocabulary.joined(line.words for line in lines)
        why = "underlined" if sign else "a numbered line by itself"
        if at in self._announced:
            why = "announced as others are"
            self._kinds.append((len(self.blocks), self._word(at)))
        elif not sign and not _SECTION.match(text):
            why = "a short line by itself"
            self._kinds.append((len(self.blocks), ""))
        self._add(
            Kind.HEADING,
            at,
            words_of(text, self._notes),
            level=1 if at in self._announced else self._level(text, sign),
            reasons=(
                LaidReason(decision=GuessKind.HEADING, why=why, confidence=confidence),
                *joins,
            ),
        )
        self._lists.clear()
        self._defined = None

    def _heading_length(self, at: int) -> int:
        """How many lines at a place are a heading without an underline; 0 if none."""
        line = self.lines[at]
        words = line.words
        if at in self._announced:
            return self._announced_length(at)
        if not self._begins(at) or len(words) > _LONGEST_HEADING or _TITLE_END.search(words):
            return 0
        marker = marker_at(words)
        if marker is not None and marker.style in ("bullet", "glyph", "bracket"):
            return 0
        found = numbered(words)
        if line.indent <= self._body and found is not None and found.clear and not self._underlined:
            if not found.label[0].isupper():
                return 0
            if self._is_blank(at + 1):
                return 1 if self._stands_out(at, found.notation) else 0
            after = self.lines[at + 1]
            if (
                self._is_blank(at + 2)
                and after.indent > line.indent
                and marker_at(after.words) is None
            ):
                return 2
            return 0
        if words.endswith(":") or marker is not None:
            return 0
        if not self._is_blank(at + 1):
            return self._cut_short(at)
        few = len(words.split()) <= _MOST_WORDS
        out = line.indent < self._body
        titled = (
            line.indent == self._body
            and not self._underlined
            and (
                words.isupper()
                or sum(w[0].isupper() for w in words.split()) * 2 > len(words.split())
            )
        )
        if few and (out or titled) and words[0].isupper():
            return 1
        return self._sentence_case(at)

    def _cut_short(self, at: int) -> int:
        """1 if a line was ended for a heading: the first word of the next line had room on it."""
        line, after = self.lines[at], self.lines[at + 1]
        words = line.words.split()
        short = (
            len(words) <= _MOST_WORDS // 2
            and line.words[0].isupper()
            and not ENDS.search(line.words)
            and len(line.text) <= self._width_at(at) // 2
        )
        prose = (
            after.words[0].isupper()
            and after.indent == line.indent
            and len(after.text) >= self._width_at(at) * _SHORT
            and at not in self._plain_notes.lines
            and "\t" not in after.words
            and marker_at(after.words) is None
        )
        return int(short and prose and not self._underlined and not _CODE.search(line.words))

    def _sentence_case(self, at: int) -> int:
        """How many lines a heading has that is written as a sentence is, without a stop."""
        end = at
        while end < min(at + 3, len(self.lines)) and self.lines[end].words:
            end += 1
        text = " ".join(line.words for line in self.lines[at:end])
        after = end
        while after < len(self.lines) and not self.lines[after].words:
            after += 1
        before = self.blocks[-1] if self.blocks else None
        if self._structured or end - at > 2 or after >= len(self.lines) or before is None:
            return 0
        prose = " ".join(line.words for line in self.lines[after : after + 2])
        plain = before.kind in (Kind.PARAGRAPH, Kind.ENTRY, Kind.HEADING, Kind.NOTE)
        good = (
            plain
            and (before.kind is Kind.HEADING or bool(ENDS.search(before.words.text)))
            and not before.words.text.endswith(":")
            and text[0].isupper()
            and 2 <= len(text.split()) <= _FEW_WORDS
            and not ENDS.search(text)
            and text[-1].isalnum()
            and not _CODE.search(text)
            and all(line.indent == self._body for line in self.lines[at:end])
            and len(self.lines[end - 1].text) <= self._width_at(at) * _FULL
            and prose[0].isupper()
            and marker_at(prose) is None
            and len(prose) > 2 * len(text)
            and not _leader(prose)
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
            and here not in self._announced
            and marker_at(line.words) is None
            and (line.words[0].islower() or not fits_after(before, line, self._width_at(at)))
        )

    def _width_at(self, at: int) -> int:
        """The length of the longest line of the paragraphs near a line."""
        near = self.lines[max(0, at - _AROUND) : at + _AROUND]
        return max(len(line.text) for line in near)

    def _stands_out(self, at: int, notation: str) -> bool:
        """Whether a numbered line is a heading, and not an entry of a list with blank lines."""
        line = self.lines[at]
        return line.indent < self._body or "." in notation or line.indent == 0

    def _is_tabbed_contents(self, at: int) -> bool:
        return bool(_TABBED_PAGE.fullmatch(self.lines[at].words)) and any(
            0 <= near < len(self.lines) and _TABBED_PAGE.fullmatch(self.lines[near].words)
            for near in (at - 1, at + 1)
        )

    def _contents(self, at: int, leader: tuple[str, str] | None) -> int:
        line = self.lines[at]
        title, page = leader or line.words.rsplit("\t", 1)
        title = " ".join(title.split())
        self.bookmarks.append(
            Bookmark(
                title=title, level=self._level(title, ""), page=int(page) if page.isdecimal() else 0
            )
        )
        self._add(
            Kind.CONTENTS,
            at,
            Words(text=" ".join(line.words.split())),
            reasons=(LaidReason(decision=GuessKind.FURNITURE, why="contents list"),),
        )
        return at + 1

    # -- blocks -----------------------------------------------------------------

    def _table(self, at: int) -> int:
        rows, header, end = table_at(self.lines, at, self._rules)
        if not rows or end <= at:
            return at
        self._add(
            Kind.TABLE,
            at,
            Words(text=""),
            rows=tuple(
                LaidRow(
                    cells=tuple(Cell(blocks=tuple(self._in_cell(line, cell))) for cell in cells),
                    place=_place(self.path, line),
                    header=header and number == 0,
                )
                for number, (line, cells) in enumerate(rows)
            ),
        )
        return end

    def _in_cell(self, line: Line, cell: list[str]) -> list[LaidBlock]:
        parts = [cell] if "<" not in line.text else [[each] for each in cell]
        place = _place(self.path, line)
        found: list[LaidBlock] = []
        for part in parts:
            text = self._vocabulary.joined(part)[0]
            if text.startswith("• "):
                words = words_of(text[2:], self._notes)
                found.append(
                    LaidBlock(kind=Kind.ENTRY, words=words, place=place, level=0, mark="•")
                )
            elif text:
                words = words_of(text, self._notes)
                found.append(LaidBlock(kind=Kind.PARAGRAPH, words=words, place=place))
        return found

    def _paragraph(self, at: int) -> int:
        if count := self._heading_length(at):
            words = self.lines[at].words
            plain = at not in self._announced and numbered(words) is None and not words.isupper()
            self._heading(at, count, confidence=0.7 if plain else 0.8)
            return at + count
        line = self.lines[at]
        note = NOTE.match(line.words) if self._is_blank(at - 1) else None
        if note is None and at in self._plain_notes.lines:
            note = PLAIN.match(line.words)
        marker = None if note else marker_at(line.words, line.indent)
        if marker is not None and not self._is_entry(at, marker):
            marker = None
        end = at + 1
        while end < len(self.lines) and self._continues(at, end, marker):
            end += 1
        start = note.end() if note else marker.length if marker else 0
        first = line.words[start:].lstrip()
        text, joins = self._vocabulary.joined(
            [first, *(each.words for each in self.lines[at + 1 : end])]
        )
        if note:
            self._add(Kind.NOTE, at, words_of(text, self._notes), mark=mark_of(note), reasons=joins)
            return end
        if marker is not None:
            self._entry(at, end, marker, words_of(text, self._notes), joins)
            return end
        if end <= at + 2 and (lines := self._term_length(at)):
            end = at + lines
            text, joins = self._vocabulary.joined(each.words for each in self.lines[at:end])
            self._defined = line.indent
            why = LaidReason(
                decision=GuessKind.LIST, why="a line over a deeper block", confidence=0.8
            )
            self._lists.clear()
            self._add(Kind.TERM, at, words_of(text, self._notes), reasons=(why, *joins))
            return end
        kind = Kind.PARAGRAPH
        if self._defined is not None and line.indent > self._defined:
            kind = Kind.DEFINITION
        else:
            self._defined = None
        if line.indent > self._body and self._is_code(at, end):
            for each in range(at, end):
                self._add(Kind.CODE, each, Words(text=" ".join(self.lines[each].words.split())))
            return end
        while self._lists and line.indent <= self._lists[-1][0]:
            self._lists.pop()
        self._add(kind, at, words_of(text, self._notes), end=end, reasons=joins)
        return end

    def _is_code(self, at: int, end: int) -> bool:
        coded = sum(bool(_CODE.search(line.words)) for line in self.lines[at:end])
        return not self._lists and coded * 2 > end - at

    def _is_entry(self, at: int, marker: Marker) -> bool:
        if marker.style in ("bullet", "glyph", "bracket"):
            return len(self.lines[at].words) > marker.length
        return (
            marker.style in ("ordered", "clause", "letter")
            and bool(marker.length < len(self.lines[at].words))
            and (marker.style != "letter" or self._is_blank(at - 1))
        )

    def _continues(self, at: int, here: int, marker: Marker | None) -> bool:
        """Whether a line goes on with the paragraph that begins at another one."""
        line, first, before = self.lines[here], self.lines[at], self.lines[here - 1]
        if (
            not line.words
            or line.turned
            or here in self._announced
            or here in self._plain_notes.lines
            or _leader(line.words)
            or "\t" in line.words
        ):
            return False
        found = marker_at(line.words, line.indent)
        if found is not None and self._is_entry(here, found):
            bulleted = found.style in ("bullet", "glyph", "bracket")
            if bulleted or (marker is not None and line.indent <= first.indent):
                return False
            if found.first and before.words.endswith(":"):
                return False
        return not (marker is None and self._term_length(at) == here - at)

    def _term_length(self, at: int) -> int:
        """How many lines a term has, over a block with a deeper indent; 0 if it is none."""
        if self._is_blank(at + 1) or not self._is_blank(at - 1):
            return 0
        if self._is_term(at):
            return 1
        line, after = self.lines[at], self.lines[at + 1]
        long = len(line.text) >= self._width * _SHORT and after.indent == line.indent
        return 2 if long and self._is_term(at + 1) else 0

    def _is_term(self, at: int) -> bool:
        """Whether a line by itself is the last of a term."""
        if self._is_blank(at + 1):
            return False
        line, after = self.lines[at], self.lines[at + 1]
        return (
            after.indent >= line.indent + 2
            and len(line.text) < self._width * _SHORT
            and not line.words.endswith((",", ";", "."))
            and marker_at(after.words) is None
            and (self._is_blank(at + 2) or self.lines[at + 2].indent == after.indent)
        )

    def _entry(
        self, at: int, end: int, marker: Marker, words: Words, joins: tuple[LaidReason, ...]
    ) -> None:
        indent = self.lines[at].indent
        while self._lists and indent <= self._lists[-1][0]:
            self._lists.pop()
        if self._defined is not None and indent <= self._defined:
            self._defined = None
        level = len(self._lists) + (self._defined is not None)
        self._lists.append((indent, marker.style))
        self._add(Kind.ENTRY, at, words, end=end, level=level, mark=marker.printed, reasons=joins)

    def _add(
        self,
        kind: Kind,
        at: int,
        words: Words,
        *,
        end: int = 0,
        level: int | None = None,
        mark: str | None = None,
        rows: tuple[LaidRow, ...] = (),
        reasons: tuple[LaidReason, ...] = (),
    ) -> None:
        line = self.lines[at]
        lengths = [len(each.text) for each in self.lines[at:end]]
        width = max(lengths) if len(lengths) > 1 else self._width_at(at)
        self._spans.append(Span(line, self.lines[end - 1], width) if end else None)
        self.blocks.append(
            LaidBlock(
                kind=kind,
                words=words,
                place=_place(self.path, line),
                level=level,
                mark=mark,
                style=Style(indent=float(line.indent), capitals=words.text.isupper()),
                rows=rows,
                gap=self._gap(at),
                reasons=reasons,
            )
        )
