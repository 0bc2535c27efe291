"""
Words as they are compared: plain forms, and stems that fold the commonest endings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files


__all__ = ["notions", "plain", "stem", "stems", "synonyms", "words"]

SHORTEST = 4
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['\u2019](?:s\b)?")
ENDINGS = (
    "ization isation izations ational ations ation ition itions ments ment ness ities ity "
    "ances ance ences ence ized ised izes ises izing ising ize ise ated ates ating ate ally ical "
    "ily ies ied ier ions ion ings ing edly ed ers er ors or es ly al ive ives s e y"
)
SUFFIXES = tuple(sorted(ENDINGS.split(), key=lambda ending: (-len(ending), ending)))


def plain(text: str) -> str:
    """
    *text* as it is compared: compatibility forms, lower case, single spaces.

    >>> plain("  The  Office")
    'the office'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words(text: str) -> list[str]:
    """
    The words of a plain text, without possessives.

    >>> words("the user's self-help, item 2")
    ['the', 'user', 'self', 'help', 'item', '2']
    """
    return WORD.findall(APOSTROPHE.sub("", text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """
    A word without its commonest English endings, at least four letters of it.

    >>> [stem(word) for word in ("managed", "manages", "policies", "policy")]
    ['manag', 'manag', 'polic', 'polic']
    """
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return word[: -len(suffix)]
    return word


def stems(text: str) -> list[str]:
    """
    The stems of the words of a plain text.
    """
    return [stem(word) for word in words(text)]


def notions(stemmed: list[str]) -> list[str]:
    """
    Stems, with one for all of a family of synonyms.

    >>> notions(stems("vendors supply apples")) == notions(stems("a supplier provides apples"))[1:]
    True
    """
    families = _families()
    return [families.get(word, word) for word in stemmed]


def synonyms(word: str) -> tuple[str, ...]:
    """
    The other words of the family of synonyms of *word*, none for most words.

    >>> synonyms("yearly")
    ('annual',)
    """
    families = _families()
    first = families.get(stem(plain(word)))
    if first is None:
        return ()
    return tuple(
        other
        for line in _lines()
        if stem(line[0]) == first
        for other in line
        if stem(other) != stem(plain(word))
    )


@cache
def _families() -> dict[str, str]:
    return {stem(word): stem(line[0]) for line in _lines() for word in line}


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    text = files("guidegraph.diff").joinpath("synonyms.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if not line.startswith("#"))
