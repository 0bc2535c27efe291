"""What differs inside each group of an alignment, and which added items repeat others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guidegraph.diff.links import ComparedLinks, duplicates_among
from guidegraph.diff.order import displaced
from guidegraph.diff.readings import Readings, WordsOfGroup
from guidegraph.diff.replaced import replacements
from guidegraph.diff.sides import Sides, coverage, number_in_id, spaced
from guidegraph.diff.words import word_edits
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import (
    Atoms,
    Change,
    Closest,
    Facet,
    Pair,
    PropertyEdit,
    Ref,
    Relation,
    WordCoverage,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Role


if TYPE_CHECKING:
    from guidegraph.diff.properties import Properties


__all__ = ["Differences", "compare"]

# Nobody can be surer than this that an item has no counterpart.
_SUREST = 0.99
# A nearest item with less likeness than this is not near.
_LEAST_LIKE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """
    The changes in the order of the new edition, and the pairs unchanged; what differs in the
    editions themselves; how many statements were compared, if they come from data.
    """

    changes: tuple[Change, ...]
    unchanged: tuple[Pair, ...]
    properties: tuple[PropertyEdit, ...]
    atoms: Atoms | None


def compare(old: Sequence[Edition], new: Edition, alignment: Alignment) -> Differences:
    """
    The differences between aligned editions.

    A dropped item is placed at the successor of its old neighbour.
    """
    return _Comparison(old, new, alignment).result()


class _Comparison:
    def __init__(self, old: Sequence[Edition], new: Edition, alignment: Alignment) -> None:
        self.old = old
        self.new = new
        self.groups = alignment.groups
        # Both sides may have the same edition id. Therefore each has its own look-up tables.
        self.old_items = {edition.id: edition.by_id for edition in old}
        self.successors: dict[Ref, tuple[Ref, ...]] = {}
        for group in self.groups:
            for ref in group.old:
                self.successors[ref] = group.new
        self.new_places = {item.id: place for place, item in enumerate(new.items)}
        self.displaced = self._displaced()
        self.duplicates = duplicates_among(
            new, [group.new[0].id for group in self.groups if not group.old]
        )
        self.links = ComparedLinks(old, new, self.successors)
        self.readings = Readings(old, new, self.groups, self.successors)
        self.grounds = alignment.grounds
        self.replaced_by: dict[Ref, str] = {}
        self.replaces: dict[str, list[Ref]] = {}
        for edition in old:
            for before, after in replacements(edition, new, self.successors).items():
                ref = Ref(edition=edition.id, id=before)
                self.replaced_by[ref] = after
                self.replaces.setdefault(after, []).append(ref)
        self.properties = _properties(old, new, self.groups)

    def result(self) -> Differences:
        changes: list[tuple[tuple[float, ...], Change]] = []
        unchanged: list[tuple[int, Pair]] = []
        places = self._places()
        for group in self.groups:
            change = self._change(group)
            if change is None:
                pair = Pair(old=group.old[0], new=group.new[0])
                unchanged.append((self.new_places[pair.new.id], pair))
            else:
                changes.append((places[group], change))
        changes.sort(key=lambda entry: entry[0])
        unchanged.sort(key=lambda entry: entry[0])
        return Differences(
            changes=tuple(change for _, change in changes),
            unchanged=tuple(pair for _, pair in unchanged),
            properties=() if self.properties is None else self.properties.of_editions(),
            atoms=None if self.properties is None else self.properties.atoms(),
        )

    # -- one group --------------------------------------------------------------

    def _change(self, group: Group) -> Change | None:
        """How the items of a group changed, or nothing if they are the same in every respect."""
        relation = _relation(group)
        properties = () if self.properties is None else self.properties.edits(group)
        if relation is Relation.ADDED:
            return self._added(group)
        if relation is Relation.DROPPED:
            return self._dropped(group)
        sides = self._sides(group)
        words = self.readings.of(group, sides)
        moved = _everywhere(group, lambda ref: self._moved(ref, group))
        links = self.links.edits(group, moved=moved)
        found = set(self._facets(group, sides, words, moved=moved))
        if links or words.misdirected:
            found.add(Facet.RELINKED)
        shown = tuple(edit for edit in properties if not _in_words(edit, words, sides))
        covered = {role for facet in found for role in _COVERED.get(facet, ())}
        if Facet.RENUMBERED in found and _renumbered_by_id(sides.old[0][0], sides.new[0]):
            covered.add(Role.IDENTIFIER)
        if any(edit.role not in covered for edit in shown):
            found.add(Facet.DESCRIBED)
        facets = tuple(facet for facet in Facet if facet in found)
        if relation is Relation.SAME and not facets:
            return None
        return Change(
            relation=relation,
            old=group.old,
            new=group.new,
            facets=facets,
            verdict=words.verdict,
            words=words.words,
            label_words=words.label_words,
            links=links,
            properties=shown,
            replaced_by=self._successors(sides) if Facet.DEPRECATED in facets else (),
            sentences=self.readings.sentences(group),
            coverage=_coverage(relation, sides),
            wordings=words.wordings,
            confidence=group.confidence,
            evidence=group.evidence,
        )

    def _added(self, group: Group) -> Change:
        ref = group.new[0]
        item = self.new.by_id[ref.id]
        twin = self.duplicates.get(ref.id)
        replaces = tuple(self.replaces.get(ref.id, ()))
        return Change(
            relation=Relation.ADDED,
            new=group.new,
            facets=(
                *((Facet.DEPRECATED,) if item.status else ()),
                *((Facet.DUPLICATE,) if twin else ()),
                *((Facet.REPLACED,) if replaces else ()),
            ),
            duplicate_of=Ref(edition=self.new.id, id=twin) if twin else None,
            words=word_edits(None, item.text),
            replaces=replaces,
            sentences=self.readings.sentences(group),
            closest=self._closest(ref, self.grounds, is_old=False),
            confidence=min(group.confidence, _SUREST),
            evidence=group.evidence,
        )

    def _dropped(self, group: Group) -> Change:
        (ref,) = group.old
        successor = self.replaced_by.get(ref)
        return Change(
            relation=Relation.DROPPED,
            old=group.old,
            facets=(Facet.REPLACED,) if successor else (),
            words=word_edits(self.old_items[ref.edition][ref.id].text, None),
            replaced_by=(successor,) if successor else (),
            sentences=self.readings.sentences(group),
            closest=self._closest(ref, [ref.edition], is_old=True),
            confidence=min(group.confidence, _SUREST),
            evidence=group.evidence,
        )

    def _closest(self, ref: Ref, editions: Iterable[str], *, is_old: bool) -> Closest | None:
        """The item of the other side with the likest words, if any are like them."""
        best: Closest | None = None
        for edition in editions:
            if edition not in self.grounds:
                continue
            found = self.grounds[edition].closest(ref, is_old=is_old)
            if found is not None and found[1] >= max(_LEAST_LIKE, best.likeness if best else 0.0):
                best = Closest(ref=found[0], likeness=round(found[1], 4))
        return best

    def _facets(
        self, group: Group, sides: Sides, words: WordsOfGroup, *, moved: bool
    ) -> Iterator[Facet]:
        if words.reworded:
            yield Facet.REWORDED
        if words.relabelled or all(_names(items) != _names(sides.new) for items in sides.old):
            yield Facet.RELABELLED
        old = [item for items in sides.old for item in items]
        if {item.type for item in old} != {item.type for item in sides.new}:
            yield Facet.RETYPED
        one_to_one = _relation(group) is Relation.SAME and not words.set_apart
        if one_to_one and (words.renumbered or _renumbered(old[0], sides.new[0])):
            yield Facet.RENUMBERED
        if any(item.status for item in sides.new) and not any(item.status for item in old):
            yield Facet.DEPRECATED
        if moved:
            yield Facet.MOVED
        elif _everywhere(group, self.displaced.__contains__):
            yield Facet.REORDERED

    def _sides(self, group: Group) -> Sides:
        old: dict[str, list[Item]] = {}
        for ref in group.old:
            old.setdefault(ref.edition, []).append(self.old_items[ref.edition][ref.id])
        return Sides(
            old=tuple(tuple(items) for items in old.values()),
            new=tuple(self.new.by_id[ref.id] for ref in group.new),
        )

    def _moved(self, ref: Ref, group: Group) -> bool:
        """Whether no successor is below a successor of the item's parent, or of its lead-in."""
        item = self.old_items[ref.edition][ref.id]
        parent = item.parent
        if len(group.new) == 1 and self.readings.below_another(
            ref.edition, item, self.new.by_id[group.new[0].id]
        ):
            return True
        new_parents = {self.new.by_id[new.id].parent for new in group.new}
        new_parents |= {  # of several broader concepts, any may be the one shown as the parent
            link.destination
            for new in group.new
            for link in self.new.links_from.get(new.id, ())
            if link.type == "broaderTransitive"
        }
        if parent is None:
            return None not in new_parents
        heirs = self.successors[Ref(edition=ref.edition, id=parent)]
        return not any(heir.id in new_parents for heir in heirs)

    def _successors(self, sides: Sides) -> tuple[str, ...]:
        named = (iri for item in sides.new for iri in item.replaced_by)
        return tuple(dict.fromkeys(self.new.by_iri.get(iri, iri) for iri in named))

    # -- the whole ----------------------------------------------------------------

    def _displaced(self) -> frozenset[Ref]:
        """
        The old items with another place among the siblings that they still have.

        Siblings that became one item do not count: it can only be at the place of one of them.
        """
        merged = {
            ref
            for group in self.groups
            for ref in group.old
            if sum(other.edition == ref.edition for other in group.old) > 1
        }
        found: set[Ref] = set()
        for edition in self.old:
            if not (edition.ordered and self.new.ordered):
                continue
            for children in edition.children.values():
                kept: dict[str | None, list[tuple[Ref, int]]] = {}
                for child in children:
                    ref = Ref(edition=edition.id, id=child.id)
                    heirs = self.successors[ref]
                    if len(heirs) == 1 and ref not in merged:
                        heir = self.new.by_id[heirs[0].id]
                        kept.setdefault(heir.parent, []).append((ref, self.new_places[heir.id]))
                for siblings in kept.values():
                    moved = displaced([place for _, place in siblings])
                    found |= {siblings[index][0] for index in moved}
        return frozenset(found)

    def _places(self) -> Mapping[Group, tuple[float, ...]]:
        """A key for each group that sorts the changes in the order of the new edition."""
        by_ref = {ref: group for group in self.groups for ref in group.old}
        places: dict[Group, tuple[float, ...]] = {}
        for group in self.groups:
            if group.new:
                places[group] = (min(self.new_places[ref.id] for ref in group.new), 0)
        for number, edition in enumerate(self.old):
            last = -1.0
            for step, item in enumerate(edition.items):
                group = by_ref[Ref(edition=edition.id, id=item.id)]
                if group.new:
                    last = places[group][0]
                else:
                    places[group] = (last, 1, number, step)
        return places


