"""
Statements beside one another: which say nearly the same, how strongly they bind, how they begin.

Two statements are alike if the words that carry meaning are the same but for few, if one says all
that the other says, or if a long run of words is the same. Words that many statements of the
edition share ("peer supporter") tell nothing and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from guidegraph.check.text.passages import Passage
from guidegraph.language.lexicon import table
from guidegraph.language.words import Name, Names, content, forms, sentences, words
from guidegraph.model.edition import Item


__all__ = ["Force", "Likeness", "Odd", "alike", "force_of", "odd_beginnings"]

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
_LENGTH = 3
"""How many words are the beginning of a sentence."""
_RARE = 2
_OFTEN = 4
"""The usual beginning is found as many times, and twice as often as the odd one."""
_SHORTEST = 5


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """
    The strongest word of force in a statement (0 if it has none), and the statement without such.
    """

    strength: int
    told: str
    rest: str


def force_of(text: str) -> Force:
    """
    The force of a statement.

    >>> force = force_of("Staff must be trained, and may be paid.")
    >>> force.strength, force.told, force.rest
    (6, 'must', 'Staff be trained and be paid')
    """
    listed = _forces()
    said = words(text)
    stated = list(Names(listed).within([word.form for word in said]))
    within = {at + more for at, phrase in stated for more in range(len(phrase))}
    strongest = max((phrase for _, phrase in stated), key=listed.__getitem__, default=())
    return Force(
        strength=listed.get(strongest, 0),
        told=" ".join(strongest),
        rest=" ".join(word.text for at, word in enumerate(said) if at not in within),
    )


@cache
def _forces() -> Mapping[Name, int]:
    return {tuple(phrase.split()): int(strength) for phrase, strength in table("force").items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """
    A passage with a sentence that begins oddly: the words, the usual ones, and how often these are.
    """

    passage: Passage
    said: str
    usual: str
    times: int


def odd_beginnings(passages: Sequence[Passage]) -> Iterator[Odd]:
    """
    The sentences whose first three words are rare, and are frequent but for the form of one.

    A word counts as another form if it begins alike and ends otherwise, and more than a plural or
    another person distinguishes the two: "supports" for "supporters".
    """
    found: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        for start, end in sentences(passage.text):
            said = forms(passage.text[start:end])[:_LENGTH]
            if len(said) == _LENGTH:
                found.setdefault(said, []).append(passage)
    often: dict[tuple[object, ...], list[tuple[str, ...]]] = {}
    for said, where in found.items():
        if len(where) >= _OFTEN:
            for hole in range(_LENGTH):
                often.setdefault((hole, *said[:hole], *said[hole + 1 :]), []).append(said)
    for said, where in found.items():
        if len(where) > _RARE:
            continue
        for hole in range(_LENGTH):
            for usual in often.get((hole, *said[:hole], *said[hole + 1 :]), ()):
                if _slipped(said[hole], usual[hole]) and len(found[usual]) >= 2 * len(where):
                    for passage in where:
                        yield Odd(
                            passage=passage,
                            said=" ".join(said),
                            usual=" ".join(usual),
                            times=len(found[usual]),
                        )


def _slipped(odd: str, usual: str) -> bool:
    """
    Whether a word is another one's with its middle or end left out: both end in s, or neither.
    """
    if odd == usual or min(len(odd), len(usual)) < _SHORTEST:
        return False
    if odd.endswith("s") != usual.endswith("s"):
        return False
    one, other = sorted((odd.removesuffix("s"), usual.removesuffix("s")), key=len)
    return other.startswith(one) and other.removeprefix(one) in ("er", "or", "ing", "ed", "ive")
