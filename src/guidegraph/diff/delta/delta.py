"""The delta of two editions, from their comparison."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields

from guidegraph.diff.order import displaced
from guidegraph.diff.words import regions, word_edits
from guidegraph.model.changes import Comparison, Relation
from guidegraph.model.delta import AssociationEdit, Delta, FieldEdit, ItemEdit, PlacedItem, TextEdit
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import MisuseError


__all__ = ["delta", "fingerprint"]

_WORDED = ("label", "text")
_OF_ITEMS = ("items", "associations")


def delta(comparison: Comparison) -> Delta:
    """
    The delta from the old edition of a comparison to the new one.

    Items that were split, merged or regrouped are removed and added.

    Raises:
        MisuseError: there are several old editions; a delta applies to one.
    """
    if len(comparison.old) != 1:
        raise MisuseError(
            f"a delta leads from one edition to another, and there are {len(comparison.old)} old "
            "ones; make a delta for each"
        )
    (old,), new = comparison.given or comparison.old, comparison.new
    changes = comparison.changes
    pairs = [(pair.old.id, pair.new.id) for pair in changes.unchanged]
    pairs += [
        (change.old[0].id, change.new[0].id)
        for change in changes.changes
        if change.relation is Relation.SAME
    ]
    moves = dict(_moves(old, new, pairs))
    partners = dict(pairs)
    kept_new = set(partners.values())
    return Delta(
        old=old.id,
        new=new.id,
        old_sha256=fingerprint(old),
        new_sha256=fingerprint(new),
        edition=tuple(_field_edits(old, new, skip=_OF_ITEMS)),
        removed=tuple(
            PlacedItem(place=place, item=item)
            for place, item in enumerate(old.items)
            if item.id not in partners
        ),
        added=tuple(
            PlacedItem(place=place, item=item)
            for place, item in enumerate(new.items)
            if item.id not in kept_new
        ),
        edited=tuple(
            edit
            for item in old.items
            if item.id in partners
            and (edit := _item_edit(item, new.by_id[partners[item.id]], moves.get(item.id)))
        ),
        associations=tuple(_splices(old.associations, new.associations)),
    )


def fingerprint(edition: Edition) -> str:
    """The SHA-256 of the content of an edition, in hex."""
    content = {
        field.name: getattr(edition, field.name) for field in fields(edition) if field.compare
    }
    canonical = json.dumps(content, default=asdict, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _moves(
    old: Edition, new: Edition, pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """The old and new places of the items that are in another order than the rest."""
    old_places = {item.id: place for place, item in enumerate(old.items)}
    new_places = {item.id: place for place, item in enumerate(new.items)}
    ordered = sorted(pairs, key=lambda pair: old_places[pair[0]])
    for index in sorted(displaced([new_places[after] for _, after in ordered])):
        before, after = ordered[index]
        yield before, (old_places[before], new_places[after])


def _item_edit(before: Item, after: Item, move: tuple[int, int] | None) -> ItemEdit | None:
    texts = []
    for name in _WORDED:
        one, two = getattr(before, name), getattr(after, name)
        if one != two and _spaced(one) and _spaced(two):
            texts.append(TextEdit(name=name, words=word_edits(one, two)))
    found = tuple(_field_edits(before, after, skip=[edit.name for edit in texts]))
    if not (found or texts or move):
        return None
    return ItemEdit(id=before.id, fields=found, texts=tuple(texts), move=move)


def _field_edits(
    before: Item | Edition, after: Item | Edition, skip: Sequence[str]
) -> Iterator[FieldEdit]:
    for field in fields(before):
        one, two = getattr(before, field.name), getattr(after, field.name)
        if field.compare and field.name not in skip and one != two:
            yield FieldEdit(name=field.name, before=one, after=two)


def _spaced(text: str | None) -> bool:
    """Whether a text is its words joined by single spaces, and its words are enough."""
    return text is not None and text != "" and text == " ".join(text.split())


def _splices(old: Sequence[Association], new: Sequence[Association]) -> Iterator[AssociationEdit]:
    names = [json.dumps(asdict(link), sort_keys=True) for link in (*old, *new)]
    for old_start, old_end, new_start, new_end in regions(names[: len(old)], names[len(old) :]):
        yield AssociationEdit(
            old_start=old_start,
            new_start=new_start,
            removed=tuple(old[old_start:old_end]),
            added=tuple(new[new_start:new_end]),
        )
