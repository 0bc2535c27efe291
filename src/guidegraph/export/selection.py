"""A part of an edition or of a comparison: the items of some types, with the items above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from guidegraph.importers.assemble import in_document_order
from guidegraph.model.changes import Change, ChangeSet, Comparison, Ref
from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnknownNameError


__all__ = ["left_out", "only_types", "only_types_of"]


def only_types(edition: Edition, types: Sequence[str]) -> Edition:
    """
    The items of some types, and those that they are below.

    Raises:
        UnknownNameError: no item is of one of the types.
    """
    wanted = _types(types, [edition])
    return _part(edition, wanted)


def only_types_of(comparison: Comparison, types: Sequence[str]) -> Comparison:
    """The changes of the items of some types; the audit stays that of all."""
    editions = [comparison.new, *comparison.old]
    wanted = _types(types, editions)
    new = _part(comparison.new, wanted)
    old = tuple(_part(edition, wanted) for edition in comparison.old)
    changes = comparison.changes
    known = {Ref(edition=each.id, id=item.id) for each in old for item in each.items}
    kept = {Ref(edition=new.id, id=item.id) for item in new.items}
    return replace(
        comparison,
        new=new,
        old=old,
        given=tuple(_part(edition, wanted) for edition in comparison.given),
        changes=_changes(changes, known, kept),
    )


def _changes(changes: ChangeSet, old: Collection[Ref], new: Collection[Ref]) -> ChangeSet:
    def within(those: Sequence[Change]) -> tuple[Change, ...]:
        found = (_within(change, old, new) for change in those)
        return tuple(change for change in found if change.old or change.new)

    return replace(
        changes,
        changes=within(changes.changes),
        hidden=within(changes.hidden),
        unchanged=tuple(pair for pair in changes.unchanged if pair.old in old and pair.new in new),
    )


def _within(change: Change, old: Collection[Ref], new: Collection[Ref]) -> Change:
    before = tuple(ref for ref in change.old if ref in old)
    after = tuple(ref for ref in change.new if ref in new)
    if len(before) == len(change.old) and len(after) == len(change.new):
        return change
    return replace(change, old=before, new=after, coverage=None)


def left_out(whole: Edition, part: Edition) -> str | None:
    """How many items of which types a part does not have."""
    counts = Counter(item.type for item in whole.items if item.id not in part.by_id)
    named = ", ".join(f"{count} {type_}" for type_, count in sorted(counts.items()))
    return f"left out by --only: {named}" if named else None


def _types(names: Sequence[str], editions: Sequence[Edition]) -> frozenset[str]:
    known = dict.fromkeys(item.type for edition in editions for item in edition.items)
    by_name = {type_.casefold(): type_ for type_ in known}
    for name in names:
        if name.casefold() not in by_name:
            raise UnknownNameError("type", name, known)
    wanted = {name.casefold() for name in names}
    return frozenset(type_ for type_ in known if type_.casefold() in wanted)


def _part(edition: Edition, types: Collection[str]) -> Edition:
    kept: set[str] = set()
    for item in reversed(edition.items):  # a parent is before its children
        if item.type in types or item.id in kept:
            kept.add(item.id)
            if item.parent is not None:
                kept.add(item.parent)
    return replace(
        edition,
        items=in_document_order(item for item in edition.items if item.id in kept),
        associations=tuple(
            link
            for link in edition.associations
            if link.origin in kept and (link.edition is not None or link.destination in kept)
        ),
    )
