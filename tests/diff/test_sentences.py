"""Sentences that went from one item to another."""

from __future__ import annotations

import pytest

from guidegraph.diff.compare import compare
from guidegraph.model.changes import Direction, Facet, MovedSentence, Ref, Wording
from guidegraph.model.edition import Item
from tests.diff.builders import aligned, changes_of, edition, statement


KEYS = "Keys are lent for one day."
FINE = "Whoever loses a key must pay for the lock."
LAMPS = "Lamps are off at ten."


def test_a_moved_sentence_takes_nothing_away() -> None:
    """Both items say where it went and came from; no duty is weaker or stronger."""
    found = changes_of(
        [statement("1", f"{KEYS} {FINE}"), statement("2", LAMPS)],
        [statement("1", KEYS), statement("2", f"{FINE} {LAMPS}")],
    )
    moved = MovedSentence(text=FINE, old=Ref(edition="a", id="1"), new=Ref(edition="b", id="2"))

    for key, reason in ((("1", "1"), "moved to '2'"), (("2", "2"), "came from '1'")):
        verdict = found[key].verdict
        assert verdict is not None
        assert Wording.EDITORIAL is verdict.wording
        assert ((), ()) == (verdict.aspects, verdict.directions)
        assert (f"a sentence {reason}: '{FINE}'",) == verdict.reasons
        assert (moved,) == found[key].sentences
        assert (Facet.REWORDED,) == found[key].facets


def test_what_else_differs_is_still_said() -> None:
    """A duty that became weaker beside a moved sentence is weakened."""
    found = changes_of(
        [statement("1", f"Keys must be returned at noon. {FINE}"), statement("2", LAMPS)],
        [statement("1", "Keys may be returned at noon."), statement("2", f"{LAMPS} {FINE}")],
    )
    verdict = found["1", "1"].verdict

    assert verdict is not None
    assert Wording.SUBSTANTIVE is verdict.wording
    assert (Direction.WEAKENED,) == verdict.directions
    assert verdict.reasons[-1].startswith("a sentence moved to '2'")


@pytest.mark.parametrize("printed", [FINE.upper(), f"(b) {FINE}", FINE.replace(".", "!")])
def test_case_marks_and_numbers_do_not_matter(printed: str) -> None:
    """The same words are the same sentence, however they are printed."""
    found = changes_of(
        [statement("1", f"{KEYS} {FINE}"), statement("2", LAMPS)],
        [statement("1", KEYS), statement("2", f"{LAMPS} {printed}")],
    )

    assert [FINE] == [each.text for each in found["2", "2"].sentences]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FINE, FINE.replace("pay for", "pay for the")),
        (f"Note: {FINE}", FINE),
        ("A key must be kept in order to open the lamp room.",
         "* Note: a key must be kept to open the lamp room."),
        ("Guests must check lamps prior to dusk.", "Guests must check lamps before dusk."),
    ],
)  # fmt: skip
def test_other_words_for_the_same(old: str, new: str) -> None:
    """A sentence that moved with other words for the same has moved, and both are quoted."""
    found = changes_of(
        [statement("1", f"{KEYS} {old}"), statement("2", LAMPS)],
        [statement("1", KEYS), statement("2", f"{LAMPS} {new}")],
    )

    for key in (("1", "1"), ("2", "2")):
        verdict = found[key].verdict
        assert verdict is not None
        assert ((), ()) == (verdict.aspects, verdict.directions)
        (said,) = verdict.reasons
        assert ", in other words: '" in said


def test_other_words_at_the_same_place() -> None:
    """A sentence with other words for the same that is still in its item did not move."""
    (one,) = changes_of(
        [statement("1", f"{KEYS} {FINE}"), statement("2", LAMPS)],
        [statement("1", f"{KEYS} {FINE.replace('pay for', 'pay for the')}"), statement("2", LAMPS)],
    ).values()

    assert () == one.sentences


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FINE, FINE.replace("must", "may")),
        ("Those helping with keys must wait there.", "Those helped with keys must wait there."),
        ("Guests must open a lamp room.", "Guests must not open a lamp room."),
    ],
)
def test_other_words_for_something_else(old: str, new: str) -> None:
    """A sentence with another meaning was removed, and another one was added."""
    found = changes_of(
        [statement("1", f"{KEYS} {old}"), statement("2", LAMPS)],
        [statement("1", KEYS), statement("2", f"{LAMPS} {new}")],
    )

    assert () == found["1", "1"].sentences == found["2", "2"].sentences