def _properties(old: Sequence[Edition], new: Edition, groups: Sequence[Group]) -> Properties | None:
    """The comparison of statements, if a side was read from data."""
    if not any(
        edition.source_kind or edition.statements or any(item.statements for item in edition.items)
        for edition in (*old, new)
    ):
        return None
    from guidegraph.diff.properties import Properties

    return Properties(old, new, groups)


# What a facet says already of statements in these roles.
_COVERED: Mapping[Facet, tuple[Role, ...]] = {
    Facet.MOVED: (Role.PARENT,),
    Facet.RENUMBERED: (Role.NOTATION,),
    Facet.RELINKED: (Role.RELATION,),
    Facet.RETYPED: (Role.TYPE,),
    Facet.DEPRECATED: (Role.STATUS, Role.SUCCESSOR),
}


def _in_words(edit: PropertyEdit, words: WordsOfGroup, sides: Sides) -> bool:
    """Whether a difference is in the words of labels or texts that are shown anyway."""
    if edit.role is Role.TEXT and words.words:
        read = {spaced(item.text) for items in (*sides.old, sides.new) for item in items}
        return all(any(spaced(value) in text for text in read) for value in _values(edit))
    if edit.role is Role.LABEL and words.label_words:
        read = {spaced(item.label) for items in (*sides.old, sides.new) for item in items}
        return all(spaced(value) in read for value in _values(edit))
    return False


