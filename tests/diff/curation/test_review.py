"""Changes held against decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.diff.curation.review import (
    DecisionGrounds,
    amounts_to,
    changes_named,
    curations,
    decided,
    merged,
    pairing_of,
    pairings_apart,
    review,
    with_new,
)
from guidegraph.model.changes import Change, Facet, Ref, Relation, Wording, WordingVerdict
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.mapping import Curation
from guidegraph.model.review import Decision, Ledger, Review, State
from tests.comparisons import comparison_of
from tests.diff.builders import edition, statement


BY = DecisionGrounds(by=Curation(reviewer="A. Reader", date="2026-07-31"))


def _change(id_: str, *facets: Facet, wording: Wording | None = None) -> Change:
    return Change(
        relation=Relation.SAME,
        old=(Ref(edition="a", id=id_),),
        new=(Ref(edition="b", id=id_),),
        facets=facets,
        verdict=WordingVerdict(wording=wording) if wording else None,
    )


TYPE = _change("1", Facet.REWORDED, Facet.RENUMBERED, wording=Wording.TYPOGRAPHIC)
MEANING = _change("2", Facet.REWORDED, wording=Wording.SUBSTANTIVE)
BOTH = _change("3", Facet.REWORDED, Facet.MOVED, wording=Wording.TYPOGRAPHIC)
GONE = Decision(change="f" * 16, state=State.ACCEPTED, reviewer="B", date="2026-01-01")


def _review(*decisions: Decision) -> Review:
    items = [statement(id_, f"Text {id_}.") for id_ in "123"]
    found = comparison_of([edition("a", items)], edition("b", items), [TYPE, MEANING, BOTH])
    return review(found, Ledger(decisions=decisions))


def test_undecided_first_and_obsolete_apart() -> None:
    """What is not decided comes first; a decision whose change is gone is obsolete."""
    accepted = Decision(change=TYPE.id, state=State.ACCEPTED, reviewer="B", date="2026-01-01")
    found = _review(accepted, GONE)

    assert [MEANING, BOTH, TYPE] == [reviewed.change for reviewed in found.changes]
    assert (GONE,) == found.obsolete
    assert {TYPE.id: Curation(reviewer="B", date="2026-01-01")} == curations(found)


def test_by_kind() -> None:
    """Only what amounts to the kinds and to nothing else is accepted by kind."""
    (only,) = decided(_review(GONE), {}, ["typographic"], grounds=BY)

    assert TYPE.id == only.change
    assert 2 == len(decided(_review(), {}, ["typographic", "moved"], grounds=BY))


def test_decisions_are_replaced() -> None:
    """A later decision about a change takes the place of an earlier one."""
    first = decided(_review(), {State.DEFERRED: [TYPE.id]}, grounds=replace(BY, reason="ask"))
    second = decided(
        _review(*first), {State.REJECTED: [TYPE.id[:8]]}, grounds=replace(BY, reason="no")
    )
    kept = with_new(Ledger(decisions=(*first, GONE)), second).decisions
    assert GONE in kept
    (only,) = (decision for decision in kept if decision != GONE)

    assert (State.REJECTED, "no", "A. Reader", "2026-07-31") == (
        only.state,
        only.reason,
        only.reviewer,
        only.date,
    )
    assert "a:1 → b:1 (typographic)" == only.about
    back = decided(_review(only), {State.UNDECIDED: [TYPE.id]}, grounds=BY)
    assert () == with_new(Ledger(decisions=(only,)), back).decisions


def test_one_decision_at_a_time() -> None:
    """A change cannot be accepted and rejected at once."""
    with pytest.raises(MisuseError, match="choose one"):
        decided(_review(), {State.ACCEPTED: [TYPE.id], State.REJECTED: [TYPE.id]}, grounds=BY)


def test_names() -> None:
    """A change is named by the start of its id, if no other begins so."""
    found = _review()

    assert (TYPE,) == changes_named(found, [TYPE.id])
    for name in ("", "zz"):
        with pytest.raises(UnknownNameError):
            changes_named(found, [name])
    ids = {change.id[0] for change in (TYPE, MEANING, BOTH)}
    if len(ids) < 3:
        with pytest.raises(MisuseError):
            changes_named(found, [next(iter(ids))])


def test_amounts_to() -> None:
    """A number that changed along does not count; a name that came or went does."""
    assert {"typographic"} == amounts_to(TYPE)
    assert {"renumbered"} == amounts_to(_change("1", Facet.RENUMBERED))
    assert {"substantive"} == amounts_to(_change("1", Facet.RELABELLED))
    assert {"dropped"} == amounts_to(
        Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="1"),))
    )


def test_two_people() -> None:
    """
    Ledgers are joined; where two people decided otherwise, or the same for another reason, the
    first stays and both are told.
    """
    found = _review()
    mine = decided(found, {State.ACCEPTED: [TYPE.id, MEANING.id]}, grounds=BY)
    other = replace(BY, by=Curation(reviewer="C", date="2026-08-01"), reason="no")
    theirs = decided(
        found, {State.REJECTED: [TYPE.id], State.ACCEPTED: [BOTH.id, MEANING.id]}, grounds=other
    )
    both, conflicts = merged(Ledger(decisions=mine), Ledger(decisions=theirs))

    assert {TYPE.id: "A. Reader", MEANING.id: "A. Reader", BOTH.id: "C"} == {
        each.change: each.reviewer for each in both.decisions
    }
    conflict, same = conflicts
    assert "A. Reader: accepted; C: rejected; the first stands (a:1 → b:1" in str(conflict)
    assert str(conflict).startswith(f"{TYPE.id[:8]}: ")
    assert "A. Reader: accepted; C: accepted; the first stands" in str(same)
    assert str(same).endswith("; not taken: C's reason “no”")
    assert (both, ()) == merged(both, both)
    silent = tuple(replace(each, reason="") for each in theirs if each.state is State.ACCEPTED)
    assert () == merged(Ledger(decisions=mine), Ledger(decisions=silent))[1]


def test_pairs() -> None:
    """Items are put together or apart, and a later pair of the same items takes the place."""
    found = _review()
    first = pairing_of(found, "1+2 = b:3", BY)
    assert ("a:1 + a:2 → b:3", "A. Reader") == (first.about, first.reviewer)
    ledger = with_new(Ledger(), pairings=[first])
    apart = pairings_apart(found, [BOTH.id], BY)
    assert ["a:3", "b:3"] == [each.about for each in apart]
    assert tuple(apart) == with_new(ledger, pairings=apart).pairings
    _, conflicts = merged(ledger, Ledger(pairings=tuple(apart)))
    assert 1 == len(conflicts)
    other = replace(first, reviewer="C", reason="their own words")
    _, (conflict,) = merged(ledger, Ledger(pairings=(other,)))
    assert "C's reason “their own words”" in str(conflict)
    for words in ("1", "1=", "=1"):
        with pytest.raises(MisuseError):
            pairing_of(found, words, BY)
    with pytest.raises(UnknownNameError):
        pairing_of(found, "9=1", BY)
