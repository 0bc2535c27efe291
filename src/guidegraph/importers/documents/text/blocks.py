"""The blocks of a plain text: what its blank lines, indents, underlines and marks make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
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
from guidegraph.importers.documents.profiles.choice import chosen
from guidegraph.importers.documents.profiles.matching import is_furniture, is_heading
from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.importers.documents.text.announced import ANNOUNCED, levels_of
from guidegraph.importers.documents.text.emphasis import words_of
from guidegraph.importers.documents.text.entries import goes_on, is_entry
from guidegraph.importers.documents.text.headings import CODE, RULE, HeadingLines, leader
from guidegraph.importers.documents.text.lines import (
    Line,
    content_lines,
    lines_of,
)
from guidegraph.importers.documents.text.marks import OpenLists, marker_of, reference_marker
from guidegraph.importers.documents.text.notes import NOTE, PLAIN, mark_of
from guidegraph.importers.documents.text.numbered_terms import REMARK, numbered_term
from guidegraph.importers.documents.text.rejoined import LineSpan, rejoined
from guidegraph.importers.documents.text.side_by_side import in_reading_order
from guidegraph.importers.documents.text.tables import rules_in, table_at
from guidegraph.importers.documents.text.titles import (
    with_contents,
    with_names,
    with_terms,
    with_title,
)
from guidegraph.importers.importer import Document
from guidegraph.language.enumeration import Marker, marker_at, numbered
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = ["read_text"]

_ORNAMENT = re.compile(r"([*·•~_=#.+|-])(?:\s{0,9}\1){2,200}")
_TABBED_PAGE = re.compile(r"\S.{0,300}\t\d{1,5}$")
_SECTION = re.compile(
    r"(?:(?:appendix|annex|chapter|part)\s)?(\d{1,3}(?:\.\d{1,3}){0,7}|[A-Z](?:\.\d{1,3}){0,6})[.)]?(?::|\s)",
    re.IGNORECASE,
)
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
    reader = _Reader(document.path, content_lines(in_reading_order(lines)), profile)
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
    return Laid(
        path=document.path,
        blocks=_with(found, out),
        pages=lines[-1].page or None,
        bookmarks=reader.bookmarks,
    )


def _with(blocks: Sequence[LaidBlock], out: Sequence[LaidBlock]) -> list[LaidBlock]:
    """The blocks in the order of reading, with what is left out at its lines."""
    reached = accumulate((block.place.line for block in blocks), max)
    placed = [*zip(reached, blocks, strict=True), *((block.place.line, block) for block in out)]
    return [block for _, block in sorted(placed, key=lambda each: each[0])]


def _place(path: str, line: Line) -> Place:
    return Place(path=path, line=line.number)


class _Reader:
    """Reads blocks from lines; `blocks` and `bookmarks` are what it found."""

    def __init__(self, path: str, lines: Sequence[Line], profile: LayoutProfile | None) -> None:
        self.path = path
        self.lines = lines
        self.blocks: list[LaidBlock] = []
        self._spans: list[LineSpan | None] = []
        self.bookmarks: list[Bookmark] = []
        self._vocabulary = WordStock()
        for line in lines:
            self._vocabulary.add(line.words)
        self._look = HeadingLines(lines, profile)
        self._rules_of_headings = profile.headings if profile is not None else ()
        self._signs: list[str] = []  # of underlines, in the order of their levels
        self._lists = OpenLists()
        self._kinds: list[tuple[int, str]] = []  # the headings without a number or underline
        self._rules = rules_in(lines)
        self._defined: int | None = None  # the indent of a term that is open
        self._after_term = False  # whether a term with a number is open

    def read(self) -> list[LaidBlock]:
        """The blocks of all lines."""
        at = 0
        while at < len(self.lines):
            at = self._read(at) if self.lines[at].words else at + 1
        levels = levels_of([kind for _, kind in self._kinds])
        for at, kind in self._kinds:
            if levels[kind]:
                self.blocks[at] = replace(self.blocks[at], level=1 + levels[kind])
        found = rejoined(self.blocks, self._spans, self._vocabulary)
        return with_terms(with_title(with_contents(with_names(found))))

    def _gap(self, at: int) -> float:
        first = at
        while first and not self.lines[first - 1].words:
            first -= 1
        return float(at - first)

    def _read(self, at: int) -> int:
        line = self.lines[at]
        if RULE.fullmatch(line.words):
            over = self._look.underline(at + 1)
            if over and over == line.words[0]:
                self._heading(at + 1, 1, over * 2)
                return at + 3
            end = self._table(at)
            return end if end > at else self._ornament(at)
        if self._look.begins(at) and (sign := self._look.underline(at)):
            self._heading(at, 1, sign)
            return at + 2
        if at in self._look.contents and leader(line.words) is None:
            reason = LaidReason(
                decision=GuessKind.FURNITURE,
                why="a contents list, whose lines are in the text again",
                confidence=0.85,
            )
            words = Words(text=" ".join(line.words.split()))
            self._add(Kind.CONTENTS, at, words, reasons=(reason,))
            return at + 1
        if (end := self._numbered_term(at)) > at:
            return end
        if (found := leader(line.words)) or self._is_tabbed_contents(at):
            return self._contents(at, found)
        if (end := self._table(at)) > at:
            return end
        return self._ornament(at) if _ORNAMENT.fullmatch(line.words) else self._paragraph(at)

    def _ornament(self, at: int) -> int:
        reason = LaidReason(decision=GuessKind.FURNITURE, why="a rule between parts of the text")
        self._add(Kind.FURNITURE, at, Words(text=self.lines[at].words), reasons=(reason,))
        return at + 1

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
        if at in self._look.announced:
            why = "announced as others are"
            self._kinds.append((len(self.blocks), self._word(at)))
        elif not sign and not _SECTION.match(text):
            why = "a short line by itself"
            self._kinds.append((len(self.blocks), ""))
        self._add(
            Kind.HEADING,
            at,
            words_of(text, self._look.notes),
            level=1 if at in self._look.announced else self._level(text, sign),
            reasons=(
                LaidReason(decision=GuessKind.HEADING, why=why, confidence=confidence),
                *joins,
            ),
        )
        self._lists.clear()
        self._defined = None
        self._after_term = False

    def _is_tabbed_contents(self, at: int) -> bool:
        return bool(_TABBED_PAGE.fullmatch(self.lines[at].words)) and any(
            0 <= near < len(self.lines) and _TABBED_PAGE.fullmatch(self.lines[near].words)
            for near in (at - 1, at + 1)
        )

    def _contents(self, at: int, found: tuple[str, str] | None) -> int:
        line = self.lines[at]
        title, page = found or line.words.rsplit("\t", 1)
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
                words = words_of(text[2:], self._look.notes)
                found.append(
                    LaidBlock(kind=Kind.ENTRY, words=words, place=place, level=0, mark="•")
                )
            elif text:
                words = words_of(text, self._look.notes)
                found.append(LaidBlock(kind=Kind.PARAGRAPH, words=words, place=place))
        return found

    def _paragraph(self, at: int) -> int:
        if count := self._look.length(at, self.blocks[-1] if self.blocks else None):
            words = self.lines[at].words
            plain = (
                at not in self._look.announced and numbered(words) is None and not words.isupper()
            )
            self._heading(at, count, confidence=0.7 if plain else 0.8)
            return at + count
        line = self.lines[at]
        listed = at in self._look.references
        note = NOTE.match(line.words) if self._look.is_blank(at - 1) and not listed else None
        if note is None and at in self._look.plain_notes.lines:
            note = PLAIN.match(line.words)
        marker = reference_marker(line) if listed else None if note else marker_of(line)
        if marker is not None and not is_entry(self._look, at, marker):
            marker = None
        end = at + 1
        while end < len(self.lines) and goes_on(self._look, at, end, marker):
            end += 1
        start = note.end() if note else marker.length if marker else 0
        if marker is not None and marker.style == "bullet":  # "- 1) …" has a number
            rest = line.words[start:].lstrip()
            number = marker_at(rest)
            if number is not None and number.style in ("ordered", "bracket"):
                marker = replace(number, indent=line.indent)
                start = len(line.words) - len(rest) + number.length
        first = line.words[start:].lstrip()
        text, joins = self._vocabulary.joined(
            [first, *(each.words for each in self.lines[at + 1 : end])]
        )
        if note:
            self._add(
                Kind.NOTE, at, words_of(text, self._look.notes), mark=mark_of(note), reasons=joins
            )
            return end
        if marker is not None:
            self._entry(at, end, marker, words_of(text, self._look.notes), joins)
            return end
        if end <= at + 2 and (lines := self._look.term_length(at)):
            end = at + lines
            text, joins = self._vocabulary.joined(each.words for each in self.lines[at:end])
            self._defined = line.indent
            why = LaidReason(
                decision=GuessKind.LIST, why="a line over a deeper block", confidence=0.8
            )
            self._lists.clear()
            self._add(Kind.TERM, at, words_of(text, self._look.notes), reasons=(why, *joins))
            return end
        kind = Kind.PARAGRAPH
        deeper = self._defined is not None and line.indent > self._defined
        if deeper or (self._after_term and REMARK.match(line.words)):
            kind = Kind.DEFINITION
        else:
            self._defined = None
            self._after_term = False
        if line.indent > self._look.body and self._is_code(at, end):
            for each in range(at, end):
                self._add(Kind.CODE, each, Words(text=" ".join(self.lines[each].words.split())))
            return end
        self._lists.end_at(line.indent)
        self._add(kind, at, words_of(text, self._look.notes), end=end, reasons=joins)
        return end

    def _numbered_term(self, at: int) -> int:
        """The end of a term with its number, names and definition; where it begins if none does."""
        found = numbered_term(self.lines, at, self._look.width_at(at))
        if found is None:
            return at
        why = LaidReason(
            decision=GuessKind.LIST, why="a number, a term and what it is", confidence=0.85
        )
        self._lists.clear()
        self._defined = None
        self._add_lines(Kind.TERM, found.term, found.term + 1, self.lines[at].words, why)
        self._add_lines(Kind.DEFINITION, *found.definition)
        for name in found.synonyms:
            self._add_lines(Kind.DEFINITION, name, name + 1)
        for remark in found.remarks:
            self._add_lines(Kind.DEFINITION, *remark)
        self._after_term = True
        return found.end

    def _add_lines(
        self, kind: Kind, at: int, end: int, mark: str | None = None, *reasons: LaidReason
    ) -> None:
        text, joins = self._vocabulary.joined(line.words for line in self.lines[at:end])
        words = words_of(text, self._look.notes)
        self._add(kind, at, words, mark=mark, reasons=(*reasons, *joins))

    def _is_code(self, at: int, end: int) -> bool:
        coded = sum(bool(CODE.search(line.words)) for line in self.lines[at:end])
        return not self._lists and coded * 2 > end - at

    def _entry(
        self, at: int, end: int, marker: Marker, words: Words, joins: tuple[LaidReason, ...]
    ) -> None:
        indent = self.lines[at].indent
        if self._defined is not None and indent <= self._defined:
            self._defined = None
        level = self._lists.level(indent, marker, apart=self._look.is_blank(at - 1))
        depth = level + (self._defined is not None)
        self._add(Kind.ENTRY, at, words, end=end, level=depth, mark=marker.printed, reasons=joins)

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
        self._spans.append(self._span(at, end, words.text) if end else None)
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

    def _span(self, at: int, end: int, text: str) -> LineSpan | None:
        """The lines of a block that may go on later; a heading of the profile does not."""
        if any(is_heading(rule, text) for rule in self._rules_of_headings):
            return None
        lengths = [len(line.text) for line in self.lines[at:end]]
        width = max(lengths) if len(lengths) > 1 else self._look.width_at(at)
        return LineSpan(self.lines[at], self.lines[end - 1], width, len(lengths))
