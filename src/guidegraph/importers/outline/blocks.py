"""
A Markdown file as a sequence of blocks: headings, paragraphs, list entries, tables, footnotes.

The structure is that of CommonMark, with what people write besides: lists with other bullets and
numbers, clauses such as "1.1 Loans", pipe tables, footnotes, definition lists. Each part of the
file is read once, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from guidegraph.importers.outline.attributes import given_in
from guidegraph.importers.outline.headings import Heading
from guidegraph.importers.outline.inline import Reference, plain, reference_name
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.language.enumeration import (
    PLAIN_BULLETS,
    Marker,
    marker_at,
    number_of,
    sequences,
)
from guidegraph.model.statement import Statement


__all__ = ["Block", "BlockKind", "BlockReader", "Line"]

Line = tuple[int, str]
"""A line with its number in the file, from 1."""

_HEADING = re.compile(r"(#++)(?:[ \t]++(.*))?+")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_GLUED = re.compile(r"(#{2,6})(\w.*)")
_UNDERLINE = re.compile(r"(?:=+|-{2,})[ \t]*")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`]*)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*+(.*)")
_REFERENCE = re.compile(
    r"\[([^\[\]]{1,999})\]:[ \t]*(?:<([^<>]*)>|(\S+))"
    r"(?:[ \t]+(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)))?"
)
_ADDRESS = re.compile(r"[/.#:@]")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_DEFINITION = re.compile(r"[:~][ \t]+(\S.*)")
_TASK = re.compile(r"\[([ xX])\](?=[ \t]|$)")
_HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hr|html|iframe|li|link|main|meta|nav|ol|p|picture|pre"
    r"|script|section|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul|video)(?:\s|/?>)",
    re.IGNORECASE,
)
_HTML_BREAK = re.compile(
    r"<(/?)(p|li|dt|dd|tr|h[1-6]|div|summary|blockquote|figcaption|caption|table|ul|ol|section)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Never words of a document, and able to control a terminal; white space is allowed.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_DEEPEST = 40  # quotations and lists inside one another; what is deeper is text


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    TABLE = "table"
    CODE = "code"
    DEFINITION = "definition"
    NOTE = "note"
    ATTRIBUTES = "attributes"  # a line about the item before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    A block of a Markdown file, its lines joined by single spaces.

    *line* counts from 1; *level* is the number of `#` of a heading; *depth* is the number of list
    entries that the block is in.
    *mark* is the number of an entry as printed, or the mark of a footnote; *numbered* if that
    number is one of a sequence. *term* is what a definition defines, *language* that of a block of
    code. *rows* are those of a table with their lines, the header first. *task* is "open" or "done"
    for an entry with a box to tick. *notation* is its number where that is known, *statements* what
    else is said of it, such as the further cells of a row. *heading* is what a heading announces,
    where that is known. *defines* if its term is one of a glossary.
    """

    kind: BlockKind
    line: int
    text: str
    level: int = 0
    depth: int = 0
    mark: str | None = None
    numbered: bool = False
    term: str = ""
    language: str = ""
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    task: str = ""
    notation: str | None = None
    statements: tuple[Statement, ...] = ()
    heading: Heading | None = None
    defines: bool = False


class BlockReader:
    """
    Reads the blocks of one Markdown file.

    Args:
        remarks: gets what was not understood.

    Attributes:
        references: the targets of links that are defined on lines of their own.
    """

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.references: dict[str, Reference] = {}

    def read(self, lines: Sequence[Line]) -> list[Block]:
        """The blocks of a file in order."""
        return _Part(self, [(number, self._clean(number, text)) for number, text in lines]).read()

    def _clean(self, number: int, text: str) -> str:
        """A line without control characters, with spaces for the tabs at its beginning."""
        if control := _CONTROL.search(text):
            self.remarks.add("a control character", number, f"{control[0]!r} was left out")
            text = _CONTROL.sub(" ", text)
        body = text.lstrip(" \t")
        if "\t" in text[: len(text) - len(body)]:
            width = 0
            for sign in text[: len(text) - len(body)]:
                width += 4 - width % 4 if sign == "\t" else 1
            return " " * width + body
        return text


