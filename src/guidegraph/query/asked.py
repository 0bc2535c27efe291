"""
What somebody searches for, and where a text has it.

A word is found in any form. Words in quotation marks are a phrase: they must follow each other, in
any inflection. A word with hyphens stays together, however it is spelt: co-optation, cooptation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache

from guidegraph.language.families import family, says_nothing
from guidegraph.language.inflect import stem
from guidegraph.language.words import parts, printed_parts, words
from guidegraph.model.errors import MisuseError


__all__ = ["Range", "SearchedPassage", "Wanted", "WantedKind", "passage", "wanted"]

MOST_WORDS = 64

Range = tuple[int, int]

_QUOTED = re.compile(r'["“”„«»](?P<phrase>[^"“”„«»]{1,500})["“”„«»]')
_HYPHENS = str.maketrans("‐‑", "--")  # signs that are hyphens as well
_BORDER = "\n"


class WantedKind(Enum):
    """How the words of one thing that is searched for belong together."""

    WORD = auto()
    COMPOUND = auto()
    PHRASE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    One thing that is searched for: a word, a word with hyphens, or a phrase.

    *keys* are the keys of its parts, *joined* is the key of all of them written as one word.
    """

    text: str
    kind: WantedKind
    keys: tuple[str, ...]
    joined: str = ""


@dataclass(frozen=True)  # no slots: the stems are made once, and only for phrases
class SearchedPassage:
    """
    A text to search in: its words, their keys, and their places.

    *compounds* are the words with hyphens, by the key of all of their parts.
    """

    words: Sequence[str]
    keys: Sequence[str]
    places: Sequence[Range]
    compounds: Mapping[str, Sequence[Range]]
    language: str

    @cached_property
    def stems(self) -> Sequence[str]:
        """The words without their inflection."""
        return [_stem(word, self.language) for word in self.words]

    @cached_property
    def known(self) -> frozenset[str]:
        """The keys that occur."""
        return frozenset(self.keys)

    def ranges(self, one: Wanted) -> tuple[Range, ...]:
        """Where the text has it."""
        if one.kind is WantedKind.PHRASE:
            return tuple(self._runs(one.keys, self.stems))
        found = [*self.compounds.get(one.joined, ())]
        if one.kind is WantedKind.COMPOUND and one.keys[0] in self.known:
            found += self._runs(one.keys, self.keys)
        if one.joined in self.known:
            pairs = zip(self.keys, self.places, strict=True)
            found += (at for key, at in pairs if key == one.joined)
        return tuple(sorted(set(found)))

    def has_in_a_row(self, keys: Sequence[str]) -> bool:
        """Whether words with these keys follow each other."""
        return next(self._runs(keys, self.keys), None) is not None

    def _runs(self, keys: Sequence[str], among: Sequence[str]) -> Iterator[Range]:
        if not keys:
            return
        for at in range(len(among) - len(keys) + 1):
            if among[at] == keys[0] and tuple(among[at : at + len(keys)]) == tuple(keys):
                yield self.places[at][0], self.places[at + len(keys) - 1][1]


def wanted(text: str, language: str = "en") -> tuple[Wanted, ...]:
    """
    What is searched for, in the order of the text, without words that say nothing.

    >>> [(one.text, one.kind.name) for one in wanted('the co-learning of "lived experience"')]
    [('co-learning', 'COMPOUND'), ('lived experience', 'PHRASE')]

    If there are only such words, they are searched for.

    Raises:
        MisuseError: there are too many words.
    """
    text = text.translate(_HYPHENS)
    every: dict[Wanted, bool] = {}
    end = 0
    for quoted in _QUOTED.finditer(text):
        every |= _plain(text[end : quoted.start()], language)
        stems = tuple(_stem(word.text, language) for word in parts(quoted["phrase"]))
        if stems:
            said = " ".join(quoted["phrase"].split())
            every[Wanted(text=said, kind=WantedKind.PHRASE, keys=stems)] = True
        end = quoted.end()
    every |= _plain(text[end:], language)
    if len(every) > MOST_WORDS:
        raise MisuseError(
            f"{len(every)} different words are too many to search for; give at most {MOST_WORDS}"
        )
    return tuple(one for one, counts in every.items() if counts) or tuple(every)


def _plain(text: str, language: str) -> dict[Wanted, bool]:
    """The words outside quotation marks, each with whether it says something."""
    found = {}
    for word in words(text):
        pieces = [piece.text for piece in parts(word.text)]
        kind = WantedKind.COMPOUND if len(pieces) > 1 else WantedKind.WORD
        one = Wanted(
            text=word.text,
            kind=kind,
            keys=tuple(family(piece, language) for piece in pieces),
            joined=family("".join(pieces), language),
        )
        found[one] = not says_nothing(word.form, language)
    return found


@lru_cache(maxsize=4096)
def passage(text: str, language: str = "en") -> SearchedPassage:
    """
    A text to search in; a phrase does not go on from one line to the next.

    >>> found = passage("Cooptation, or co-optation", "en")
    >>> [found.ranges(one) for one in wanted("co-optation")]
    [((0, 10), (15, 26))]
    """
    text = text.translate(_HYPHENS)
    said: list[str] = []
    keys: list[str] = []
    places: list[Range] = []
    compounds: dict[str, list[Range]] = {}
    start = 0
    for line in text.split(_BORDER):
        if start:
            said.append(_BORDER)
            keys.append(_BORDER)
            places.append((start, start))
        for word, first, end in printed_parts(line):
            said.append(word)
            keys.append(family(word, language))
            places.append((start + first, start + end))
        start += len(line) + len(_BORDER)
    for whole in words(text) if "-" in text else ():
        if "-" in whole.text:
            joined = family("".join(piece.text for piece in parts(whole.text)), language)
            compounds.setdefault(joined, []).append((whole.start, whole.end))
    return SearchedPassage(said, keys, places, compounds, language)


def _stem(word: str, language: str) -> str:
    """A word without its inflection."""
    if language.partition("-")[0] == "en":
        return stem(word.casefold().replace("’", "'"))
    return family(word, language)
