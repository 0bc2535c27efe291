"""How far a course covers an edition; links to other editions are transferred to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from guidegraph.course.extra_columns import extra_columns
from guidegraph.course.outcomes import LinkOutcomes
from guidegraph.course.parts import CourseParts
from guidegraph.course.targets import groups_of, targets_of
from guidegraph.model.course import CourseLink, LinkStatus, LinkType
from guidegraph.model.coverage import (
    CourseReference,
    Coverage,
    CoverageCell,
    CoveredItem,
    HeadingLevel,
)
from guidegraph.model.edition import Edition, Item


__all__ = ["coverage"]


def coverage(
    course: Edition,
    links: Iterable[CourseLink],
    edition: Edition,
    carried: Mapping[str, LinkOutcomes],
    level: HeadingLevel = None,
) -> Coverage:
    """
    What each part of a course says about each part of an edition.

    Args:
        course: the course.
        links: its map.
        edition: the edition to compare it with.
        carried: for each other linked edition, the outcome of links to it in this one.
        level: the level of headings that are the parts of the course; by default, its modules.
    """
    return _Coverage(CourseParts(course, level), edition, carried).of(tuple(links))


class _Coverage:
    def __init__(
        self, parts: CourseParts, edition: Edition, carried: Mapping[str, LinkOutcomes]
    ) -> None:
        self.parts = parts
        self.edition = edition
        self.carried = carried
        self.groups = groups_of(edition)
        self.group = self._groups()
        self.references: dict[str, list[CourseReference]] = defaultdict(list)
        self.open: list[CourseLink] = []
        self.lost: list[CourseLink] = []

    def of(self, links: tuple[CourseLink, ...]) -> Coverage:
        """The coverage by these links."""
        for link in links:
            self._carry(link)
        statements = self.parts.statements
        linked = {link.statement for link in links}
        cells, of_groups, of_modules = self._sorted()
        return Coverage(
            course=self.parts.course,
            edition=self.edition,
            groups=self.groups,
            modules=self.parts.names(),
            cells={place: _cell(found) for place, found in cells.items()},
            of_groups={id_: _cell(found) for id_, found in of_groups.items()},
            of_modules={id_: _cell(found) for id_, found in of_modules.items()},
            total=_cell(list(chain.from_iterable(cells.values()))) if cells else None,
            module_of={link.statement: self.parts.of(link.statement) for link in links},
            columns=extra_columns(self.references, self.parts),
            open=tuple(self.open),
            lost=tuple(self.lost),
            linked=sum(item.id in linked for item in statements),
            statements=len(statements),
            **self._items(),
        )

    def _carry(self, link: CourseLink) -> None:
        if link.item.edition == self.edition.id:
            self.references[link.item.id].append(CourseReference(link=link))
            return
        outcome = self.carried[link.item.edition][link.item]
        match outcome.status:
            case LinkStatus.GONE:
                self.lost.append(link)
            case LinkStatus.CHOOSE:
                self.open.append(link)
            case status:
                reference = CourseReference(link=link, status=status)
                if reference not in self.references[outcome.new[0].id]:
                    self.references[outcome.new[0].id].append(reference)

    def _items(self) -> dict[str, tuple[CoveredItem, ...]]:
        """The items that a course could be about, and other items with links."""
        parts: dict[str, set[LinkType]] = defaultdict(set)
        for id_, references in self.references.items():
            for above in self.edition.ancestors(self.edition.by_id[id_]):
                parts[above.id].update(reference.link.how for reference in references)

        def entry(item: Item) -> CoveredItem:
            return CoveredItem(
                item=item,
                group=self.group.get(item.id) or "",
                references=tuple(self.references.get(item.id, ())),
                parts=tuple(how for how in LinkType if how in parts.get(item.id, ())),
            )

        targets = targets_of(self.edition)
        known = {item.id for item in targets}
        beside = (
            item
            for item in self.edition.items
            if item.id in self.references and item.id not in known
        )
        return {"items": tuple(map(entry, targets)), "beside": tuple(map(entry, beside))}

    def _groups(self) -> dict[str, str | None]:
        """The group of each item: a parent comes before its children."""
        heads = {group.id for group in self.groups}
        found: dict[str, str | None] = {}
        for item in self.edition.items:
            found[item.id] = item.id if item.id in heads else found.get(item.parent or "")
        return found

    def _sorted(
        self,
    ) -> tuple[
        Mapping[tuple[str, str], list[_Linked]],
        Mapping[str, list[_Linked]],
        Mapping[str, list[_Linked]],
    ]:
        """The links by module and group, by group, and by module."""
        cells: dict[tuple[str, str], list[_Linked]] = defaultdict(list)
        of_groups: dict[str, list[_Linked]] = defaultdict(list)
        of_modules: dict[str, list[_Linked]] = defaultdict(list)
        for id_, references in self.references.items():
            group = self.group.get(id_) or ""
            for link in (reference.link for reference in references):
                module = self.parts.of(link.statement)
                for found in (cells[module, group], of_groups[group], of_modules[module]):
                    found.append((link.how, id_))
        return cells, of_groups, of_modules


_Linked = tuple[LinkType, str]


def _cell(found: list[_Linked]) -> CoverageCell:
    links = {how: sum(one is how for one, _ in found) for how in LinkType}
    items = {how: len({id_ for one, id_ in found if one is how}) for how in LinkType}
    return CoverageCell(
        links={how: count for how, count in links.items() if count},
        items=len({id_ for _, id_ in found}),
        counts={how: count for how, count in items.items() if count},
    )
