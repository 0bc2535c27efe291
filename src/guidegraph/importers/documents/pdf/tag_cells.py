"""The cells of a tagged table below the heads of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from guidegraph.importers.documents.laid import Cell, LaidRow


__all__ = ["in_columns"]


def in_columns(rows: Sequence[LaidRow]) -> Iterator[LaidRow]:
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
