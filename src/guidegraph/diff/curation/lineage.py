"""
Lineages: items through all editions of a library, from the confirmed mappings.

An item has the lineage of the item it is the only successor of. What was split, merged or regrouped
begins new lineages: a part is derived from the whole, but not the same. In a fan-in, several old
editions are confirmed one by one: an item that two editions had has one lineage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from guidegraph.diff.curation.confirmed import ref_of
from guidegraph.model.alignment import components
from guidegraph.model.changes import Ref
from guidegraph.model.correspondence import SAYS_THE_SAME
from guidegraph.model.edition import Edition, Item
from guidegraph.model.mapping import MappingSet
from guidegraph.model.names import slug


__all__ = ["Lineages", "chronological", "lineages", "with_lineage"]

_WORDS = 8
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineages:
    """The IRI of each item's lineage, and those of the items that replace it in later editions."""

    iris: Mapping[Ref, str]
    replaced_by: Mapping[Ref, tuple[str, ...]]


def chronological(
    editions: Iterable[Edition], before: Iterable[tuple[str, str]] = ()
) -> tuple[Edition, ...]:
    """
    Editions, each after its origins; else by date of issue, undated ones last; then by id.

    *before* are pairs of ids of which the first is earlier, in addition to those that the editions
    state. A cycle is broken at the edition that would be first without it.
    """
    waiting = {edition.id: edition for edition in editions}
    parents: dict[str, set[str]] = {
        id_: {*edition.provenance.revision_of, *edition.provenance.derived_from}
        for id_, edition in waiting.items()
    }
    for first, second in before:
        if second in parents:
            parents[second].add(first)
    found = []
    while waiting:
        ready = [id_ for id_ in waiting if not (parents[id_] & waiting.keys()) - {id_}]
        first = min(ready or waiting, key=lambda id_: (waiting[id_].issued or "9999-99", id_))
        found.append(waiting.pop(first))
    return tuple(found)


def lineages(
    editions: Sequence[Edition], mappings: Sequence[tuple[str, str, MappingSet]], base: str
) -> Lineages:
    """
    The lineages of all items of *editions*.

    Slugs are given in the order of the editions, which must be chronological: a later edition takes
    no slug from an earlier one.

    Args:
        editions: in chronological order.
        mappings: the confirmed mappings of an old to a new edition, with the ids of the two;
            rows about unknown items are ignored.
        base: the library's base IRI.
    """
    home = {edition.id: edition for edition in editions}
    order = {
        Ref(edition=edition.id, id=item.id): (number, step)
        for number, edition in enumerate(editions)
        for step, item in enumerate(edition.items)
    }
    sets = _DisjointSets()
    replaced: dict[Ref, list[Ref]] = {}
    edges: list[tuple[Ref, Ref]] = []
    for old, new, found in mappings:
        rows = [
            (before, after, row.predicate in SAYS_THE_SAME)
            for row in found.mappings
            if not row.negated
            and (before := ref_of(row.subject, (home[old],))) in order
            and (after := ref_of(row.object, (home[new],))) in order
        ]
        same = {(before, after) for before, after, says_same in rows if says_same}
        for olds, news in components((before, after) for before, after, _ in rows):
            successors = sorted(news, key=order.__getitem__)
            for ref in olds:
                replaced.setdefault(ref, []).extend(successors)
            if len(olds) == len(news) == 1 and (pair := (*olds, *news)) in same:
                edges.append((pair[0], pair[1]))
    for before, after in sorted(edges, key=lambda edge: (order[edge[1]], order[edge[0]])):
        sets.join(before, after)
    iris: dict[Ref, str] = {}
    taken: set[str] = set()
    # A printed name is preferred to one made of the first words of a statement.
    for ref in sorted(order, key=lambda ref: (order[ref][0], not _label(home, ref), order[ref])):
        members = sets.of(ref)
        earliest = min(members, key=order.__getitem__)
        if earliest not in iris:
            edition = home[earliest.edition]
            name = _unique(_slug(edition, edition.by_id[earliest.id]), taken)
            taken.add(name)
            iris[earliest] = f"{base}item/{name}"
        iris[ref] = iris[earliest]
    return Lineages(
        iris=iris,
        replaced_by={
            ref: tuple(
                iri
                for after in sorted(set(successors), key=order.__getitem__)
                # Where two releases share the IRI of an item, it does not replace itself.
                if (iri := home[after.edition].iri_of(after.id)) != home[ref.edition].iri_of(ref.id)
            )
            for ref, successors in replaced.items()
        },
    )


def with_lineage(edition: Edition, found: Lineages) -> Edition:
    """An edition whose items have their lineage and, after what their source says, successors."""

    def with_iris(item: Item) -> Item:
        ref = Ref(edition=edition.id, id=item.id)
        later = dict.fromkeys((*item.replaced_by, *found.replaced_by.get(ref, ())))
        return replace(item, lineage=found.iris.get(ref), replaced_by=tuple(later))

    return replace(edition, items=tuple(with_iris(item) for item in edition.items))


class _DisjointSets:
    """Disjoint sets of items, none with two items of one edition."""

    def __init__(self) -> None:
        self._members: dict[Ref, frozenset[Ref]] = {}

    def of(self, ref: Ref) -> frozenset[Ref]:
        return self._members.get(ref, frozenset((ref,)))

    def join(self, one: Ref, two: Ref) -> None:
        together = self.of(one) | self.of(two)
        if len({ref.edition for ref in together}) == len(together):
            self._members.update(dict.fromkeys(together, together))


def _label(home: Mapping[str, Edition], ref: Ref) -> str:
    item = home[ref.edition].by_id[ref.id]
    return item.pref_label or item.label or ""


def _slug(edition: Edition, item: Item) -> str:
    """A name for people: the label, or for a statement its place and its first words."""
    if item.pref_label or item.label:
        return _bounded(slug(item.pref_label or item.label or "")) or slug(item.id) or "item"
    above = next(
        (
            _bounded(slug(above.name))
            for above in _roots_first(edition, item)
            if above.pref_label or above.label
        ),
        "",
    )
    words = slug(" ".join((item.text or item.id).split()[:_WORDS]))
    return "-".join(part for part in (above, _bounded(words)) if part) or "item"


def _roots_first(edition: Edition, item: Item) -> Iterator[Item]:
    yield from reversed(list(edition.ancestors(item)))


def _bounded(name: str) -> str:
    """A slug cut between words."""
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def _unique(name: str, taken: set[str]) -> str:
    number = 1
    unique = name
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique
