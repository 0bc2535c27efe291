"""Words as they are compared: plain forms, and stems that fold the commonest endings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


__all__ = ["plain", "stem", "stems", "words"]

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
    """The stems of the words of a plain text."""
    return [stem(word) for word in words(text)]
