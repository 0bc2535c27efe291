"""How far a course covers an edition; links to other editions are transferred to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from guidegraph.course.outcomes import LinkOutcomes
from guidegraph.course.targets import groups_of, targets_of
from guidegraph.model.course import CourseLink, LinkStatus, LinkType
from guidegraph.model.coverage import CourseReference, Coverage, CoverageCell, CoveredItem
from guidegraph.model.edition import Edition, Item


__all__ = ["coverage"]

_HEADINGS = frozenset({"CourseModule", "Section"})


def coverage(
    course: Edition,
    links: Iterable[CourseLink],
    edition: Edition,
    carried: Mapping[str, LinkOutcomes],
) -> Coverage:
    """
    What each part of a course says about each part of an edition.

    Args:
        course: the course.
        links: its map.
        edition: the edition to compare it with.
        carried: for each other linked edition, the outcome of links to it in this one.
    """
    return _Coverage(course, edition, carried).of(tuple(links))


class _Coverage:
    def __init__(
        self, course: Edition, edition: Edition, carried: Mapping[str, LinkOutcomes]
    ) -> None:
        self.course = course
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
        statements = [
            item for item in self.course.items if item.text and item.type not in _HEADINGS
        ]
        linked = {link.statement for link in links}
        return Coverage(
            course=self.course,
            edition=self.edition,
            groups=self.groups,
            modules=self._modules(statements),
            cells=self._cells(),
            items=self._items(),
            open=tuple(self.open),
            lost=tuple(self.lost),
            linked=sum(item.id in linked for item in statements),
            statements=len(statements),
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

    def _items(self) -> tuple[CoveredItem, ...]:
        reached = {
            above.id
            for id_ in self.references
            for above in self.edition.ancestors(self.edition.by_id[id_])
        }
        return tuple(
            CoveredItem(
                item=item,
                group=self.group.get(item.id) or "",
                references=tuple(self.references.get(item.id, ())),
                below=item.id not in self.references and item.id in reached,
            )
            for item in targets_of(self.edition)
        )

    def _groups(self) -> dict[str, str | None]:
        """The group of each item: a parent comes before its children."""
        heads = {group.id for group in self.groups}
        found: dict[str, str | None] = {}
        for item in self.edition.items:
            found[item.id] = item.id if item.id in heads else found.get(item.parent or "")
        return found

    def _modules(self, statements: Iterable[Item]) -> tuple[tuple[str, str], ...]:
        found = {}
        for item in statements:
            head = self._module(item)
            found[head.id if head else ""] = head.name if head else self.course.title
        return tuple(found.items())

    def _module(self, statement: Item) -> Item | None:
        above = (item for item in self.course.ancestors(statement) if item.type in _HEADINGS)
        return next(above, None)

    def _cells(self) -> dict[tuple[str, str], CoverageCell]:
        links: dict[tuple[str, str], Counter[LinkType]] = defaultdict(Counter)
        reached: dict[tuple[str, str], set[str]] = defaultdict(set)
        for id_, references in self.references.items():
            for reference in references:
                head = self._module(self.course.by_id[reference.link.statement])
                place = (head.id if head else "", self.group.get(id_) or "")
                links[place][reference.link.how] += 1
                reached[place].add(id_)
        return {
            place: CoverageCell(links=dict(counts), items=len(reached[place]))
            for place, counts in links.items()
        }
