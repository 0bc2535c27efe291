"""How far a course covers a guideline, as what its page of HTML shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.model.coverage import (
    ColumnSource,
    Coverage,
    CoverageCell,
    CoverageReport,
    CoveredItem,
    ExtraColumn,
)
from guidegraph.render.format import RenderOptions
from guidegraph.render.heat import (
    TYPES,
    MatrixRow,
    blocks_of,
    cell_words,
    kinds,
    matrix_of,
    shown,
)
from guidegraph.render.html.view import Address, nowhere
from guidegraph.render.phrases import words_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["CoverageView"]

_MOST = 12
"""The maximum number of parts of a course beside each other, so that they fit a page of paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _CellView:
    depth: str
    words: tuple[str, ...]
    module: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowView:
    name: str
    cells: tuple[_CellView, ...]
    total: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _BlockView:
    """Some parts of the course; the last block has the totals of the rows."""

    modules: tuple[str, ...]
    rows: tuple[_RowView, ...]
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _ColumnView:
    """How often a further column has each value: a row for each part of the course."""

    name: str
    is_map: bool
    values: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    total: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemView:
    id: str
    href: str | None
    type: str
    words: str
    statements: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A page: shares before and now, the matrix, further columns, and what is to do."""

    language: str
    course: str
    title: str
    editions: tuple[str, ...]
    shares: tuple[tuple[str, tuple[str, ...]], ...]
    linked: str
    blocks: tuple[_BlockView, ...]
    columns: tuple[_ColumnView, ...]
    uncounted: tuple[str, ...]
    gap_kinds: str
    gaps: tuple[_ItemView, ...]
    taught: tuple[_ItemView, ...]
    assessed: tuple[_ItemView, ...]
    overlaps: tuple[_ItemView, ...]

    @classmethod
    def of(
        cls,
        report: CoverageReport,
        page: RenderOptions,
        address: Address = nowhere,
        words: Translation = ENGLISH,
    ) -> CoverageView:
        """What to show of a report; *address* gives the page of an item, *words* the messages."""
        now = report.now
        coverages = [one for one in (report.before, now) if one]

        def items(entries: Sequence[CoveredItem]) -> tuple[_ItemView, ...]:
            return tuple(_item(entry, address(now.edition, entry.item.id)) for entry in entries)

        return cls(
            language=now.edition.language,
            course=now.course.title,
            title=now.edition.title,
            editions=tuple(one.edition.id for one in coverages),
            shares=tuple((name, tuple(cells)) for name, cells in shown(coverages)),
            linked=f"{now.linked} of {now.statements}",
            blocks=tuple(_blocks(now, words)),
            columns=tuple(_column(now, column) for column in now.columns if column.values),
            uncounted=tuple(
                f"{column.name} ({column.different})" for column in now.columns if not column.values
            ),
            gap_kinds=kinds(now.gaps),
            gaps=items(now.gaps),
            taught=items(now.taught_only),
            assessed=items(now.assessed_only),
            overlaps=items(now.overlaps),
        )


def _blocks(coverage: Coverage, words: Translation) -> Iterator[_BlockView]:
    rows = matrix_of(coverage)
    names = [name for _, name in coverage.modules]
    blocks = list(blocks_of(len(names), _MOST))
    for block in blocks:
        modules = tuple(names[at] for at in block)
        yield _BlockView(
            modules=modules,
            rows=tuple(_row(row, block, modules, words, is_total=row is rows[-1]) for row in rows),
            is_last=block is blocks[-1],
        )


def _row(
    row: MatrixRow, block: range, modules: Sequence[str], words: Translation, *, is_total: bool
) -> _RowView:
    return _RowView(
        name=words.known(row.name),
        cells=tuple(
            _cell(row.cells[at], module, words, is_total=is_total)
            for at, module in zip(block, modules, strict=True)
        ),
        total=(*cell_words(row.total, words.known, words.known("nothing")), row.share),
        is_total=is_total,
    )


def _cell(
    cell: CoverageCell | None, module: str, words: Translation, *, is_total: bool
) -> _CellView:
    depth = cell.depth.value if cell and cell.depth else "none"
    return _CellView(
        depth="sum" if cell and is_total else depth,
        words=cell_words(cell, words.known, words.known("nothing")),
        module=module,
    )


def _column(coverage: Coverage, column: ExtraColumn) -> _ColumnView:
    return _ColumnView(
        name=column.name,
        is_map=column.source is ColumnSource.MAP,
        values=column.values,
        rows=tuple(
            (name, tuple(column.modules.get(id_, {}).get(value, 0) for value in column.values))
            for id_, name in coverage.modules
        ),
        total=tuple(column.total.get(value, 0) for value in column.values),
    )


def _item(entry: CoveredItem, href: str | None) -> _ItemView:
    return _ItemView(
        id=entry.item.id,
        href=href,
        type=TYPES.get(entry.item.type, entry.item.type),
        words=words_of(entry.item),
        statements=", ".join(
            dict.fromkeys(reference.link.statement for reference in entry.references)
        ),
    )
