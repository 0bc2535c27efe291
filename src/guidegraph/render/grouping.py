"""
The order of changes: by the part of the document they belong to (a value, the glossary, a section),
or by their weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guidegraph.model.changes import Certainty, Change, Comparison, Ref, priority_of
from guidegraph.model.clauses import part_name
from guidegraph.model.edition import Edition, Item
from guidegraph.render.format import Grouping, RenderOptions, SortOrder


__all__ = ["Part", "by_weight", "heirs_of", "item_of", "ordered", "parts_of"]

_SINGLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    The changes in one part of the new edition, in a part that only an old one has, or of one type.

    The most important changes come first, then in document order.
    """

    name: str
    gone: bool
    changes: tuple[Change, ...]


def item_of(comparison: Comparison, ref: Ref, *, old: bool) -> Item:
    """The item that a change refers to, on the old or on the new side."""
    editions = comparison.old if old else (comparison.new,)
    return next(edition for edition in editions if edition.id == ref.edition).by_id[ref.id]


def by_weight(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes by weight, then by importance; of equal ones those that are unsure come first."""
    return tuple(
        sorted(
            changes,
            key=lambda change: (
                -round(change.weight, 4),
                priority_of(change),
                change.certainty is not Certainty.UNSURE,
            ),
        )
    )


def ordered(comparison: Comparison, page: RenderOptions) -> Comparison:
    """The comparison with its changes in the order asked for."""
    if page.sort is not SortOrder.WEIGHT:
        return comparison
    changes = replace(comparison.changes, changes=by_weight(comparison.changes.changes))
    return replace(comparison, changes=changes)


def parts_of(
    comparison: Comparison, by: Grouping = Grouping.VALUE, sort: SortOrder = SortOrder.PLACE
) -> tuple[Part, ...]:
    """
    The parts in which something changed, in the order of the new edition, parts that are gone last;
    or, by type, the types of the items that changed.

    Sorted by weight, the changes of the whole document are one part.
    """
    if by is Grouping.TYPE:
        parts = _by_type(comparison)
    elif sort is SortOrder.WEIGHT:
        changes = comparison.changes.changes
        parts = (Part(name=_WHOLE, gone=False, changes=changes),) if changes else ()
    else:
        parts = _by_part(comparison)
    if sort is SortOrder.PLACE:
        return parts
    return tuple(replace(part, changes=by_weight(part.changes)) for part in parts)


_WHOLE = "All changes, by weight"


def _by_part(comparison: Comparison) -> tuple[Part, ...]:
    heirs = heirs_of(comparison)
    found: dict[tuple[bool, str, str], tuple[Item, list[Change]]] = {}
    for change in comparison.changes.changes:
        top, edition, gone = _top(comparison, change, heirs)
        # The rows of a flat table, or concepts without hierarchy, are no parts.
        single = edition.source_kind is not None and top.id not in edition.children
        key = (gone, edition.id, _SINGLE if single else top.id)
        found.setdefault(key, (top, []))[1].append(change)
    order = {item.id: place for place, item in enumerate(comparison.new.items)}
    parts = sorted(
        found.items(),
        key=lambda entry: (entry[0][0], order.get(entry[1][0].id, 0) if not entry[0][0] else 0),
    )
    return tuple(
        _part("Single items" if key[2] == _SINGLE else part_name(top), changes, gone=key[0])
        for key, (top, changes) in parts
    )


def _by_type(comparison: Comparison) -> tuple[Part, ...]:
    found: dict[str, list[Change]] = {}
    for change in comparison.changes.changes:
        refs = change.new or change.old
        item = item_of(comparison, refs[0], old=not change.new)
        found.setdefault(item.type, []).append(change)
    return tuple(_part(name, found[name], gone=False) for name in sorted(found))


def _part(name: str, changes: Sequence[Change], *, gone: bool) -> Part:
    return Part(name=name, gone=gone, changes=tuple(sorted(changes, key=priority_of)))


def heirs_of(comparison: Comparison) -> dict[Ref, str]:
    """The id of the new item that each old one became, or the first of them."""
    heirs: dict[Ref, str] = {}
    for change in (*comparison.changes.changes, *comparison.changes.hidden):
        if change.new:
            heirs.update(dict.fromkeys(change.old, change.new[0].id))
    for pair in comparison.changes.unchanged:
        heirs[pair.old] = pair.new.id
    return heirs


def _top(
    comparison: Comparison, change: Change, heirs: dict[Ref, str]
) -> tuple[Item, Edition, bool]:
    """
    The topmost item of the part a change belongs to, its edition, and whether the part is gone.
    """
    if change.new:
        new = comparison.new
        return _topmost(new, new.by_id[change.new[0].id]), new, False
    ref = change.old[0]
    edition = next(edition for edition in comparison.old if edition.id == ref.edition)
    item = edition.by_id[ref.id]
    for above in _line(edition, item):
        heir = heirs.get(Ref(edition=edition.id, id=above.id))
        if heir is not None:
            return _topmost(comparison.new, comparison.new.by_id[heir]), comparison.new, False
    return _topmost(edition, item), edition, True


def _topmost(edition: Edition, item: Item) -> Item:
    return _line(edition, item)[-1]


def _line(edition: Edition, item: Item) -> Sequence[Item]:
    return (item, *edition.ancestors(item))
