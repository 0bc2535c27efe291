"""
What a new edition of a guideline means for links to its items, and for a course.

A link is transferred only if the words of its item are the same or mean the same; the number of an
item does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from guidegraph.course.nearest import Nearest
from guidegraph.course.targets import targets_of
from guidegraph.diff.sides import label_of, text_of
from guidegraph.diff.wording.classify import wordings
from guidegraph.model.changes import (
    Change,
    Comparison,
    Facet,
    Ref,
    Relation,
    Wording,
    WordingVerdict,
)
from guidegraph.model.course import (
    CourseLink,
    CourseLinkOutcome,
    CourseMap,
    FoundBy,
    Impact,
    LinkOutcome,
    LinkStatus,
)
from guidegraph.model.edition import Edition


__all__ = ["LinkOutcomes", "impact", "link_outcomes"]

LinkOutcomes = Mapping[Ref, LinkOutcome]
"""The outcome of a link to each old item."""


def link_outcomes(
    comparison: Comparison, review_from: Wording = Wording.SUBSTANTIVE
) -> LinkOutcomes:
    """
    The outcome of a link to each item of the old editions.

    Args:
        comparison: how all items changed.
        review_from: the smallest difference in words for which a person has to check a link.
    """
    return MappingProxyType(dict(_Fates(comparison, review_from).all()))


class _Fates:
    def __init__(self, comparison: Comparison, review_from: Wording) -> None:
        self.comparison = comparison
        self.review_from = review_from
        self.old = {edition.id: edition.by_id for edition in comparison.old}
        self.new = comparison.new.by_id

    def all(self) -> list[tuple[Ref, LinkOutcome]]:
        """Each old item with its outcome."""
        changes = self.comparison.changes
        found = [(pair.old, _carried(pair.new)) for pair in changes.unchanged]
        for change in (*changes.changes, *changes.hidden):
            found += [(ref, self._outcome(ref, change)) for ref in change.old]
        return found

    def _outcome(self, ref: Ref, change: Change) -> LinkOutcome:
        match change.relation:
            case Relation.DROPPED:
                return self._gone(ref, change)
            case Relation.SPLIT | Relation.REGROUPED:
                return LinkOutcome(
                    status=LinkStatus.CHOOSE,
                    new=change.new,
                    change=change,
                    reasons=(f"it is now divided into {len(change.new)} items",),
                )
            case _:
                return self._one(ref, change)

    def _gone(self, ref: Ref, change: Change) -> LinkOutcome:
        """The outcome for an item that was dropped, with the nearest one that there is."""
        near = self.nearest.to(self.old[ref.edition][ref.id])
        reason = "the new edition does not have this"
        return LinkOutcome(
            status=LinkStatus.GONE,
            nearest=Ref(edition=self.comparison.new.id, id=near.id) if near else None,
            change=change,
            reasons=(reason,) if near else (reason, "and nothing with words like it"),
        )

    @cached_property
    def nearest(self) -> Nearest:
        return Nearest(self.comparison.new)

    def _one(self, ref: Ref, change: Change) -> LinkOutcome:
        """The outcome for an item that became one new item, alone or with others."""
        verdict = change.verdict
        if change.relation is Relation.MERGED:
            # Only its own words matter to the link, not those that it was merged with.
            verdict = self._verdict(ref, change.new[0])
        reasons = verdict.reasons if verdict else ()
        if Facet.RETYPED in change.facets:
            was, is_ = self.old[ref.edition][ref.id].type, self.new[change.new[0].id].type
            if was != is_:
                reasons = (f"a {was} became a {is_}", *reasons)
                return LinkOutcome(
                    status=LinkStatus.REVIEW, new=change.new, change=change, reasons=reasons
                )
        serious = verdict is not None and verdict.wording.rank >= self.review_from.rank
        return LinkOutcome(
            status=LinkStatus.REVIEW if serious else LinkStatus.AUTO,
            new=change.new,
            change=change,
            reasons=reasons,
        )

    def _verdict(self, old: Ref, new: Ref) -> WordingVerdict | None:
        before, after = (self.old[old.edition][old.id],), (self.new[new.id],)
        return wordings(label_of(before), label_of(after), text_of(before), text_of(after))


def _carried(new: Ref) -> LinkOutcome:
    return LinkOutcome(status=LinkStatus.AUTO, new=(new,))


_LOST: Mapping[FoundBy, LinkOutcome] = {
    FoundBy.NOTHING: LinkOutcome(
        status=LinkStatus.GONE,
        reasons=("the course does not have the words any more that the map quotes",),
    ),
    FoundBy.CHOICE: LinkOutcome(
        status=LinkStatus.CHOOSE,
        reasons=("several statements of the course could be the one that the map quotes",),
    ),
}


def impact(
    course: Edition, course_map: CourseMap, known: LinkOutcomes, comparison: Comparison
) -> Impact:
    """
    The outcome of each link of a course, and the new items without a link.

    Args:
        course: the course.
        course_map: its map; a link whose statement is lost is lost itself, whatever its item.
        known: the outcome of a link to each old item.
        comparison: the change from the old editions to the new one.
    """
    old = {edition.id for edition in comparison.old}
    found: list[CourseLinkOutcome] = []
    elsewhere: list[CourseLink] = []
    for link in sorted((*course_map.links, *course_map.lost), key=lambda link: link.line):
        if link.found_by in _LOST:
            found.append(CourseLinkOutcome(link=link, outcome=_LOST[link.found_by]))
        elif link.item.edition in old:
            found.append(CourseLinkOutcome(link=link, outcome=known[link.item]))
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
        map=course_map,
    )


def _added(comparison: Comparison) -> set[str]:
    """The new items, without those that only repeat another."""
    changes = (*comparison.changes.changes, *comparison.changes.hidden)
    return {
        ref.id
        for change in changes
        if change.relation is Relation.ADDED and change.duplicate_of is None
        for ref in change.new
    }


def _reached(
    found: Iterable[CourseLinkOutcome], elsewhere: Sequence[CourseLink], new: str
) -> set[str]:
    """The items of the new edition that a link leads to without a choice by a person."""
    carried = {
        ref.id
        for entry in found
        if entry.outcome.status is not LinkStatus.CHOOSE
        for ref in entry.outcome.new
    }
    return carried | {link.item.id for link in elsewhere if link.item.edition == new}
