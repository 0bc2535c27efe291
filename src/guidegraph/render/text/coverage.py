"""How far a course covers a guideline, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from guidegraph.model.course import LinkType
from guidegraph.model.coverage import (
    Coverage,
    CoverageCell,
    CoverageReport,
    CoveredItem,
    ExtraColumn,
)
from guidegraph.render.format import RenderOptions
from guidegraph.render.heat import (
    MatrixRow,
    blocks_of,
    cell_words,
    column_name,
    kinds,
    matrix_of,
    shown,
    uncounted,
)
from guidegraph.render.phrases import words_of
from guidegraph.render.text.course_map import map_lines


__all__ = ["coverage_lines"]

_FIRST = 10
_MOST_ROWS = 40
_NAMES, _COLUMN = 24, 13
_DEPTH_STYLES = {
    LinkType.ASSESSES: "good",
    LinkType.TEACHES: "good",
    LinkType.MENTIONS: "notable",
    None: "quiet",
}


def coverage_lines(report: CoverageReport, page: RenderOptions) -> Iterator[RenderableType]:
    """The shares before and now, the matrix, the further columns, then what is to do."""
    now = report.now
    yield Text(f"{now.course.id} against {now.edition.id}", style="title")
    yield _shares(report)
    yield Text(
        f"{now.linked} of {now.statements} statements of the course are linked to the guideline."
    )
    yield from map_lines(report.map, page)
    for links, what in (
        (now.lost, "lost the target"),
        (now.open, "must choose among several items"),
    ):
        if links:
            yield Text(f"links that {what}: {len(links)}; see 'guidegraph impact'", style="notable")
    if now.beside:
        yield Text(f"linked items that count in no share: {kinds(now.beside)}")
    if page.summary:
        return
    yield from _matrix(now, page)
    for column in now.columns:
        if column.values:
            yield Text("")
            yield Text(column_name(column), style="title")
            yield _counts(now, column)
    for said in uncounted(now):
        yield Text("")
        yield Text(f"not counted: {said}", style="quiet")
    yield from _lists(now, page)


def _table() -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("")
    return table


def _shares(report: CoverageReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("covered")
    editions = [one for one in (report.before, report.now) if one]
    for one in editions:
        table.add_column(one.edition.id, justify="right")
    for name, cells in shown(editions):
        table.add_row(name, *cells)
    return table


def _matrix(coverage: Coverage, page: RenderOptions) -> Iterator[RenderableType]:
    """Blocks of as many parts of the course as fit beside each other; the last has the totals."""
    *rows, total = matrix_of(coverage)
    hidden = 0
    if len(rows) > _MOST_ROWS and not page.everything:
        covered = [row for row in rows if row.total]
        hidden = len(rows) - len(covered)
        rows = covered
    names = [name for _, name in coverage.modules]
    for block in blocks_of(len(names) + 1, max(2, (page.width - _NAMES - 1) // (_COLUMN + 1))):
        yield Text("")
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="quiet")
        table.add_column("", max_width=_NAMES)
        for at in block:
            table.add_column(names[at] if at < len(names) else "in all", max_width=_COLUMN)
        for row in (*rows, total):
            table.add_row(row.name, *(_cell(row, at) for at in block))
        yield table
    if hidden:
        yield Text(f"and {hidden} parts that are not covered: see them with --all", style="quiet")


def _cell(row: MatrixRow, at: int) -> Text:
    if at < len(row.cells):
        return _counted(row.cells[at], cell_words(row.cells[at]))
    return _counted(row.total, (*cell_words(row.total, none=""), row.share))


def _counted(cell: CoverageCell | None, said: Sequence[str]) -> Text:
    style = _DEPTH_STYLES[cell.depth if cell else None]
    return Text("\n".join(filter(None, said)), style=style)


def _counts(coverage: Coverage, column: ExtraColumn) -> Table:
    table = _table()
    for value in column.values:
        table.add_column(value, justify="right")
    for id_, name in (*coverage.modules, (None, "in all")):
        counts = column.total if id_ is None else column.modules.get(id_, {})
        table.add_row(name, *(str(counts.get(value) or "–") for value in column.values))
    return table


def _lists(coverage: Coverage, page: RenderOptions) -> Iterator[RenderableType]:
    taught, assessed = coverage.taught_only, coverage.assessed_only
    for title, entries, is_always in (
        (f"GAPS, not covered by the course: {kinds(coverage.gaps)}", coverage.gaps, True),
        (f"TAUGHT BUT NOT ASSESSED: {kinds(taught)}", taught, False),
        (f"ASSESSED BUT NOT TAUGHT: {kinds(assessed)}", assessed, False),
        ("OVERLAPS: items covered by several statements", coverage.overlaps, False),
    ):
        if entries or is_always:
            yield Text("")
            yield Text(title, style="title")
            yield from _listed(entries, page)


def _listed(entries: tuple[CoveredItem, ...], page: RenderOptions) -> Iterator[RenderableType]:
    chosen = entries if page.everything else entries[:_FIRST]
    for entry in chosen:
        statements = ", ".join(
            dict.fromkeys(reference.link.statement for reference in entry.references)
        )
        yield Text.assemble(
            (entry.item.id, "place"),
            f"  {words_of(entry.item)}",
            (f"  ({statements})" if statements else "", "quiet"),
        )
    if len(chosen) < len(entries):
        yield Text(f"and {len(entries) - len(chosen)} more: see them with --all", style="quiet")
