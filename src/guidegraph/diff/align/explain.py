"""Why an item was aligned as it was, read from the alignment of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guidegraph.diff.align.align import KEPT
from guidegraph.model.alignment import Alignment, Confirmation, Group
from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.explanation import Candidate, Explanation


__all__ = ["explain"]

_LIKELY = 0.5


def explain(comparison: Comparison, item_id: str) -> Explanation:
    """
    The candidates of an item, the likeliest first, and the reason.

    *item_id* may begin with the id of its edition and a colon; without it, old editions come first.

    Raises:
        UnknownNameError: none of the editions has such an item.
        MisuseError: the comparison was not made by an alignment.
    """
    alignment = comparison.alignment
    if alignment is None:
        raise MisuseError("the diff has no record of its alignment; make it with `diff`")
    edition, ref, is_old = _named(comparison, item_id)
    group = _group_of(alignment, ref, is_old=is_old)
    partners = group.new if is_old else group.old
    pairs = [(edition.id, comparison.new)] if is_old else [(old.id, old) for old in comparison.old]
    found = [
        Candidate(
            ref=other,
            words=_words(theirs, other.id),
            score=score,
            features=features,
            chosen=other in partners,
        )
        for old_id, theirs in pairs
        if old_id in alignment.grounds
        for other, score, features in alignment.grounds[old_id].candidates(ref, is_old=is_old)
    ]
    found.sort(key=lambda candidate: -candidate.score)
    classes = {
        Ref(edition=each.id, id=item.id): item.type
        for each in (*comparison.old, comparison.new)
        for item in each.items
    }
    return Explanation(
        ref=ref,
        words=_words(edition, ref.id),
        reason=_reason(alignment, group, ref, found, is_old=is_old) + _classes(group, classes),
        candidates=tuple(one for place, one in enumerate(found) if place < KEPT or one.chosen),
    )


def _named(comparison: Comparison, item_id: str) -> tuple[Edition, Ref, bool]:
    """The item with this name, its edition, and whether that is an old one."""
    editions = [(edition, True) for edition in comparison.old] + [(comparison.new, False)]
    named, _, rest = item_id.partition(":")
    for edition, is_old in editions:
        id_ = rest if named == edition.id else item_id
        if id_ in edition.by_id:
            return edition, Ref(edition=edition.id, id=id_), is_old
    known = {id_ for edition, _ in editions for id_ in edition.by_id}
    raise UnknownNameError("item of these editions", item_id, known)


def _group_of(alignment: Alignment, ref: Ref, *, is_old: bool) -> Group:
    return next(group for group in alignment.groups if ref in (group.old if is_old else group.new))


def _reason(
    alignment: Alignment, group: Group, ref: Ref, candidates: Sequence[Candidate], *, is_old: bool
) -> str:
    partners = group.new if is_old else group.old
    names = _listed(partners)
    if group.confirmation is not None:
        outcome = f"goes with {names}" if partners else "has no counterpart"
        return f"{outcome}, {_confirmed(group.confirmation)}"
    if not partners:
        return _alone(alignment, candidates, is_old=is_old)
    if ref in group.followers or (group.followers and not is_old):
        return f"it went with the items below it to {names}"
    strongest = sorted(group.evidence.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    grounds = ", ".join(f"{name} {value:.2f}" for name, value in strongest)
    text = f"goes with {names}: {grounds}"
    runner_up = next((candidate for candidate in candidates if not candidate.chosen), None)
    if runner_up is not None:
        text += f"; next would be {runner_up.ref.id!r} with {runner_up.score:.2f}"
    return text


def _classes(group: Group, classes: Mapping[Ref, str]) -> str:
    """What to say where the class of an item is another one than its counterpart's."""
    sides = [list(dict.fromkeys(classes[ref] for ref in refs)) for refs in (group.old, group.new)]
    if not all(sides) or set(sides[0]) == set(sides[1]):
        return ""
    return f"; its class changed from {', '.join(sides[0])} to {', '.join(sides[1])}"


def _alone(alignment: Alignment, candidates: Sequence[Candidate], *, is_old: bool) -> str:
    """Why an item has no partner: no item is similar, or similar ones went elsewhere."""
    if not candidates:
        return "nothing on the other side shares words or a place with it"
    best = candidates[0]
    theirs = _group_of(alignment, best.ref, is_old=not is_old)
    rivals = theirs.old if is_old else theirs.new
    if best.score >= _LIKELY and not rivals:
        return (
            f"its edition repeats its words, and its likeliest partner {best.ref.id!r}, with"
            f" {best.score:.2f}, belongs to another item above it"
        )
    if not rivals or best.score < _LIKELY:
        return f"its likeliest partner {best.ref.id!r} reaches only {best.score:.2f}"
    return (
        f"its likeliest partner {best.ref.id!r}, with {best.score:.2f}, goes with {_listed(rivals)}"
    )


def _confirmed(confirmation: Confirmation) -> str:
    """By whom, and in which rows, if known."""
    text = "as confirmed"
    if confirmation.reviewers:
        text += f" by {', '.join(confirmation.reviewers)}"
    if confirmation.rows:
        text += f" in {', '.join(f'{row.path}:{row.line}' for row in confirmation.rows)}"
    return text


def _listed(refs: Sequence[Ref]) -> str:
    several = len({ref.edition for ref in refs}) > 1
    return ", ".join(repr(f"{ref.edition}:{ref.id}" if several else ref.id) for ref in refs)


def _words(edition: Edition, id_: str) -> str:
    item = edition.by_id[id_]
    return item.text or item.label or item.pref_label or ""
