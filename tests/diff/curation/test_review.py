"""Changes held against decisions."""

from __future__ import annotations

import pytest

from guidegraph.diff.curation.review import amounts_to, changes_named, curations, decided, review
from guidegraph.model.changes import Change, Facet, Ref, Relation, Wording, WordingVerdict
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.mapping import Curation
from guidegraph.model.review import Decision, Review, State
from tests.comparisons import comparison_of
from tests.diff.builders import edition, statement


BY = Curation(reviewer="A. Reader", date="2026-07-31")


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
    return review(found, decisions)


def test_undecided_first_and_obsolete_apart() -> None:
    """What is not decided comes first; a decision whose change is gone is obsolete."""
    accepted = Decision(change=TYPE.id, state=State.ACCEPTED, reviewer="B", date="2026-01-01")
    found = _review(accepted, GONE)

    assert [MEANING, BOTH, TYPE] == [reviewed.change for reviewed in found.changes]
    assert (GONE,) == found.obsolete
    assert {TYPE.id: Curation(reviewer="B", date="2026-01-01")} == curations(found)


def test_by_kind() -> None:
    """Only what amounts to the kinds and to nothing else is accepted by kind."""
    decisions, count = decided(_review(GONE), {}, ["typographic"], by=BY)

    assert 1 == count
    assert [GONE.change, TYPE.id] == [decision.change for decision in decisions]
    assert 2 == decided(_review(), {}, ["typographic", "moved"], by=BY)[1]


def test_decisions_are_replaced() -> None:
    """A later decision about a change takes the place of an earlier one."""
    first, _ = decided(_review(), {State.DEFERRED: [TYPE.id]}, by=BY, reason="ask")
    second, _ = decided(_review(*first), {State.REJECTED: [TYPE.id[:8]]}, by=BY, reason="no")
    (only,) = second

    assert (State.REJECTED, "no", "A. Reader", "2026-07-31") == (
        only.state,
        only.reason,
        only.reviewer,
        only.date,
    )
    assert "a:1 → b:1 (typographic)" == only.about


def test_one_decision_at_a_time() -> None:
    """A change cannot be accepted and rejected at once."""
    with pytest.raises(MisuseError, match="choose one"):
        decided(_review(), {State.ACCEPTED: [TYPE.id], State.REJECTED: [TYPE.id]}, by=BY)


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
