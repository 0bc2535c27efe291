"""A coverage as sheets: the matrix, the items, what is to do, and how the map was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.export.xlsx import Cell, ShadedText, SheetLayout, Worksheet
from guidegraph.model.course import CourseLink, FoundBy
from guidegraph.model.coverage import Coverage, CoverageCell, CoverageReport, CoveredItem
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import clipped
from guidegraph.model.names import visible
from guidegraph.render.heat import (
    KINDS,
    LISTS,
    SHADES,
    WORDS,
    cell_words,
    column_name,
    heading,
    matrix_of,
    shown,
    uncounted,
    value_words,
)
from guidegraph.render.phrases import words_of


__all__ = ["coverage_sheets"]

_LONGEST = 2_000
"""The maximum length of a text in a sheet, which is made to work with, not to read."""
_FOUND: dict[FoundBy, str] = {
    FoundBy.QUOTE: "its words are there",
    FoundBy.PART: "its words are there, as a part of a sentence",
    FoundBy.TWIN: "its words are there, and in other statements as well",
    FoundBy.ELSEWHERE: "its words are at another place",
    FoundBy.LIKENESS: "other words: read both again",
    FoundBy.CHOICE: "several statements could be the one; counts for nothing",
    FoundBy.NOTHING: "not in the course any more; counts for nothing",
    FoundBy.NUMBER: "by number alone: the row quotes nothing",
}
_TITLES = ("Gaps", "Taught, not assessed", "Assessed, not taught", "Overlaps")


def coverage_sheets(report: CoverageReport) -> Iterator[Worksheet]:
    """The sheets of a workbook."""
    now = report.now
    yield _matrix(now)
    yield _items(now)
    for title, entries in zip(_TITLES, now.listed().values(), strict=True):
        yield _list(now, title, entries)
    if any(column.values for column in now.columns):
        yield _counts(now)
    yield _map(report)
    yield _summary(report)


def _plain(text: str) -> str:
    return clipped(visible(text), _LONGEST)


def _sheet(
    name: str, widths: Sequence[int], rows: Sequence[Sequence[Cell]], layout: SheetLayout
) -> Worksheet:
    plain = [[_plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return Worksheet(name=name, widths=tuple(widths), rows=plain, layout=layout)


def _matrix(coverage: Coverage) -> Worksheet:
    names = [name for _, name in coverage.modules]
    rows: list[Sequence[Cell]] = [("part of the guideline", *names, "in all", "items covered")]
    *parts, total = matrix_of(coverage)
    for row in parts:
        rows.append((row.name, *map(_shaded, row.cells), _sum(row.total), row.share))
    rows.append((total.name, *map(_sum, total.cells), _sum(total.total), total.share))
    layout = SheetLayout(frozen=1, bold=frozenset((0,)), is_filtered=False)
    return _sheet("Matrix", (30, *(13 for _ in names), 13, 10), rows, layout)


def _shaded(cell: CoverageCell | None) -> Cell:
    if cell is None or cell.depth is None:
        return ""
    return ShadedText("\n".join(cell_words(cell)), *SHADES[cell.depth])


def _sum(cell: CoverageCell | None) -> Cell:
    return "\n".join(cell_words(cell, none=""))


def _items(coverage: Coverage) -> Worksheet:
    counted = [column for column in coverage.columns if column.values]
    names = dict(coverage.modules)
    heads = {group.id: name for group, name in _groups(coverage)}
    lists = coverage.lists_of()
    rows: list[Sequence[Cell]] = [
        (
            "item",
            "type",
            "part of the guideline",
            "text",
            "covered",
            *(WORDS[how] for how in KINDS),
            "to do",
            "parts of the course",
            "statements",
            *map(column_name, counted),
        )
    ]
    for entry in (*coverage.items, *coverage.beside):
        statements = dict.fromkeys(each.link.statement for each in entry.references)
        modules = dict.fromkeys(coverage.module_of[id_] for id_ in statements)
        rows.append(
            (
                entry.item.id,
                entry.item.type,
                heads.get(entry.group, ""),
                words_of(entry.item),
                _covered(entry),
                *(entry.statements(how) for how in KINDS),
                "; ".join(LISTS[each] for each in lists.get(entry.item.id, ())),
                "; ".join(names.get(id_, "") for id_ in modules),
                ", ".join(statements),
                *(value_words(column, column.items.get(entry.item.id, {})) for column in counted),
            )
        )
    widths = (22, 16, 26, 60, 11, 8, 10, 11, 24, 30, 30, *(18 for _ in counted))
    layout = SheetLayout(frozen=1, bold=frozenset((0,)), printed=9)
    return _sheet("Items", widths, rows, layout)


def _groups(coverage: Coverage) -> Iterator[tuple[Item, str]]:
    for group in coverage.groups:
        yield group, heading(group)


def _covered(entry: CoveredItem) -> str:
    if entry.below:
        return "by its parts"
    return WORDS[entry.depth] if entry.references else "no"


def _list(coverage: Coverage, title: str, entries: Sequence[CoveredItem]) -> Worksheet:
    heads = {group.id: name for group, name in _groups(coverage)}
    rows: list[Sequence[Cell]] = [("item", "type", "part of the guideline", "text", "statements")]
    for entry in entries:
        statements = dict.fromkeys(each.link.statement for each in entry.references)
        rows.append(
            (
                entry.item.id,
                entry.item.type,
                heads.get(entry.group, ""),
                words_of(entry.item),
                ", ".join(statements),
            )
        )
    layout = SheetLayout(frozen=1, bold=frozenset((0,)))
    return _sheet(title, (24, 17, 30, 80, 36), rows, layout)


def _counts(coverage: Coverage) -> Worksheet:
    """How often each value of a further column occurs, in each part of the course and in all."""
    names = [name for _, name in coverage.modules]
    rows: list[Sequence[Cell]] = [("column", "value", *names, "in all")]
    for column in coverage.columns:
        for value in column.values:
            counts = (column.modules.get(id_, {}).get(value, 0) for id_, _ in coverage.modules)
            rows.append((column_name(column), value, *counts, column.total.get(value, 0)))
    layout = SheetLayout(frozen=2, bold=frozenset((0, 1)), is_filtered=False)
    return _sheet("Levels", (34, 20, *(13 for _ in names), 10), rows, layout)


def _map(report: CoverageReport) -> Worksheet:
    links = sorted((*report.map.links, *report.map.lost), key=lambda link: link.line)
    extra = tuple(dict.fromkeys(name for link in links for name, _ in link.extra))
    rows: list[Sequence[Cell]] = [
        (
            "line",
            "statement in the map",
            "statement now",
            "item",
            "edition",
            "how",
            "statement found",
            "quote",
            "confirmed by",
            "date",
            *extra,
        )
    ]
    rows += (_row(link, extra) for link in links)
    widths = (7, 26, 26, 26, 14, 11, 30, 60, 16, 12, *(14 for _ in extra))
    return _sheet("Map", widths, rows, SheetLayout(frozen=2))


def _row(link: CourseLink, extra: Sequence[str]) -> Sequence[Cell]:
    is_lost = link.found_by in (FoundBy.CHOICE, FoundBy.NOTHING)
    now = " | ".join(link.candidates) if is_lost else link.statement
    cells = dict(link.extra)
    return (
        link.line,
        link.mapped or link.statement,
        now,
        link.item.id,
        link.item.edition,
        link.how.value,
        _FOUND[link.found_by],
        link.quote or "",
        link.confirmed_by or "",
        link.date or "",
        *(cells.get(name, "") for name in extra),
    )


def _summary(report: CoverageReport) -> Worksheet:
    now = report.now
    coverages = [one for one in (report.before, now) if one]
    rows: list[Sequence[Cell]] = [
        (f"{now.course.title} and {now.edition.title}",),
        (),
        ("covered", *(one.edition.id for one in coverages)),
        *((name, *cells) for name, cells in shown(coverages)),
        (),
        ("statements of the course that are linked", f"{now.linked} of {now.statements}"),
        ("links that lost their item", str(len(now.lost))),
        ("links that must choose among several items", str(len(now.open))),
        ("linked items that count in no share", str(len(now.beside))),
        *(("column that is not counted", said) for said in uncounted(now)),
    ]
    layout = SheetLayout(headed=False, bold=frozenset((0,)))
    return _sheet("Summary", (44, 26, 26), rows, layout)
