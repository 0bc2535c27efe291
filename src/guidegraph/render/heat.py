"""How deeply a course covers a guideline, in words, for all forms of a coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from guidegraph.model.course import LinkType
from guidegraph.model.coverage import (
    ColumnSource,
    Coverage,
    CoverageCell,
    CoverageList,
    CoveredItem,
    ExtraColumn,
)
from guidegraph.model.edition import Item


__all__ = [
    "KINDS",
    "LISTS",
    "SHADES",
    "TYPES",
    "WORDS",
    "MatrixRow",
    "blocks_of",
    "cell_words",
    "column_name",
    "heading",
    "kinds",
    "matrix_of",
    "share",
    "shown",
    "uncounted",
    "value_words",
]

WORDS: Mapping[LinkType | None, str] = MappingProxyType(
    {
        LinkType.ASSESSES: "assessed",
        LinkType.TEACHES: "taught",
        LinkType.MENTIONS: "mentioned",
        None: "–",
    }
)
"""How deeply a course covers an item, in a word."""

_DEEPEST = MappingProxyType(
    {LinkType.ASSESSES: "assessed", LinkType.TEACHES: "taught", LinkType.MENTIONS: "only mentioned"}
)

SHADES: Mapping[LinkType, tuple[str, str]] = MappingProxyType(
    {
        LinkType.ASSESSES: ("#08306b", "#ffffff"),
        LinkType.TEACHES: ("#2171b5", "#ffffff"),
        LinkType.MENTIONS: ("#c6dbef", "#10202f"),
    }
)
"""The colours of a cell and of the words in it, by its deepest links."""

KINDS = (LinkType.TEACHES, LinkType.ASSESSES, LinkType.MENTIONS)
"""The types of links in the order in which they are counted."""

LISTS: Mapping[CoverageList, str] = MappingProxyType(
    {
        CoverageList.GAP: "not covered",
        CoverageList.TAUGHT: "taught but not assessed",
        CoverageList.ASSESSED: "assessed but not taught",
        CoverageList.OVERLAP: "covered by several statements",
    }
)
"""What is to do about the items of a list."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "CoreValue": "values",
        "Practice": "practices",
        "PracticeStatement": "statements",
        "SupervisorRole": "roles",
        "Item": "items",
    }
)
"""The plural names of the types of items."""


def heading(group: Item) -> str:
    """A part of a guideline as a heading: its number and name."""
    return f"{group.notation}. {group.name}" if group.notation else group.name


def kinds(entries: Iterable[CoveredItem]) -> str:
    """How many items there are of each type, in words."""
    counts = Counter(entry.item.type for entry in entries)
    named = [f"{TYPES.get(type_, type_)} ({count})" for type_, count in counts.items()]
    return ", ".join(named) or "none"


def share(covered: int, total: int) -> str:
    """A share as readable text; only all of it is 100 %."""
    return f"{covered} of {total} ({covered * 100 // total if total else 100} %)"


def shown(coverages: Sequence[Coverage]) -> Iterator[tuple[str, list[str]]]:
    """For each type of item, then each depth: its name, and the figure of each coverage."""
    shares = [{one.type: one for one in coverage.shares()} for coverage in coverages]
    for type_ in dict.fromkeys(type_ for found in shares for type_ in found):
        yield (
            TYPES.get(type_, type_),
            [
                share(found[type_].covered, found[type_].total) if type_ in found else "none there"
                for found in shares
            ],
        )
    for how in reversed(LinkType):
        yield f"items {_DEEPEST[how]}", [str(one.depths()[how]) for one in coverages]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """
    A part of a guideline in a matrix: a cell for each part of the course, and one for all of them.

    *share* is how many of its items are covered, as "4 of 9".
    """

    name: str
    cells: tuple[CoverageCell | None, ...]
    total: CoverageCell | None
    share: str = ""


def matrix_of(coverage: Coverage) -> tuple[MatrixRow, ...]:
    """The rows of a matrix, also those without a cell; the last one is the total."""
    covered: Counter[str] = Counter(entry.group for entry in coverage.items if entry.is_covered)
    sizes = Counter(entry.group for entry in coverage.items)
    groups = [(group.id, heading(group)) for group in coverage.groups]
    if "" in sizes or "" in coverage.of_groups:
        groups.append(("", "outside these parts"))
    rows = [
        MatrixRow(
            name=name,
            cells=tuple(coverage.cells.get((module, id_)) for module, _ in coverage.modules),
            total=coverage.of_groups.get(id_),
            share=f"{covered[id_]} of {sizes[id_]}" if sizes[id_] else "",
        )
        for id_, name in groups
        if sizes[id_] or id_ in coverage.of_groups
    ]
    last = MatrixRow(
        name="in all",
        cells=tuple(coverage.of_modules.get(module) for module, _ in coverage.modules),
        total=coverage.total,
        share=f"{covered.total()} of {sizes.total()}",
    )
    return (*rows, last)


def blocks_of(columns: int, most: int) -> Iterator[range]:
    """Columns in blocks of about the same size, as many as fit beside each other at most."""
    count = max(1, -(-columns // max(most, 1)))
    for number in range(count):
        yield range(number * columns // count, (number + 1) * columns // count)


def cell_words(
    cell: CoverageCell | None, known: Callable[[str], str] = str, none: str = "–"
) -> tuple[str, ...]:
    """
    The counts of a cell: "3 taught", "1 assessed".

    *known* translates a word; *none* is for a cell without links.
    """
    if cell is None:
        return (none,)
    return tuple(
        f"{cell.counts[how]}\N{NO-BREAK SPACE}{known(WORDS[how])}"
        for how in KINDS
        if cell.counts.get(how)
    )


def column_name(column: ExtraColumn) -> str:
    """The name of a further column, and what is counted in it."""
    rows = "rows of the map" if column.source is ColumnSource.MAP else "statements of the course"
    return f"{column.name} ({rows})"


def value_words(column: ExtraColumn, counts: Mapping[str, int]) -> str:
    """How often a column has each value: "I 3 · R 1"."""
    return " · ".join(f"{value} {counts[value]}" for value in column.values if counts.get(value))


def uncounted(coverage: Coverage) -> tuple[str, ...]:
    """The further columns with too many different values, or with texts, which are not counted."""
    return tuple(
        f"{column_name(column)}, {column.different} different"
        for column in coverage.columns
        if not column.values
    )
