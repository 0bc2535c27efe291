"""From the tags of a PDF to the blocks that it will have, before any page is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from guidegraph.importers.documents.laid import Kind
from guidegraph.importers.documents.pdf.tag_tree import Content, Element


__all__ = ["ContentRun", "TaggedBlock", "TaggedCell", "TaggedRow", "planned"]

_HEADING = re.compile(r"H([1-6])")
_NOTES: Final = frozenset({"Note", "FENote"})
_FLOATING: Final = frozenset({*_NOTES, "Figure"})  # inside a text they do not end it
_TEXT: Final = frozenset({"P", "H", "LBody", "Lbl", "Span", "Link", "Reference", "Quote", "Title"})
_KINDS: Final = {
    "TOC": Kind.CONTENTS,
    "Note": Kind.NOTE,
    "FENote": Kind.NOTE,
    "Caption": Kind.CAPTION,
    "Figure": Kind.CAPTION,
    "Artifact": Kind.FURNITURE,
    "Code": Kind.CODE,
}
_OWN: Final = frozenset(
    {"P", "L", "LI", "LBody", "Table", "TOC", "TOCI", "Caption", "H", "Title", "BlockQuote"}
)


@dataclass(slots=True)
class ContentRun:
    """
    Marked contents of one page that follow one another.

    *said* are the words that the file gives for them, *reference* if they refer to something.
    """

    page: int
    numbers: list[int]
    said: str | None = None
    reference: bool = False


@dataclass(slots=True)
class TaggedBlock:
    """A block: its kind, its contents, those of the mark in front, and the rows of a table."""

    kind: Kind
    level: int | None = None
    runs: list[ContentRun] = field(default_factory=list)
    label: list[ContentRun] = field(default_factory=list)
    rows: list[TaggedRow] = field(default_factory=list)


@dataclass(slots=True)
class TaggedCell:
    """A cell of a tagged table."""

    blocks: list[TaggedBlock]
    rows: int
    columns: int


@dataclass(slots=True)
class TaggedRow:
    """A row of a tagged table; *header* if all its cells are tagged as heads."""

    cells: list[TaggedCell]
    header: bool


def planned(tree: Element) -> list[TaggedBlock]:
    """The blocks that the tags state."""
    return list(_Planner().blocks(tree, 0, Kind.PARAGRAPH))


class _Planner:
    def __init__(self) -> None:
        self._split: dict[int, bool] = {}

    def blocks(
        self, element: Element, level: int, kind: Kind, label: list[ContentRun] | None = None
    ) -> Iterator[TaggedBlock]:
        """The blocks of what is in an element, *level* lists deep."""
        if element.role == "Table" and next(_rows(element), None) is not None:
            yield from self._table(element)
            return
        kind = _KINDS.get(element.role, kind)
        depth: int | None = None
        if heading := _HEADING.fullmatch(element.role):
            kind, depth = Kind.HEADING, int(heading[1])
        elif element.role in ("H", "Title"):
            kind, depth = Kind.HEADING, 1 if element.role == "Title" else None
        elif element.role == "LI" and kind is not Kind.CONTENTS:
            kind, depth = Kind.ENTRY, max(0, level - 1)
        labelled = element.role == "LI" or element.role in _NOTES
        block = TaggedBlock(kind, depth, label=label or [])
        later: list[Element] = []
        if element.words is not None and not self._splits(element):
            self._inline(element, block.runs, later)
            yield block
            return
        for child in element.children:
            if isinstance(child, Content):
                _add(block.runs, child)
            elif labelled and child.role == "Lbl" and not block.label:
                self._inline(child, block.label, later)
            elif element.role in ("LI", "LBody") and child.role in ("P", "LBody"):
                if block.runs:
                    yield block
                    block = TaggedBlock(kind, depth)
                if child.role == "P" or not any(map(self._splits, child.children)):
                    self._inline(child, block.runs, later)
                    yield block
                else:
                    inner = Element("LI", list(child.children))
                    yield from self.blocks(inner, level, kind, block.label)
                block = TaggedBlock(kind, depth)
            elif not self._splits(child):
                self._inline(child, block.runs, later)
            elif _floats(child) and element.role in _TEXT and block.runs:
                later.append(child)
            else:
                if block.runs:
                    yield block
                    block = TaggedBlock(kind, depth)
                yield from self.blocks(child, level + (child.role == "L"), kind)
        if block.runs or block.label:
            yield block
        for each in later:
            yield from self.blocks(each, level, Kind.PARAGRAPH)

    def _table(self, element: Element) -> Iterator[TaggedBlock]:
        for child in element.children:
            if isinstance(child, Element) and child.role not in ("TR", "THead", "TBody", "TFoot"):
                yield from self.blocks(child, 0, Kind.PARAGRAPH)
        table = TaggedBlock(Kind.TABLE)
        for row in _rows(element):
            cells = [each for each in row.children if isinstance(each, Element)]
            found = [
                TaggedCell(
                    list(self.blocks(Element("Div", each.children), 0, Kind.PARAGRAPH)),
                    each.rows,
                    each.columns,
                )
                for each in cells
            ]
            table.rows.append(TaggedRow(found, all(each.role == "TH" for each in cells)))
        yield table

    def _inline(
        self,
        element: Element,
        runs: list[ContentRun],
        later: list[Element],
        *,
        reference: bool = False,
    ) -> None:
        """Add the contents of an element that is part of a text; notes in it come later."""
        reference = reference or element.role == "Reference"
        if element.words is not None:
            found = list(_contents(element))
            if len({each.page for each in found}) == 1:
                numbers = [each.number for each in found]
                runs.append(ContentRun(found[0].page, numbers, element.words, reference))
                return
        for child in element.children:
            if isinstance(child, Content):
                _add(runs, child, reference=reference)
            elif child.role in _NOTES or (child.role == "Figure" and child.words is None):
                later.append(child)
            else:
                self._inline(child, runs, later, reference=reference)

    def _splits(self, element: Element | Content) -> bool:
        """Whether an element is a block, or has blocks in it other than notes and figures."""
        if isinstance(element, Content):
            return False
        found = self._split.get(id(element))
        if found is None:
            found = (
                element.role in _OWN
                or (element.role in _FLOATING and element.words is None)
                or _HEADING.fullmatch(element.role) is not None
                or any(
                    isinstance(child, Element) and not _floats(child) and self._splits(child)
                    for child in element.children
                )
            )
            self._split[id(element)] = found
        return found


def _floats(element: Element) -> bool:
    return element.role in _FLOATING


def _add(runs: list[ContentRun], content: Content, *, reference: bool = False) -> None:
    last = runs[-1] if runs else None
    if (
        last is not None
        and last.page == content.page
        and last.said is None
        and last.reference == reference
    ):
        last.numbers.append(content.number)
    else:
        runs.append(ContentRun(content.page, [content.number], reference=reference))


def _contents(element: Element) -> Iterator[Content]:
    for child in element.children:
        if isinstance(child, Content):
            yield child
        else:
            yield from _contents(child)


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.role == "TR":
                yield child
            elif child.role in ("THead", "TBody", "TFoot"):
                yield from _rows(child)
