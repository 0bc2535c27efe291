"""
The sentences of two texts: which one became which, which only moved, which are in one text only.

Words are compared within a pair of sentences, so that a duty is not compared with another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from guidegraph.language.inflect import root
from guidegraph.language.words import forms, grammatical, sentences


__all__ = ["PairedText", "SentenceAlignment", "align_sentences"]

# The least share of words that two versions of a sentence have in common; at the same place, one
# took the place of the other even if it has less of it.
LIKE_ENOUGH = 0.4
IN_PLACE = 0.2
# The least share of the words of a sentence that another one took over, or that it was taken from.
TAKEN_OVER = 0.5

# A word that is in more sentences than this is no reason to compare two of them.
MOST_FREQUENT = 12

# A sentence is not divided into more parts than this.
MOST_PARTS = 5

# Sentences that are compared for being the same, at most this many for each.
MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedText:
    """A part of the old text and the part of the new one that it became."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceAlignment:
    """
    Two texts, sentence by sentence, in the order of the new one.

    *pairs* are those that differ, *removed* and *added* the sentences without a counterpart;
    *crossed* says whether the rest is in another order.
    """

    pairs: tuple[PairedText, ...]
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    crossed: bool = False


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a text, and its place."""

    text: str
    start: int
    end: int

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Its words, without case and marks."""
        return forms(self.text)

    @cached_property
    def words(self) -> Counter[str]:
        """How often it has each word of some meaning, or each word if none has."""
        found = Counter(root(form) for form in self.key if not grammatical(form))
        return found or Counter(self.key)


def align_sentences(old: str, new: str) -> SentenceAlignment:
    """
    Find the counterpart of each sentence.

    >>> align_sentences("Knock. Wait for an answer.", "Wait for a clear answer. Knock.").crossed
    True
    """
    before, after = _sentences(old), _sentences(new)
    if len(before) <= 1 and len(after) <= 1:
        return SentenceAlignment(pairs=(PairedText(old=old, new=new),))
    partners = _verbatim(before, after)
    partners.update(_likest(before, after, partners))
    partners.update(_in_place(before, after, partners))
    if not partners:
        return SentenceAlignment(pairs=(PairedText(old=old, new=new),))
    groups = _with_parts(before, after, partners)
    taken = (
        {at for group in groups for at in group[0]},
        {at for group in groups for at in group[1]},
    )
    firsts = [group[0][0] for group in groups]
    return SentenceAlignment(
        pairs=tuple(
            PairedText(old=left, new=right)
            for left, right in ((_run(old, before, a), _run(new, after, b)) for a, b in groups)
            if left.split() != right.split()
        ),
        removed=tuple(one.text for at, one in enumerate(before) if at not in taken[0]),
        added=tuple(one.text for at, one in enumerate(after) if at not in taken[1]),
        crossed=any(one > two for one, two in pairwise(firsts)),
    )


def _sentences(text: str) -> list[_Sentence]:
    """The sentences that have a word; marks alone belong to the one before."""
    found: list[_Sentence] = []
    for start, end in sentences(text):
        one = _Sentence(text=text[start:end], start=start, end=end)
        if found and not one.key:
            first = found.pop()
            one = _Sentence(text=text[first.start : end], start=first.start, end=end)
        found.append(one)
    return found


def _run(text: str, found: Sequence[_Sentence], positions: Sequence[int]) -> str:
    """Some sentences as one text, with what is between them where they are neighbours."""
    if positions[-1] - positions[0] == len(positions) - 1:
        return text[found[positions[0]].start : found[positions[-1]].end]
    return " ".join(found[at].text for at in positions)


def _verbatim(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> dict[int, int]:
    """The new sentence with the same words as each old one; repeated ones in their order."""
    places: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, one in enumerate(new):
        places[one.key].append(at)
    return {at: places[one.key].popleft() for at, one in enumerate(old) if places[one.key]}


def _likest(
    old: Sequence[_Sentence], new: Sequence[_Sentence], same: Mapping[int, int]
) -> dict[int, int]:
    """The pairs of the other sentences that have most words in common, the likest first."""
    taken = set(same.values())
    free = [at for at in range(len(new)) if at not in taken]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at in free:
        for word in new[at].words:
            holders[word].append(at)
    scored: list[tuple[float, int, int, int]] = []
    for at, one in enumerate(old):
        if at in same:
            continue
        hits: Counter[int] = Counter()
        for word in one.words:
            if len(holders[word]) <= MOST_FREQUENT:
                hits.update(holders[word])
        if at < len(new) and at not in taken:
            hits[at] += 0  # the one at its place, however frequent its words are
        for other, _ in hits.most_common(MOST_CANDIDATES):
            like = _likeness(one, new[other])
            scored.append((-round(like, 9), abs(at - other), at, other))
    scored.sort()
    found: dict[int, int] = {}
    for like, _, at, other in scored:
        if -like >= LIKE_ENOUGH and at not in found and other not in taken:
            found[at] = other
            taken.add(other)
    return found


def _in_place(
    old: Sequence[_Sentence], new: Sequence[_Sentence], partners: Mapping[int, int]
) -> dict[int, int]:
    """The pairs of lone sentences between the same neighbours that are a little like each other."""
    ends = {-1: -1, len(old): len(new), **partners}
    taken = {*partners.values()}
    found: dict[int, int] = {}
    for at, one in enumerate(old):
        if at in partners or at - 1 not in ends:
            continue
        other = ends[at - 1] + 1
        alone = ends.get(at + 1) == other + 1
        free = alone and other < len(new) and other not in taken
        if free and _likeness(one, new[other]) >= IN_PLACE:
            found[at] = other
    return found


def _likeness(one: _Sentence, two: _Sentence) -> float:
    """
    The share of words that two sentences have in common, of both or of the shorter one.

    A sentence to which much was added is still the same one.
    """
    shared = (one.words & two.words).total()
    sizes = sorted((one.words.total(), two.words.total()))
    within = 0.8 * shared / sizes[0] if shared > 2 else 0.0
    return max(2 * shared / max(1, sum(sizes)), within)


def _with_parts(
    old: Sequence[_Sentence], new: Sequence[_Sentence], partners: Mapping[int, int]
) -> list[tuple[list[int], list[int]]]:
    """
    The pairs, each with the leftover neighbours of its sentences that are a part of the other one:
    a sentence was divided, or two were joined.
    """
    groups = [([at], [other]) for at, other in sorted(partners.items(), key=lambda pair: pair[1])]
    for side, texts, others in ((1, new, old), (0, old, new)):
        whose = {at: group for group in groups for at in group[side]}
        for at, one in enumerate(texts):
            if at in whose:
                continue
            for beside in (at - 1, at + 1):
                group = whose.get(beside)
                room = group is not None and len(group[side]) < MOST_PARTS
                if group is not None and room and _is_part(one, group, side, texts, others):
                    group[side].append(at)
                    group[side].sort()
                    whose[at] = group
                    break
    return groups


def _is_part(
    one: _Sentence,
    group: tuple[list[int], list[int]],
    side: int,
    texts: Sequence[_Sentence],
    others: Sequence[_Sentence],
) -> bool:
    """Whether a sentence has its words from what the others of its group have left."""
    left = sum((others[at].words for at in group[1 - side]), Counter[str]())
    left -= sum((texts[at].words for at in group[side]), Counter[str]())
    shared = (one.words & left).total()
    return shared > 0 and shared >= TAKEN_OVER * one.words.total()
