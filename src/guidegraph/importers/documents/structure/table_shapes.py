"""Tables that are not read row by row: names and values in pairs, and columns under their heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from guidegraph.importers.documents.laid import LaidBlock
from guidegraph.importers.documents.structure.columns import is_list
from guidegraph.importers.documents.structure.grid import GridRow


__all__ = ["in_pairs", "is_by_column"]

_MOST_ROWS = 3
_SHORTEST = 40  # characters of a cell that says something, and does not only name or rate it


def in_pairs(rows: list[GridRow]) -> list[GridRow]:
    """The rows; those with several names, each with its value after it, as a row for each name."""
    full = [row for row in rows if not row.banner and sum(map(bool, row.cells)) > 1]
    if not full or len(full[0].cells) < 3 or any(row.header for row in full):
        return rows
    several = [row for row in full if len(_pairs(row)) > 1]
    wide = [row for row in full if sum(map(bool, row.cells)) > 2]
    if not several or len(several) < 0.8 * len(wide) or not all(map(_alternates, full)):
        return rows
    found: list[GridRow] = []
    for row in rows:
        pairs = _pairs(row) if not row.banner else [(row.cells[0], [])]
        for at, (name, value) in enumerate(pairs):
            found.append(
                GridRow(
                    place=row.place,
                    cells=[name, value],
                    covered=[False, False],
                    heads=[not row.banner, False],
                    over=["", ""],
                    banner=row.banner,
                    reasons=row.reasons if not at else (),
                    out=row.out if not at else [],
                )
            )
    return found


def _pairs(row: GridRow) -> list[tuple[list[LaidBlock], list[LaidBlock]]]:
    """The names in a row, each with what is between it and the next one."""
    found: list[tuple[list[LaidBlock], list[LaidBlock]]] = []
    for at, cell in enumerate(row.cells):
        if not found or row.names(at):
            found.append(([], list(cell)) if cell and not row.names(at) else (list(cell), []))
        else:
            found[-1][1].extend(cell)
    return [(name, value) for name, value in found if name or value] or [([], [])]


def _alternates(row: GridRow) -> bool:
    """Whether a row begins with a name, and after each name comes what is not one."""
    names = [row.names(at) for at, cell in enumerate(row.cells) if cell]
    return names[0] and not any(a and b for a, b in pairwise(names))


def is_by_column(names: Sequence[str], head: Sequence[GridRow], rows: Sequence[GridRow]) -> bool:
    """
    Whether what is in a column belongs together more than what is in a row.

    So it is where columns with heads hold prose in a single row, perhaps with short rows around it.
    """
    if not head or head[0].texts != list(names):  # the heads are in one row, one for each column
        return False
    if not 0 < len(rows) <= _MOST_ROWS or not all(names) or any(row.banner for row in rows):
        return False
    if any(any(row.covered) or any(row.heads) for row in rows):
        return False
    says = [all(map(_says, row.cells)) for row in rows]
    if sum(says) != 1:
        return False
    if any(
        _says(cell) for row, full in zip(rows, says, strict=True) for cell in row.cells if not full
    ):
        return False
    prose = rows[says.index(True)]
    return len(names) > 2 or len(rows) > 1 or all(len(cell) > 1 for cell in prose.cells)


def _says(cell: Sequence[LaidBlock]) -> bool:
    return sum(len(block.words.text) for block in cell) >= _SHORTEST or is_list(cell)
