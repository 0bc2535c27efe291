"""Blocks of a page while their lines are gathered, and what they become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from guidegraph.importers.documents.hyphens import WordStock
from guidegraph.importers.documents.laid import (
    Cell,
    Kind,
    LaidBlock,
    LaidReason,
    LaidRow,
    Style,
    Words,
)
from guidegraph.importers.documents.pdf.lines import (
    Segment,
    rows_of,
    with_plain_bullet,
    words_from,
)
from guidegraph.importers.documents.pdf.places import place_of
from guidegraph.importers.documents.pdf.tables import PrintedTable, TableCell
from guidegraph.language.enumeration import marker_at
from guidegraph.model.findings import Place
from guidegraph.model.reading import GuessKind


__all__ = ["BESIDE", "PrintedBlock", "finished"]

_LISTED = ("bullet", "glyph")  # the marks that begin an entry of a list in a cell

BESIDE = (Kind.FURNITURE, Kind.NOTE)
"""What a text goes on over."""


@dataclass(slots=True)
class PrintedBlock:
    """A block while its lines are gathered."""

    kind: Kind
    lines: list[Segment]
    mark: str | None = None
    gap: float | None = None
    reasons: list[LaidReason] = field(default_factory=list)
    table: PrintedTable | None = None
    centred: bool = False
    level: int | None = None


def finished(
    draft: PrintedBlock, words: WordStock, marks: list[str], path: str
) -> Iterator[LaidBlock]:
    if draft.table is not None:
        yield _table(draft, draft.table, words, marks, path)
        return
    text, joins = (
        (" ".join(line.text for line in draft.lines), [])
        if draft.kind is Kind.CODE
        else words.joined(line.text for line in draft.lines)
    )
    found = words_from(text, marks)
    if not found.text and not draft.mark:
        return
    yield LaidBlock(
        kind=draft.kind,
        words=found,
        place=place_of(path, draft.lines),
        level=draft.level,
        mark=draft.mark,
        style=replace(draft.lines[0].style(), centred=draft.centred),
        gap=draft.gap,
        reasons=(*draft.reasons, *joins),
    )


def _parts_of(cell: TableCell) -> list[tuple[str | None, list[str]]]:
    """The lines of a cell, page by page, those of each entry of a list apart, with its mark."""
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    for page in sorted({line.page for line in cell.lines}):
        for row in rows_of(line for line in cell.lines if line.page == page):
            text = " ".join(each.text for each in row)
            marker = marker_at(with_plain_bullet(text))
            rest = "" if marker is None else text[marker.length :].lstrip()
            if marker is not None and rest and marker.style in _LISTED:
                found.append((marker.printed, [rest]))
            else:
                found[-1][1].append(text)
    return [part for part in found if part[1]]


def _table(
    draft: PrintedBlock, table: PrintedTable, words: WordStock, marks: list[str], path: str
) -> LaidBlock:
    reasons = list(draft.reasons)
    if not table.ruled:
        reasons.append(
            LaidReason(
                decision=GuessKind.TABLE, why="words in columns without rules", confidence=0.8
            )
        )
    rows: list[LaidRow] = []
    for row in table.rows:
        cells: list[Cell] = []
        place = Place(
            path=path,
            line=0,
            page=row.page,
            box=tuple(round(each, 1) for each in row.box),  # type: ignore[arg-type]
        )
        for cell in row.cells:
            if cell is None:
                continue
            blocks: list[LaidBlock] = []
            for mark, lines in _parts_of(cell):
                text, joins = words.joined(lines)
                reasons += joins
                blocks.append(
                    LaidBlock(
                        kind=Kind.PARAGRAPH if mark is None else Kind.ENTRY,
                        words=words_from(text, marks),
                        place=place_of(path, cell.lines),
                        level=None if mark is None else 0,
                        mark=mark,
                        style=cell.lines[0].style(),
                    )
                )
            cells.append(Cell(blocks=tuple(blocks), rows=cell.rows, columns=cell.columns))
        rows.append(LaidRow(cells=tuple(cells), place=place, header=row.header))
    return LaidBlock(
        kind=Kind.TABLE,
        words=Words(text=""),
        place=place_of(path, draft.lines),
        style=Style(indent=round(table.box[0], 1)),
        rows=tuple(rows),
        gap=draft.gap,
        reasons=tuple(reasons),
    )
