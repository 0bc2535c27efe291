"""Changes with the decisions about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from guidegraph.model.changes import Change, Comparison, Facet, Relation, Wording
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.mapping import Curation
from guidegraph.model.review import Decision, Review, Reviewed, State


__all__ = ["about", "amounts_to", "changes_named", "curations", "decided", "of_kinds", "review"]


def review(comparison: Comparison, decisions: Iterable[Decision]) -> Review:
    """Each change with its decision, the undecided first; and the decisions without a change."""
    by_change = {decision.change: decision for decision in decisions}
    order = list(State)
    changes = sorted(
        (
            Reviewed(change=change, decision=by_change.pop(change.id, None))
            for change in comparison.changes.changes
        ),
        key=lambda reviewed: order.index(reviewed.state),
    )
    return Review(comparison=comparison, changes=tuple(changes), obsolete=tuple(by_change.values()))


def decided(
    review: Review,
    named: Mapping[State, Sequence[str]],
    accepted_kinds: Collection[str] = (),
    *,
    by: Curation,
    reason: str = "",
) -> tuple[tuple[Decision, ...], int]:
    """
    All decisions, new ones replacing earlier ones; and the number of new ones.

    Args:
        named: the beginnings of the ids of changes, by their decision.
        accepted_kinds: undecided changes of only these kinds are accepted.

    Raises:
        UnknownNameError: no change has the id.
        MisuseError: several changes have the id, or a change would get two decisions.
    """
    wanted = [(state, changes_named(review, names)) for state, names in named.items()]
    if accepted_kinds:
        wanted.append((State.ACCEPTED, of_kinds(review, accepted_kinds)))
    new: dict[str, Decision] = {}
    for state, changes in wanted:
        for change in changes:
            id_ = change.id
            if id_ in new and new[id_].state is not state:
                raise MisuseError(f"{id_!r} is to be both {new[id_].state} and {state}; choose one")
            new[id_] = Decision(
                change=id_,
                state=state,
                reviewer=by.reviewer,
                date=by.date,
                reason=reason,
                about=about(change),
            )
    kept = {
        reviewed.change.id: reviewed.decision for reviewed in review.changes if reviewed.decision
    }
    return (*review.obsolete, *(kept | new).values()), len(new)


def changes_named(review: Review, names: Sequence[str]) -> tuple[Change, ...]:
    """
    The changes whose ids begin with these names.

    Raises:
        UnknownNameError: none does.
        MisuseError: several do.
    """
    by_id = {reviewed.change.id: reviewed.change for reviewed in review.changes}
    found = []
    for name in names:
        matching = [id_ for id_ in by_id if id_.startswith(name)]
        if not name or not matching:
            raise UnknownNameError("change", name, by_id)
        if len(matching) > 1:
            raise MisuseError(
                f"{name!r} begins the ids of {len(matching)} changes; write more of it, as in "
                f"{matching[0]!r}"
            )
        found.append(by_id[matching[0]])
    return tuple(found)


def of_kinds(review: Review, wanted: Collection[str]) -> tuple[Change, ...]:
    """The undecided changes of only these kinds."""
    return tuple(
        reviewed.change
        for reviewed in review.changes
        if reviewed.decision is None and amounts_to(reviewed.change) <= set(wanted)
    )


def amounts_to(change: Change) -> frozenset[str]:
    """
    The kinds of a change: its relation, its wording class, and its facets other than words.

    A number that changed together with something else does not count.
    """
    found = {str(facet) for facet in change.facets}
    found -= {str(Facet.REWORDED), str(Facet.RELABELLED)}
    if change.verdict is not None:
        found.add(str(change.verdict.wording))
    elif Facet.RELABELLED in change.facets:
        found.add(str(Wording.SUBSTANTIVE))  # another name was added or removed
    if change.relation is not Relation.SAME:
        found.add(str(change.relation))
    if len(found) > 1:
        found.discard(str(Facet.RENUMBERED))
    return frozenset(found)


def curations(review: Review, by: Curation | None = None) -> dict[str, Curation]:
    """Who confirmed what, by the change's id: who accepted it, or *by* where it is undecided."""
    found = {}
    for reviewed in review.changes:
        decision = reviewed.decision
        if decision is not None and decision.state is State.ACCEPTED:
            found[reviewed.change.id] = Curation(reviewer=decision.reviewer, date=decision.date)
        elif decision is None and by is not None:
            found[reviewed.change.id] = by
    return found


def about(change: Change) -> str:
    """A change in a few words, for readers of a ledger without the editions."""
    sides = [
        " + ".join(f"{ref.edition}:{ref.id}" for ref in side) for side in (change.old, change.new)
    ]
    what = ", ".join(sorted(amounts_to(change)))
    return f"{' → '.join(side for side in sides if side)} ({what})"
