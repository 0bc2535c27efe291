"""
Align one or several old editions with a new one.

Each old edition is aligned with the new one by itself, for each may be the source of an item; then
the groups that share a new item become one. So an item that two parents have is `merged`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guidegraph.diff.align.align import align
from guidegraph.diff.align.families import reunited
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition


__all__ = ["align_editions"]


def align_editions(
    old: Sequence[Edition], new: Edition, *, confirmed: Iterable[Group] = ()
) -> Alignment:
    """The alignment of all old editions with the new one; *confirmed* groups are an editor's."""
    pairs = [(one, two.id) for group in confirmed for one in group.old for two in group.new]
    groups: list[Group] = []
    for edition in old:
        known = [(one.id, two) for one, two in pairs if one.edition == edition.id]
        found_groups = align(edition, new, confirmed=known).groups
        for found in reunited(edition, new, found_groups):
            groups.append(
                Group(
                    old=tuple(Ref(edition=edition.id, id=id_) for id_ in found.old),
                    new=tuple(Ref(edition=new.id, id=id_) for id_ in found.new),
                    confidence=found.confidence,
                    evidence=found.evidence,
                )
            )
    return Alignment(groups=tuple(groups) if len(old) == 1 else _united(groups, new))


def _united(groups: Sequence[Group], new: Edition) -> tuple[Group, ...]:
    """
    The groups with those that share a new item made one, in the order of the new edition, then
    those that are gone.
    """
    linked = [group for group in groups if group.old and group.new]
    gone = [group for group in groups if not group.new]
    united: list[Group] = []
    at: dict[Ref, int] = {}
    for group in linked:
        touched = sorted({at[ref] for ref in group.new if ref in at})
        joined = group
        for number in touched:
            joined = _joined(united[number], joined)
            united[number] = Group()
        number = touched[0] if touched else len(united)
        united[number : number + 1] = [joined]
        at.update(dict.fromkeys(joined.new, number))
    order = {item.id: place for place, item in enumerate(new.items)}
    there = [group for group in united if group.new]
    alone = [group for group in groups if not group.old and group.new[0] not in at]
    there += {group.new[0]: group for group in alone}.values()
    there.sort(key=lambda group: min(order[ref.id] for ref in group.new))
    return (*there, *gone)


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
    )
