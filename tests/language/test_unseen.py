"""Texts that look the same are the same words wherever words are read."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from guidegraph.diff.align.entries import plain
from guidegraph.diff.wording.reading import read
from guidegraph.language.unseen import as_seen
from guidegraph.language.words import folded, keys, rooted


_TEXTS = st.text(alphabet="abé̈ñ ß'-ăçA1", max_size=30)
_NOTHING = st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff\u202e\u2066")


def _readings(text: str) -> tuple[object, ...]:
    return (
        plain(text),
        [word.form for word in read(text).words],
        keys(text),
        [root for root, _ in rooted(text)],
        folded(text),
    )


@given(_TEXTS)
def test_composed_and_decomposed_are_equal(text: str) -> None:
    """A letter with an accent is one letter, however it is stored."""
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert _readings(composed) == _readings(apart)


@given(
    st.lists(st.sampled_from(["peer", "café", "support", "nine"]), min_size=1), _NOTHING, st.data()
)
def test_what_shows_nothing_changes_nothing(
    words: list[str], mark: str, data: st.DataObject
) -> None:
    """A soft hyphen, joiner or variation selector within a word leaves the word as it is."""
    word = data.draw(st.integers(0, len(words) - 1))
    at = data.draw(st.integers(1, len(words[word]) - 1))
    marked = [*words]
    marked[word] = f"{words[word][:at]}{mark}{words[word][at:]}"

    assert _readings(" ".join(marked)) == _readings(" ".join(words))


@given(st.text(max_size=50))
def test_seen_twice(text: str) -> None:
    """What is seen is seen the same again."""
    assert as_seen(as_seen(text)) == as_seen(text)
