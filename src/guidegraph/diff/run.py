"""
A diff from end to end: align, compare, audit.

The audit is the proof that a diff left nothing out and said nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from guidegraph.diff.compare import compare
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import Atoms, Audit, Change, ChangeSet, Comparison, Pair, Ref
from guidegraph.model.edition import Edition


__all__ = ["audit", "diff"]


def diff(old: Sequence[Edition], new: Edition, *, confirmed: Sequence[Group] = ()) -> Comparison:
    """
    The outcome for every item of the old editions in the new one.

    With several old editions this is a fan-in: an item that two of them have in common is `merged`.
    *confirmed* groups are kept; where they leave nothing open, nothing is aligned.
    """
    alignment = _decided(old, new, confirmed) or _aligned(old, new, confirmed)
    found = compare(old, new, alignment)
    return Comparison(
        changes=ChangeSet(
            old=tuple(edition.id for edition in old),
            new=new.id,
            changes=found.changes,
            unchanged=found.unchanged,
            properties=found.properties,
            audit=audit(old, new, found.changes, found.unchanged, found.atoms),
        ),
        old=tuple(old),
        new=new,
        alignment=alignment,
    )


def _decided(old: Sequence[Edition], new: Edition, confirmed: Sequence[Group]) -> Alignment | None:
    """The alignment that confirmed groups make, if every item is in one of them."""
    known = {ref for group in confirmed for ref in (*group.old, *group.new)}
    every = (Ref(edition=each.id, id=item.id) for each in (*old, new) for item in each.items)
    return Alignment(groups=tuple(confirmed)) if all(ref in known for ref in every) else None


def _aligned(old: Sequence[Edition], new: Edition, confirmed: Sequence[Group]) -> Alignment:
    # Loading the aligner takes longer than all the rest of a small diff.
    from guidegraph.diff.align.fan_in import align_editions

    return align_editions(old, new, confirmed=confirmed)


def audit(
    old: Sequence[Edition],
    new: Edition,
    changes: Iterable[Change],
    unchanged: Iterable[Pair],
    atoms: Atoms | None = None,
) -> Audit:
    """
    Count every item of the editions against the changes and the unchanged pairs, and every
    statement against *atoms*, the count of those that were compared.

    The count is made from the editions themselves and shares nothing with the code that made the
    changes. An item is unexplained when it is in none of them, or in more than one.
    """
    before: Counter[Ref] = Counter()
    after: Counter[Ref] = Counter()
    for change in changes:
        before.update(change.old)
        after.update(change.new)
    for pair in unchanged:
        before[pair.old] += 1
        after[pair.new] += 1
    expected_old = [
        Ref(edition=edition.id, id=item.id) for edition in old for item in edition.items
    ]
    expected_new = [Ref(edition=new.id, id=item.id) for item in new.items]
    wrong = [ref for ref in expected_old if before[ref] != 1]
    wrong += [ref for ref in expected_new if after[ref] != 1]
    wrong += sorted(set(before) - set(expected_old)) + sorted(set(after) - set(expected_new))
    return Audit(
        old_items=len(expected_old),
        new_items=len(expected_new),
        unexplained=tuple(wrong),
        atoms=atoms,
    )
