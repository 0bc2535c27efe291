"""
Applies deltas to an edition, and inverts them.

Laws: `apply(delta(compare(a, b)), a) == b` and `apply(invert(delta), b) == a`.
A delta has only what differs. The new edition is made from the old one and these edits, and its
fingerprint is compared with the expected one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from guidegraph.diff.delta.delta import fingerprint
from guidegraph.model.changes import WordEdit, WordOp
from guidegraph.model.delta import AssociationEdit, Delta, FieldEdit, ItemEdit, TextEdit
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import InputError


__all__ = ["apply", "invert"]

T = TypeVar("T")


def apply(change: Delta, old: Edition) -> Edition:
    """
    The edition that a delta makes of *old*.

    Raises:
        InputError: the delta was made for another edition, or does not give the expected one.
    """
    if fingerprint(old) != change.old_sha256:
        raise InputError(
            f"the delta was made for another {change.old!r} than this {old.id!r}; give the edition "
            "that it was made from, without any change"
        )
    edits = {edit.id: edit for edit in change.edited}
    removed = {placed.place: placed.item.id for placed in change.removed}
    fixed = {placed.place: placed.item for placed in change.added}
    flowing = []
    for place, item in enumerate(old.items):
        if removed.get(place) == item.id:
            continue
        edit = edits.get(item.id)
        new = item if edit is None else _edited(item, edit)
        if edit is not None and edit.move is not None:
            fixed[edit.move[1]] = new
        else:
            flowing.append(new)
    made = replace(
        old,
        items=tuple(_woven(fixed, flowing)),
        associations=tuple(_spliced(old.associations, change.associations)),
        **_values(old, change.edition),
    )
    if fingerprint(made) != change.new_sha256:
        raise InputError(
            f"the delta does not give {change.new!r} as expected: it was altered; make it again"
        )
    return made


def invert(change: Delta) -> Delta:
    """The delta from the new edition to the old one."""
    # The id of an edit is that of its item in the edition it is applied to.
    return Delta(
        old=change.new,
        new=change.old,
        old_sha256=change.new_sha256,
        new_sha256=change.old_sha256,
        edition=_turned(change.edition),
        removed=change.added,
        added=change.removed,
        edited=tuple(
            ItemEdit(
                id=next((edit.after for edit in item.fields if edit.name == "id"), item.id),
                fields=_turned(item.fields),
                texts=tuple(
                    TextEdit(name=edit.name, words=_swapped(edit.words)) for edit in item.texts
                ),
                move=(item.move[1], item.move[0]) if item.move else None,
            )
            for item in change.edited
        ),
        associations=tuple(
            AssociationEdit(
                old_start=splice.new_start,
                new_start=splice.old_start,
                removed=splice.added,
                added=splice.removed,
            )
            for splice in change.associations
        ),
    )


# -- applying -------------------------------------------------------------------------


def _edited(item: Item, edit: ItemEdit) -> Item:
    values = _values(item, edit.fields)
    for text in edit.texts:
        before = getattr(item, text.name)
        if before != _side(text.words, WordOp.INSERT):
            raise _misfit(item.id, text.name, before)
        values[text.name] = _side(text.words, WordOp.DELETE)
    return replace(item, **values)


def _values(owner: Item | Edition, edits: Sequence[FieldEdit]) -> dict[str, Any]:
    for edit in edits:
        now = getattr(owner, edit.name)
        if now != edit.before:
            raise _misfit(owner.id, edit.name, now)
    return {edit.name: edit.after for edit in edits}


def _misfit(owner: str, name: str, value: object) -> InputError:
    return InputError(
        f"{name} of {owner!r} is {str(value)[:60]!r}, which is not what the delta changes; "
        "give the edition it was made from"
    )


def _side(words: Sequence[WordEdit], other: WordOp) -> str:
    """The words before (without what was inserted), or after (without what was deleted)."""
    return " ".join(edit.text for edit in words if edit.op is not other)


def _woven(fixed: Mapping[int, T], flowing: Sequence[T]) -> Iterator[T]:
    """Members with a place at their places, the others between them in their own order."""
    rest = iter(flowing)
    for place in range(len(fixed) + len(flowing)):
        if place in fixed:
            yield fixed[place]
        else:
            following = next(rest, None)
            if following is not None:
                yield following


def _spliced(
    old: Sequence[Association], splices: Sequence[AssociationEdit]
) -> Iterator[Association]:
    done = 0
    for splice in splices:
        end = splice.old_start + len(splice.removed)
        if tuple(old[splice.old_start : end]) != splice.removed:
            raise InputError(
                f"the associations from {splice.old_start} on are not those that the delta "
                "removes; give the edition it was made from"
            )
        yield from old[done : splice.old_start]
        yield from splice.added
        done = end
    yield from old[done:]


# -- inverting -----------------------------------------------------------------------


def _turned(edits: Sequence[FieldEdit]) -> tuple[FieldEdit, ...]:
    return tuple(FieldEdit(name=edit.name, before=edit.after, after=edit.before) for edit in edits)


def _swapped(words: Sequence[WordEdit]) -> tuple[WordEdit, ...]:
    """Removals as additions and the other way round; a removal still comes before its addition."""
    turned: list[WordEdit] = []
    for edit in words:
        match edit.op:
            case WordOp.EQUAL:
                turned.append(edit)
            case WordOp.DELETE:
                turned.append(WordEdit(op=WordOp.INSERT, text=edit.text))
            case WordOp.INSERT:
                new = WordEdit(op=WordOp.DELETE, text=edit.text)
                if turned and turned[-1].op is WordOp.INSERT:
                    turned.insert(-1, new)
                else:
                    turned.append(new)
    return tuple(turned)
