"""Tables as grids: cells over several rows and columns, rows over pages, headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guidegraph.importers.documents.laid import Cell, Kind, LaidBlock, LaidReason, LaidRow, Words
from guidegraph.importers.documents.structure.pieces import OUT, joined, notation_of, printed
from guidegraph.importers.headers import is_glossary, names_columns
from guidegraph.importers.limits import MAX_CELLS
from guidegraph.language.enumeration import unnumbered
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = [
    "GridRow",
    "begins",
    "contents",
    "folded",
    "grid_of",
    "is_layout",
    "joined_rows",
    "with_header",
]

_WIDEST = 1_000
_END = re.compile(r"[.:;!?…][\"'”’)\]]*$")
_LONGEST_NAME = 60


@dataclass(slots=True)
class GridRow:
    """
    A row: what is in each column, and which columns a cell from above covers.

    *heads* says which cells the file calls names of a row or column, *over* the words of the cell
    that is over each column. *banner* if one cell is over all columns; *out* is what the row has
    that is no content.
    """

    place: Place
    cells: list[list[LaidBlock]]
    covered: list[bool]
    heads: list[bool]
    over: list[str]
    header: bool = False
    banner: bool = False
    reasons: tuple[LaidReason, ...] = ()
    out: list[LaidBlock] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words of each column."""
        return [printed(cell) for cell in self.cells]

    @property
    def bold(self) -> bool:
        """Whether all words are bold."""
        return all(block.style.bold for cell in self.cells for block in cell)

    def names(self, at: int) -> bool:
        """Whether a cell looks like a name: as the file says, bold, or with a colon at its end."""
        cell = self.cells[at]
        if not cell or self.heads[at] or all(block.style.bold for block in cell):
            return bool(cell)
        text = cell[0].words.text
        return len(cell) == 1 and text.endswith(":") and len(text) <= _LONGEST_NAME


def contents(cell: Cell) -> list[LaidBlock]:
    """The blocks of a cell in order; a row of a table inside it is one entry."""
    found: list[LaidBlock] = []
    waiting = list(reversed(cell.blocks))
    while waiting:
        block = waiting.pop()
        if block.kind is not Kind.TABLE:
            found.append(block)
            continue
        if _is_simple(block):
            if block.words.text or block.mark:
                found.append(replace(block, kind=Kind.CAPTION, rows=()))
            for row in block.rows:
                found += _in_one(
                    [each for inner in row.cells for each in inner.blocks], len(row.cells)
                )
            continue
        waiting += reversed(
            [each for row in block.rows for inner in row.cells for each in inner.blocks]
        )
        if block.words.text or block.mark:
            waiting.append(replace(block, kind=Kind.CAPTION, rows=()))
    return found


def _is_simple(table: LaidBlock) -> bool:
    """Whether a table has rows of several cells, and no table or list in them."""
    blocks = [each for row in table.rows for cell in row.cells for each in cell.blocks]
    return any(len(row.cells) > 1 for row in table.rows) and not any(
        each.kind in (Kind.TABLE, Kind.ENTRY) for each in blocks
    )


def _in_one(blocks: Sequence[LaidBlock], cells: int) -> list[LaidBlock]:
    """The blocks of a row with so many cells, as one entry."""
    content = [each for each in blocks if each.kind not in OUT]
    if cells < 2 or len(content) < 2:
        return list(blocks)
    words = [part for each in content for part in (Words(text=each.mark or ""), each.words)]
    entry = replace(
        content[0],
        kind=Kind.ENTRY,
        level=0,
        mark=None,
        words=joined(words),
        comments=tuple(comment for each in content for comment in each.comments),
        reasons=tuple(reason for each in content for reason in each.reasons),
    )
    return [*(each for each in blocks if each.kind in OUT), entry]


def is_layout(table: LaidBlock) -> bool:
    """Whether a table only places words: each row has one cell, or there is only one row."""
    if all(len(row.cells) <= 1 for row in table.rows):
        return True
    return len(table.rows) == 1 and any(
        len(contents(cell)) > 1 and any(each.kind is Kind.HEADING for each in contents(cell))
        for cell in table.rows[0].cells
    )


