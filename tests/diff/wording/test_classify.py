"""The verdict on two wordings."""

from __future__ import annotations

import html
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.diff.wording.classify import classify, wordings
from guidegraph.model.changes import Aspect, Direction, Wording


# Words and marks that the rules look at, for texts that come near to them.
TELLING = (
    "the a not must may should peer peers supporter support supervisors by and or and/or , . ; ( ) "
    "when appropriate if 5 10 at least all most who e.g. can't cannot U.S. US us ½ ² – -- ’ ' ? "
    "self-care non-clinical health care healthcare in order to &amp;"
)
WORDS = TELLING.split()

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
)


def letters(text: str) -> list[str]:
    """The letters and digits of a text, case, entities and looks aside."""
    plain = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    return [char for char in unicodedata.normalize("NFKD", plain) if char.isalnum()]


@given(texts, texts)
def test_every_difference_has_a_verdict(old: str, new: str) -> None:
    """Any two different texts get one verdict with a reason; aspects go with substance only."""
    if old.split() == new.split():
        with pytest.raises(ValueError, match="do not differ"):
            classify(old, new)
        return
    verdict = classify(old, new)

    assert verdict == classify(old, new)
    assert verdict.reasons
    assert bool(verdict.aspects) == (verdict.wording is Wording.SUBSTANTIVE)


@given(texts, texts)
def test_typography_keeps_letters(old: str, new: str) -> None:
    """A difference in letters or digits is never called typographic."""
    if old.split() != new.split() and letters(old) != letters(new):
        assert classify(old, new).wording is not Wording.TYPOGRAPHIC


@given(st.sampled_from(["must", "should", "may", "not", "all", "unless", "5"]), texts)
def test_what_binds_is_never_dropped_lightly(word: str, text: str) -> None:
    """A word of force, negation, quantity or condition put before a plain text is substantive."""
    plain = f"staff meet {text}"

    assert classify(plain, f"staff {word} meet {text}").wording is Wording.SUBSTANTIVE


def test_equal_texts_are_an_error() -> None:
    """Texts that differ in white space only are not for us to judge."""
    with pytest.raises(ValueError, match="Support choice"):
        classify("Support choice", " Support\n choice ")


def test_the_strongest_wins() -> None:
    """The class is that of the weightiest difference, and so is the first reason."""
    verdict = classify(
        "Staff must tell, share and rest for eligiblity.",
        "The staff may tell, share, and rest for eligibility.",
    )

    assert verdict.wording is Wording.SUBSTANTIVE
    assert verdict.aspects == (Aspect.FORCE,)
    assert verdict.direction is Direction.WEAKENED
    assert verdict.reasons == (
        "weakened: 'must' became 'may' in 'The staff may tell, share, and rest for eligibility'",
        "'The' was added: no change of meaning",
        "a misspelling was fixed: 'eligiblity'",
    )


def test_opposite_directions_cancel() -> None:
    """Where one thing binds more and another less, neither is claimed."""
    actual = classify(
        "Staff must meet. They may rest.", "Staff may meet. They must rest."
    ).direction

    assert actual is None


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        (("Hope", "Hope"), ("a", "a"), None),
        (("SHARE HOPE", "Share hope"), (None, None), Wording.TYPOGRAPHIC),
        (("SHARE HOPE", "Share hope"), ("They must", "They may"), Wording.SUBSTANTIVE),
        (("Share hope", "Share joy"), ("They, too", "They too"), Wording.SUBSTANTIVE),
        ((None, "Share hope"), ("same", "same"), Wording.SUBSTANTIVE),
    ],
)
def test_wordings(
    label: tuple[str | None, str | None],
    text: tuple[str | None, str | None],
    expected: Wording | None,
) -> None:
    """Of label and text, the stronger difference counts; a missing one is empty."""
    verdict = wordings(*label, *text)
    actual = verdict.wording if verdict else None

    assert expected == actual


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x" * 50_000, "x" * 49_999 + "y"),
        pytest.param("when if " * 2_500, "unless " * 2_500, marks=pytest.mark.slow),
        ("and " * 5_000, "or " * 5_000),
        ("a-" * 5_000, "a " * 5_000),
        ("." * 50_000, "," * 50_000 + "a"),
        pytest.param(
            " ".join(map(str, range(5_000))),
            " ".join(map(str, range(9_999, 4_999, -1))),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_time_is_bounded(old: str, new: str) -> None:
    """No text makes us search without end."""
    started = time.process_time()
    classify(old, new)

    assert time.process_time() - started < 3


def test_sentences_that_were_joined_are_not_removed() -> None:
    """All that the second one says is in the first one now; and the other way round."""
    two = "The porter notes the weight of each crate. The porter notes the height of each crate."
    one = "The porter notes the weight and the height of each crate."
    joined, parted = classify(two, one), classify(one, two)

    assert any("became part of another one" in reason for reason in joined.reasons)
    assert any("came out of another one" in reason for reason in parted.reasons)
    assert not any("was removed" in reason for reason in joined.reasons)
    assert not {*joined.directions, *parted.directions}
    lost = classify(two, "The porter notes the weight and the colour of each crate.")
    assert any("a sentence was removed" in reason for reason in lost.reasons)
    weaker = f"{two} The porter must sign."
    assert Wording.SUBSTANTIVE is classify(weaker, f"{one} The porter may sign.").wording
