"""A laid-out document divided into pieces in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from guidegraph.importers.documents.laid import Kind, Laid, LaidBlock, LaidReason
from guidegraph.importers.documents.structure.grid import contents, is_layout
from guidegraph.importers.documents.structure.headings import named_headings, with_headings
from guidegraph.importers.documents.structure.levels import with_levels
from guidegraph.importers.documents.structure.lists import Nesting, with_marks
from guidegraph.importers.documents.structure.lone_numbers import with_lone_numbers
from guidegraph.importers.documents.structure.pieces import (
    OUT,
    Piece,
    PieceKind,
    left_out,
    piece_of,
    printed,
)
from guidegraph.importers.documents.structure.tables import pieces_of_table
from guidegraph.importers.documents.structure.terms import in_glossary, terms_above
from guidegraph.model.reading import GuessKind


__all__ = ["pieces_of"]


def pieces_of(laid: Laid) -> list[Piece]:
    """All pieces of a document; blocks that the reader left out are not among them."""
    found: list[Piece] = []
    blocks: list[LaidBlock] = []
    for block in _flat(block for block in laid.blocks if block.kind not in OUT):
        if block.kind in OUT:  # inside a table that only places words
            why = block.reasons[0].why if block.reasons else str(block.kind)
            found.append(left_out([block], block.place, why))
        elif block.kind is Kind.TABLE or printed([block]) or block.comments or block.item:
            blocks.append(block)
    named = named_headings(laid)
    blocks = with_marks(with_lone_numbers(with_levels(with_headings(blocks, named), named)))
    return [*found, *_pieces(laid.path, blocks)]


def _flat(blocks: Iterator[LaidBlock]) -> Iterator[LaidBlock]:
    """The blocks, with what is in tables that only place words in their stead."""
    for block in blocks:
        if block.kind is not Kind.TABLE or not is_layout(block):
            yield block
            continue
        if block.words.text or block.mark:
            yield replace(block, kind=Kind.CAPTION, rows=())
        for row in block.rows:
            for cell in row.cells:
                for each in contents(cell):
                    reason = LaidReason(
                        decision=GuessKind.TABLE, why="a table of one column", confidence=0.85
                    )
                    yield replace(each, reasons=(*each.reasons, reason))


def _pieces(path: str, blocks: Sequence[LaidBlock]) -> Iterator[Piece]:
    nesting = Nesting()
    above, glossary = terms_above(blocks), in_glossary(blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        after = blocks[at] if at < len(blocks) else None
        match block.kind:
            case Kind.HEADING:
                nesting.close()
                yield piece_of(block, PieceKind.HEADING)
            case Kind.ENTRY:
                yield nesting.entry(block)
            case Kind.TABLE:
                nesting.close()
                tables = [block]
                while at < len(blocks) and _goes_on(tables[-1], blocks[at]):
                    tables.append(blocks[at])
                    at += 1
                yield from pieces_of_table(path, tables)
            case Kind.TERM:
                defined = after if after is not None and after.kind is Kind.DEFINITION else None
                here = at - 1
                if here in above:
                    defined = None
                at += defined is not None
                yield nesting.term(block, defined, glossary=here in glossary)
            case Kind.DEFINITION:
                yield nesting.definition(block)
            case Kind.NOTE:
                yield piece_of(block, PieceKind.NOTE)
            case _:
                yield nesting.paragraph(block)


def _goes_on(table: LaidBlock, block: LaidBlock) -> bool:
    """Whether a table is the one before it, continued on the next page."""
    if block.kind is not Kind.TABLE or not (table.rows and block.rows) or block.words.text:
        return False
    last = table.rows[-1].place.page or table.place.page
    if not last or block.place.page not in (last, last + 1):
        return False
    first, again = (
        [text for cell in each.rows[0].cells if (text := printed(cell.blocks))]
        for each in (table, block)
    )
    if first == again:
        return True
    widths = [
        max(sum(cell.columns for cell in row.cells) for row in each.rows) for each in (table, block)
    ]
    return widths[0] == widths[1] and block.place.page == last + 1 and not block.rows[0].header