@dataclass(slots=True)
class _Part:
    """Some lines that are read as a document: all of it, a quotation, or a list entry."""

    reader: BlockReader
    lines: list[Line]
    depth: int = 0  # entries that it is in
    inner: int = 0  # quotations and entries that it is in
    blocks: list[Block] = field(default_factory=list)
    open: list[str] = field(default_factory=list)  # the sequences of the lists that are open
    markers: list[Marker | None] = field(default_factory=list)
    sequence: list[str | None] = field(default_factory=list)
    latest: dict[str, int] = field(default_factory=dict)  # the last entry of each open list
    dense: set[str] = field(default_factory=set)  # lists without empty lines between entries
    continued: list[bool] = field(default_factory=list)  # whether a line's number has a next one
    endless: dict[str, int] = field(default_factory=dict)  # what is not closed below, by its mark

    def read(self) -> list[Block]:
        self._find_sequences()
        index = 0
        while index < len(self.lines):
            number, text = self.lines[index]
            index = self._read_block(index, number, text) if text.strip() else index + 1
        return self.blocks

    def _find_sequences(self) -> None:
        """The markers that lines begin with, and the sequences of a section that they make."""
        first, above = 0, None
        for index, (_, text) in enumerate(self.lines):
            heading = _HEADING.match(text)
            indent = len(text) - len(text.lstrip())
            marker = marker_at(text.strip(), indent, nested=self.depth > 0)
            self.markers.append(None if heading else marker)
            if heading or self._is_underlined(index):
                self.sequence += sequences(self.markers[first:], above)
                first, above = len(self.markers), number_of((heading[2] or "") if heading else text)
        self.sequence += sequences(self.markers[first:], above)
        self._find_continued()

    def _find_continued(self) -> None:
        """The entries after which their list goes on, whatever other lists are between."""
        later: set[tuple[int, str, int]] = set()
        for index in range(len(self.lines) - 1, -1, -1):
            text, marker = self.lines[index][1], self.markers[index]
            if marker is not None:
                readings = [(marker.indent, name, place) for name, place in marker.readings]
                self.continued.append(
                    any((indent, name, place + 1) in later for indent, name, place in readings)
                )
                later.update(readings)
                continue
            self.continued.append(False)
            if text[:1].strip() and not (index and self.lines[index - 1][1].strip()):
                later.clear()  # a heading, or a paragraph of its own
        self.continued.reverse()

    def _is_underlined(self, index: int) -> bool:
        return (
            index + 1 < len(self.lines)
            and bool(self.lines[index][1].strip())
            and _UNDERLINE.fullmatch(self.lines[index + 1][1].strip()) is not None
        )

    def _is_numbered_heading(self, index: int, marker: Marker) -> bool:
        """
        Whether a line with a number is underlined: a heading, and not an entry before a rule.

        A line of hyphens that is much shorter than the words above it is a rule.
        """
        if self.inner or not marker.readings or not self._is_underlined(index):
            return False
        if index and self.lines[index - 1][1].strip() and self.markers[index - 1] is not None:
            return False
        line, below = self.lines[index][1].strip(), self.lines[index + 1][1].strip()
        return below[0] == "=" or (len(below) > 3 and 2 * len(below) >= len(line))

    # -- blocks ---------------------------------------------------------------

    def _read_block(self, index: int, number: int, text: str) -> int:
        """Read the block that begins at a line; the index of the line after it."""
        body = text.strip()
        indented = len(text) - len(text.lstrip()) >= 4
        if not indented or self.inner:
            if body.startswith("<!--") and (after := self._comment(index)) is not None:
                return after
            if (fence := _FENCE.fullmatch(body)) and (
                after := self._code(index, fence)
            ) is not None:
                return after
            if body.startswith("#") and self._heading(number, body):
                return index + 1
            if _RULE.fullmatch(body):
                self.open.clear()
                return index + 1
            if body.startswith(">"):
                return self._quotation(index)
            if given_in(body) is not None:
                self._add(BlockKind.ATTRIBUTES, number, body)
                return index + 1
            if note := _NOTE.fullmatch(body):
                return self._note(index, note)
            if self._reference(number, body):
                return index + 1
            if self._is_table(index):
                return self._table(index)
            if _HTML_BLOCK.match(body):
                return self._html(index)
        marker = self.markers[index]
        if (
            marker is not None
            and not self._is_numbered_heading(index, marker)
            and self._is_entry(index, begins=True)
        ):
            return self._entry(index, marker)
        return self._paragraph(index)

    def _add(self, kind: BlockKind, line: int, text: str, **more: object) -> None:
        if kind not in (BlockKind.ENTRY, BlockKind.ATTRIBUTES):
            self.open.clear()
        block = Block(kind=kind, line=line, text=text, depth=self.depth)
        self.blocks.append(replace(block, **more) if more else block)  # type: ignore[arg-type]  # fields of Block

    def _heading(self, number: int, body: str) -> bool:
        found = _HEADING.fullmatch(body)
        if found is None:
            found = _GLUED.fullmatch(body)
            if found is None:
                return False
            self.reader.remarks.add(
                "no space after the '#' signs", number, "read as a heading; put a space there"
            )
        words = _CLOSING.sub("", (found[2] or "").strip()).strip()
        if not words:
            self.open.clear()
        elif self.inner:
            self._add(BlockKind.PARAGRAPH, number, _joined([words]))
        else:
            self._add(BlockKind.HEADING, number, _joined([words]), level=len(found[1]))
        return True

    def _comment(self, index: int) -> int | None:
        """The line after a comment, or nothing if it has no end."""
        if "<!--" not in self.endless:
            for ahead in range(index, len(self.lines)):
                number, text = self.lines[ahead]
                start = text.find("<!--") + 4 if ahead == index else 0
                if (end := text.find("-->", start)) < 0:
                    continue
                if rest := _after_comments(text, end + 3):
                    self.lines[ahead] = (number, rest)
                    self.markers[ahead] = self.sequence[ahead] = None
                    return ahead
                return ahead + 1
            self.endless["<!--"] = 0
        self.reader.remarks.add(
            "a comment without an end", self.lines[index][0], "read as text; close it with '-->'"
        )
        return None

    def _code(self, index: int, fence: re.Match[str]) -> int | None:
        """The line after a block of code, or nothing if it has no end."""
        sign, length = fence[1][0], len(fence[1])
        number = self.lines[index][0]
        if length < self.endless.get(sign, length + 1):
            for ahead in range(index + 1, len(self.lines)):
                body = self.lines[ahead][1].strip()
                if body.startswith(sign * length) and not body.strip(sign):
                    text = _joined([text for _, text in self.lines[index + 1 : ahead]])
                    language = _joined([fence[2]])
                    if text or language:
                        self._add(BlockKind.CODE, number, text, language=language)
                    return ahead + 1
            self.endless[sign] = length
        self.reader.remarks.add(
            "a block of code without an end", number, f"read as text; close it with {fence[1][:3]}"
        )
        if fence[2].strip():
            self._add(BlockKind.PARAGRAPH, number, _joined([fence[2]]))
        return index + 1

    def _quotation(self, index: int) -> int:
        inside: list[Line] = []
        while index < len(self.lines):
            number, text = self.lines[index]
            body = text.strip()
            if body.startswith(">"):
                inside.append((number, body[1:].removeprefix(" ")))
            elif not body or not inside[-1][1].strip() or self._begins_block(index):
                break
            else:
                inside.append((number, body))
            index += 1
        if self.inner >= _DEEPEST:
            words = _joined([text.lstrip("> ") for _, text in inside])
            if words:
                self._add(BlockKind.PARAGRAPH, inside[0][0], words)
            return index
        self.open.clear()
        part = _Part(self.reader, inside, depth=self.depth, inner=self.inner + 1)
        self.blocks += part.read()
        return index

    def _note(self, index: int, note: re.Match[str]) -> int:
        number = self.lines[index][0]
        parts = [note[2]]
        index += 1
        while index < len(self.lines):
            ahead = index
            while ahead < len(self.lines) and not self.lines[ahead][1].strip():
                ahead += 1
            if ahead == len(self.lines):
                break
            below = self.lines[ahead][1]
            if not below.startswith("  ") and (
                ahead != index or self._begins_block(ahead) or _REFERENCE.fullmatch(below.strip())
            ):
                break
            parts.append(self.lines[ahead][1])
            index = ahead + 1
        text = _joined(parts)
        if text:
            self._add(BlockKind.NOTE, number, text, mark=note[1])
        else:
            self.reader.remarks.add("a footnote without words", number, "read as text")
            self._add(BlockKind.PARAGRAPH, number, f"[^{note[1]}]:")
        return index

    def _reference(self, number: int, body: str) -> bool:
        found = _REFERENCE.fullmatch(body)
        if found is None:
            return False
        target = found[2] if found[2] is not None else found[3]
        name = reference_name(found[1])
        if not _ADDRESS.search(target) or name in self.reader.references:
            return False
        self.reader.references[name] = Reference(
            target=target, title=found[4] or found[5] or found[6] or "", line=number
        )
        return True

    def _is_table(self, index: int) -> bool:
        if index + 1 >= len(self.lines) or "|" not in self.lines[index][1]:
            return False
        below = self.lines[index + 1][1].strip()
        head = self.lines[index][1].strip()
        return (
            (head.startswith("|") or ("|" in below and not self._is_entry(index)))
            and "-" in below
            and _DELIMITERS.fullmatch(below) is not None
        )

    def _table(self, index: int) -> int:
        first = self.lines[index][0]
        rows = [(first, _cells(self.lines[index][1]))]
        index += 2
        while index < len(self.lines):
            number, text = self.lines[index]
            if not text.strip() or ("|" not in text and self._begins_block(index)):
                break
            rows.append((number, _cells(text)))
            index += 1
        self._add(BlockKind.TABLE, first, "", rows=tuple(rows))
        return index

    def _html(self, index: int) -> int:
        """Lines of HTML up to an empty one: what its elements separate stays separate."""
        number = self.lines[index][0]
        parts: list[str] = []
        while index < len(self.lines) and self.lines[index][1].strip():
            if self.lines[index][1].lstrip().startswith("<!--") and parts:
                break
            parts.append(self.lines[index][1])
            index += 1
        text = _joined(parts)
        if re.search(r"<table\b", text, re.IGNORECASE):
            self.reader.remarks.add("a table in HTML", number, "read as a paragraph for each row")
        done, level = 0, 0
        for found in (*_HTML_BREAK.finditer(text), None):
            words = text[done : found.start() if found else len(text)].strip()
            shown = plain(words, notes=())
            if shown.text or shown.links:
                heading = level and not self.inner
                kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
                self._add(kind, number, words, level=level if heading else 0)
            if found:
                done = found.end()
                name = found[2].lower()
                level = int(name[1]) if name[0] == "h" and not found[1] else 0
        return index

    # -- lists ----------------------------------------------------------------

    def _is_entry(self, index: int, *, begins: bool = False) -> bool:
        """
        Whether a line is an entry of a list: where a block begins, or inside a paragraph.

        A number in the middle of a paragraph may be one of its words; in a sequence it is not.
        """
        marker = self.markers[index]
        if marker is None:
            return False
        if not self.lines[index][1].strip()[marker.length :].strip():
            return begins and marker.style == "bullet"
        if marker.style == "bullet" or self.sequence[index] is not None:
            return True
        if marker.style == "glyph":
            return begins or marker.printed not in "–—" or bool(self.open)
        if marker.style == "ordered":
            return begins or marker.readings[0][1] <= 1 or bool(self.open)
        return (
            marker.style == "bracket"
            and (begins or bool(self.open))
            and (marker.first or (begins and bool(self.open)))
        )

    def _entry(self, index: int, marker: Marker) -> int:
        number, text = self.lines[index]
        indent = len(text) - len(text.lstrip())
        rest = text.strip()[marker.length :]
        gap = len(rest) - len(rest.lstrip())
        content = indent + marker.length + (gap if gap <= 4 else 1)
        inside: list[Line] = [(number, rest.strip())]
        level = self._level(index, marker)
        index += 1
        while index < len(self.lines):
            ahead = index
            while ahead < len(self.lines) and not self.lines[ahead][1].strip():
                ahead += 1
            if ahead == len(self.lines):
                break
            line, below = self.lines[ahead]
            deep = len(below) - len(below.lstrip())
            if deep < indent + 2:
                if ahead != index or self._begins_block(ahead, inside=True):
                    break
                below, deep = below.strip(), 0
            inside += ((self.lines[blank][0], "") for blank in range(index, ahead))
            inside.append((line, below[min(deep, content) :]))
            index = ahead + 1
        self._add_entry(number, marker, level, inside)
        return index

    def _level(self, index: int, marker: Marker) -> int:
        """
        The depth of an entry among those at the same margin.

        Another kind of number opens a list below the entry before it: "(a)" after "1."; unless
        it is a list of its own.
        """
        style = self.sequence[index] or (
            marker.readings[0][0] if marker.readings else marker.printed
        )
        below = marker.style == "glyph" or marker.first
        after_blank = index > 0 and not self.lines[index - 1][1].strip()
        if style in self.open:
            del self.open[self.open.index(style) + 1 :]
            if after_blank:
                self.dense.discard(style)
            else:
                self.dense.add(style)
        else:
            if self.open and self._is_apart(marker, after_blank=after_blank):
                self._close_lists()
            if self.open and below and marker.style != "bullet":
                self.open.append(style)
            else:
                self.open[:] = [style]
            self.dense.discard(style)
        self.latest[style] = index
        return len(self.open) - 1

    def _is_apart(self, marker: Marker, *, after_blank: bool) -> bool:
        """
        Whether an entry begins a list beside the one before it, and not below its last entry.

        In Markdown, numbers are never below bullets at the same margin. Other lists are apart if
        an empty line is only between them, the entry above announces nothing, and none goes on.
        """
        style = self.open[-1]
        if marker.style == "ordered" and style in PLAIN_BULLETS:
            return True
        return (
            after_blank
            and style in self.dense
            and not self.lines[self.latest[style]][1].rstrip().endswith(":")
            and not self.continued[self.latest[style]]
        )

    def _close_lists(self) -> None:
        """Close the open lists that do not go on below."""
        while self.open and not self.continued[self.latest[self.open[-1]]]:
            self.open.pop()

    def _add_entry(self, number: int, marker: Marker, level: int, inside: list[Line]) -> None:
        mark = marker.printed if marker.readings else None
        state = ""
        if task := _TASK.match(inside[0][1]):
            mark = f"{mark} {task[0]}" if mark else task[0]
            state = "open" if task[1] == " " else "done"
            inside[0] = (number, inside[0][1][task.end() :].strip())
        depth = self.depth + level + 1
        if self.inner >= _DEEPEST:
            self.reader.remarks.add(
                f"a list more than {_DEEPEST} levels deep", number, "read as one text"
            )
            below = [
                Block(
                    kind=BlockKind.PARAGRAPH,
                    line=number,
                    text=_joined([text for _, text in inside]),
                    depth=depth,
                )
            ]
        else:
            below = _Part(self.reader, inside, depth=depth, inner=self.inner + 1).read()
        words = [
            block.text
            for block in below
            if block.kind is BlockKind.PARAGRAPH and block.depth == depth
        ]
        rest = [
            block
            for block in below
            if block.kind is not BlockKind.PARAGRAPH or block.depth != depth
        ]
        text = _joined(words)
        if not text and mark is None:
            self.blocks += (replace(block, depth=block.depth - 1) for block in rest)
            return
        entry = Block(
            kind=BlockKind.ENTRY,
            line=number,
            text=text,
            depth=depth - 1,
            mark=mark,
            numbered=bool(marker.readings),
            task=state,
        )
        self.blocks.append(entry)
        self.blocks += rest

    # -- paragraphs -----------------------------------------------------------

    def _begins_block(self, index: int, *, inside: bool = False) -> bool:
        """Whether a line cannot continue the paragraph above it; *inside* a list entry."""
        body = self.lines[index][1].strip()
        if len(self.lines[index][1]) - len(self.lines[index][1].lstrip()) >= 4:
            return self._is_entry(index)
        if body[0] == "#":
            return bool(_HEADING.fullmatch(body) or _GLUED.fullmatch(body))
        return (
            body[0] == ">"
            or body.startswith("<!--")
            or _FENCE.fullmatch(body) is not None
            or _RULE.fullmatch(body) is not None
            or _NOTE.fullmatch(body) is not None
            or _HTML_BLOCK.match(body) is not None
            or given_in(body) is not None
            or self._is_table(index)
            or self._is_entry(index)
            or (inside and self._is_sibling(index))
        )

    def _is_sibling(self, index: int) -> bool:
        """Whether a line that follows a list entry is the next one, whatever its number."""
        marker = self.markers[index]
        return marker is not None and marker.style == "ordered" and marker.readings[0][1] < 1000

    def _paragraph(self, index: int) -> int:
        self.open.clear()
        number = self.lines[index][0]
        parts = [self.lines[index][1]]
        index += 1
        while index < len(self.lines) and self.lines[index][1].strip():
            body = self.lines[index][1].strip()
            if _UNDERLINE.fullmatch(body) and not self.inner:
                level = 1 if body[0] == "=" else 2
                self._add(BlockKind.HEADING, number, _joined(parts), level=level)
                return index + 1
            if (found := _DEFINITION.fullmatch(body)) and len(parts) == 1:
                return self._definition(index, parts[0], found)
            if self._begins_block(index):
                break
            parts.append(self.lines[index][1])
            index += 1
        blank = index + 1 < len(self.lines) and len(parts) == 1 and not self.lines[index][1].strip()
        if blank and (found := _DEFINITION.fullmatch(self.lines[index + 1][1].strip())):
            return self._definition(index + 1, parts[0], found)
        self._add(BlockKind.PARAGRAPH, number, _joined(parts))
        return index

    def _definition(self, index: int, term: str, found: re.Match[str]) -> int:
        """The definitions of a term, with the lines that continue them."""
        number = self.lines[index][0]
        parts = [found[1]]
        index += 1
        while index < len(self.lines) and (body := self.lines[index][1].strip()):
            if again := _DEFINITION.fullmatch(body):
                parts.append(again[1])
            elif self._begins_block(index):
                break
            else:
                parts.append(body)
            index += 1
        self._add(BlockKind.DEFINITION, number, _joined(parts), term=_joined([term]))
        return index


def _joined(parts: Sequence[str]) -> str:
    """Lines as one, without the backslashes that break them."""
    lines = [
        part[:-1] if part.endswith("\\") and not part.endswith("\\\\") else part
        for part in (part.rstrip() for part in parts[:-1])
    ]
    return " ".join(" ".join([*lines, *parts[-1:]]).split())


def _after_comments(text: str, start: int) -> str:
    """What is left of a line after a comment that ends there, and others that follow it."""
    while True:
        while text[start : start + 1].isspace():
            start += 1
        end = text.find("-->", start + 4) if text.startswith("<!--", start) else -1
        if end < 0:
            return text[start:].strip()
        start = end + 3


def _cells(row: str) -> tuple[str, ...]:
    r"""
    The cells of a row of a table.

    >>> _cells("| a | b \\| c |")
    ('a', 'b | c')
    """
    body = row.strip().removeprefix("|")
    cells: list[str] = []
    cell: list[str] = []
    for piece in re.split(r"(\\.|\|)", body):
        if piece == "|":
            cells.append("".join(cell))
            cell = []
        else:
            cell.append("|" if piece == "\\|" else piece)
    if "".join(cell).strip() or not cells:
        cells.append("".join(cell))
    return tuple(" ".join(text.split()) for text in cells)
