"""A diff from end to end: align, compare, audit."""

from __future__ import annotations

from collections.abc import Sequence

from guidegraph.diff.align.fan_in import align_editions
from guidegraph.diff.audit import audit
from guidegraph.diff.compare import compare
from guidegraph.model.alignment import Group
from guidegraph.model.changes import ChangeSet, Comparison
from guidegraph.model.edition import Edition


__all__ = ["diff"]


def diff(old: Sequence[Edition], new: Edition, *, confirmed: Sequence[Group] = ()) -> Comparison:
    """
    What became of every item of the old editions in the new one.

    With several old editions this is a fan-in: an item that two of them have in common is `merged`.
    *confirmed* groups are an editor's and stand.
    """
    alignment = align_editions(old, new, confirmed=confirmed)
    changes, unchanged = compare(old, new, alignment)
    return Comparison(
        changes=ChangeSet(
            old=tuple(edition.id for edition in old),
            new=new.id,
            changes=changes,
            unchanged=unchanged,
            audit=audit(old, new, changes, unchanged),
        ),
        old=tuple(old),
        new=new,
        alignment=alignment,
    )
