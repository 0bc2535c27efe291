"""What a new edition means for a course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidegraph.course.fates import Fates
from guidegraph.course.targets import targets_of
from guidegraph.model.changes import Comparison, Relation
from guidegraph.model.course import CourseLink, Impact, LinkFate, LinkStatus
from guidegraph.model.edition import Edition


__all__ = ["impact"]


def impact(
    course: Edition, links: Iterable[CourseLink], known: Fates, comparison: Comparison
) -> Impact:
    """
    What becomes of each link of a course, and which new items nothing in it is about.

    Args:
        course: the course.
        links: its map.
        known: what becomes of a link to each old item.
        comparison: the change from the old editions to the new one.
    """
    old = {edition.id for edition in comparison.old}
    found: list[LinkFate] = []
    elsewhere: list[CourseLink] = []
    for link in links:
        if link.item.edition in old:
            found.append(LinkFate(link=link, fate=known[link.item]))
        else:
            elsewhere.append(link)
    open_ = _added(comparison) - _reached(found, elsewhere, comparison.new.id)
    return Impact(
        course=course,
        old=comparison.old,
        new=comparison.new,
        links=tuple(found),
        elsewhere=tuple(elsewhere),
        uncovered=tuple(item for item in targets_of(comparison.new) if item.id in open_),
    )


def _added(comparison: Comparison) -> set[str]:
    """
    The items that are new; one that only says again what another says is nothing new to cover.
    """
    changes = (*comparison.changes.changes, *comparison.changes.hidden)
    return {
        ref.id
        for change in changes
        if change.relation is Relation.ADDED and change.duplicate_of is None
        for ref in change.new
    }


def _reached(found: Iterable[LinkFate], elsewhere: Sequence[CourseLink], new: str) -> set[str]:
    """The items of the new edition that a link leads to, without anybody having to choose."""
    carried = {
        ref.id
        for entry in found
        if entry.fate.status is not LinkStatus.CHOOSE
        for ref in entry.fate.new
    }
    return carried | {link.item.id for link in elsewhere if link.item.edition == new}
