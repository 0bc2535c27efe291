"""How far a course covers a guideline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from guidegraph.model.course import CourseLink, CourseMap, LinkStatus, LinkType
from guidegraph.model.edition import Edition, Item
from guidegraph.model.records import Tabular


__all__ = [
    "DEEPEST",
    "ColumnSource",
    "CourseReference",
    "Coverage",
    "CoverageCell",
    "CoverageList",
    "CoverageReport",
    "CoveredItem",
    "ExtraColumn",
    "HeadingLevel",
    "Share",
]

DEEPEST: Final = "deepest"
"""Each heading of a course is a part of its own, however deep it is."""

HeadingLevel = int | Literal["deepest"] | None
"""The level of headings that are the parts of a course, from 1; by default, its modules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseReference:
    """
    A statement of the course that is about an item.

    *status* says how the link was transferred, if it was made to another edition.
    """

    link: CourseLink
    status: LinkStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredItem:
    """
    An item that a course could be about, and the statements that are about it.

    *parts* are the types of the links to the items below it.
    """

    item: Item
    group: str
    references: tuple[CourseReference, ...] = ()
    parts: tuple[LinkType, ...] = ()

    @property
    def below(self) -> bool:
        """Whether no statement is about the item itself, but some are about the items below it."""
        return bool(self.parts) and not self.references

    @property
    def is_covered(self) -> bool:
        """Whether a statement is about it, or about an item below it."""
        return bool(self.references or self.parts)

    def statements(self, how: LinkType) -> int:
        """How many statements teach it, assess it, or mention it."""
        return len(
            {each.link.statement for each in self.references if each.link.how is how},
        )

    def lacks(self, how: LinkType) -> bool:
        """Whether there is no such link to it or to an item below it."""
        return how not in self.parts and not self.statements(how)

    @property
    def depth(self) -> LinkType | None:
        """The deepest link of the course to the item."""
        order = list(LinkType)
        found = [reference.link.how for reference in self.references]
        return max(found, key=order.index) if found else None

    @property
    def modules(self) -> int:
        """How many statements are about it."""
        return len({reference.link.statement for reference in self.references})


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCell:
    """
    The links from a part of a course to a part of a guideline, by type, and their items.

    *counts* says how many different items have links of a type; an item can have several types.
    """

    links: Mapping[LinkType, int]
    items: int
    counts: Mapping[LinkType, int] = field(default_factory=dict)

    @property
    def depth(self) -> LinkType | None:
        """The deepest of its links."""
        found = [how for how in LinkType if self.links.get(how)]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many items of a type are covered."""

    type: str
    covered: int
    total: int


class CoverageList(StrEnum):
    """What can be to do about an item."""

    GAP = "gap"
    TAUGHT = "taught-not-assessed"
    ASSESSED = "assessed-not-taught"
    OVERLAP = "overlap"


class ColumnSource(StrEnum):
    """Where a further column is: in the map of a course, or in the course itself."""

    MAP = "map"
    COURSE = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraColumn:
    """
    A further column of a map or a course, such as the Bloom level, and how often it has each value.

    In a map the rows are counted, in a course the statements.

    Attributes:
        values: the different values, in their own order; none if they are too many to count.
        different: how many different values there are.
        items, modules: the counts of each value, by the ids of items and of parts of the course.
        total: the counts of each value in all.
    """

    name: str
    source: ColumnSource
    values: tuple[str, ...]
    different: int
    items: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    modules: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    total: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Tabular):
    """
    How far a course covers an edition.

    Attributes:
        groups: the values of the edition, or other top items; the rows.
        modules: the parts of the course, as id and name; the columns.
        cells: by module and group, without empty ones; the group of other items is "".
        of_groups, of_modules, total: the cells of rows, of columns, and of all; an item that
            several modules are about counts once in them.
        items: those that a course could be about, in document order.
        module_of: the id of the part that each linked statement belongs to.
        beside: linked items of other kinds, which count in no share.
        columns: the further columns of the map and of the course.
        open: links whose item was split, for a person to choose.
        lost: links to items that the edition does not have.
        linked, statements: the number of linked statements of the course, and of all.
    """

    course: Edition
    edition: Edition
    groups: tuple[Item, ...]
    modules: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], CoverageCell]
    items: tuple[CoveredItem, ...]
    of_groups: Mapping[str, CoverageCell] = field(default_factory=dict)
    of_modules: Mapping[str, CoverageCell] = field(default_factory=dict)
    total: CoverageCell | None = None
    module_of: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[CoveredItem, ...] = ()
    columns: tuple[ExtraColumn, ...] = ()
    open: tuple[CourseLink, ...] = ()
    lost: tuple[CourseLink, ...] = ()
    linked: int = 0
    statements: int = 0

    @property
    def gaps(self) -> tuple[CoveredItem, ...]:
        """The items without a statement about them."""
        return tuple(entry for entry in self.items if not entry.is_covered)

    @property
    def taught_only(self) -> tuple[CoveredItem, ...]:
        """The items that are taught; neither they nor the items below them are assessed."""
        return self._without(LinkType.TEACHES, LinkType.ASSESSES)

    @property
    def assessed_only(self) -> tuple[CoveredItem, ...]:
        """The items that are assessed; neither they nor the items below them are taught."""
        return self._without(LinkType.ASSESSES, LinkType.TEACHES)

    def _without(self, how: LinkType, other: LinkType) -> tuple[CoveredItem, ...]:
        return tuple(entry for entry in self.items if entry.statements(how) and entry.lacks(other))

    @property
    def overlaps(self) -> tuple[CoveredItem, ...]:
        """The items with several statements about them."""
        return tuple(entry for entry in self.items if entry.modules > 1)

    def listed(self) -> Mapping[CoverageList, tuple[CoveredItem, ...]]:
        """The items of each list."""
        return {
            CoverageList.GAP: self.gaps,
            CoverageList.TAUGHT: self.taught_only,
            CoverageList.ASSESSED: self.assessed_only,
            CoverageList.OVERLAP: self.overlaps,
        }

    def lists_of(self) -> Mapping[str, tuple[CoverageList, ...]]:
        """The lists that each item is in, by its id."""
        found: dict[str, tuple[CoverageList, ...]] = {}
        for name, entries in self.listed().items():
            for entry in entries:
                found[entry.item.id] = (*found.get(entry.item.id, ()), name)
        return found

    def shares(self) -> tuple[Share, ...]:
        """How much of each type is covered, in the order of the document."""
        found: dict[str, list[bool]] = {}
        for entry in self.items:
            found.setdefault(entry.item.type, []).append(entry.is_covered)
        return tuple(
            Share(type=type_, covered=sum(these), total=len(these))
            for type_, these in found.items()
        )

    def depths(self) -> Mapping[LinkType, int]:
        """How many items have each depth as their deepest."""
        return {how: sum(entry.depth is how for entry in self.items) for how in LinkType}

    def entries(self) -> Iterable[object]:
        """One for each item that a course could be about."""
        lists = self.lists_of()
        for entry in self.items:
            yield {
                "id": entry.item.id,
                "type": entry.item.type,
                "number": entry.item.notation,
                "text": entry.item.text or entry.item.name,
                "group": entry.group,
                "depth": entry.depth,
                "taught": entry.statements(LinkType.TEACHES),
                "assessed": entry.statements(LinkType.ASSESSES),
                "mentioned": entry.statements(LinkType.MENTIONS),
                "lists": lists.get(entry.item.id, ()),
                "statements": [reference.link.statement for reference in entry.references],
            }


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport(Tabular):
    """
    How far a course covers an edition, and how far it covered the one it was made for.

    *map* is the course's map, with how its statements were found.
    """

    now: Coverage
    before: Coverage | None = None
    map: CourseMap = field(default_factory=CourseMap)

    def entries(self) -> Iterable[object]:
        """Those of the edition asked about."""
        return self.now.entries()
