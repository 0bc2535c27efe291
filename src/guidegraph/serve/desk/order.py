"""The changes of a comparison in the order in which somebody reads the new edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidegraph.model.changes import Change, Comparison, Facet, Ref
from guidegraph.model.edition import Item
from guidegraph.render.grouping import heirs_of
from guidegraph.render.phrases import label_of


__all__ = ["ReadingPlace", "places_in_order"]

_STRAYED = frozenset({Facet.MOVED, Facet.REORDERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlace:
    """
    A change, or an item without one, where it is read; *part* is the name of the part it is in.
    """

    part: str
    change: Change | None = None
    item: Item | None = None


def places_in_order(comparison: Comparison) -> Iterator[ReadingPlace]:
    """
    All changes and unchanged items as the new edition has them.

    A change of several items is where the first of them is. A dropped item comes after the item
    that it followed in its own edition.
    """
    new = comparison.new
    index = {item.id: at for at, item in enumerate(new.items)}
    found: list[tuple[tuple[int, int, int, int], Change | Item]] = []
    taken: set[str] = set()
    dropped: dict[Ref, Change] = {}
    taken.update(ref.id for change in comparison.changes.hidden for ref in change.new)
    for change in comparison.changes.changes:
        taken.update(ref.id for ref in change.new)
        if change.new:
            at = min(index[ref.id] for ref in change.new)
            found.append(((at, 0, 0, 0), change))
        else:
            dropped[change.old[0]] = change
    found += [((index[item.id], 0, 0, 0), item) for item in new.items if item.id not in taken]
    found += _dropped(comparison, dropped, index)
    found.sort(key=lambda entry: entry[0])
    tops = _parts(comparison)
    for (at, *_), thing in found:
        part = tops[new.items[max(at, 0)].id] if new.items else ""
        if isinstance(thing, Change):
            yield ReadingPlace(part=part, change=thing)
        else:
            yield ReadingPlace(part=part, item=thing)


def _dropped(
    comparison: Comparison, dropped: Mapping[Ref, Change], index: Mapping[str, int]
) -> Iterator[tuple[tuple[int, int, int, int], Change]]:
    """Where dropped items are read: after what they followed, as far as that stayed in place."""
    heirs = heirs_of(comparison)
    strayed = {
        ref
        for change in comparison.changes.changes
        if _STRAYED & set(change.facets)
        for ref in change.old
    }
    for number, edition in enumerate(comparison.old):
        after = -1
        for at, item in enumerate(edition.items):
            ref = Ref(edition=edition.id, id=item.id)
            if ref in dropped:
                yield (after, 1, number, at), dropped[ref]
            elif ref in heirs and ref not in strayed:
                after = index[heirs[ref]]


def _parts(comparison: Comparison) -> Mapping[str, str]:
    """The name of the part that each item of the new edition is in; none for single items."""
    new = comparison.new
    found: dict[str, str] = {}
    for item in new.items:
        if item.parent in found:
            found[item.id] = found[item.parent]
        elif item.id in new.children:
            name = label_of(item) or item.id
            found[item.id] = f"{item.notation}. {name}" if item.notation else name
        else:
            found[item.id] = ""
    return found
