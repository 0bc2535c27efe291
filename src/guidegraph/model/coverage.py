"""How far a course covers a guideline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guidegraph.model.course import CourseLink, CourseMap, LinkStatus, LinkType
from guidegraph.model.edition import Edition, Item
from guidegraph.model.records import Tabular


__all__ = [
    "CourseReference",
    "Coverage",
    "CoverageCell",
    "CoverageReport",
    "CoveredItem",
    "Share",
]


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

    *depth* is the deepest of their links. *below*: no statement is about the item itself, but some
    are about the items below it.
    """

    item: Item
    group: str
    references: tuple[CourseReference, ...] = ()
    below: bool = False

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
    """The links from a part of a course to a part of a guideline, by type, and their items."""

    links: Mapping[LinkType, int]
    items: int

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Tabular):
    """
    How far a course covers an edition.

    Attributes:
        groups: the values of the edition, or other top items; the columns.
        modules: the parts of the course, as id and name; the rows.
        cells: by module and group, without empty ones.
        items: those that a course could be about, in document order.
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
    open: tuple[CourseLink, ...] = ()
    lost: tuple[CourseLink, ...] = ()
    linked: int = 0
    statements: int = 0

    @property
    def gaps(self) -> tuple[CoveredItem, ...]:
        """The items without a statement about them."""
        return tuple(entry for entry in self.items if not entry.references and not entry.below)

    @property
    def overlaps(self) -> tuple[CoveredItem, ...]:
        """The items with several statements about them."""
        return tuple(entry for entry in self.items if entry.modules > 1)

    def shares(self) -> tuple[Share, ...]:
        """How much of each type is covered, in the order of the document."""
        found: dict[str, list[bool]] = {}
        for entry in self.items:
            found.setdefault(entry.item.type, []).append(bool(entry.references or entry.below))
        return tuple(
            Share(type=type_, covered=sum(these), total=len(these))
            for type_, these in found.items()
        )

    def depths(self) -> Mapping[LinkType, int]:
        """How many items have each depth as their deepest."""
        return {how: sum(entry.depth is how for entry in self.items) for how in LinkType}

    def entries(self) -> Iterable[object]:
        """One for each item that a course could be about."""
        for entry in self.items:
            yield {
                "id": entry.item.id,
                "type": entry.item.type,
                "number": entry.item.notation,
                "text": entry.item.text or entry.item.name,
                "group": entry.group,
                "depth": entry.depth,
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
