"""What overrules the learnt model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from guidegraph.diff.align.entries import Entry
from guidegraph.diff.align.features import pairs_of
from guidegraph.diff.align.rules import Rules, anchored, strangers


RULE = "Staff lend umbrellas when it rains before closing time"


def listed(*rows: str, kind: str = "Statement") -> list[Entry]:
    return [Entry(id=str(at), text=text, type=kind, order=at) for at, text in enumerate(rows)]


def ruled(
    old: Sequence[Entry],
    new: Sequence[Entry],
    settled: Sequence[tuple[int, int]] = (),
    scores: float = 0.5,
) -> dict[tuple[int, int], float]:
    """What the rules make of pairs that are all equally likely."""
    pairs = pairs_of(old, new, settled)
    found = Rules(old, new, pairs, settled).apply(np.full(len(pairs.old), scores))
    return dict(zip(zip(pairs.old.tolist(), pairs.new.tolist(), strict=True), found, strict=True))


@pytest.mark.parametrize(
    ("one", "two", "score"),
    [
        ("Statement", "Statement", 0.5),
        ("Statement", "Practice", 0.268941),
        ("Item", "Practice", 0.5),  # a type that says nothing
        ("Statement", "Item", 0.5),
    ],
)
def test_another_type(one: str, two: str, score: float) -> None:
    """Another class makes a pair less likely and excludes nothing, if both classes are specific."""
    text = f"{RULE} or snows"

    assert {(0, 0): score} == ruled(listed(RULE, kind=one), listed(text, kind=two))


def test_a_settled_pair_excludes_its_rivals() -> None:
    """It is certain, whatever its type, and nothing else takes its entries."""
    old, new = listed(RULE, f"{RULE} or snows"), listed(f"{RULE} always", f"{RULE} gladly")
    found = ruled(old, new, [(0, 1)])

    assert 1.0 == found[0, 1]
    assert 0.0 == found[0, 0] == found[1, 1]
    assert 0.5 == found[1, 0]


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("Staff lend umbrellas gladly", 0.0),  # four words are enough to know it again
        ("Lend umbrellas gladly", 0.5),  # a short one may stand anywhere
    ],
)
def test_a_copy_is_no_rewording(said: str, score: float) -> None:
    """What repeats another entry word for word is not this one in other words."""
    found = ruled(listed(said, f"{said} today or later"), listed(said.upper()))

    assert 0.5 == found[0, 0]
    assert score == found[1, 0]


def test_nearly_a_copy() -> None:
    """What repeats another nearly word for word is not one that is far less alike."""
    near = f"{RULE}s"
    far = "Staff lend books, pens and newspapers on rainy evenings in the hall upstairs"
    found = ruled(listed(RULE, far), listed(near))

    assert 0.5 == found[0, 0]
    assert 0.0 == found[1, 0]
    close = "Staff lend umbrellas when it snows before closing time"
    assert 0.5 == ruled(listed(RULE, close), listed(near))[1, 0]


def test_strangers() -> None:
    """Next to no words or letters in common, no label of their own, and nothing alike below."""
    features = {
        "words": np.array([0.0, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0]),
        "grams": np.array([0.1, 0.0, 0.3, 0.1, 0.1, 0.1, 0.1]),
        "old_kept": np.array([0.9, 0.0, 0.0, 0.4, 0.0, 0.0, 0.0]),
        "new_kept": np.array([0.1, 0.0, 0.0, 0.4, 0.0, 0.0, 0.0]),
        "edit": np.array([0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        "named": np.array([0.5, 0.5, 0.5, 0.5, 1.0, 0.0, 0.0]),
        "below": np.array([0.5, 0.5, 0.5, 0.5, 0.5, 0.4, 0.2]),
    }

    assert [True, False, False, False, False, False, True] == strangers(features).tolist()


@pytest.mark.parametrize(
    ("label", "copies", "score"),
    [
        ("Warden", 1, 0.6),  # at least likely, whatever became of the text
        ("Warden", 2, 0.0),  # a label that two entries have is nobody's own
        ("Keeper", 1, 0.0),
    ],
)
def test_a_label_of_its_own(label: str, copies: int, score: float) -> None:
    """A label that one entry on each side has counts, though no word of the text is left."""
    old = [Entry(id="0", label="Warden", text="Whoever locks up at night.")]
    new = [
        Entry(id=str(at), label=label, text="Any body of people the town has put in charge.")
        for at in range(copies)
    ]
    found = ruled(old, new, scores=0.1)

    assert score == found.get((0, 0), 0.0)


def test_anchors() -> None:
    """The same words under the same ancestors; of copies, those at the nearest places."""
    old = listed(RULE, "Be kind.")
    new = listed("Be kind.", RULE.upper(), "Be kind.")

    assert [(0, 1), (1, 2)] == anchored(old, new)
    assert [(0, 0)] == anchored(listed(RULE), listed(RULE, kind="Practice"))  # retyped
