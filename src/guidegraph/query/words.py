"""
Words as they are searched for and weighed: forms of one word fall together, however derived.

For a search, *supervise*, *supervisor* and *supervision* are one word; a comparison of wordings
must tell them apart, and so has a stemmer of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache


__all__ = ["SMALL", "Word", "plain_words", "stem", "stems", "words"]

Word = tuple[str, int, int]
"""A stem, and where its word begins and ends."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST = 4
_ENDINGS = (
    "ations ating ated ates ation ments ships "
    "ance ence able ible ical ment ness ship ally ful ions ate ies ied ing ion ity ive "
    "ers ors ory al ed er es ic ly or e y"
)
_SUFFIXES = tuple(sorted({*_ENDINGS.split()}, key=lambda ending: (-len(ending), ending)))
_IRREGULAR = {"people": "person", "persons": "person", "lives": "life"}

_SMALL_WORDS = """
about also and any are because been being both but can could does each for from had has have how
into its may more most must not one only other our out own same should some such than that the
their them then there these they this those through too upon was well were what when where which
while who whose why will with would you your
"""
SMALL = frozenset(_SMALL_WORDS.split())
"""Words that say too little to stand for a text."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    What the forms of an English word have in common; a word of another language is left as it is.

    >>> [stem(word) for word in ("supervise", "supervisors", "supervision", "peers", "honesty")]
    ['supervis', 'supervis', 'supervis', 'peer', 'honest']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.isascii():
        return word
    if len(word) >= _SHORTEST and word[-1] == "s" and word[-2] not in "siu":
        word = f"{word[:-3]}y" if word.endswith("ies") and len(word) > _SHORTEST else word[:-1]
    for _ in range(2):
        for ending in _SUFFIXES:
            left = len(word) - len(ending)
            if left >= _SHORTEST and word.endswith(ending):
                word = _single(word[:left])
                break
    # The two spellings of -ise.
    return f"{word[:-1]}s" if word.endswith("iz") else word


def _single(word: str) -> str:
    """Without the second of two consonants that an ending doubled: plann|ing."""
    double = word[-1] == word[-2] and word[-1] not in "aeiousl"
    return word[:-1] if double and len(word) > _SHORTEST else word


def words(text: str) -> Iterator[Word]:
    """
    The words of a text as stems, each with its place.

    >>> list(words("Peers' rights"))
    [('peer', 0, 5), ('right', 7, 13)]
    """
    for found in _WORD.finditer(text):
        yield stem(_folded(found[0])), found.start(), found.end()


def _folded(word: str) -> str:
    """A word in small letters, without a possessive."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    return plain.removesuffix("'s")


def stems(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [word for word, _, _ in words(text)]


def plain_words(text: str) -> list[str]:
    """
    The words of a text with their plurals undone, and nothing else.

    >>> plain_words("The peer supporters' values")
    ['the', 'peer', 'supporter', 'value']
    """
    found = (_folded(match[0]) for match in _WORD.finditer(text))
    return [word[:-1] if len(word) > 3 and word[-1] == "s" != word[-2] else word for word in found]
