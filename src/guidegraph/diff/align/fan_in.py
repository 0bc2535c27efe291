"""
Aligns one or several old editions with a new one; confirmed groups are kept.

Each old edition is aligned with the new one separately, because each may be the source of an item;
then the groups that share a new item become one. An item that two parents have is `merged`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from guidegraph.diff.align.align import align
from guidegraph.diff.align.families import reunited
from guidegraph.model.alignment import Alignment, Grounds, Group, components
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition


__all__ = ["align_editions", "settle"]


def align_editions(
    old: Sequence[Edition],
    new: Edition,
    *,
    confirmed: Sequence[Group] = (),
    identified: Sequence[Group] = (),
) -> Alignment:
    """
    The alignment of all old editions with the new one. Groups that are *confirmed* are kept;
    others may join those that are *identified*.
    """
    pairs = _pairs(confirmed)
    same = _pairs(identified)
    groups: list[Group] = []
    grounds: dict[str, Grounds] = {}
    for edition in old:
        found = align(
            edition,
            new,
            confirmed=[(one.id, two) for one, two in pairs if one.edition == edition.id],
            identified=[(one.id, two) for one, two in same if one.edition == edition.id],
        )
        groups += reunited(edition, new, found.groups)
        grounds |= found.grounds
    united = _united(groups, new)
    grown = {ref for group in united if len(group.old) + len(group.new) > 2 for ref in group.new}
    kept = [group for group in identified if grown.isdisjoint(group.new)]
    return Alignment(groups=settle(united, (*confirmed, *kept)), grounds=grounds)


def _pairs(groups: Iterable[Group]) -> list[tuple[Ref, str]]:
    return [(one, two.id) for group in groups for one in group.old for two in group.new]


def settle(groups: tuple[Group, ...], confirmed: Sequence[Group]) -> tuple[Group, ...]:
    """The groups with the confirmed ones; the rest of a changed group stays together."""
    if not confirmed:
        return groups
    old = {ref for group in confirmed for ref in group.old}
    new = {ref for group in confirmed for ref in group.new}
    kept = []
    for group in groups:
        left = replace(
            group,
            old=tuple(ref for ref in group.old if ref not in old),
            new=tuple(ref for ref in group.new if ref not in new),
        )
        if left.old and left.new:
            kept.append(left)
        else:  # items that lost their partners are alone
            kept += [replace(left, old=(ref,)) for ref in left.old]
            kept += [replace(left, new=(ref,)) for ref in left.new]
    return (*confirmed, *kept)


def _united(groups: Sequence[Group], new: Edition) -> tuple[Group, ...]:
    """Groups that share a new item as one, in the order of the new edition; then dropped items."""
    linked = [group for group in groups if group.old and group.new]
    shared = components((number, ref) for number, group in enumerate(linked) for ref in group.new)
    there = [reduce(_joined, [linked[number] for number in sorted(them)]) for them, _ in shared]
    taken = {ref for group in there for ref in group.new}
    alone = [group for group in groups if not group.old and group.new[0] not in taken]
    there += {group.new[0]: group for group in alone}.values()
    order = {item.id: place for place, item in enumerate(new.items)}
    there.sort(key=lambda group: min(order[ref.id] for ref in group.new))
    return (*there, *(group for group in groups if not group.new))


def _joined(first: Group, second: Group) -> Group:
    """Two groups as one, as sure as the less sure of them."""
    return replace(
        first,
        old=tuple(dict.fromkeys((*first.old, *second.old))),
        new=tuple(dict.fromkeys((*first.new, *second.new))),
        confidence=min(first.confidence, second.confidence),
        evidence={
            name: max(first.evidence.get(name, 0.0), second.evidence.get(name, 0.0))
            for name in sorted({*first.evidence, *second.evidence})
        },
        followers=(*first.followers, *second.followers),
    )
