"""Tables of a page: those with rules around the cells, and those whose words stand in columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, TypeAlias

from guidegraph.importers.documents.pdf.lines import (
    Segment,
    rows_of,
    segments,
    text_without_marks,
)


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import DrawnRule, Glyph, PrintedPage


__all__ = ["PrintedTable", "TableCell", "TableRow", "aligned_tables", "code_like", "ruled_tables"]

_NEAR: Final = 3.2  # points
_MOST_RULES: Final = 6_000
_MOST_CORNERS: Final = 40_000
_CODE = re.compile(
    r"[(\[]?[A-Za-z]{0,8}[\u2010-\u2015.-]?(?:[A-Z]{1,10}[\u2010-\u2015.-]){0,4}\d{1,5}"
    r"(?:[.-]\d{1,5}){0,6}[a-z]?[.)\]:]?"
)
_LEADERS = re.compile(r"[.·…]{4}")
_MOST_COLUMNS: Final = 60
_SHORT: Final = 4  # words


@dataclass(slots=True)
class TableCell:
    """A cell: its lines from the top, and how many rows and columns it covers."""

    lines: list[Segment] = field(default_factory=list)
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """Its words, to compare."""
        return " ".join(text_without_marks(line.text) for line in self.lines)


@dataclass(slots=True)
class TableRow:
    """A row: a cell for each column, nothing where another cell covers it."""

    cells: list[TableCell | None]
    page: int
    box: tuple[float, float, float, float]
    header: bool = False


@dataclass(slots=True)
class PrintedTable:
    """
    A table: the left edges of its columns, its rows, and whether rules are around the cells.

    It is *open* at the top or foot where its uprights end without a rule, as where a row is cut.
    """

    columns: list[float]
    rows: list[TableRow]
    box: tuple[float, float, float, float]
    ruled: bool
    open_top: bool = False
    open_foot: bool = False


def code_like(text: str) -> bool:
    """
    Whether a text is a number or code that names a row.

    >>> code_like("PR.AC-1"), code_like("1.10"), code_like("Loans")
    (True, True, False)
    """
    return len(text) < 40 and _CODE.fullmatch(text) is not None


def ruled_tables(page: PrintedPage) -> tuple[list[PrintedTable], set[int]]:
    """
    The tables of a page with rules, and the `id` of each character that is in one.

    Those of one row may be frames or parts of a table on the page beside: their characters are
    not given.
    """
    tables: list[PrintedTable] = []
    used: set[int] = set()
    if len(page.rules) > _MOST_RULES:
        return tables, used
    grids, open_ = _grids(page.rules)
    glyphs_down = sorted((glyph for glyph in page.glyphs if grids and glyph.upright), key=_middle)
    for boxes in grids:
        table, glyphs = _filled(boxes, glyphs_down, page.number)
        if table is not None:
            table.open_top, table.open_foot = (table.box[at] in open_ for at in (1, 3))
            tables.append(table)
            if len(table.rows) > 1:
                used.update(glyphs)
    return tables, used


_Box: TypeAlias = tuple[float, float, float, float]
_Lines: TypeAlias = dict[float, list[tuple[float, float]]]


def _grids(rules: Sequence[DrawnRule]) -> tuple[list[list[_Box]], set[float]]:
    """The cells between rules, those that share corners together; where uprights end freely."""
    across, down = _lines(rules, vertical=False), _lines(rules, vertical=True)
    if not across or len(down) < 2 or len(across) * len(down) > _MOST_CORNERS:
        return [], set()
    ends = _open_ends(across, down)
    open_ = ends.keys() - across.keys()
    across = dict(sorted((across | ends).items()))
    rows: defaultdict[float, list[float]] = defaultdict(list)  # of each height, the corners
    columns: defaultdict[float, list[float]] = defaultdict(list)
    for y, spans in across.items():
        for x, uprights in down.items():
            if _along(spans, x, x) and _along(uprights, y, y):
                rows[y].append(x)
                columns[x].append(y)
    cells: list[_Box] = []
    for y in sorted(rows):
        for x in rows[y]:
            below = [each for each in columns[x] if each > y + _NEAR]
            beside = [each for each in rows[y] if each > x + _NEAR]
            if (cell := _cell((x, y), below, beside, across, down)) is not None:
                cells.append(cell)
    return _connected(cells), open_


def _open_ends(across: _Lines, down: _Lines) -> _Lines:
    """The rules that lack where all uprights of a table end, as where a page cuts a row."""
    found: _Lines = {}
    for end, edge in ((1, max(across)), (0, min(across))):
        ends = {x: (max if end else min)(span[end] for span in spans) for x, spans in down.items()}
        last = (max if end else min)(ends.values())
        reach = [x for x, at in ends.items() if abs(at - last) <= _NEAR]
        if len(reach) > 1 and all(_along(down[x], edge, edge) for x in reach):
            found[edge if abs(last - edge) <= 3 * _NEAR else last] = [(min(reach), max(reach))]
    return found


def _along(spans: list[tuple[float, float]], start: float, end: float) -> bool:
    near = _NEAR + 1
    return any(low - near <= start and end <= high + near for low, high in spans)


def _cell(
    corner: tuple[float, float],
    below: list[float],
    beside: list[float],
    across: _Lines,
    down: _Lines,
) -> _Box | None:
    """The smallest box with rules all around that has this upper left corner."""
    x, y = corner
    for bottom in below:
        if not _along(down[x], y, bottom):
            return None
        for right in beside:
            if not _along(across[y], x, right):
                break
            if _along(down[right], y, bottom) and _along(across[bottom], x, right):
                return x, y, right, bottom
    return None


def _lines(rules: Sequence[DrawnRule], *, vertical: bool) -> _Lines:
    """The straight lines one way, close ones as one, with the parts that are drawn."""
    mine = sorted(
        (rule for rule in rules if rule.vertical == vertical and rule.end - rule.start > 5),
        key=lambda rule: rule.at,
    )
    groups: list[list[DrawnRule]] = []
    for rule in mine:
        if groups and rule.at - groups[-1][-1].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found: dict[float, list[tuple[float, float]]] = {}
    for group in groups:
        spans: list[tuple[float, float]] = []
        for start, end in sorted((rule.start, rule.end) for rule in group):
            if spans and start <= spans[-1][1] + _NEAR + 1:
                spans[-1] = spans[-1][0], max(end, spans[-1][1])
            else:
                spans.append((start, end))
        found[sum(rule.at for rule in group) / len(group)] = spans
    return found


def _connected(
    cells: list[tuple[float, float, float, float]],
) -> list[list[tuple[float, float, float, float]]]:
    parent = list(range(len(cells)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    seen: dict[tuple[float, float], int] = {}
    for at, (left, top, right, bottom) in enumerate(cells):
        for corner in ((left, top), (left, bottom), (right, top), (right, bottom)):
            parent[root(at)] = root(seen.setdefault(corner, at))
    groups: defaultdict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for at, cell in enumerate(cells):
        groups[root(at)].append(cell)
    return list(groups.values())


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _filled(
    boxes: list[tuple[float, float, float, float]], glyphs_down: list[Glyph], page: int
) -> tuple[PrintedTable | None, list[int]]:
    """The table of these cells with its words; nothing for a frame, or bands of colour."""
    lefts = sorted({box[0] for box in boxes})
    tops = sorted({box[1] for box in boxes})
    if len(lefts) < 2 or (len(boxes) < 3 and len(tops) > 1):
        return None, []
    inside: defaultdict[int, list[Glyph]] = defaultdict(list)
    left, right = lefts[0], max(box[2] for box in boxes)
    top, bottom = tops[0], max(box[3] for box in boxes)
    by_row: defaultdict[int, list[int]] = defaultdict(list)
    for at, box in enumerate(boxes):
        first = bisect_left(tops, box[1])
        last = bisect_left(tops, box[3] - 1)
        for row in range(first, max(first + 1, last)):
            by_row[row].append(at)
    start = bisect_left(glyphs_down, top - 1, key=_middle)
    end = bisect_right(glyphs_down, bottom + 1, key=_middle)
    for glyph in sorted(glyphs_down[start:end], key=lambda each: each.left):
        x, y = (glyph.left + glyph.right) / 2, _middle(glyph)
        if not left <= x <= right:
            continue
        row = min(max(bisect_left(tops, y) - 1, 0), len(tops) - 1)
        for at in by_row[row]:
            if boxes[at][0] - 0.5 <= x <= boxes[at][2] + 0.5:
                inside[at].append(glyph)
                break
    if len(inside) < min(2, len(tops)):
        return None, []
    rows = [TableRow([None] * len(lefts), page, (left, each, right, each)) for each in tops]
    for at, box in enumerate(boxes):
        first, column = bisect_left(tops, box[1]), bisect_left(lefts, box[0])
        rows[first].cells[column] = TableCell(
            segments(inside[at], page),
            rows=max(1, bisect_left(tops, box[3] - 1) - first),
            columns=max(1, bisect_left(lefts, box[2] - 1) - column),
        )
        rows[first].box = (left, tops[first], right, max(rows[first].box[3], box[3]))
    rows = [row for row in rows if any(cell is not None for cell in row.cells)]
    glyphs = [id(glyph) for at in inside for glyph in inside[at]]
    return PrintedTable(lefts, rows, (left, top, right, bottom), ruled=True), glyphs


def aligned_tables(found: list[Segment], body: float) -> list[tuple[PrintedTable, list[Segment]]]:
    """Tables without rules: rows whose words begin in the same columns, with the segments used."""
    rows = rows_of(found)
    tables: list[tuple[PrintedTable, list[Segment]]] = []
    at = 0
    while at < len(rows):
        end, columns = _extent(rows, at, body)
        part = rows[at:end]
        if len(columns) >= 2 and _is_table(part, columns):
            used = [each for row in part for each in row]
            tables.append((_laid_out(part, columns, body), used))
        at = max(end, at + 1)
    return tables


def _extent(
    rows: list[list[Segment]], at: int, body: float
) -> tuple[int, list[tuple[float, float]]]:
    """The row after the last one that fits the columns of the first, and the columns."""
    if not 2 <= len(rows[at]) <= _MOST_COLUMNS:
        return at + 1, []
    columns = [(each.left, each.right) for each in rows[at]]
    last = at + 1
    for place in range(at + 1, min(len(rows), at + 400)):
        row = rows[place]
        if row[0].base - rows[place - 1][0].base > 3.5 * body:
            break
        fits = [fit for each in row if (fit := _column(each, columns)) is not None]
        if len(set(fits)) < len(row):
            break
        if len(row) == 1 and fits[0] == 0 and row[0].right > columns[1][0] - 1:
            break
        for each, fit in zip(row, fits, strict=True):
            low, high = columns[fit]
            columns[fit] = min(low, each.left), max(high, each.right)
        if len(row) >= 2 or (
            fits[0] != 0 and row[0].base - rows[place - 1][0].base < 1.5 * row[0].size
        ):
            last = place + 1
    return last, columns


def _column(each: Segment, columns: list[tuple[float, float]]) -> int | None:
    for at, (left, right) in enumerate(columns):
        after = columns[at + 1][0] if at + 1 < len(columns) else float("inf")
        before = columns[at - 1][1] if at else float("-inf")
        centred = abs((each.left + each.right) / 2 - (left + right) / 2) < 4
        begins = abs(each.left - left) < 4 or (left - 2 <= each.left <= right)
        if (begins or centred) and each.right < after - 1 and each.left > before + 1:
            return at
    return None


def _is_table(rows: list[list[Segment]], columns: list[tuple[float, float]]) -> bool:
    full = [row for row in rows if len(row) >= 2]
    if len(full) < 3:
        return False
    texts = [[text_without_marks(each.text) for each in row] for row in full]
    if any(_LEADERS.search(text) for row in texts for text in row):
        return False
    from guidegraph.language.enumeration import marker_at

    if len(columns) > 2 and _are_prose(rows, columns):
        return False
    if len(columns) == 2:
        counts = [median(len(row[side].split()) for row in texts) for side in (0, -1)]
        if min(counts) >= _SHORT:
            return False  # two columns of prose
        firsts = [row[0] for row in texts]
        if all(marker_at(f"{first} x") is not None and len(first) < 6 for first in firsts):
            return False  # a list
    return True


def _are_prose(rows: list[list[Segment]], columns: list[tuple[float, float]]) -> bool:
    """Whether all columns are full of words, and no white space shows where rows of them end."""
    words: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        for each in row:
            words[_column(each, columns) or 0].append(len(text_without_marks(each.text).split()))
    filled = [words[at] for at in range(len(columns))]
    if any(not each or median(each) < _SHORT or len(each) < 0.6 * len(rows) for each in filled):
        return False
    gaps = [after[0].base - before[0].base for before, after in pairwise(rows)]
    tight = median(gaps)
    return sum(gap > 1.25 * tight for gap in gaps) < 0.12 * len(gaps)


def _laid_out(
    rows: list[list[Segment]], columns: list[tuple[float, float]], body: float
) -> PrintedTable:
    """The rows of print as rows of a table: one begins where the first column has words."""
    table: list[TableRow] = []
    firsts = [_column(row[0], columns) == 0 for row in rows]
    gaps = [after[0].base - before[0].base for before, after in pairwise(rows)]
    tight = max(min(gaps), 0.9 * body) if gaps else body
    wide_means = max(gaps, default=0) > 1.35 * tight
    for at, row in enumerate(rows):
        code = firsts[at] and code_like(text_without_marks(row[0].text))
        wide = at == 0 or gaps[at - 1] > 1.35 * tight
        begins = (
            at == 0
            or code
            or (firsts[at] and (wide or not wide_means))
            or (wide and not any(firsts))
        )
        if begins:
            table.append(
                TableRow(
                    [TableCell() for _ in columns],
                    row[0].page,
                    (columns[0][0], row[0].top, columns[-1][1], row[0].bottom),
                )
            )
        for each in row:
            cell = table[-1].cells[_column(each, columns) or 0]
            if cell is not None:
                cell.lines.append(each)
    top, bottom = rows[0][0].top, max(each.bottom for each in rows[-1])
    return PrintedTable(
        [left for left, _ in columns],
        table,
        (columns[0][0], top, max(right for _, right in columns), bottom),
        ruled=False,
    )