def test_dropped_and_added_items() -> None:
    """A dropped item tells which of its sentences went elsewhere, an added one which came."""
    found = changes_of(
        [statement("1", f"{KEYS} {FINE}"), statement("2", LAMPS), statement("3", "Doors shut.")],
        [statement("2", f"{LAMPS} {FINE}"), statement("3", "Doors shut."), statement("4", KEYS)],
    )

    assert {KEYS, FINE} == {each.text for each in found["1", ""].sentences}
    assert [KEYS] == [each.text for each in found["", "4"].sentences]


def test_a_parent_and_its_child() -> None:
    """A sentence may move down."""
    parent = Item(id="p", label="Keys", text=f"{KEYS} {FINE}")
    found = changes_of(
        [parent, statement("c", LAMPS, "p")],
        [Item(id="p", label="Keys", text=KEYS), statement("c", f"{LAMPS} {FINE}", "p")],
    )

    assert found["p", "p"].sentences == found["c", "c"].sentences != ()


def test_boilerplate_moves_nowhere() -> None:
    """A sentence that more items gained than lost was added."""
    found = changes_of(
        [statement("1", f"{KEYS} {FINE}"), statement("2", LAMPS), statement("3", "Doors shut.")],
        [
            statement("1", KEYS),
            statement("2", f"{LAMPS} {FINE}"),
            statement("3", f"Doors shut. {FINE}"),
        ],
    )

    assert {()} == {change.sentences for change in found.values()}
    verdict = found["1", "1"].verdict
    assert verdict is not None
    assert Wording.SUBSTANTIVE is verdict.wording


def test_what_an_item_had_did_not_come_to_it() -> None:
    """A sentence that another changed item had before was only removed."""
    found = changes_of(
        [statement("1", f"{KEYS} {FINE}"), statement("2", f"{LAMPS} {FINE}")],
        [statement("1", KEYS), statement("2", f"Lamps are lit. {FINE}")],
    )

    assert {()} == {change.sentences for change in found.values()}


def test_as_many_lost_as_gained() -> None:
    """A sentence that left two items and came to two moved twice."""
    found = changes_of(
        [*(statement(n, f"Rule {n} is here. {FINE}") for n in "12")]
        + [statement(n, f"Part {n} is there.") for n in "34"],
        [*(statement(n, f"Rule {n} is here.") for n in "12")]
        + [statement(n, f"Part {n} is there. {FINE}") for n in "34"],
    )

    moves = [(each.old.id, each.new.id) for n in "12" for each in found[n, n].sentences]
    assert [("1", "3"), ("2", "4")] == moves


def test_a_short_sentence_must_be_the_only_one() -> None:
    """ "Knock twice." moved if nothing else says so; of common words nobody can tell."""
    old = [statement("1", f"{KEYS} Knock twice."), statement("2", LAMPS)]
    new = [statement("1", KEYS), statement("2", f"{LAMPS} Knock twice.")]
    other = statement("3", "Knock twice.")

    assert 1 == len(changes_of(old, new)["1", "1"].sentences)
    assert () == changes_of([*old, other], [*new, other])["1", "1"].sentences


def test_all_that_an_item_said() -> None:
    """Two items that exchanged their whole texts say something else under their names."""
    found = changes_of(
        [statement("1", KEYS), statement("2", FINE)],
        [statement("1", FINE), statement("2", KEYS)],
    )

    for change in found.values():
        assert change.verdict is not None
        assert Wording.SUBSTANTIVE is change.verdict.wording
        assert 2 == len(change.sentences)


def test_within_a_group_nothing_moved() -> None:
    """A sentence that went from a whole to its part stayed in the group."""
    before = edition("a", [statement("1", f"{KEYS} {FINE}")])
    after = edition("b", [statement("1", KEYS), statement("2", FINE)])
    (change,) = compare([before], after, aligned(("1", "1,2"))).changes

    assert ((), None) == (change.sentences, change.verdict)
