"""
Parents follow their children: the items below a heading are better evidence than its own words.

A value whose description was added, or a section that was renamed, shares few words with its
successor. But its statements still exist, and it follows most of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guidegraph.model.alignment import Group
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import slug


__all__ = ["reunited"]

# A parent follows at least this share of its children that have a successor.
_MAJORITY = 0.5


@dataclass(slots=True)
class _Family:
    """The vote of the children of one old item: a new parent, and their share."""

    heir: str
    share: float
    votes: int


def reunited(old: Edition, new: Edition, groups: Sequence[Group]) -> tuple[Group, ...]:
    """
    The groups in which parents that were alone, or linked against all their children, follow most
    of their children. Deeper families decide first, because they vote in turn.
    """
    return _Reunion(old, new, groups).result()


class _Reunion:
    def __init__(self, old: Edition, new: Edition, groups: Sequence[Group]) -> None:
        self.old = old
        self.new = new
        self.groups: list[Group | None] = list(groups)
        said = Counter(_said(item) for item in old.items)
        # What every chapter has says nothing of where one went.
        self.common = {item.id for item in old.items if said[_said(item)] > 1}
        self.home_old = {ref.id: at for at, group in enumerate(groups) for ref in group.old}
        self.home_new = {ref.id: at for at, group in enumerate(groups) for ref in group.new}

    def result(self) -> tuple[Group, ...]:
        parents = [item for item in self.old.items if item.id in self.old.children]
        for item in reversed(parents):  # a child comes after its parent
            family = self._family(item)
            if family is not None:
                self._follow(item, family)
        return tuple(group for group in self.groups if group is not None)

    def _family(self, item: Item) -> _Family | None:
        """Where most children of *item* went, if that is to one parent of its own type."""
        votes: Counter[str] = Counter()
        for child in self.old.children[item.id]:
            if child.id in self.common:
                continue
            heirs = self._group(self.home_old[child.id]).new
            votes.update({self.new.by_id[heir.id].parent or "" for heir in heirs})
        cast = sum(votes.values())
        if not cast:
            return None
        order = {each.id: place for place, each in enumerate(self.new.items)}
        heir, most = min(votes.items(), key=lambda vote: (-vote[1], order.get(vote[0], -1)))
        if not heir or most / cast < _MAJORITY or self.new.by_id[heir].type != item.type:
            return None
        return _Family(heir, most / cast, most)

    def _follow(self, item: Item, family: _Family) -> None:
        at = self.home_old[item.id]
        own = self._group(at)
        heirs = [ref.id for ref in own.new]
        if family.heir in heirs or len(own.old) > 1 or len(heirs) > 1:
            return
        if heirs and not self._mistaken(item, heirs[0], family):
            return
        there = self.home_new[family.heir]
        other = self._group(there)
        if other.old and family.votes * 2 < len(self.old.children[item.id]):
            return
        if heirs:
            self.groups.append(Group(new=own.new, confidence=family.share))
            self.home_new[heirs[0]] = len(self.groups) - 1
        order = {each.id: place for place, each in enumerate(self.old.items)}
        self.groups[at] = None
        follower = Ref(edition=self.old.id, id=item.id)
        self.groups[there] = replace(
            other,
            old=tuple(sorted((*other.old, follower), key=lambda ref: order[ref.id])),
            confidence=min(family.share, other.confidence) if other.old else family.share,
            evidence={**other.evidence, "children": family.share},
            followers=(*other.followers, follower),
        )
        self.home_old[item.id] = there

    def _mistaken(self, item: Item, heir: str, family: _Family) -> bool:
        """Whether *item* was linked to *heir* against its label and several children."""
        same_name = slug(item.pref_label or "") == slug(self.new.by_id[heir].pref_label or "")
        below = {child.id for child in self.new.children.get(heir, ())}
        followed = any(
            below & {ref.id for ref in self._group(self.home_old[child.id]).new}
            for child in self.old.children[item.id]
        )
        return not same_name and not followed and family.votes > 1

    def _group(self, at: int) -> Group:
        group = self.groups[at]
        assert group is not None  # noqa: S101 - `home_old` and `home_new` point at existing groups
        return group


def _said(item: Item) -> str:
    """The words of an item; its id if it has none."""
    return f"{item.label or ''} {item.text or ''}".strip().casefold() or item.id
