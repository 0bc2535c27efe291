"""
Statements compared: which are nearly the same, how binding they are, how they begin.

Two statements are similar if nearly all their important words are the same, if one contains all
important words of the other, or if many words in a row are the same. Words that many statements of
the edition share ("peer supporter") are not important.
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


__all__ = ["Force", "Similarity", "UnusualBeginning", "force_of", "similar", "unusual_beginnings"]

_SAME = 0.75
"""The minimum share of their important words that two statements have in common."""
_FEWEST = 4
"""The minimum number of important words they have in common."""
_PART = 0.5
"""The minimum part of a statement that a shorter one contains."""
_RUN = 12
"""How many equal words in a row are not a coincidence."""
_SHARE_OF_RUN = 0.4
_COMMON = 0.2
_FEW = 20
_MOST_POSTINGS = 60
"""A word that is in more statements is not used to find pairs."""
_LENGTH = 3
"""How many words count as the beginning of a sentence."""
_RARE = 2
_OFTEN = 4
"""How often the usual beginning must be found, and also twice as often as the unusual one."""
_SHORTEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """Two similar statements, why, and whether it is because nearly all words are the same."""

    one: Item
    other: Item
    why: str
    same_words: bool


def similar(items: Sequence[Item]) -> Iterator[Similarity]:
    """
    The pairs of statements that are similar and not the same, in document order.

    Each statement is compared with those it shares one of its rarest words with, and with those
    that share a run of words: the work grows with the number of statements, not with its square.
    """
    texts = [item.text or "" for item in items]
    meant = [content(text) for text in texts]
    said = [forms(text) for text in texts]
    seen = Counter(stem for stems in meant for stem in stems)
    common = {
        stem for stem, times in seen.items() if len(items) > _FEW and times > _COMMON * len(items)
    }
    important = [stems - common for stems in meant]
    by_word: dict[str, list[int]] = {}
    by_run: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(texts)):
        near: set[int] = set()
        for stem in sorted(important[place], key=lambda each: (seen[each], each)):
            if seen[stem] <= _MOST_POSTINGS:
                near.update(by_word.get(stem, ()))
                by_word.setdefault(stem, []).append(place)
        pasted: set[int] = set()
        for run in _runs(said[place]):
            runs = by_run.setdefault(run, [])
            pasted.update(runs)
            if len(runs) < _MOST_POSTINGS and place not in runs[-1:]:
                runs.append(place)
        for other in sorted(near | pasted):
            one, two = important[other], important[place]
            same = _same_words(one, two)
            why = same or _contained(one, two)
            if why is None and other in pasted:
                why = _in_a_row(said[other], said[place])
            if why and said[other] != said[place]:
                yield Similarity(
                    one=items[other], other=items[place], why=why, same_words=same is not None
                )


def _same_words(one: frozenset[str], other: frozenset[str]) -> str | None:
    """Whether nearly all important words of two texts are the same."""
    shared, every = len(one & other), len(one | other)
    if shared >= max(_FEWEST, _SAME * every):
        return f"all important words except {every - shared} are the same"
    return None


def _contained(one: frozenset[str], other: frozenset[str]) -> str | None:
    """Whether a text contains all important words of another, which is not much shorter."""
    shorter, longer = sorted((one, other), key=len)
    if shorter <= longer and len(shorter) >= max(_FEWEST, _PART * len(longer)):
        return "one contains all important words of the other"
    return None


def _in_a_row(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Whether a run of equal words is a good part of the shorter text."""
    longest = _longest_run(one, other)
    if longest >= max(_RUN, _SHARE_OF_RUN * min(len(one), len(other))):
        return f"{longest} words in a row are the same"
    return None


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))


def _longest_run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """The number of equal words in a row."""
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
    """The strongest words of force in a statement, and the statement without words of force."""

    strength: int
    phrase: str
    rest: str


def force_of(text: str) -> Force:
    """
    The force of a statement.

    >>> force = force_of("Staff must be trained, and may be paid.")
    >>> force.strength, force.phrase, force.rest
    (6, 'must', 'Staff be trained and be paid')
    """
    listed, names = _forces()
    said = words(text)
    stated = list(names.within([word.form for word in said]))
    within = {at + more for at, phrase in stated for more in range(len(phrase))}
    strongest = max((phrase for _, phrase in stated), key=listed.__getitem__, default=())
    return Force(
        strength=listed.get(strongest, 0),
        phrase=" ".join(strongest),
        rest=" ".join(word.text for at, word in enumerate(said) if at not in within),
    )


@cache
def _forces() -> tuple[Mapping[Name, int], Names]:
    """The strength of each word of force, and the words to find."""
    listed = {tuple(phrase.split()): int(strength) for phrase, strength in table("force").items()}
    return listed, Names(listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualBeginning:
    """A passage with a sentence that begins unusually, and how often the usual beginning occurs."""

    passage: Passage
    beginning: str
    usual: str
    times: int


def unusual_beginnings(passages: Sequence[Passage]) -> Iterator[UnusualBeginning]:
    """
    The sentences whose first three words are rare, but frequent with another form of one word.

    A word counts as another form if it begins alike and ends differently, and the difference is
    more than a plural or another person: "supports" for "supporters".
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
                if _shortened(said[hole], usual[hole]) and len(found[usual]) >= 2 * len(where):
                    for passage in where:
                        yield UnusualBeginning(
                            passage=passage,
                            beginning=" ".join(said),
                            usual=" ".join(usual),
                            times=len(found[usual]),
                        )


def _shortened(odd: str, usual: str) -> bool:
    """Whether a word is another one without its middle or end: both end in s, or neither."""
    if odd == usual or min(len(odd), len(usual)) < _SHORTEST:
        return False
    if odd.endswith("s") != usual.endswith("s"):
        return False
    one, other = sorted((odd.removesuffix("s"), usual.removesuffix("s")), key=len)
    return other.startswith(one) and other.removeprefix(one) in ("er", "or", "ing", "ed", "ive")
