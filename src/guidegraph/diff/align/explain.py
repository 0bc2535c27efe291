"""Why an item was aligned as it was, as values for people."""

from __future__ import annotations

from collections.abc import Sequence

from guidegraph.diff.align import align as engine
from guidegraph.diff.align.families import reunited
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnknownNameError
from guidegraph.model.explanation import Candidate, Explanation


__all__ = ["explain"]

_SHOWN = 8


def explain(old: Sequence[Edition], new: Edition, item_id: str) -> Explanation:
    """
    The candidates of an item, the likeliest first, and what decided.

    *item_id* may begin with the id of its edition and a colon; without, an old edition that has the
    item comes first.

    Raises:
        UnknownNameError: none of the editions has such an item.
    """
    named, _, rest = item_id.partition(":")
    for edition in old:
        id_ = rest if named == edition.id else item_id
        if id_ in edition.by_id:
            return _explained(edition, new, id_, is_old=True)
    id_ = rest if named == new.id else item_id
    if id_ not in new.by_id:
        known = {id_ for edition in (*old, new) for id_ in edition.by_id}
        raise UnknownNameError("item of these editions", item_id, known)
    # Of several old editions, the one that offers the likeliest counterpart tells most.
    found = [_explained(edition, new, id_, is_old=False) for edition in old]
    return max(found, key=lambda one: max((each.score for each in one.candidates), default=0.0))


def _explained(old: Edition, new: Edition, id_: str, *, is_old: bool) -> Explanation:
    alignment = engine.align(old, new)
    found = engine.explain(alignment, id_, is_old=is_old)
    mine, theirs = (old, new) if is_old else (new, old)
    final = next(
        group
        for group in reunited(old, new, alignment.groups)
        if id_ in (group.old if is_old else group.new)
    )
    partners = final.new if is_old else final.old
    reason = found.reason
    if set(partners) != set(found.group.new if is_old else found.group.old):
        reason = f"it went with what stands below it to {', '.join(map(repr, partners))}"
    candidates = [
        Candidate(
            ref=Ref(edition=theirs.id, id=candidate.id),
            words=_words(theirs, candidate.id),
            score=candidate.score,
            features=candidate.features,
            chosen=candidate.id in partners,
        )
        for candidate in found.candidates[:_SHOWN]
    ]
    return Explanation(
        ref=Ref(edition=mine.id, id=id_),
        words=_words(mine, id_),
        reason=reason,
        candidates=tuple(candidates),
    )


def _words(edition: Edition, id_: str) -> str:
    item = edition.by_id[id_]
    return item.text or item.label or item.pref_label or ""
