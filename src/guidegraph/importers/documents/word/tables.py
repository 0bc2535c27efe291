"""Tables of a Word document: merged cells, header rows, and tables that are only layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.laid import Cell, Kind, LaidBlock, LaidReason, LaidRow
from guidegraph.importers.documents.word.package import number, on, value
from guidegraph.importers.documents.word.runs import in_state
from guidegraph.importers.documents.word.styles import WordStyles
from guidegraph.importers.importer import Tracked
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["TableReader"]

_MOST_COLUMNS: Final = 1_000
_FIRST_ROW: Final = 0x20
_BOLD_ROW: Final = LaidReason(
    decision=GuessKind.TABLE, why="the first row is a header, as only it is bold", confidence=0.85
)
_LAYOUT: Final = LaidReason(
    decision=GuessKind.TABLE,
    why="a table that is only layout: cells of many paragraphs",
    confidence=0.7,
)
_RULED_ROW: Final = LaidReason(
    decision=GuessKind.TABLE,
    why="the first row is a header, as only below it is a line",
    confidence=0.85,
)
_MANY_WORDS: Final = 70


@dataclass(slots=True)
class _Cell:
    blocks: list[LaidBlock] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    header: bool
    ruled: bool = False

    @property
    def blocks(self) -> Iterator[LaidBlock]:
        return (block for cell in self.cells for block in cell.blocks)


class TableReader:
    """What reads tables; *flow* reads what is in a cell."""

    def __init__(
        self, styles: WordStyles, tracked: Tracked, flow: Callable[[Element], list[LaidBlock]]
    ) -> None:
        self._styles = styles
        self._tracked = tracked
        self._flow = flow

    def read(self, table: Element, place: Place) -> list[LaidBlock]:
        """A table as one block; or what is in it, where it is only layout."""
        rows = self._rows(table)
        if max((len(row.cells) for row in rows), default=0) <= 1:
            return [block for row in rows for block in row.blocks]
        if _is_layout(rows):
            found = [block for row in rows for block in row.blocks]
            return [replace(block, reasons=(*block.reasons, _LAYOUT)) for block in found]
        reasons: tuple[LaidReason, ...] = ()
        if not rows[0].header and len(rows) > 1:
            if self._styled_header(table):
                rows[0].header = True
            elif _is_bold(rows[0]) and not any(_is_bold(row) for row in rows[1:]):
                rows[0].header, reasons = True, (_BOLD_ROW,)
            elif rows[0].ruled and len(rows) > 2 and not any(row.ruled for row in rows[1:-1]):
                rows[0].header, reasons = True, (_RULED_ROW,)
        blocks: list[LaidBlock] = []
        run: list[_Row] = []
        for row in rows:
            if any(block.kind is Kind.HEADING for block in row.blocks):
                blocks += _table(run, place, reasons)
                blocks += row.blocks
                run = []
            else:
                run.append(row)
        return blocks + _table(run, place, reasons)

    def grid(self, table: Element, place: Place) -> tuple[LaidRow, ...]:
        """All rows of a table as they are, also where it is only layout; empty ones too."""
        return _laid(self._rows(table), place)

    def _styled_header(self, table: Element) -> bool:
        look = table.find("tblPr/tblLook")
        if look is None:
            return False
        flags = look.get("val", "0")
        said = look.get("firstRow")
        try:
            is_set = said in ("1", "true", "on") if said else bool(int(flags, 16) & _FIRST_ROW)
        except ValueError:
            return False
        return is_set and self._styles.heads_first_row(value(table, "tblPr/tblStyle"))

    def _rows(self, table: Element) -> list[_Row]:
        rows: list[_Row] = []
        above: dict[int, _Cell] = {}  # by column, the cell that one below may continue
        for element in self._parts(table, "tr"):
            properties = element.find("trPr")
            if properties is not None and not all(
                in_state(each, self._tracked) for each in properties
            ):
                continue
            column = min(number(value(properties, "gridBefore")) or 0, _MOST_COLUMNS)
            cells = [_Cell(columns=column)] if column > 0 else []
            ruled = False
            continued: dict[int, _Cell] = {}
            for part in self._parts(element, "tc"):
                state = part.find("tcPr")
                changed = {each.tag for each in state} if state is not None else set[str]()
                absent = "cellDel" if self._tracked is Tracked.ACCEPT else "cellIns"
                if absent in changed:
                    continue
                line = value(state, "tcBorders/bottom") or "none"
                ruled = line not in ("none", "nil") and (ruled or column == 0)
                span = max(1, min(number(value(state, "gridSpan")) or 1, _MOST_COLUMNS))
                merge = state.find("vMerge") if state is not None else None
                blocks = self._flow(part)
                origin = above.get(column)
                if merge is not None and merge.get("val") != "restart" and origin is not None:
                    if id(origin) not in {id(each) for each in continued.values()}:
                        origin.rows += 1
                    origin.blocks += blocks
                    continued[column] = origin
                elif state is not None and value(state, "hMerge") == "continue" and cells:
                    cells[-1].columns += span
                    cells[-1].blocks += blocks
                else:
                    cells.append(_Cell(blocks=blocks, columns=span))
                    if merge is not None:
                        continued[column] = cells[-1]
                column += span
            above = continued
            header = bool(on(properties, "tblHeader")) and all(row.header for row in rows)
            rows.append(_Row(cells=cells, header=header, ruled=ruled))
        return rows

    def _parts(self, parent: Element, name: str) -> Iterator[Element]:
        """The rows of a table or cells of a row, also those in content controls."""
        for child in parent:
            if child.tag == name:
                yield child
            elif child.tag in ("sdt", "sdtContent", "customXml", "ins", "del") and in_state(
                child, self._tracked
            ):
                yield from self._parts(child, name)


def _is_bold(row: _Row) -> bool:
    words = [block for block in row.blocks if block.words.text]
    return bool(words) and all(block.style.bold for block in words)


def _is_layout(rows: list[_Row]) -> bool:
    """Whether a table of one or two rows has cells like pages: many paragraphs, many words."""
    return len(rows) <= 2 and any(
        len(cell.blocks) > 3
        and sum(block.words.text.count(" ") + 1 for block in cell.blocks) > _MANY_WORDS
        for row in rows
        for cell in row.cells
    )


def _table(rows: list[_Row], place: Place, reasons: tuple[LaidReason, ...]) -> list[LaidBlock]:
    if not any(True for row in rows for _ in row.blocks):
        return []
    aside = [
        block
        for row in rows
        for block in row.blocks
        if block.kind in (Kind.FURNITURE, Kind.CONTENTS)
    ]
    made = _laid(rows, place)
    header = reasons if rows[0].header else ()
    return [*aside, LaidBlock(kind=Kind.TABLE, place=made[0].place, rows=made, reasons=header)]


def _laid(rows: list[_Row], place: Place) -> tuple[LaidRow, ...]:
    return tuple(
        LaidRow(
            cells=tuple(
                Cell(
                    blocks=tuple(
                        block
                        for block in cell.blocks
                        if block.kind not in (Kind.FURNITURE, Kind.CONTENTS)
                    ),
                    rows=cell.rows,
                    columns=cell.columns,
                )
                for cell in row.cells
            ),
            place=next((block.place for block in row.blocks), place),
            header=row.header,
        )
        for row in rows
    )
