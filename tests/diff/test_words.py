"""The word-level difference of two texts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.diff.words import tokens, word_edits
from guidegraph.model.changes import WordOp


texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["the", "a", "of", "peers", "support", "and", "must", "U.S."])).map(
        " ".join
    ),
)


def marked(old: str | None, new: str | None) -> str:
    """The difference as a string: [-removed-] {+added+}."""
    shapes = {WordOp.EQUAL: "{}", WordOp.DELETE: "[-{}-]", WordOp.INSERT: "{{+{}+}}"}
    return " ".join(shapes[edit.op].format(edit.text) for edit in word_edits(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("must tell", "may tell", "[-must-] {+may+} tell"),
        (None, "support choice", "{+support choice+}"),
        ("support choice", None, "[-support choice-]"),
        (None, None, ""),
        ("the  same\nwords", "the same words", "the same words"),
        (
            "everyone they interact with in their work",
            "the people they support",
            "[-everyone they interact with in their work-] {+the people they support+}",
        ),
        ("approved by peers", "approved by peers in the U.S.", "approved by peers {+in the U.S.+}"),
        (
            "supporters, the guidelines",
            "supporters, in the U.S., the guidelines",
            "supporters, {+in the U.S.,+} the guidelines",
        ),
        (
            "the former staff, the guidelines",
            "the guidelines",
            "[-the former staff,-] the guidelines",
        ),
        ("a b the c d", "x b the y d", "[-a-] {+x+} b the [-c-] {+y+} d"),
    ],
)
def test_word_edits(old: str | None, new: str | None, expected: str) -> None:
    """A replaced run is one removal and one addition, over small islands of grammar too."""
    actual = marked(old, new)

    assert expected == actual


@given(texts, texts)
def test_nothing_is_lost(old: str, new: str) -> None:
    """What is kept or removed is the old text; what is kept or added is the new one."""
    edits = word_edits(old, new)
    before = " ".join(edit.text for edit in edits if edit.op is not WordOp.INSERT)
    after = " ".join(edit.text for edit in edits if edit.op is not WordOp.DELETE)

    assert (" ".join(tokens(old)), " ".join(tokens(new))) == (before, after)


@given(texts, texts)
def test_neighbours_differ(old: str, new: str) -> None:
    """No two runs of one kind follow each other, and an addition never precedes a removal."""
    edits = [edit.op for edit in word_edits(old, new)]
    neighbours = set(itertools.pairwise(edits))

    assert not neighbours & {(op, op) for op in WordOp}
    assert (WordOp.INSERT, WordOp.DELETE) not in neighbours


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """White space alone is no difference."""
    actual = {edit.op for edit in word_edits(text, "  ".join(text.split()))}

    assert actual <= {WordOp.EQUAL}
