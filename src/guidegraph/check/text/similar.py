"""
Statements that say nearly the same, found without comparing all with all.

Two statements are alike if the words that carry meaning are the same but for few, if one says all
that the other says, or if a long run of words is the same. Words that many statements of the
edition share ("peer supporter") tell nothing and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidegraph.check.text.words import content, forms
from guidegraph.model.edition import Item


__all__ = ["Likeness", "alike"]

_SAME = 0.75
"""The share of all their telling words that two statements have in common, at least."""
_TELLING = 4
"""How many telling words they have in common, at least."""
_PART = 0.5
"""How much of a statement another one says that says nothing more, at least."""
_RUN = 12
"""How many words in a row are no accident."""
_SHARE_OF_RUN = 0.4
_COMMON = 0.2
_FEW = 20
_MOST_POSTINGS = 60
"""A word that stands in more statements leads to none of them: it would lead to all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two statements that are alike, and why."""

    one: Item
    other: Item
    why: str


def alike(items: Sequence[Item]) -> Iterator[Likeness]:
    """
    The pairs of statements that are alike and not the same, in document order.

    Each statement is compared with those it shares one of its rarest words with, and with those
    that share a run of words: the work grows with the number of statements, not with its square.
    """
    texts = [item.text or "" for item in items]
    seen = Counter(stem for text in texts for stem in content(text))
    common = {
        stem for stem, times in seen.items() if len(items) > _FEW and times > _COMMON * len(items)
    }
    telling = [content(text) - common for text in texts]
    by_word: dict[str, list[int]] = {}
    by_run: dict[tuple[str, ...], list[int]] = {}
    for place, text in enumerate(texts):
        near: set[int] = set()
        for stem in sorted(telling[place], key=lambda each: (seen[each], each)):
            if seen[stem] <= _MOST_POSTINGS:
                near.update(by_word.get(stem, ()))
                by_word.setdefault(stem, []).append(place)
        pasted: set[int] = set()
        for run in _runs(forms(text)):
            runs = by_run.setdefault(run, [])
            pasted.update(runs)
            if len(runs) < _MOST_POSTINGS and place not in runs[-1:]:
                runs.append(place)
        for other in sorted(near | pasted):
            why = _in_words(telling[other], telling[place])
            if why is None and other in pasted:
                why = _in_a_row(forms(texts[other]), forms(text))
            if why and forms(texts[other]) != forms(text):
                yield Likeness(one=items[other], other=items[place], why=why)


def _in_words(one: frozenset[str], other: frozenset[str]) -> str | None:
    """Whether two texts have the words in common that tell."""
    shared = len(one & other)
    if shared < _TELLING:
        return None
    every = len(one) + len(other) - shared
    if shared >= _SAME * every:
        return f"the words that tell are the same but for {every - shared}"
    longer = max(len(one), len(other))
    all_of_it = shared in (len(one), len(other)) and shared >= _PART * longer
    return "one says all that the other says" if all_of_it else None


def _in_a_row(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Whether a run of words is the same that is a good part of the shorter text."""
    longest = _longest_run(one, other)
    if longest >= max(_RUN, _SHARE_OF_RUN * min(len(one), len(other))):
        return f"{longest} words in a row are the same"
    return None


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words in a row are the same."""
    runs = set(_runs(one)) & set(_runs(other))
    if not runs:
        return 0
    longest = current = 0
    for run in _runs(one):
        current = current + 1 if run in runs else 0
        longest = max(longest, current)
    return longest + _RUN - 1