def _values(edit: PropertyEdit) -> Iterator[str]:
    yield from (value for value in (edit.old, edit.new) if value is not None)


def _relation(group: Group) -> Relation:
    match (len(group.old), len(group.new)):
        case (0, _):
            return Relation.ADDED
        case (_, 0):
            return Relation.DROPPED
        case (1, 1):
            return Relation.SAME
        case (1, _):
            return Relation.SPLIT
        case (_, 1):
            return Relation.MERGED
        case _:
            return Relation.REGROUPED


def _renumbered(old: Item, new: Item) -> bool:
    """Whether a number was replaced; one of several that are left is not."""
    if _renumbered_by_id(old, new):
        return True
    numbers = {spaced(each.value) for each in new.said(Role.NOTATION)}
    return old.notation != new.notation and spaced(old.notation) not in numbers


def _renumbered_by_id(old: Item, new: Item) -> bool:
    """Whether items that have only an id have another one, which is a number in their source."""
    before, after = number_in_id(old), number_in_id(new)
    return bool(before and after) and before != after


def _coverage(relation: Relation, sides: Sides) -> WordCoverage | None:
    """How the words of a split or merged item are spread."""
    old = [item for items in sides.old for item in items]
    if relation is Relation.SPLIT:
        return coverage(old[0], sides.new)
    return coverage(sides.new[0], old) if relation is Relation.MERGED else None


def _everywhere(group: Group, happened: Callable[[Ref], bool]) -> bool:
    """Whether something happened to a group in each of its old editions."""
    editions = {ref.edition: False for ref in group.old}
    for ref in group.old:
        editions[ref.edition] |= happened(ref)
    return all(editions.values())


def _names(items: Sequence[Item]) -> set[str]:
    return {name for item in items for name in item.alt_labels}