def grid_of(path: str, rows: Sequence[LaidRow]) -> list[GridRow]:
    """
    The rows of a table, all with the same number of columns, none of them without words.

    Raises:
        FormatError: it has too many cells.
    """
    width = 0
    covers: dict[int, int] = {}  # column: how many further rows a cell from above covers
    above: dict[int, str] = {}  # column: the words of that cell
    found: list[GridRow] = []
    total = 0
    wider: list[tuple[int, int, int]] = []  # row, first column, number of columns
    for number, row in enumerate(rows):
        cells: dict[int, list[LaidBlock]] = {}
        heads: set[int] = set()
        out: list[LaidBlock] = []
        given = sum(max(1, min(cell.columns, _WIDEST)) for cell in row.cells)
        turned = number > 0 and row.place.page != rows[number - 1].place.page
        covering = sum(left > 0 for left in covers.values())
        if (turned and given + covering > width) or (covering and given >= width > 1):
            covers = {}  # a row with all its cells; those from above end before it
        covered = {at for at, left in covers.items() if left > 0}
        over = {at: above[at] for at in covered}
        covers = {at: left - 1 for at, left in covers.items() if left > 1}
        at = 0
        for cell in row.cells:
            while at in covered:
                at += 1
            blocks = contents(cell)
            cells[at] = [each for each in blocks if each.kind not in OUT]
            out += (each for each in blocks if each.kind in OUT)
            wide = max(1, min(cell.columns, _WIDEST))
            if cell.header:
                heads.add(at)
            words = printed(cells[at])
            over.update((column, words) for column in range(at, at + wide))
            if wide > 1:
                wider.append((number, at, wide))
            if cell.rows > 1:
                above.update((column, words) for column in range(at, at + wide))
                covers.update((column, cell.rows - 1) for column in range(at, at + wide))
            at += wide
        last = max(at, max(covered, default=-1) + 1)
        width = max(width, last)
        total += last
        if total > MAX_CELLS:
            raise FormatError(path, None, f"a table of more than {MAX_CELLS} cells", "divide it")
        found.append(
            GridRow(
                place=row.place,
                cells=[cells.get(column, []) for column in range(last)],
                covered=[column in covered for column in range(last)],
                heads=[column in heads for column in range(last)],
                over=[over.get(column, "") for column in range(last)],
                header=row.header,
                banner=len(row.cells) == 1 and not covered and at > 1,
                out=out,
            )
        )
    if width * len(found) > MAX_CELLS:
        raise FormatError(path, None, f"a table of more than {MAX_CELLS} cells", "divide it")
    for each in found:
        lack = width - len(each.cells)
        each.cells += ([] for _ in range(lack))
        each.covered += [False] * lack
        each.heads += [False] * lack
        each.over += [""] * lack
        each.banner = (each.banner and not lack) or (
            width > 2 and _alone(each) and not any(each.covered)
        )
    _place_wide(found, wider)
    return found


def _place_wide(rows: Sequence[GridRow], wider: Sequence[tuple[int, int, int]]) -> None:
    """Put each cell over several columns into the first that has words; no column is empty."""
    wide = {(row, at) for row, at, _ in wider}
    filled = {
        at
        for number, row in enumerate(rows)
        for at, cell in enumerate(row.cells)
        if cell and (number, at) not in wide
    }
    for number, at, columns in wider:
        cells = rows[number].cells
        to = next((each for each in range(at, at + columns) if each in filled), at)
        if to != at and cells[at] and not rows[number].banner:
            cells[at], cells[to] = [], cells[at]
            heads = rows[number].heads
            heads[at], heads[to] = False, heads[at]
    width = len(rows[0].cells) if rows else 0
    used = [at for at in range(width) if any(row.cells[at] for row in rows)]
    for row in rows:
        row.cells = [row.cells[at] for at in used]
        row.covered = [row.covered[at] for at in used]
        row.heads = [row.heads[at] for at in used]
        row.over = [row.over[at] for at in used]


