"""
Sentences that went from one item to another: neither removed nor added.

Their words are the same, or listed as meaning the same; then both are quoted.

A sentence left an item if none of the item's successors has it. It came to an item if none of the
item's predecessors had it. It moved if each edition has it once. A sentence that several items have
is about each of them: one item lost a duty, another one got it, and it moved nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidegraph.diff.sides import Numbers
from guidegraph.diff.wording.classify import classify
from guidegraph.language.enumeration import unnumbered
from guidegraph.language.inflect import canonical
from guidegraph.language.words import sentences
from guidegraph.model.alignment import Group
from guidegraph.model.changes import MovedSentence, Ref
from guidegraph.model.edition import Edition, Item


__all__ = ["MovedSentences"]

_SHORTEST = 2

# A sentence with fewer words says too little to be known in other words.
_CLEAR = 4

# Words that only announce a sentence.
_ANNOUNCING = frozenset({"note", "nb"})

# What words with the same meaning weigh at most.
_SAME = 0.02

# With such a first word, a sentence is about what the sentence before it names.
_POINTING = frozenset(
    {"it", "its", "they", "their", "he", "his", "she", "her", "this", "that", "these", "those"}
    | {"such", "er", "sie", "es", "ihr", "ihre", "dies", "diese", "dieser", "dieses", "solche"}
    | {"il", "elle", "ils", "elles", "ce", "cet", "cette", "ces"}
)

_WORD = re.compile(r"\w+")

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """
    A sentence of an item, from and to in the item's text without its front number, and the words of
    the sentence before it.
    """

    ref: Ref
    start: int
    end: int
    text: str
    key: _Key
    after: _Key = ()

    @property
    def points_back(self) -> bool:
        """Whether the sentence begins with a word for something named before it."""
        return _POINTING.issuperset(_WORD.findall(self.text.casefold())[:1])


class MovedSentences:
    """
    The sentences that went from items of one group to items of another.

    Args:
        old, new: the editions.
        groups: which items became which.
    """

    def __init__(self, old: Sequence[Edition], new: Edition, groups: Sequence[Group]) -> None:
        self._old = {edition.id: edition for edition in old}
        self._new = new
        # Both sides may have the same edition id.
        self._left: dict[Ref, list[tuple[_Place, MovedSentence]]] = {}
        self._came: dict[Ref, list[tuple[_Place, MovedSentence]]] = {}
        gone, come = self._gone_and_come(groups)
        self._adrift: set[MovedSentence] = set()
        self._rewordings: dict[MovedSentence, str] = {}
        followed = {ref: frozenset(group.new) for group in groups for ref in group.old}
        for name, left in gone.items():
            pairs = (*self._pairs(name, left, come), *_reworded(left, come, followed))
            for one, two in pairs:
                found = MovedSentence(text=one.text, old=one.ref, new=two.ref)
                if one.points_back and one.after != two.after:
                    self._adrift.add(found)
                self._left.setdefault(one.ref, []).append((one, found))
                self._came.setdefault(two.ref, []).append((two, found))
                if one.key != two.key:
                    self._rewordings[found] = two.text

    def of(self, group: Group) -> tuple[MovedSentence, ...]:
        """Those that left the old items of a group, then those that came to the new ones."""
        left = (found for ref in group.old for _, found in self._left.get(ref, ()))
        came = (found for ref in group.new for _, found in self._came.get(ref, ()))
        return tuple(dict.fromkeys((*left, *came)))

    def rewording(self, sentence: MovedSentence) -> str | None:
        """The words of a moved sentence at its new place, if they are others."""
        return self._rewordings.get(sentence)

    def may_be_of_another(self, sentence: MovedSentence) -> bool:
        """Whether the subject of a moved sentence is a word for whatever is before it."""
        return sentence in self._adrift

    def without(self, ref: Ref, text: str, *, is_old: bool) -> str:
        """The text of an item, without its front number, less the sentences that moved."""
        places = (self._left if is_old else self._came).get(ref, ())
        done, kept = 0, []
        for start, end in sorted({(place.start, place.end) for place, _ in places}):
            kept.append(text[done:start])
            done = end
        return "".join((*kept, text[done:])).strip() if kept else text

    # -- finding them -----------------------------------------------------------------

    def _gone_and_come(
        self, groups: Sequence[Group]
    ) -> tuple[dict[str, dict[_Key, list[_Place]]], dict[_Key, list[_Place]]]:
        """The sentences that left old items, by edition, and those that came to new ones."""
        gone: dict[str, dict[_Key, list[_Place]]] = {name: {} for name in self._old}
        come: dict[_Key, list[_Place]] = {}
        for group in groups:
            olds = [(ref, self._old[ref.edition].by_id[ref.id]) for ref in group.old]
            news = [(ref, self._new.by_id[ref.id]) for ref in group.new]
            if len({item.text for _, item in (*olds, *news)}) < 2 and olds and news:
                continue
            before = [found for ref, item in olds for found in _sentences(ref, item)]
            after = [found for ref, item in news for found in _sentences(ref, item)]
            had, has = {key for key, _ in before}, {key for key, _ in after}
            for key, place in before:
                if key not in has:
                    gone[place.ref.edition].setdefault(key, []).append(place)
            for key, place in after:
                if key not in had:
                    come.setdefault(key, []).append(place)
        return gone, come

    def _pairs(
        self, name: str, gone: Mapping[_Key, list[_Place]], come: Mapping[_Key, list[_Place]]
    ) -> Iterator[tuple[_Place, _Place]]:
        """Each sentence that left, and where it came to, in the order of the documents."""
        both = {key for key, places in gone.items() if len(places) == len(come.get(key, ())) == 1}
        if both:
            both &= _once(self._old[name].items, both) & _once(self._new.items, both)
        yield from ((gone[key][0], come[key][0]) for key in gone if key in both)


def _reworded(
    gone: Mapping[_Key, list[_Place]],
    come: Mapping[_Key, list[_Place]],
    followed: Mapping[Ref, Collection[Ref]],
) -> Iterator[tuple[_Place, _Place]]:
    """
    The sentences that one item lost and one got, with other words for the same.

    What is still in an item that *followed* the old one did not move.
    """
    if gone and come:
        lost, got = _by_meaning(gone, come), _by_meaning(come, gone)
        for meaning, places in lost.items():
            there = got.get(meaning, ())
            if len(places) != 1 or len(there) != 1:
                continue
            one, two = places[0], there[0]
            if two.ref not in followed[one.ref] and _is_harmless(one, two):
                yield one, two


def _by_meaning(
    some: Mapping[_Key, list[_Place]], others: Mapping[_Key, list[_Place]]
) -> dict[_Key, list[_Place]]:
    """The sentences that the other side does not have word for word, by words without forms."""
    found: dict[_Key, list[_Place]] = {}
    for key, places in some.items():
        if key not in others and len(key) >= _CLEAR:
            meaning = canonical(key[1:] if key[0] in _ANNOUNCING else key)
            if len(meaning) >= _CLEAR:
                found.setdefault(meaning, []).extend(places)
    return found


def _is_harmless(old: _Place, new: _Place) -> bool:
    """Whether two sentences say the same in other words; who announces one says no more."""
    texts = [" ".join(one.key[one.key[0] in _ANNOUNCING :]) for one in (old, new)]
    return texts[0] == texts[1] or classify(*texts).weight <= _SAME


def _sentences(ref: Ref, item: Item) -> Iterator[tuple[_Key, _Place]]:
    """The sentences of an item that are long enough, by their words without case."""
    if not item.text:
        return
    _, text = Numbers.split(item.text, item.notation)
    before: _Key = ()
    for start, end in sentences(text):
        said = unnumbered(text[start:end])[1]
        key = tuple(_WORD.findall(said.casefold()))
        if len(key) >= _SHORTEST:
            yield key, _Place(ref, start, end, " ".join(said.split()), key, before)
        before = key


def _once(items: Iterable[Item], wanted: set[_Key]) -> set[_Key]:
    """Those of some sentences that only one place has."""
    counts = Counter(
        key for item in items for key, _ in _sentences(Ref(edition="", id=item.id), item)
    )
    return {key for key in wanted if counts[key] == 1}
