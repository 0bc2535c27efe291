"""The comments of a PDF on the blocks that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.laid import Annotation, Kind, LaidBlock
from guidegraph.importers.documents.pdf.remarks import PageBox, PageRemark


__all__ = ["with_remarks"]

_OUT: Final = (Kind.FURNITURE, Kind.CONTENTS)
_NONE: Final = float("inf")
_MOST_BOXES: Final = 10  # of a comment that are compared


def with_remarks(blocks: Sequence[LaidBlock], remarks: Sequence[PageRemark]) -> list[LaidBlock]:
    """
    The blocks, each with the comments on it.

    A block that goes on over a page has the box of its first page only: there its words decide.
    """
    if not remarks:
        return list(blocks)
    by_page: dict[int, list[LaidBlock]] = defaultdict(list)
    every = [each for each in _leaves(blocks) if each.kind not in _OUT]
    for block in every:
        by_page[block.place.page].append(block)
    pages = sorted(by_page)
    comments: dict[int, list[Annotation]] = defaultdict(list)
    for remark in remarks:
        about = _about(remark, by_page, pages)
        if about is not None:
            comments[id(about)].append(remark.annotation)
    return [_commented(block, comments) for block in blocks]


def _leaves(blocks: Iterable[LaidBlock]) -> Iterator[LaidBlock]:
    for block in blocks:
        if block.rows:
            for row in block.rows:
                for cell in row.cells:
                    yield from _leaves(cell.blocks)
        else:
            yield block


def _about(
    remark: PageRemark, by_page: dict[int, list[LaidBlock]], pages: Sequence[int]
) -> LaidBlock | None:
    here = by_page.get(remark.page, [])
    words = remark.annotation.about or (
        "" if remark.annotation.kind == "note" else remark.annotation.text
    )
    before = by_page.get(remark.page - 1, [])[-1:]
    far = [(_distance(remark.boxes, each), at) for at, each in enumerate(here)]
    least, at = min(far, default=(_NONE, 0))
    if least > 0 and words and before and _letters(words) in _letters(before[0].words.text):
        return before[0]
    if here:
        return here[at]
    earlier = [page for page in pages if page < remark.page]
    if earlier:
        return by_page[earlier[-1]][-1]
    return by_page[pages[0]][0] if pages else None


def _distance(boxes: Sequence[PageBox], block: LaidBlock) -> float:
    """How far a block is from what a comment is on: 0 if its middle is inside."""
    if block.place.box is None:
        return _NONE
    left, top, right, bottom = block.place.box
    found = _NONE
    for one, two, three, four in boxes[:_MOST_BOXES]:
        across, down = (one + three) / 2, (two + four) / 2
        beside = max(left - across, 0.0, across - right)
        above = max(top - down, 0.0, down - bottom)
        found = min(found, beside + 4 * above)  # a note in the margin is beside its words
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _commented(block: LaidBlock, comments: dict[int, list[Annotation]]) -> LaidBlock:
    if block.rows:
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, blocks=tuple(_commented(each, comments) for each in cell.blocks))
                    for cell in row.cells
                ),
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    found = comments.get(id(block))
    return block if not found else replace(block, comments=(*block.comments, *found))
