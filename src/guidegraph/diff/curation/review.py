"""Changes with the decisions about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidegraph.model.changes import Change, Comparison, Facet, Ref, Relation, Wording
from guidegraph.model.clauses import even_name, items_by_name
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.mapping import Curation
from guidegraph.model.review import (
    Contradiction,
    Decision,
    Ledger,
    Pairing,
    Review,
    Reviewed,
    State,
)


__all__ = [
    "DecisionGrounds",
    "about",
    "amounts_to",
    "changes_named",
    "curations",
    "decided",
    "items_named",
    "merged",
    "new_items",
    "of_kinds",
    "pairing_of",
    "pairings_apart",
    "review",
    "with_new",
]


def review(comparison: Comparison, ledger: Ledger) -> Review:
    """Each change with its decision, the undecided first; and the decisions without a change."""
    by_change = {decision.change: decision for decision in ledger.decisions}
    order = list(State)
    changes = sorted(
        (
            Reviewed(
                change=change,
                decision=by_change.pop(change.id, None),
                stale=comparison.stale.get(change.id),
            )
            for change in comparison.changes.changes
        ),
        key=lambda reviewed: order.index(reviewed.state),
    )
    return Review(
        comparison=comparison,
        changes=tuple(changes),
        obsolete=tuple(by_change.values()),
        pairings=ledger.pairings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGrounds:
    """Who decides, and why; the attributes are those of a decision."""

    by: Curation
    reason: str = ""
    rationale: str = ""
    link: str = ""
    wording: Wording | None = None
    into: tuple[Ref, ...] = ()


def decided(
    review: Review,
    named: Mapping[State, Sequence[str]],
    accepted_kinds: Collection[str] = (),
    *,
    grounds: DecisionGrounds,
) -> tuple[Decision, ...]:
    """
    The new decisions; `UNDECIDED` is one to take an earlier one back.

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
                reviewer=grounds.by.reviewer,
                date=grounds.by.date,
                reason=grounds.reason,
                rationale=grounds.rationale,
                link=grounds.link,
                wording=grounds.wording,
                into=grounds.into,
                old=change.old,
                new=change.new,
                about=about(change),
            )
    return tuple(new.values())


def pairing_of(review: Review, words: str, grounds: DecisionGrounds) -> Pairing:
    """
    The decision that items belong together, as a user writes it: `old/1+old/2=new/1`.

    Raises:
        MisuseError: it is not written so.
        UnknownNameError: there is no such item.
    """
    before, equals, after = words.partition("=")
    if not (equals and before.strip() and after.strip()):
        raise MisuseError(f"{words!r} is no pair; write OLD=NEW, as in 'section/1=section/2'")
    return _pairing(
        [_item(review.comparison.old, name) for name in before.split("+")],
        new_items(review, after.split("+")),
        grounds,
    )


def pairings_apart(review: Review, names: Sequence[str], grounds: DecisionGrounds) -> list[Pairing]:
    """
    The decisions that each item of some changes has no counterpart.

    Raises:
        UnknownNameError: no change has the id.
        MisuseError: several do, or its items are alone already.
    """
    found = []
    for change in changes_named(review, names):
        if not (change.old and change.new):
            raise MisuseError(f"{change.id!r} has no pair of items to part")
        found += [_pairing([ref], (), grounds) for ref in change.old]
        found += [_pairing((), [ref], grounds) for ref in change.new]
    return found


def new_items(review: Review, names: Sequence[str]) -> tuple[Ref, ...]:
    """
    The items of the new edition that a user names.

    Raises:
        UnknownNameError: there is no such item.
    """
    return items_named(review.comparison.new, names)


def items_named(
    edition: Edition,
    names: Sequence[str],
    by_name: Mapping[str, Sequence[Item]] | None = None,
) -> tuple[Ref, ...]:
    """
    The items of an edition that a user names: by an id, or as people call them; *by_name* are its
    items so, where many are looked for.

    Raises:
        UnknownNameError: there is no such item.
        MisuseError: several have the name.
    """
    called = None if by_name is None else (by_name,)
    return tuple(_item((edition,), name, called) for name in names)


