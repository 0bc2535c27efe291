"""Blocks of a PDF by its tags, where these cover what is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, Final

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.laid import Cell, Kind, LaidBlock, LaidReason, LaidRow, Words
from guidegraph.importers.documents.pdf.glyphs import Glyph, PrintedPage
from guidegraph.importers.documents.pdf.lines import Segment, rows_of, segments, words_from
from guidegraph.importers.documents.pdf.tag_tree import Content, Element, tree_of
from guidegraph.importers.importer import Document
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = ["tagged_blocks"]

_ENOUGH: Final = 0.9
_LONG_HEADING: Final = 200  # characters; a "heading" that is longer is a paragraph
_HEADING = re.compile(r"H([1-6])")
_MARK = re.compile(r"([^\w\s(\[\"'“‘«]{1,2}|\(?\w{1,4}[.)])\s+(?=\S)")
_KINDS: Final = {"TOC": Kind.CONTENTS, "Note": Kind.NOTE, "Caption": Kind.CAPTION}
_KINDS_OF_WORDS: Final = {**_KINDS, "Figure": Kind.CAPTION, "Artifact": Kind.FURNITURE}
_OWN: Final = frozenset({"P", "L", "LI", "Table", "TOC", "Note", "Caption", "Figure", "H", "Code"})


def tagged_blocks(document: Document, pages: Iterator[PrintedPage]) -> list[LaidBlock] | None:
    """The blocks that the tags state, or nothing if less than 90 % of the print is tagged."""
    tree = tree_of(document.body)
    if tree is None:
        return None
    print_: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    left_over: dict[int, list[Glyph]] = defaultdict(list)
    claimed = set(_contents(tree))
    total = covered = 0
    for page in pages:
        for glyph in page.glyphs:
            key = page.number, -1 if glyph.look.mark is None else glyph.look.mark
            tagged = key in claimed
            total += 1
            covered += tagged or glyph.look.artifact
            if tagged:
                print_[key].append(glyph)
            else:
                left_over[page.number].append(glyph)
    if not total or covered / total < _ENOUGH:
        return None
    reader = _Tags(document.path, print_)
    for _, lines in reader.lines(
        [(page, each) for page, some in left_over.items() for each in some]
    ):
        for line in lines:
            reader.words.add(line.text)
    blocks = list(reader.read(tree, 0))
    for (number, _), glyphs in print_.items():  # such as of a caption inside a table
        left_over[number] += glyphs
    return _with_rest(blocks, reader, left_over)


def _contents(element: Element) -> Iterator[tuple[int, int]]:
    for child in element.children:
        if isinstance(child, Content):
            yield child.page, child.number
        else:
            yield from _contents(child)


class _Tags:
    def __init__(self, path: str, print_: dict[tuple[int, int], list[Glyph]]) -> None:
        self._path = path
        self._print = print_
        self.words = WordStock()
        for (page, _), glyphs in print_.items():
            for line in segments((each for each in glyphs if each.upright), page):
                self.words.add(line.text)

    def lines(self, glyphs: list[tuple[int, Glyph]]) -> Iterator[tuple[int, list[Segment]]]:
        """Lines, page by page; where the print goes up again, another column begins."""
        runs: list[tuple[int, list[Glyph]]] = []
        for (page, before), (number, glyph) in pairwise([(0, None), *glyphs]):
            if (
                page != number
                or before is None
                or glyph is None
                or before.base - glyph.base > 3 * before.size
            ):
                runs.append((number, []))
            if glyph is not None:
                runs[-1][1].append(glyph)
        for number, run in runs:
            yield number, segments(run, number)

    def block(self, glyphs: list[tuple[int, Glyph]], kind: Kind, **more: Any) -> LaidBlock | None:
        """The block that the print makes, with its mark taken from the words if it has one."""
        lines = [line for _, some in self.lines(glyphs) for line in some]
        if not lines:
            return None
        rows: list[str] = []
        for _, some in self.lines(glyphs):
            rows += (" ".join(each.text for each in row) for row in rows_of(some))
        text, joins = self.words.joined(rows)
        found = words_from(text)
        reasons: tuple[LaidReason, ...] = (*more.pop("reasons", ()), *joins)
        if kind is Kind.ENTRY and not more.get("mark") and (sign := _MARK.match(found.text)):
            more["mark"], found = sign[1], Words(text=found.text[sign.end() :])
        mine = [line for line in lines if line.page == lines[0].page]
        box = (
            round(min(line.left for line in mine), 1),
            round(min(line.top for line in mine), 1),
            round(max(line.right for line in mine), 1),
            round(max(line.bottom for line in mine), 1),
        )
        place = Place(path=self._path, line=0, page=lines[0].page, box=box)
        style = lines[0].style()
        return LaidBlock(kind=kind, words=found, place=place, style=style, reasons=reasons, **more)

    def glyphs(self, element: Element, stop: frozenset[str] = frozenset()) -> list[Any]:
        found: list[tuple[int, Glyph]] = []
        for child in element.children:
            if isinstance(child, Content):
                some = self._print.pop((child.page, child.number), [])
                found += ((child.page, each) for each in some)
            elif child.role not in stop:
                found += self.glyphs(child, stop)
        return found

    def read(
        self, element: Element, level: int, kind: Kind = Kind.PARAGRAPH
    ) -> Iterator[LaidBlock]:
        """The blocks of what is in an element."""
        if element.role == "Table" and (table := self._table(element)) is not None:
            yield table
            return
        kind = _KINDS_OF_WORDS.get(element.role, kind)
        more: dict[str, Any] = {}
        if heading := _HEADING.fullmatch(element.role):
            kind, more = Kind.HEADING, {"level": int(heading[1])}
        elif element.role == "LI" and kind is not Kind.CONTENTS:
            kind, more = Kind.ENTRY, {"level": max(0, level - 1)}
            more["mark"] = self._label(element)
        run: list[tuple[int, Glyph]] = []
        for child in [*element.children, None]:
            if isinstance(child, Content):
                some = self._print.pop((child.page, child.number), [])
                run += ((child.page, each) for each in some)
                continue
            if child is not None and not _has_blocks(child):
                run += self.glyphs(child)
                continue
            if run and (made := self.block(run, kind, **more)) is not None:
                yield _checked(made)
            run = []
            if child is None:
                continue
            if element.role in ("LI", "LBody") and child.role in ("P", "LBody"):
                yield from self._body(child, level, kind, more)
                more = {"level": more.get("level")} if more else {}
            else:
                yield from self.read(child, level + (child.role == "L"), kind)

    def _body(
        self, child: Element, level: int, kind: Kind, more: dict[str, Any]
    ) -> Iterator[LaidBlock]:
        if child.role == "P" or not any(map(_is_block, child.children)):
            made = self.block(self.glyphs(child), kind, **more)
            if made is not None:
                yield made
            return
        yield from self.read(Element("LI", list(child.children)), level, kind)

    def _label(self, element: Element) -> str | None:
        for child in element.children:
            if isinstance(child, Element) and child.role == "Lbl":
                made = self.block(self.glyphs(child), Kind.PARAGRAPH)
                return None if made is None else made.words.text
        return None

    def _table(self, element: Element) -> LaidBlock | None:
        rows: list[LaidRow] = []
        for row in _rows(element):
            cells: list[Cell] = []
            heads = [each for each in row.children if isinstance(each, Element)]
            for cell in heads:
                inner = Element("Div", cell.children)
                blocks = tuple(self.read(inner, 0))
                cells.append(Cell(blocks=blocks, rows=cell.rows, columns=cell.columns))
            first = next((each for cell in cells for each in cell.blocks), None)
            if first is not None:
                header = all(each.role == "TH" for each in heads)
                rows.append(LaidRow(cells=tuple(cells), place=first.place, header=header))
        if not rows:
            return None
        return LaidBlock(kind=Kind.TABLE, place=rows[0].place, rows=tuple(_in_columns(rows)))


def _in_columns(rows: Sequence[LaidRow]) -> Iterator[LaidRow]:
    """
    The rows with each cell below the head of its column, as printed.

    Few programs tag a cell that covers several rows: the rows after its first have a cell less.
    """
    every = [cell for row in rows for cell in row.cells]
    if any(
        cell.rows > 1 or cell.columns > 1 or (cell.blocks and _left(cell) is None) for cell in every
    ):
        yield from rows
        return
    filled = [
        [(left, cell) for cell in row.cells if (left := _left(cell)) is not None] for row in rows
    ]
    most = max(map(len, filled))
    lefts = [median(cells[at][0] for cells in filled if len(cells) == most) for at in range(most)]
    if lefts != sorted(lefts):
        yield from rows
        return
    for row, cells in zip(rows, filled, strict=True):
        placed: dict[int, Cell] = {}
        free = 0
        for number, (left, cell) in enumerate(cells, start=1):
            last = most - (len(cells) - number)  # those after it need a column, too
            column = min(range(free, last), key=lambda at: abs(lefts[at] - left))
            placed[column] = cell
            free = column + 1
        whole = tuple(placed.get(at, Cell()) for at in range(most))
        yield LaidRow(cells=whole, place=row.place, header=row.header)


def _left(cell: Cell) -> float | None:
    """Where the words of a cell begin, if it has any."""
    return min((each.place.box[0] for each in cell.blocks if each.place.box), default=None)


def _rows(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.role == "TR":
                yield child
            elif child.role in ("THead", "TBody", "TFoot"):
                yield from _rows(child)


def _is_block(child: Element | Content) -> bool:
    return isinstance(child, Element) and (
        child.role in _OWN or child.role == "LBody" or _HEADING.fullmatch(child.role) is not None
    )


def _has_blocks(element: Element) -> bool:
    return _is_block(element) or any(
        isinstance(child, Element) and _has_blocks(child) for child in element.children
    )


def _checked(block: LaidBlock) -> LaidBlock:
    if block.kind is not Kind.HEADING or len(block.words.text) <= _LONG_HEADING:
        return block
    why = "tagged as a heading, but too long for one"
    reason = LaidReason(decision=GuessKind.HEADING, why=why, confidence=0.8)
    return LaidBlock(
        kind=Kind.PARAGRAPH,
        words=block.words,
        place=block.place,
        style=block.style,
        reasons=(*block.reasons, reason),
    )


def _with_rest(
    blocks: list[LaidBlock], reader: _Tags, left_over: dict[int, list[Glyph]]
) -> list[LaidBlock]:
    """The blocks, with the print that no tag claims at its place on the page."""
    for page, glyphs in left_over.items():
        for artifact in (False, True):
            some = [(page, each) for each in glyphs if each.look.artifact is artifact]
            why = "marked as no content" if artifact else "no tag; placed by its position"
            reason = LaidReason(
                decision=GuessKind.FURNITURE if artifact else GuessKind.ORDER,
                why=why,
                confidence=1.0 if artifact else 0.7,
            )
            kind = Kind.FURNITURE if artifact else Kind.PARAGRAPH
            made = reader.block(some, kind, reasons=(reason,))
            if made is None or made.place.box is None:
                continue
            top = made.place.box[1]
            at = next(
                (
                    number
                    for number, each in enumerate(blocks)
                    if each.place.page > page
                    or (each.place.page == page and each.place.box and each.place.box[1] > top)
                ),
                len(blocks),
            )
            blocks.insert(at, made)
    return blocks
