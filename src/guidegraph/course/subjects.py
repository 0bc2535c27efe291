"""
The subjects of a text: the roots of its words, and the families of words that they belong to, or
else the beginnings of long words.

A word of a family counts partly for itself and partly for the family, therefore two texts with
other words of one family share something, and two with the same word share more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from guidegraph.language.inflect import root
from guidegraph.language.lexicon import groups
from guidegraph.language.words import Names, grammatical, keyed, keys


_Key = TypeVar("_Key")

__all__ = ["SubjectWord", "shared_words", "subjects_of"]

_OWN = 0.35
"""How much of a word of a family counts for the word itself."""

_LONG, _BEGINNING, _OWN_OF_LONG = 7, 6, 0.5


@dataclass(frozen=True, slots=True)
class SubjectWord:
    """What a word of a text counts for: its part of one word, and the word as first printed."""

    part: float
    printed: str


@lru_cache(maxsize=16384)
def subjects_of(text: str) -> Mapping[str, SubjectWord]:
    """
    The subjects of a text by their keys, each with how much it counts.

    >>> [key for key in subjects_of("coerced") if key in subjects_of("forcing")]
    ['=force']
    """
    found: dict[str, SubjectWord] = {}
    said = list(keyed(text))
    within = dict(_phrases().within([key for key, _ in said]))
    for at, (_, word) in enumerate(said):
        if at in within:
            name = within[at]
            printed = text[word.start : said[at + len(name) - 1][1].end]
            _add(found, _families_of_phrase()[name], 1.0, printed)
        if grammatical(word.form) or len(word.form) < 2 or word.form.isdecimal():
            continue
        key = root(word.form.replace("-", ""))
        families = _families_of_root().get(key, ())
        own = _OWN if families else 1.0
        if not families and len(key) >= _LONG:
            # Words of other languages, and their compounds, have their beginnings in common.
            own, families = _OWN_OF_LONG, (f"{key[:_BEGINNING]}-",)
        if key not in found:
            found[key] = SubjectWord(own, word.text)
            _add(found, families, 1.0 - own, word.text)
    return found


def shared_words(one: str, other: str, common: Collection[str] = frozenset()) -> tuple[str, ...]:
    """
    The words of a text that another shares, as printed; other words of one family with theirs.

    *common* are the keys of subjects that are left out.

    >>> shared_words("Nobody is forced to stay.", "They do not coerce others to stay.")
    ('forced (coerce)', 'stay')
    """
    ours, theirs = subjects_of(one), subjects_of(other)
    by_word: dict[str, str] = {}
    for key, subject in ours.items():
        if key not in theirs or key in common:
            continue
        word = subject.printed.casefold()
        same = not key.startswith("=") and not key.endswith("-")
        if same or word not in by_word:
            other_word = theirs[key].printed.casefold()
            by_word[word] = word if same or word == other_word else f"{word} ({other_word})"
    return tuple(by_word.values())


def _add(
    found: dict[str, SubjectWord], families: tuple[str, ...], part: float, printed: str
) -> None:
    for family in families:
        share = part / len(families)
        if family not in found or found[family].part < share:
            found[family] = SubjectWord(share, printed)


@cache
def _lines() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((f"={line[0]}", line) for line in groups("kindred"))


@cache
def _families_of_root() -> Mapping[str, tuple[str, ...]]:
    return _collected(
        (root(word.replace("-", "")), family)
        for family, line in _lines()
        for word in line
        if " " not in word
    )


@cache
def _families_of_phrase() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    return _collected(
        (keys(phrase), family) for family, line in _lines() for phrase in line if " " in phrase
    )


@cache
def _phrases() -> Names:
    return Names(_families_of_phrase())


def _collected(pairs: Iterator[tuple[_Key, str]]) -> Mapping[_Key, tuple[str, ...]]:
    found: dict[_Key, dict[str, None]] = {}
    for key, family in pairs:
        found.setdefault(key, {})[family] = None
    return {key: tuple(families) for key, families in found.items()}