def _alone(row: GridRow) -> bool:
    """Whether only the first cell has words, and few that look like a heading."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    return filled == [0] and row.bold and len(row.texts[0]) <= 2 * _LONGEST_NAME


def with_header(rows: list[GridRow]) -> tuple[list[str], list[GridRow], list[GridRow]]:
    """
    The names of the columns, the other rows, and the rows that only say the names.

    One cell over all columns names the table, or the rows below it, and is one of the other rows.
    """
    at = 0
    while at < len(rows) and rows[at].header:
        at += 1
    if at == len(rows):  # a table of header rows has no names
        at = 0
    if all(row.banner for row in rows[:at]):
        at = next((each for each, row in enumerate(rows) if not row.banner), 0)
        at += at + 1 < len(rows) and _names(rows[at], rows[at + 1 :])
    head = [row for row in rows[:at] if not row.banner]
    body = [*(row for row in rows[:at] if row.banner), *rows[at:]]
    names = [
        " ".join(dict.fromkeys(filter(None, (row.over[column] for row in head))))
        for column in range(len(rows[0].cells))
    ]
    said = [row.texts for row in head]
    kept = [row for row in body if row.texts not in said]
    again = [row for row in body if row.texts in said]
    return (names, kept, [*head, *again]) if kept else (names, body, head)


def _names(row: GridRow, below: Sequence[GridRow]) -> bool:
    """Whether a first row says the names of the columns."""
    texts = row.texts
    filled = [text for text in texts if text]
    if row.banner or len(filled) < 2 or any(row.covered):
        return False
    plain = [other for other in below if not other.banner]
    named = [row.names(at) for at, text in enumerate(texts) if text]
    if any(named) and not all(named):
        first = next(at for at, text in enumerate(texts) if text)
        if any(row.heads) or sum(other.names(first) for other in plain) * 2 > len(plain):
            return False  # the name of the row, and what it is
    if any(len(text) > _LONGEST_NAME or not _wordy(text) or _END.search(text) for text in filled):
        return False
    if any(texts == other.texts for other in below):
        return True
    if len(plain) > 1 and (names_columns(filled) or is_glossary(filled)):
        return True
    if row.bold and any(not other.bold for other in plain):
        return True
    if len(plain) > 1 and not any(map(_has_digit, filled)):
        counted = sum(
            all(_has_digit(other.texts[at]) for other in plain) for at in range(len(texts))
        )
        if counted > 1:
            return True  # "Date" and "Room" over dates and numbers of rooms
    for at, text in enumerate(texts):
        lengths = sorted(len(other.texts[at]) for other in plain if other.cells[at])
        if not text or len(lengths) < 2 or lengths[len(lengths) // 2] < 4 * max(len(text), 8):
            continue
        # of names and values in two columns, some values are short
        if len(texts) > 2 or lengths[len(lengths) // 5] >= 2 * len(text):
            return True
    return False


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _wordy(text: str) -> bool:
    return sum(map(str.isalpha, text)) * 2 >= len(text)


def joined_rows(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows, those that only continue one on the page before joined to it."""
    width = len(rows[0].cells) if rows else 0
    turns = [at > 0 and row.place.page != rows[at - 1].place.page for at, row in enumerate(rows)]
    whole = [row for row, turned in zip(rows, turns, strict=True) if not turned and not row.banner]
    always, capital, coded = [], [], []
    for column in range(width):
        filled = [row.cells[column] for row in whole if row.cells[column]]
        held = sum(bool(row.cells[column]) or row.covered[column] for row in whole)
        always.append(len(whole) > 1 and len(filled) > 1 and held >= 0.95 * len(whole))
        coded.append(len(filled) > 1 and sum(map(_coded, filled)) >= 0.9 * len(filled))
        whole_ones = sum(map(begins, filled))
        capital.append(bool(filled) and whole_ones >= 0.9 * len(filled))
    found: list[GridRow] = []
    for row, turned in zip(rows, turns, strict=True):
        if turned and found and not found[-1].banner and not row.banner:
            why = _continues(row, always, capital, coded)
            if why and _is_below(row, found[-1], rows):
                row.covered = [
                    each or not cell for each, cell in zip(row.covered, row.cells, strict=True)
                ]
            elif why:
                _join(found[-1], row, capital, why)
                continue
        found.append(row)
    return found


