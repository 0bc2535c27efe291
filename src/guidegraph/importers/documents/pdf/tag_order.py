"""The order of tagged blocks, where that of the tags cannot be the order of reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.importers.documents.pdf.remarks import PageBox
from guidegraph.model.reading import GuessKind


__all__ = ["in_page_order"]

_ASIDE: Final = (Kind.FURNITURE, Kind.CONTENTS, Kind.NOTE, Kind.CAPTION)
_FEWEST: Final = 3  # blocks on a page whose order says something
_OFTEN: Final = 0.3
_AGAIN: Final = 2
_MOST: Final = 500  # blocks of a page that are compared
_OVER: Final = 0.3  # of the narrower one
_TOUCH: Final = 0.25  # of the lower one: boxes of letters are higher than these
_ALIGNED: Final = 3.0  # points
_SHORT: Final = 40  # characters beside a heading: its number, or that of the page
_DEEPEST: Final = 40
_GRID: Final = 0.8  # as many rows as the column with fewest blocks has
_REASON: Final = LaidReason(
    decision=GuessKind.ORDER,
    why="the tags go up and down the page: read from the top, one column after the other",
    confidence=0.7,
)


def in_page_order(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """
    The blocks in the order of the tags, or by their places where that jumps up again and again.

    A jump is a block above one that was read before, in the same column. Programs for slides tag
    what is on a page in the order in which it was drawn, often with the title last.
    """
    pages: dict[int, list[LaidBlock]] = defaultdict(list)
    for block in blocks:
        pages[block.place.page].append(block)
    jumps = {number: _jumps(page) for number, page in pages.items()}
    telling = sum(len(page) >= _FEWEST for page in pages.values())
    jumping = sum(count > 0 for count in jumps.values())
    if sum(jumps.values()) < _AGAIN or jumping < _OFTEN * telling:
        return list(blocks)
    found: list[LaidBlock] = []
    for number in sorted(pages):
        page = pages[number]
        if not jumps[number]:
            found += page
            continue
        placed = [each for each in page if each.place.box is not None]
        ordered = _levelled(_ordered(placed))
        found += [replace(each, reasons=(*each.reasons, _REASON)) for each in ordered[:1]]
        found += ordered[1:]
        found += [each for each in page if each.place.box is None]
    return found


def _box(block: LaidBlock) -> PageBox:
    return block.place.box or (0.0, 0.0, 0.0, 0.0)


def _jumps(page: Sequence[LaidBlock]) -> int:
    """How many blocks are above one that comes before them, in the same column."""
    found = 0
    before: list[PageBox] = []
    for block in page[:_MOST]:
        if block.place.box is None or block.kind in _ASIDE:
            continue
        left, _, right, bottom = block.place.box
        found += any(
            one_top >= bottom - 1
            and min(right, one_right) - max(left, one_left)
            > _OVER * min(right - left, one_right - one_left)
            for one_left, one_top, one_right, _ in before
        )
        before.append(block.place.box)
    return found


def _ordered(blocks: list[LaidBlock], depth: int = 0) -> list[LaidBlock]:
    """Blocks by their places: rows or columns of them, whichever the white space shows."""
    rows, columns = _parts(blocks, 1), _parts(blocks, 0)
    if depth > _DEEPEST or len(blocks) > _MOST or len(rows) == len(columns) == 1:
        return sorted(blocks, key=lambda each: (_box(each)[1], _box(each)[0]))
    parts = _groups(rows)
    if len(parts) == 1 < len(columns):
        parts = _bands(rows, columns)
        if len(parts) == 1:
            parts = _heading_first(columns)
    return [each for part in parts for each in _ordered(part, depth + 1)]


def _levelled(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """The blocks; entries of lists are no deeper than where they begin says."""
    found: list[LaidBlock] = []
    open_: list[float] = []
    for block in blocks:
        if block.kind is not Kind.ENTRY:
            open_.clear()
            found.append(block)
            continue
        left = _box(block)[0]
        while open_ and left < open_[-1] - _ALIGNED:
            open_.pop()
        if not open_ or left > open_[-1] + _ALIGNED:
            open_.append(left)
        found.append(replace(block, level=min(block.level or 0, len(open_) - 1)))
    return found


def _groups(rows: Sequence[list[LaidBlock]]) -> list[list[LaidBlock]]:
    """Rows that have columns in common together; the title of a page is for itself."""
    found: list[list[LaidBlock]] = []
    title = True
    for row in rows:
        lone = _is_title(row)
        if not (lone or title) and len(_parts([*found[-1], *row], 0)) > 1:
            found[-1] += row
        else:
            found.append(list(row))
        title = lone
    return found


def _is_title(row: Sequence[LaidBlock]) -> bool:
    """Whether a row is one heading, perhaps with numbers beside it."""
    headings = [each for each in row if each.kind is Kind.HEADING]
    beside = sum(len(each.words.text) for each in row if each.kind is not Kind.HEADING)
    return len(headings) == 1 and beside <= _SHORT


def _parts(blocks: Sequence[LaidBlock], side: int) -> list[list[LaidBlock]]:
    """Blocks cut at white space: 1 between those above one another, 0 beside one another."""
    found: list[list[LaidBlock]] = []
    end = 0.0
    for block in sorted(blocks, key=lambda each: (_box(each)[side], _box(each)[1 - side])):
        begin, last = _box(block)[side], _box(block)[side + 2]
        if not found or begin >= end - (_TOUCH * (last - begin) if side else 0):
            found.append([])
            end = last
        found[-1].append(block)
        end = max(end, last)
    return found


def _bands(
    rows: Sequence[list[LaidBlock]], columns: Sequence[list[LaidBlock]]
) -> list[list[LaidBlock]]:
    """
    What is read before anything below it, of blocks that are in rows and in columns.

    Where headings are side by side, each column below one goes with it. Without such headings,
    columns that are cut wherever the rows are make a grid, which is read row by row.
    """
    heads = [
        _begins_with_heads(row, rows[at + 1] if at + 1 < len(rows) else [])
        for at, row in enumerate(rows)
    ]
    if not any(heads):
        grid = len(rows) >= _GRID * min(map(len, columns))
        return list(rows) if grid else [[each for row in rows for each in row]]
    bands: list[list[LaidBlock]] = []
    for row, is_head in zip(rows, heads, strict=True):
        if is_head or not bands:
            bands.append([])
        bands[-1] += row
    return bands


def _begins_with_heads(row: Sequence[LaidBlock], below: Sequence[LaidBlock]) -> bool:
    """Whether at the top of a row blocks that look alike, and like headings, are side by side."""
    top = min(_box(each)[1] for each in row)
    firsts = [each for each in row if _box(each)[1] <= top + _ALIGNED]
    if len(firsts) < _AGAIN or len({_look(each) for each in firsts}) > 1:
        return False
    after = [each for each in row if _box(each)[1] > top + _ALIGNED] or below
    if not after:
        return False
    bold, size = _look(firsts[0])
    return all(size > _look(each)[1] or (bold and not _look(each)[0]) for each in after[:_FEWEST])


def _look(block: LaidBlock) -> tuple[bool, int]:
    return block.style.bold, round(block.style.size)


def _heading_first(columns: list[list[LaidBlock]]) -> list[list[LaidBlock]]:
    """Columns, with a heading before the number that is printed beside it."""
    for at, column in enumerate(columns):
        if any(each.kind is Kind.HEADING for each in column):
            beside = [each for part in columns[:at] for each in part]
            if sum(len(each.words.text) for each in beside) <= _SHORT and len(column) == 1:
                return [column, *columns[:at], *columns[at + 1 :]]
            break
    return columns