def _item(
    editions: Sequence[Edition],
    name: str,
    by_name: Sequence[Mapping[str, Sequence[Item]]] | None = None,
) -> Ref:
    """An item by its id, as `EDITION:ID`, or as people call it: `4.2 Drills, item 1`."""
    words = name.strip()
    known: list[str] = []
    for edition in editions:
        id_ = edition.found(words.removeprefix(f"{edition.id}:"))
        if id_ in edition.by_id:
            return Ref(edition=edition.id, id=id_)
        known += edition.by_id
    called = [
        Ref(edition=edition.id, id=item.id)
        for edition, names in zip(editions, by_name or map(items_by_name, editions), strict=True)
        for item in names.get(even_name(words.removeprefix(f"{edition.id}:")), ())
    ]
    if len(called) == 1:
        return called[0]
    if called:
        raise MisuseError(
            f"{len(called)} items are called {words!r}; write an id, such as '{called[0]}'"
        )
    raise UnknownNameError(f"item of {editions[0].id}", words, known)


def _pairing(old: Sequence[Ref], new: Sequence[Ref], grounds: DecisionGrounds) -> Pairing:
    return Pairing(
        old=tuple(old),
        new=tuple(new),
        reviewer=grounds.by.reviewer,
        date=grounds.by.date,
        reason=grounds.reason,
        rationale=grounds.rationale,
        link=grounds.link,
    )


def with_new(
    ledger: Ledger, decisions: Iterable[Decision] = (), pairings: Iterable[Pairing] = ()
) -> Ledger:
    """
    A ledger with new decisions and pairs, each in the place of earlier ones about the same change
    or one of the same items.
    """
    found = {each.change: each for each in ledger.decisions}
    for decision in decisions:
        found.pop(decision.change, None)
        if decision.state is not State.UNDECIDED:
            found[decision.change] = decision
    pairs = list(ledger.pairings)
    for pairing in pairings:
        items = {*pairing.old, *pairing.new}
        pairs = [each for each in pairs if not items & {*each.old, *each.new}]
        pairs.append(pairing)
    return Ledger(decisions=tuple(found.values()), pairings=tuple(pairs))


def merged(ours: Ledger, theirs: Ledger) -> tuple[Ledger, tuple[Contradiction, ...]]:
    """
    Two ledgers as one, and the decisions of which only one can stand: there *ours* is kept.

    Two people who decide the same do not conflict, unless the second one gives another reason.
    """
    conflicts: list[Contradiction] = []
    by_change = {each.change: each for each in ours.decisions}
    decisions = list(ours.decisions)
    for decision in theirs.decisions:
        mine = by_change.get(decision.change)
        if mine is None:
            decisions.append(decision)
            continue
        found = Contradiction(ours=mine, theirs=decision)
        outcomes = [(each.state, each.wording, each.into) for each in (mine, decision)]
        if outcomes[0] != outcomes[1] or found.untaken:
            conflicts.append(found)
    pairings = list(ours.pairings)
    for pairing in theirs.pairings:
        items = {*pairing.old, *pairing.new}
        rivals = [each for each in ours.pairings if items & {*each.old, *each.new}]
        if not rivals:
            pairings.append(pairing)
        conflicts += (
            found
            for each in rivals
            if (found := Contradiction(ours=each, theirs=pairing)).untaken
            or (set(each.old), set(each.new)) != (set(pairing.old), set(pairing.new))
        )
    return Ledger(decisions=tuple(decisions), pairings=tuple(pairings)), tuple(conflicts)


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
    """
    Who confirmed what, by the change's id: who paired its items or accepted it, or *by* where it is
    undecided.
    """
    found = {}
    for reviewed in review.changes:
        decision = reviewed.decision
        if decision is not None and decision.state is State.ACCEPTED:
            found[reviewed.change.id] = Curation(reviewer=decision.reviewer, date=decision.date)
        elif decision is None and by is not None:
            found[reviewed.change.id] = by
        for pairing in review.pairings:
            sides = (reviewed.change.old, reviewed.change.new)
            if (set(sides[0]), set(sides[1])) == (set(pairing.old), set(pairing.new)):
                found[reviewed.change.id] = Curation(reviewer=pairing.reviewer, date=pairing.date)
    return found


def about(change: Change) -> str:
    """A change in a few words, for readers of a ledger without the editions."""
    sides = [
        " + ".join(f"{ref.edition}:{ref.id}" for ref in side) for side in (change.old, change.new)
    ]
    what = ", ".join(sorted(amounts_to(change)))
    return f"{' → '.join(side for side in sides if side)} ({what})"