def _continues(
    row: GridRow, always: Sequence[bool], capital: Sequence[bool], coded: Sequence[bool]
) -> str:
    """Why a row at the top of a page continues the one before, or nothing."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    if not filled:
        return ""
    first = next((at for at, each in enumerate(always) if each), None)
    if first is not None and not row.cells[first] and not row.covered[first]:
        return "the first column that every row has is empty at the top of the page"
    key = next((at for at, each in enumerate(coded) if each), None)
    if key in filled and not _coded(row.cells[key]):
        return "it does not begin with a number as the others do"
    if all(capital[at] and not begins(row.cells[at]) for at in filled):
        return "no cell begins as those of its column do"
    return ""


def _is_below(row: GridRow, before: GridRow, rows: Sequence[GridRow]) -> bool:
    """Whether a row at the top of a page is a new one beside a cell that goes on over the page."""
    first = next((at for at, cell in enumerate(row.cells) if cell), 0)
    return first > 0 and all(
        any(other.covered[at] for other in rows) if at < first else _is_new(cell, before.cells[at])
        for at, cell in enumerate(row.cells)
        if cell or at < first
    )


def _is_new(cell: Sequence[LaidBlock], before: Sequence[LaidBlock]) -> bool:
    return begins(cell) and bool(before) and _END.search(before[-1].words.text) is not None


def _coded(cell: Sequence[LaidBlock]) -> bool:
    """Whether a cell begins with a number."""
    if not cell:
        return False
    return notation_of(cell[0].mark) is not None or bool(unnumbered(cell[0].words.text)[0])


def folded(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows; what is only in the last column beside a numbered statement is part of its row."""
    width = len(rows[0].cells) if rows else 0
    numbers = [_coded(row.cells[-2]) for row in rows if width > 2 and row.cells[-2]]
    if not numbers or sum(numbers) < 0.6 * len(numbers):
        return list(rows)
    found: list[GridRow] = []
    for row in rows:
        if found and row.covered[-2] and not any(row.cells[:-1]) and not row.banner:
            found[-1].cells[-1] = [*found[-1].cells[-1], *row.cells[-1]]
            found[-1].reasons = (*found[-1].reasons, *row.reasons)
        else:
            found.append(row)
    return found


def begins(cell: Sequence[LaidBlock]) -> bool:
    """Whether a cell begins as a statement does: with a mark, a capital or a number."""
    if not cell:
        return False
    text = cell[0].words.text.lstrip("\"'“‘([")
    return bool(cell[0].mark) or not text[:1].islower()


def _join(row: GridRow, more: GridRow, capital: Sequence[bool], why: str) -> None:
    texts = " ".join(filter(None, more.texts))
    reason = LaidReason(decision=GuessKind.ROW, why=why, confidence=0.8, text=texts)
    row.reasons = (*row.reasons, *more.reasons, reason)
    row.out += more.out
    for at, cell in enumerate(more.cells):
        if cell and row.cells[at] and _goes_on(row.cells[at], cell, capital=capital[at]):
            last, first = row.cells[at][-1], cell[0]
            whole = replace(
                last,
                words=joined([last.words, first.words]),
                comments=(*last.comments, *first.comments),
                reasons=(*last.reasons, *first.reasons),
            )
            row.cells[at] = [*row.cells[at][:-1], whole, *cell[1:]]
        else:
            row.cells[at] = [*row.cells[at], *cell]


def _goes_on(before: Sequence[LaidBlock], cell: Sequence[LaidBlock], *, capital: bool) -> bool:
    """Whether the first block of a cell continues the last one of the cell above."""
    if cell[0].mark:
        return False
    marked = any(block.mark for block in before)
    if marked or not _END.search(before[-1].words.text):
        return True
    return not capital or not begins(cell)
