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


@pytest.mark.parametrize("stays", [True, False])
def test_as_many_lost_as_gained(stays: bool) -> None:
    """What several items have is about each: one lost a duty, another one got it."""
    note = "Records are kept for a year."
    texts = {"1": "Rafts float.", "2": "Kites fly.", "3": "Carts roll.", "4": "Sledges glide."}
    had, has = ({"1", "2"}, {"2", "3"}) if stays else ({"1", "2"}, {"3", "4"})
    found = changes_of(
        [statement(n, f"{text} {note}" if n in had else text) for n, text in texts.items()],
        [statement(n, f"{text} {note}" if n in has else text) for n, text in texts.items()],
    )

    assert sorted(had ^ has) == sorted(old for old, _ in found)
    for change in found.values():
        assert () == change.sentences
        assert change.verdict is not None
        assert not any(
            " moved to " in reason or " came " in reason for reason in change.verdict.reasons
        )


@pytest.mark.parametrize("short", ["Knock twice.", "Knock at the door twice before you enter it."])
def test_a_sentence_must_be_the_only_one(short: str) -> None:
    """It moved if nothing else says so; of what several items say nobody can tell."""
    old = [statement("1", f"{KEYS} {short}"), statement("2", LAMPS)]
    new = [statement("1", KEYS), statement("2", f"{LAMPS} {short}")]
    other = statement("3", short)

    assert 1 == len(changes_of(old, new)["1", "1"].sentences)
    assert () == changes_of([*old, other], [*new, other])["1", "1"].sentences


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("They must be tested each week.", "They"),
        ("It shall be opened by the porter only.", "It"),
        ("Such doors are kept shut.", "Such"),
        ("Sie ist täglich zu prüfen.", "Sie"),
    ],
)
def test_a_sentence_about_what_is_before_it(sentence: str, word: str) -> None:
    """At another place its first word may stand for something else: that is not harmless."""
    found = changes_of(
        [statement("1", f"{KEYS} {sentence}"), statement("2", LAMPS)],
        [statement("1", KEYS), statement("2", f"{LAMPS} {sentence}")],
    )

    for change in found.values():
        assert change.verdict is not None
        assert (Wording.SUBSTANTIVE, True) == (change.verdict.wording, change.verdict.unsure)
        assert change.verdict.reasons[-1].endswith(f"; its subject may be another: '{word}'")


def test_a_sentence_that_moved_with_the_one_before_it() -> None:
    """Then its subject is the same."""
    both = f"{FINE} They must do so at once."
    found = changes_of(
        [statement("1", f"{KEYS} {both}"), statement("2", LAMPS)],
        [statement("1", KEYS), statement("2", f"{LAMPS} {both}")],
    )

    for change in found.values():
        assert 2 == len(change.sentences)
        assert change.verdict is not None
        assert Wording.EDITORIAL is change.verdict.wording


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
