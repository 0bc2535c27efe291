"""A Word document as laid-out blocks, in the order of reading, with its changes accepted or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import (
    Annotation,
    Kind,
    Laid,
    LaidBlock,
    LaidReason,
    LaidRow,
    Words,
)
from guidegraph.importers.documents.word.lists import ListNumbers
from guidegraph.importers.documents.word.numbering import Numbering
from guidegraph.importers.documents.word.package import Package, value
from guidegraph.importers.documents.word.runs import (
    RunLine,
    RunReader,
    chosen,
    in_state,
    properties_of,
)
from guidegraph.importers.documents.word.styles import ParagraphFormat, WordStyles
from guidegraph.importers.documents.word.tables import TableReader
from guidegraph.importers.importer import Document, Tracked
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read_docx", "tables_of_docx"]

_CONTENTS_STYLE = re.compile(r"toc [0-9]|table of (?:figures|authorities)")
_CODE_STYLES: Final = frozenset(["html preformatted", "preformatted text", "source code", "code"])
_CONTENTS: Final = LaidReason(decision=GuessKind.FURNITURE, why="a line of a contents list")
_HIDDEN: Final = LaidReason(decision=GuessKind.FURNITURE, why="hidden text")
_BOX: Final = LaidReason(
    decision=GuessKind.ORDER,
    why="words of a text box, which has no place among the paragraphs",
    confidence=0.8,
)
_LONGEST_HEADING: Final = 300
_LONG_HEADING: Final = LaidReason(
    decision=GuessKind.HEADING,
    why="has the style of a heading, and is as long as a text",
    confidence=0.85,
)


def read_docx(document: Document) -> Laid:
    """
    The blocks of a Word document.

    Raises:
        FormatError: it is not one, has a password, is damaged or too large.
    """
    return _BodyReader(Package(document.path, document.body), document.tracked).read()


def tables_of_docx(
    document: Document,
) -> tuple[list[tuple[LaidRow, ...]], list[tuple[LaidRow, ...]]]:
    """
    The tables in the running heads of a Word document, and those in its body, as they are.

    Raises:
        FormatError: it is not one, has a password, is damaged or too large.
    """
    reader = _BodyReader(Package(document.path, document.body), document.tracked)
    heads = [grid for _, head in reader.package.all_named("header") for grid in reader.grids(head)]
    return heads, reader.grids(reader.package.body)


class _BodyReader:
    def __init__(self, package: Package, tracked: Tracked) -> None:
        self.package = package
        self.tracked = tracked
        self.styles = WordStyles(package.named("styles"))
        self.numbering = Numbering(package.named("numbering"))
        self.runs = RunReader(package, self.styles, tracked)
        self.lists = ListNumbers()
        self.tables = TableReader(self.styles, tracked, self.flow)
        self.comments = _comments(package.named("comments"))
        self.paragraphs = 0
        self.contents = 0
        self.title: str | None = None
        self.pending: tuple[RunLine, ParagraphFormat] | None = None
        self.warnings: list[str] = []

    def read(self) -> Laid:
        blocks = self.flow(self.package.body)
        blocks += self._notes()
        blocks += self._furniture()
        for font, count in Counter(self.runs.unknown).items():
            signs = "a sign" if count == 1 else f"{count} signs"
            self.warnings.append(f"{signs} of the font {font[:40]!r} not known: printed as '�'")
        core = self.package.core
        named = " ".join((core.findtext("title", "") if core is not None else "").split())
        language = core.findtext("language", "").strip() if core is not None else ""
        return Laid(
            path=self.package.path,
            blocks=blocks,
            title=self.title or named or None,
            language=language or self.styles.language,
            warnings=tuple(self.warnings),
        )

    def grids(self, parent: Element) -> list[tuple[LaidRow, ...]]:
        """The tables below an element, those inside others as parts of these."""
        found = []
        for child in parent:
            if child.tag == "tbl":
                found.append(self.tables.grid(child, self._place()))
            elif child.tag == "p":
                self.paragraphs += 1
            elif child.tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                found += self.grids(child)
        return found

    def flow(self, parent: Element) -> list[LaidBlock]:
        """The blocks in the body, a cell, a note or a text box."""
        outer, self.pending = self.pending, None
        blocks: list[LaidBlock] = []
        self._flow(parent, blocks)
        if self.pending is not None:
            blocks += self._blocks(*self.pending, counted=False)
        self.pending = outer
        return blocks

    def _flow(self, parent: Element, blocks: list[LaidBlock]) -> None:
        for child in parent:
            match child.tag:
                case "p":
                    blocks += self._paragraph(child)
                case "tbl":
                    self.lists.end()
                    blocks += self.tables.read(child, self._place())
                case "sdt":
                    content = child.find("sdtContent")
                    gallery = value(child, "sdtPr/docPartObj/docPartGallery") or ""
                    is_contents = "table of contents" in gallery.lower()
                    self.contents += is_contents
                    if content is not None:
                        self._flow(content, blocks)
                    self.contents -= is_contents
                case "AlternateContent":
                    if (choice := chosen(child)) is not None:
                        self._flow(choice, blocks)
                case "customXml" | "ins" | "del" | "moveTo" | "moveFrom":
                    if in_state(child, self.tracked):
                        self._flow(child, blocks)
                case "altChunk":
                    warning = "a document that is embedded in it is not read"
                    if warning not in self.warnings:
                        self.warnings.append(warning)

    def _paragraph(self, paragraph: Element) -> list[LaidBlock]:
        self.paragraphs += 1
        properties = properties_of(paragraph, "pPr", self.tracked)
        format_ = self.styles.paragraph(value(properties, "pStyle")).with_paragraph(properties)
        line, first = self.pending or (RunLine(), format_)
        before, self.pending = line.length, None
        self.runs.read(paragraph, format_.look, line)
        mark = paragraph.find("pPr/rPr")
        if mark is not None and not all(in_state(each, self.tracked) for each in mark):
            self.pending = (line, first if before else format_)
            return []  # its end is not there, so that the next one continues it
        return self._blocks(line, first if before and line.length == before else format_)

    def _blocks(
        self, line: RunLine, format_: ParagraphFormat, *, counted: bool = True
    ) -> list[LaidBlock]:
        mark = (
            self.numbering.next(format_.numbering, format_.depth, format_.style)
            if counted
            else None
        )
        words, place = line.words(), self._place()
        blocks = []
        if hidden := " ".join("".join(line.hidden).split()):
            words_hidden = Words(text=hidden)
            blocks.append(
                LaidBlock(kind=Kind.FURNITURE, words=words_hidden, place=place, reasons=(_HIDDEN,))
            )
        if words.text or words.notes:
            block = LaidBlock(
                kind=Kind.PARAGRAPH,
                words=words,
                place=place,
                mark=mark.text or None if mark is not None else None,
                style=line.style(format_),
                comments=self._said(line),
            )
            if self._is_contents(line, format_):
                blocks.append(replace(block, kind=Kind.CONTENTS, reasons=(_CONTENTS,)))
            else:
                blocks.append(self._kind(block, format_, mark is not None and mark.bullet))
            kind = blocks[-1].kind
            if kind is Kind.HEADING:
                self.lists.end()
                if blocks[-1].level is not None:  # the title of a contents list may be in it
                    self.runs.leave_contents()
            elif kind is Kind.ENTRY and mark is not None:
                indent = mark.indent if format_.indent is None else format_.indent
                depth = self.lists.depth(mark.list, mark.depth, indent)
                blocks[-1] = replace(blocks[-1], level=depth)
            else:
                self.lists.interrupt()
        for box in line.boxes:
            blocks += [
                replace(each, reasons=(*each.reasons, _BOX)) if not each.reasons else each
                for each in self.flow(box)
            ]
        return blocks

    def _is_contents(self, line: RunLine, format_: ParagraphFormat) -> bool:
        if any(_CONTENTS_STYLE.fullmatch(name) for name in format_.names[-1:]):
            return True
        if format_.names[-1:] == ("toc heading",):  # the title of the list is a heading
            return False
        return format_.level is None and (self.contents > 0 or line.contents)

    def _kind(self, block: LaidBlock, format_: ParagraphFormat, bullet: bool) -> LaidBlock:
        names = format_.names
        if format_.level is not None:
            if len(block.words.text) <= _LONGEST_HEADING:
                mark = None if bullet else block.mark
                level = format_.level + (self.title is not None)  # the title is above them
                return replace(block, kind=Kind.HEADING, level=level, mark=mark)
            block = replace(block, reasons=(_LONG_HEADING,))
        elif names[-1:] == ("toc heading",):
            return replace(block, kind=Kind.HEADING, level=None)
        elif "title" in names[-2:] and self.title is None:
            self.title = block.words.text
            return replace(block, kind=Kind.HEADING, level=1)
        if block.mark:
            return replace(block, kind=Kind.ENTRY)
        if "caption" in names:
            return replace(block, kind=Kind.CAPTION)
        if not _CODE_STYLES.isdisjoint(names):
            return replace(block, kind=Kind.CODE)
        return block

    def _place(self) -> Place:
        return Place(path=self.package.path, line=max(1, self.paragraphs))

    def _said(self, line: RunLine) -> tuple[Annotation, ...]:
        return tuple(
            replace(self.comments[id_], about=words)
            for id_, words in line.commented().items()
            if id_ in self.comments
        )

    def _notes(self) -> Iterable[LaidBlock]:
        """The notes that are referred to, then the others, which are in no item."""
        notes = {
            (kind, note.get("id", "")): note
            for kind, part in self.package.all_named("footnotes", "endnotes")
            for note in part
            if note.get("type", "normal") == "normal"
        }
        done: set[tuple[str, str]] = set()
        while waiting := [key for key in self.runs.used if key not in done]:
            for key in waiting:  # a note may refer to another one
                done.add(key)
                if key in notes:
                    yield from self._note(self.flow(notes[key]), self.runs.used[key])
        why = LaidReason(decision=GuessKind.FURNITURE, why="a note that no words refer to")
        for key, note in notes.items():
            if key not in done:
                yield from _as_furniture(self.flow(note), why)

    def _note(self, blocks: list[LaidBlock], mark: str) -> Iterable[LaidBlock]:
        kept = [block for block in blocks if block.kind is not Kind.FURNITURE]
        yield from (block for block in blocks if block.kind is Kind.FURNITURE)
        words = [each for block in kept for each in _all_words(block)]
        if words:
            yield LaidBlock(
                kind=Kind.NOTE,
                words=Words(
                    text=" ".join(each.text for each in words),
                    links=tuple(link for each in words for link in each.links),
                ),
                place=kept[0].place,
                mark=mark,
                comments=tuple(said for block in kept for said in block.comments),
            )

    def _furniture(self) -> Iterable[LaidBlock]:
        for kind, part in self.package.all_named("header", "footer"):
            why = "a running head" if kind == "header" else "a running foot"
            reason = LaidReason(decision=GuessKind.FURNITURE, why=why)
            yield from _as_furniture(self.flow(part), reason)


def _as_furniture(blocks: Iterable[LaidBlock], reason: LaidReason) -> Iterable[LaidBlock]:
    for block in blocks:
        for words in _all_words(block):
            yield LaidBlock(kind=Kind.FURNITURE, words=words, place=block.place, reasons=(reason,))


def _all_words(block: LaidBlock) -> Iterable[Words]:
    if block.words.text:
        yield block.words
    for row in block.rows:
        for cell in row.cells:
            for each in cell.blocks:
                yield from _all_words(each)


def _comments(part: Element | None) -> dict[str, Annotation]:
    found = {}
    for each in part if part is not None else ():
        paragraphs = ("".join(t.text or "" for t in p.iter("t")) for p in each.iter("p"))
        text = " ".join(" ".join(paragraphs).split())
        if each.tag == "comment" and text:
            found[each.get("id", "")] = Annotation(
                text=text, author=each.get("author") or None, date=each.get("date") or None
            )
    return found
