"""
A three-way merge of editions, item by item.

The comparisons of the base with both drafts say which items are the same. What one draft changed,
added, dropped or moved is taken; what both did in the same way, once; where the two exclude each
other, ours stays (or what was not dropped), and the conflict is reported. Items that were split,
merged or regrouped are dropped and added.

Laws: `merge(b, b, x) == x`, `merge(b, x, b) == x`, `merge(b, x, x) == x`; every item of both drafts
is in the result, was dropped by the other draft, or is in a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Any, TypeVar

from guidegraph.diff.order import displaced
from guidegraph.model.changes import Comparison, Relation
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.merge import Conflict, ConflictKind, Merge, MergeSide
from guidegraph.model.statement import Statement


__all__ = ["merge"]

T = TypeVar("T")

_Key = tuple[str, str]
"""An item of the merge: `base`, `ours` or `theirs`, where it is from, and its id there."""

# What of an item is changed together, under the word that a conflict has for it.
_ASPECTS: Mapping[str, tuple[str, ...]] = {
    "type": ("type",),
    "number": ("notation", "marker"),
    "label": ("label", "pref_label", "alt_labels"),
    "text": ("text", "notes", "links"),
    "status": ("status",),
}
# What follows from the rest: ours stays without a word.
_FOLLOWING = ("iri", "position", "lineage", "replaced_by", "spans")
_OF_EDITIONS = ("items", "associations", "id", "iri", "version_iri", "source", "base")
_PLACE_ID = re.compile(r"(?P<above>(?:.*\D)?)(?P<number>\d+)", re.DOTALL)


def merge(ours: Comparison, theirs: Comparison) -> Merge:
    """The merge of two drafts, from the comparisons of their base with each."""
    (base,) = ours.old
    if base in (ours.new, theirs.new) or ours.new == theirs.new:
        edition = theirs.new if base == ours.new else ours.new
        merger = _Merger(ours, theirs)
        return _result(merger, edition)
    merger = _Merger(ours, theirs)
    return _result(merger, merger.edition())


def _result(merger: _Merger, edition: Edition) -> Merge:
    ours, theirs = merger.ours, merger.theirs
    changed = [{key for key in merger.keys if side.changed(key)} for side in (ours, theirs)]
    both = changed[0] & changed[1] - merger.disputed
    return Merge(
        base=merger.base.id,
        ours=ours.edition.id,
        theirs=theirs.edition.id,
        edition=edition,
        conflicts=tuple(merger.conflicts),
        from_ours=len(changed[0] - both - merger.disputed),
        from_theirs=len(changed[1] - both - merger.disputed),
        both=len(both),
    )


@dataclass(slots=True)
class _Draft:
    """One draft, its items by their keys in the merge."""

    name: MergeSide
    base: Edition
    edition: Edition
    items: dict[_Key, Item] = field(default_factory=dict)
    keys: dict[str, _Key] = field(default_factory=dict)

    @classmethod
    def of(cls, name: MergeSide, comparison: Comparison) -> _Draft:
        changes = comparison.changes
        partners = {pair.new.id: pair.old.id for pair in changes.unchanged}
        partners |= {
            change.new[0].id: change.old[0].id
            for change in changes.changes
            if change.relation is Relation.SAME
        }
        draft = cls(name=name, base=comparison.old[0], edition=comparison.new)
        for item in comparison.new.items:
            old = partners.get(item.id)
            key = (name.value, item.id) if old is None else ("base", old)
            draft.items[key] = item
            draft.keys[item.id] = key
        return draft

    def rename(self, keys: Mapping[str, _Key]) -> None:
        """Give items other keys, by their ids; their order stays."""
        self.keys |= keys
        self.items = {self.keys[item.id]: item for item in self.items.values()}

    def parent(self, key: _Key) -> _Key | None:
        above = self.items[key].parent
        return None if above is None else self.keys.get(above)

    def changed(self, key: _Key) -> bool:
        """Whether the draft has an item otherwise than the base, or only one of them has it."""
        mine = self.items.get(key)
        before = self.base.by_id.get(key[1]) if key[0] == "base" else None
        if mine is None or before is None:
            return mine is not before
        above = None if before.parent is None else ("base", before.parent)
        return self.parent(key) != above or _content(mine) != _content(before)


class _Merger:
    def __init__(self, ours: Comparison, theirs: Comparison) -> None:
        self.base = ours.old[0]
        self.ours = _Draft.of(MergeSide.OURS, ours)
        self.theirs = _Draft.of(MergeSide.THEIRS, theirs)
        self.conflicts: list[Conflict] = []
        self.disputed: set[_Key] = set()
        self._join_additions()
        self.keys = tuple(
            dict.fromkeys(
                (
                    *(("base", item.id) for item in self.base.items),
                    *self.ours.items,
                    *self.theirs.items,
                )
            )
        )
        self.ids: dict[_Key, str] = {}
        # The items that both put elsewhere, with what is before or above them there.
        self._places: list[tuple[_Key, _Key | None, _Key | None]] = []

    def edition(self) -> Edition:
        """The merged edition; conflicts are recorded."""
        kept = self._with_ancestors({key for key in self.keys if self._stays(key)})
        order = self._order(kept)
        parents = self._parents(order)
        order = list(_under_parents(order, parents))
        self.ids = self._new_ids(order)
        self._report_drops(order)
        items = [self._item(key, parents[key]) for key in order]
        values = dict(self._values())
        stale = {"source": None, "title_spans": (), "furniture": ()}
        return replace(
            self.ours.edition,
            **{**values, **stale},
            items=tuple(_numbered(items)),
            associations=tuple(self._associations()),
            places={},
            reading=None,
        )

    # -- which items ------------------------------------------------------------------

    def _join_additions(self) -> None:
        """Give what both drafts added in the same words at the same place one key."""
        found: dict[Hashable, list[_Key]] = {}
        renamed: dict[str, _Key] = {}
        taken: set[_Key] = set()
        for key, item in self.ours.items.items():
            if key[0] == MergeSide.OURS:
                found.setdefault((self.ours.parent(key), _content(item)), []).append(key)
        for key, item in self.theirs.items.items():
            if key[0] != MergeSide.THEIRS:
                continue
            same = found.get((self.theirs.parent(key), _content(item)))
            own = ("ours", item.id)
            if same:
                renamed[item.id] = same.pop(0)
                taken.add(renamed[item.id])
            elif (
                own in self.ours.items
                and own not in taken
                and not _is_place(item.id, self.ours.edition)
            ):
                taken.add(own)
                renamed[item.id] = own  # the same name with other words: a conflict
        self.theirs.rename(renamed)

    def _stays(self, key: _Key) -> bool:
        """Whether an item is in the result."""
        one, two = key in self.ours.items, key in self.theirs.items
        if key[0] != "base" or one == two:
            return one or two
        there = self.ours if one else self.theirs
        return there.changed(key)

    def _with_ancestors(self, kept: set[_Key]) -> set[_Key]:
        """The items, and those above them that a draft has dropped."""
        waiting = list(kept)
        while waiting:
            key = waiting.pop()
            for draft in (self.ours, self.theirs):
                above = draft.parent(key) if key in draft.items else None
                if above is not None and above not in kept and self._is_under(key, above):
                    kept.add(above)
                    waiting.append(above)
        return kept

    def _is_under(self, key: _Key, above: _Key) -> bool:
        return self._parent(key)[0] == above

    def _report_drops(self, order: Sequence[_Key]) -> None:
        for key in order:
            one, two = self.ours.items.get(key), self.theirs.items.get(key)
            if key[0] != "base" or (one is None) == (two is None):
                continue
            kept = MergeSide.OURS if one is not None else MergeSide.THEIRS
            before = self.base.by_id[key[1]]
            self._dispute(ConflictKind.DROPPED, key, "item", (before, one, two), kept)

    # -- where they are ---------------------------------------------------------------

    def _order(self, kept: set[_Key]) -> list[_Key]:
        """
        The items in our order; what they moved, added or did not drop comes after the item that is
        before it there, and after what we added at the same place.
        """
        ours = [key for key in self.ours.items if key in kept]
        theirs = [key for key in self.theirs.items if key in kept]
        base = [("base", item.id) for item in self.base.items]
        moved = [_moved(base, draft.items) for draft in (self.ours, self.theirs)]
        follow = {key for key in theirs if key not in self.ours.items or key in moved[1] - moved[0]}
        before, after = _neighbours(ours), _neighbours(theirs)
        for key in theirs:
            if key in moved[0] & moved[1] and before[key] != after[key]:
                self._places.append((key, before[key], after[key]))
        chain = _Chain(key for key in ours if key not in follow)
        previous: _Key | None = None
        for key in theirs:
            if key in follow:
                above = self._parent(key)[0]
                chain.insert(key, previous, partial(self._is_beside, above=above))
            previous = key
        return list(chain)

    def _is_beside(self, key: _Key, above: _Key | None) -> bool:
        """Whether an item is one that we added below *above*, at any depth."""
        if key in self.theirs.items or key not in self.ours.items or key[0] == "base":
            return False
        parent: _Key | None = self.ours.parent(key)
        while parent is not None and parent != above and parent[0] != "base":
            parent = self.ours.parent(parent)
        return parent == above

    def _parent(self, key: _Key) -> tuple[_Key | None, bool]:
        """The parent of an item in the result, and whether the drafts exclude each other."""
        one, two = key in self.ours.items, key in self.theirs.items
        if not (one and two):
            return (self.ours if one else self.theirs).parent(key), False
        mine, other = self.ours.parent(key), self.theirs.parent(key)
        before = self.base.by_id[key[1]].parent if key[0] == "base" else None
        old = None if before is None else ("base", before)
        if key[0] == "base" and mine == old:
            return other, False
        return mine, other not in (mine, old)

    def _parents(self, order: Sequence[_Key]) -> dict[_Key, _Key | None]:
        """The parents of the items; what would contain itself stays where we have it."""
        found = {key: self._parent(key)[0] for key in order}
        for key in order:
            if found[key] is not None and found[key] not in found:
                found[key] = None
            if self._parent(key)[1]:
                places = self.ours.parent(key), self.theirs.parent(key)
                self._places.append((key, *places))
        sound: set[_Key | None] = {None}
        for key in order:
            path: list[_Key] = []
            here: _Key | None = key
            while here is not None and here not in sound and here not in path:
                path.append(here)
                here = found[here]
            if here not in sound:  # a circle
                for each in path:
                    own = self.ours.parent(each) if each in self.ours.items else None
                    if found[each] != own:
                        self._places.append((each, own, found[each]))
                        found[each] = own if own in found else None
            sound.update(path)
        return found

    def _new_ids(self, order: Sequence[_Key]) -> dict[_Key, str]:
        """The ids of the items; one that is taken is counted on."""
        found: dict[_Key, str] = {}
        taken: set[str] = set()
        # What only they added gives way.
        for key in sorted(order, key=lambda key: key not in self.ours.items):
            id_ = self._three(key, "id")
            if id_ in taken and key in self.ours.items:
                id_ = self.ours.items[key].id
            found[key] = _free(id_, taken)
            taken.add(found[key])
        for key, mine, other in self._places:
            if key in found:
                self._dispute_place(key, found, mine, other)
        return found

    def _dispute_place(
        self, key: _Key, ids: Mapping[_Key, str], mine: _Key | None, other: _Key | None
    ) -> None:
        self.disputed.add(key)
        before = self.base.by_id[key[1]].parent if key[0] == "base" else None
        self.conflicts.append(
            Conflict(
                kind=ConflictKind.PLACED,
                item=ids[key],
                aspect="place",
                base=before,
                ours=ids.get(mine, mine[1]) if mine else None,
                theirs=ids.get(other, other[1]) if other else None,
                kept=MergeSide.OURS,
            )
        )

    # -- what they say ----------------------------------------------------------------

    def _versions(self, key: _Key) -> tuple[Item | None, Item | None, Item | None]:
        before = self.base.by_id.get(key[1]) if key[0] == "base" else None
        return before, self.ours.items.get(key), self.theirs.items.get(key)

    def _three(self, key: _Key, name: str) -> Any:
        before, mine, other = self._versions(key)
        if mine is None or other is None:
            return getattr(mine or other, name)
        value = getattr(before, name) if before is not None else None
        return _chosen(value, getattr(mine, name), getattr(other, name))[0]

    def _item(self, key: _Key, parent: _Key | None) -> Item:
        before, mine, other = self._versions(key)
        place: dict[str, Any] = {
            "id": self.ids[key],
            "parent": None if parent is None else self.ids[parent],
        }
        if mine is None or other is None:
            found = mine or other or self.base.by_id[key[1]]
            return replace(found, **place, spans=())
        values: dict[str, Any] = {name: self._three(key, name) for name in _FOLLOWING}
        kind = ConflictKind.CHANGED if before is not None else ConflictKind.ADDED
        for aspect, names in _ASPECTS.items():
            sides = [
                None if item is None else tuple(getattr(item, name) for name in names)
                for item in (before, mine, other)
            ]
            chosen, fits = _chosen(*sides)
            values |= dict(zip(names, chosen or (), strict=True))
            if not fits:
                self._dispute(kind, key, aspect, (before, mine, other), MergeSide.OURS)
        values["statements"] = self._statements(
            key, kind, [item.statements if item else () for item in (before, mine, other)]
        )
        return replace(mine, **{**values, **place, "spans": ()})

    def _statements(
        self, key: _Key | None, kind: ConflictKind, sides: Sequence[Sequence[Statement]]
    ) -> tuple[Statement, ...]:
        """What data says of an item or of the edition, merged property by property."""
        if not any(sides):
            return ()
        before, mine, other = (_by_property(side) for side in sides)
        found: list[Statement] = []
        for name in dict.fromkeys((*mine, *other)):
            values = [side.get(name, ()) for side in (before, mine, other)]
            chosen, fits = _chosen(*values)
            found += chosen
            if not fits:
                shown = [_said(value) for value in values]
                item = "" if key is None else self.ids[key]
                reported = {
                    (each.ours, each.theirs) for each in self.conflicts[-9:] if each.item == item
                }
                if (shown[1], shown[2]) not in reported:
                    self._record(kind, key, name[0] or "value", shown, MergeSide.OURS)
        return tuple(found)

    def _dispute(
        self,
        kind: ConflictKind,
        key: _Key,
        aspect: str,
        versions: Iterable[Item | None],
        kept: MergeSide,
    ) -> None:
        shown = [None if item is None else _shown(item, aspect) for item in versions]
        self._record(kind, key, aspect, shown, kept)

    def _record(
        self,
        kind: ConflictKind,
        key: _Key | None,
        aspect: str,
        shown: Sequence[str | None],
        kept: MergeSide,
    ) -> None:
        if key is not None:
            self.disputed.add(key)
        self.conflicts.append(
            Conflict(
                kind=kind,
                item="" if key is None else self.ids[key],
                aspect=aspect,
                base=shown[0],
                ours=shown[1],
                theirs=shown[2],
                kept=kept,
            )
        )

    # -- the edition itself -----------------------------------------------------------

    def _values(self) -> Iterator[tuple[str, Any]]:
        editions = (self.base, self.ours.edition, self.theirs.edition)
        for each in fields(Edition):
            if not each.compare or each.name in ("items", "associations", "source"):
                continue
            values = [getattr(edition, each.name) for edition in editions]
            if each.name in ("statements", "residue"):
                yield each.name, self._statements(None, ConflictKind.CHANGED, values)
                continue
            chosen, fits = _chosen(*values)
            yield each.name, chosen
            if not fits and each.name not in (*_OF_EDITIONS, "title_spans", "furniture"):
                self._record(
                    ConflictKind.CHANGED,
                    None,
                    each.name.replace("_", " "),
                    [str(value) for value in values],
                    MergeSide.OURS,
                )

    def _associations(self) -> Iterator[Association]:
        """The links of both, without those that one of them removed."""
        base = {*self._links(self.base, {item.id: ("base", item.id) for item in self.base.items})}
        mine = list(self._links(self.ours.edition, self.ours.keys))
        other = list(self._links(self.theirs.edition, self.theirs.keys))
        kept, seen = {*other}, {*mine}
        links = [link for link in mine if link in kept or link not in base]
        links += [link for link in other if link not in seen and link not in base]
        for origin, type_, destination, edition in links:
            target = destination if isinstance(destination, str) else self.ids.get(destination)
            if origin in self.ids and target is not None:
                yield Association(
                    origin=self.ids[origin], type=type_, destination=target, edition=edition
                )

    @staticmethod
    def _links(
        edition: Edition, keys: Mapping[str, _Key]
    ) -> Iterator[tuple[_Key, str, _Key | str, str | None]]:
        for link in edition.associations:
            within = link.edition is None and link.destination in keys
            target = keys[link.destination] if within else link.destination
            if link.origin in keys:
                yield keys[link.origin], link.type, target, link.edition


class _Chain:
    """Items in an order to which others are added, each after another."""

    def __init__(self, keys: Iterable[_Key]) -> None:
        self._next: dict[_Key | None, _Key | None] = {}
        last: _Key | None = None
        for key in keys:
            self._next[last] = key
            last = key
        self._next[last] = None

    def insert(self, key: _Key, after: _Key | None, passes: Any) -> None:
        """Add an item after another, and after those behind it that *passes* is true of."""
        here = after
        while (following := self._next[here]) is not None and passes(following):
            here = following
        self._next[key] = self._next[here]
        self._next[here] = key

    def __iter__(self) -> Iterator[_Key]:
        here = self._next[None]
        while here is not None:
            yield here
            here = self._next[here]


def _chosen(before: T, mine: T, other: T) -> tuple[T, bool]:
    """The value of a three-way merge, and whether the two do not exclude each other."""
    if mine == before:
        return other, True
    return mine, other in (before, mine)


def _moved(base: Sequence[_Key], draft: Mapping[_Key, Item]) -> set[_Key]:
    """The items of the base that a draft has in another order."""
    places = {key: place for place, key in enumerate(draft)}
    shared = [key for key in base if key in places]
    return {shared[index] for index in displaced([places[key] for key in shared])}


def _neighbours(order: Sequence[_Key]) -> dict[_Key, _Key | None]:
    """For each item the one before it."""
    return dict(zip(order, (None, *order), strict=False))


def _under_parents(order: Sequence[_Key], parents: Mapping[_Key, _Key | None]) -> Iterator[_Key]:
    """The items in their order, each after its parent."""
    done: set[_Key | None] = {None}
    waiting: dict[_Key | None, list[_Key]] = {}
    for key in order:
        ready = [key]
        while ready:
            one = ready.pop()
            if parents[one] not in done:
                waiting.setdefault(parents[one], []).append(one)
                continue
            done.add(one)
            yield one
            ready += reversed(waiting.pop(one, []))


def _numbered(items: Sequence[Item]) -> Iterator[Item]:
    """Items whose positions among their siblings of one type ascend; else they are counted anew."""
    groups: dict[tuple[str | None, str], list[int]] = {}
    for item in items:
        groups.setdefault((item.parent, item.type), []).append(item.position)
    broken = {name for name, places in groups.items() if places != sorted({*places})}
    counts: dict[tuple[str | None, str], int] = {}
    for item in items:
        name = (item.parent, item.type)
        counts[name] = counts.get(name, 0) + 1
        yield replace(item, position=counts[name]) if name in broken else item


def _is_place(id_: str, edition: Edition) -> bool:
    """Whether an id is one of a place in the document, and not a name."""
    return not edition.identified and id_[-1:].isdigit()


def _free(id_: str, taken: set[str]) -> str:
    """An id that is not taken: the number at its end is counted on."""
    if id_ not in taken:
        return id_
    found = _PLACE_ID.fullmatch(id_)
    above, number = (found["above"], int(found["number"])) if found else (f"{id_}-", 1)
    while f"{above}{number}" in taken:
        number += 1
    return f"{above}{number}"


def _content(item: Item) -> tuple[Any, ...]:
    """What an item says, whatever its place."""
    names = [name for group in _ASPECTS.values() for name in group]
    return (*(getattr(item, name) for name in names), item.statements)


def _by_property(
    statements: Iterable[Statement],
) -> dict[tuple[str, str | None], tuple[Statement, ...]]:
    found: dict[tuple[str, str | None], tuple[Statement, ...]] = {}
    for each in statements:
        name = (each.property or each.value, each.language)
        found[name] = (*found.get(name, ()), each)
    return found


def _said(statements: Iterable[Statement]) -> str | None:
    return "; ".join(each.value for each in statements) or None


def _shown(item: Item, aspect: str) -> str:
    """What an aspect of an item says, for people."""
    match aspect:
        case "label":
            return item.label or item.pref_label or ""
        case "number":
            return item.marker or item.notation or ""
        case "type":
            return item.type
        case "status":
            return item.status or "in force"
    notes = (f"[^{note.mark}]: {note.text}" for note in item.notes)
    links = (f"({link.target})" for link in item.links)
    name = item.label if aspect == "item" else None
    return "\n".join(part for part in (name, item.text, *notes, *links) if part)
