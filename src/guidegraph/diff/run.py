"""
A diff from end to end: align, compare, audit.

The audit is the proof that a diff left nothing out and said nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from operator import is_

from guidegraph.diff.columns import in_columns_of
from guidegraph.diff.compare import compare
from guidegraph.model.alignment import Alignment, Group, IdPolicy
from guidegraph.model.changes import (
    Atoms,
    Audit,
    Change,
    ChangeSet,
    Comparison,
    IdentifierUse,
    Pair,
    Ref,
)
from guidegraph.model.edition import Edition


__all__ = ["audit", "diff"]

# An edition up to this size is aligned as a whole, for the evidence of what is around an item, and
# for what became part of an item that its identifier decides.
_SMALL = 500


def diff(
    old: Sequence[Edition],
    new: Edition,
    *,
    confirmed: Sequence[Group] = (),
    ids: IdPolicy = IdPolicy.WEIGH,
) -> Comparison:
    """
    The outcome for every item of the old editions in the new one.

    With several old editions this is a fan-in: an item that two of them have in common is `merged`.
    *confirmed* groups are kept; then items with the same identifier are put together, as *ids*
    says. What is left open is aligned by its words and its place.
    """
    read = [in_columns_of(edition, new) for edition in old]
    by_id, use = _identified(read, new, confirmed, ids)
    alignment = _alignment(read, new, confirmed, by_id, trusted=ids is IdPolicy.TRUST)
    different = compare(read, new, alignment)
    return Comparison(
        changes=ChangeSet(
            old=tuple(edition.id for edition in old),
            new=new.id,
            changes=different.changes,
            unchanged=different.unchanged,
            properties=different.properties,
            identifiers=use,
            audit=audit(old, new, different.changes, different.unchanged, different.atoms),
        ),
        old=tuple(read),
        new=new,
        alignment=alignment,
        given=() if all(map(is_, read, old)) else tuple(old),
    )


def _identified(
    old: Sequence[Edition], new: Edition, confirmed: Sequence[Group], ids: IdPolicy
) -> tuple[tuple[Group, ...], tuple[IdentifierUse, ...]]:
    """The groups that identifiers decide, and how far they were followed."""
    if not (new.identified and any(edition.identified for edition in old)):
        return (), ()
    from guidegraph.diff.align.identifiers import identified

    found = identified(old, new, ids, confirmed)
    return found.groups, found.use


def _alignment(
    old: Sequence[Edition],
    new: Edition,
    confirmed: Sequence[Group],
    by_id: Sequence[Group],
    *,
    trusted: bool,
) -> Alignment:
    """
    The groups that editors and identifiers decided, and those that the rest makes.

    What identifiers decide, others may still join, unless they are *trusted*.
    """
    decided = (*confirmed, *by_id)
    known = {ref for group in decided for ref in (*group.old, *group.new)}
    open_old = [_rest(edition, known) for edition in old]
    open_new = _rest(new, known)
    if not open_new and not any(open_old):
        return Alignment(groups=tuple(decided))
    small = len(new.items) <= _SMALL
    if by_id and not small and not (open_new and any(open_old)):
        # Nothing is left that could be its counterpart.
        alone = (Ref(edition=new.id, id=id_) for id_ in open_new)
        gone = (
            Ref(edition=each.id, id=id_)
            for each, ids in zip(old, open_old, strict=True)
            for id_ in ids
        )
        added = (Group(new=(ref,)) for ref in alone)
        return Alignment(groups=(*decided, *added, *(Group(old=(ref,)) for ref in gone)))
    # Loading the aligner takes longer than all the rest of a small diff.
    from guidegraph.diff.align.fan_in import align_editions

    if not by_id or small:
        if trusted:
            return align_editions(old, new, confirmed=decided)
        return align_editions(old, new, confirmed=confirmed, identified=by_id)
    # Of a vocabulary with identifiers little is left: align that, and what it is below.
    smaller = [_around(edition, ids) for edition, ids in zip(old, open_old, strict=True)]
    return align_editions(smaller, _around(new, open_new), confirmed=decided)


def _rest(edition: Edition, known: Collection[Ref]) -> list[str]:
    return [item.id for item in edition.items if Ref(edition=edition.id, id=item.id) not in known]


def _around(edition: Edition, ids: Sequence[str]) -> Edition:
    """An edition with some of its items, and those above them."""
    kept = set(ids)
    for id_ in ids:
        kept.update(above.id for above in edition.ancestors(edition.by_id[id_]))
    return replace(
        edition,
        items=tuple(item for item in edition.items if item.id in kept),
        associations=tuple(
            link
            for link in edition.associations
            if link.origin in kept and (link.edition or link.destination in kept)
        ),
    )


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
