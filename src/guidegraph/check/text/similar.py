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
_RUN = 12
"""How many words in a row are no accident."""
_SHARE_OF_RUN = 0.4
_COMMON = 0.2
_FEW = 20
_MOST_POSTINGS = 60
"""A word that stands in more statements leads to none of them: it would lead to all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """
    Two statements that are alike, and why.
    """

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
        candidates: set[int] = set()
        rare = sorted(telling[place], key=lambda stem: (seen[stem], stem))
        for stem in rare:
            if seen[stem] <= _MOST_POSTINGS:
                candidates.update(by_word.get(stem, ()))
                by_word.setdefault(stem, []).append(place)
        for run in _runs(forms(text)):
            candidates.update(by_run.get(run, ()))
            runs = by_run.setdefault(run, [])
            if len(runs) < _MOST_POSTINGS and place not in runs[-1:]:
                runs.append(place)
        for other in sorted(candidates):
            why = _why(texts[other], text, telling[other], telling[place])
            if why:
                yield Likeness(one=items[other], other=items[place], why=why)


def _why(one: str, other: str, first: frozenset[str], second: frozenset[str]) -> str | None:
    """
    In what respect two texts are alike, or nothing.
    """
    if forms(one) == forms(other):
        return None
    shared = first & second
    if len(shared) >= _TELLING:
        if len(shared) >= _SAME * len(first | second):
            return f"the words that tell are the same but for {len(first ^ second)}"
        if shared in (first, second):
            return "one says all that the other says"
    longest = _longest_run(forms(one), forms(other))
    if longest >= max(_RUN, _SHARE_OF_RUN * min(len(forms(one)), len(forms(other)))):
        return f"{longest} words in a row are the same"
    return None


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """
    How many words in a row are the same.
    """
    runs = set(_runs(one)) & set(_runs(other))
    if not runs:
        return 0
    longest = current = 0
    for run in _runs(one):
        current = current + 1 if run in runs else 0
        longest = max(longest, current)
    return longest + _RUN - 1
