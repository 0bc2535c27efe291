"""
Words as they are searched for and weighed: forms of one word fall together, however derived.

For a search, *supervise*, *supervisor* and *supervision* are one word; a comparison of wordings must
tell them apart, and so has a stemmer of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache


__all__ = ["Word", "stem", "stems", "words"]

Word = tuple[str, int, int]
"""A stem, and where its word begins and ends."""

_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_SHORTEST = 4
_ENDINGS = tuple(
    sorted(
        (
            "s es ed ing er or ers ors ion ions ive ly ity al ally ment ments ness ful able ible "
            "ance ence ate ates ated ating ation ations ise ises ised ising ize izes ized izing "
            "ship ships y ies ied e ical ic ory"
        ).split(),  # noqa: SIM905 - a table of words
        key=lambda ending: (-len(ending), ending),
    )
)
_IRREGULAR = {"people": "person", "persons": "person", "persona": "person", "lives": "life"}


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
    for _ in range(3):
        for ending in _ENDINGS:
            left = len(word) - len(ending)
            if left >= _SHORTEST and word.endswith(ending) and not word.endswith("ss"):
                word = _single(word[:left])
                break
        else:
            break
    return word[:-1] if len(word) == _SHORTEST and word.endswith("s") and word[-2] != "s" else word


def _single(word: str) -> str:
    """
    Without the second of two consonants that an ending doubled: plann|ing.
    """
    double = word[-1] == word[-2] and word[-1] not in "aeiousl"
    return word[:-1] if double and len(word) > _SHORTEST else word


def words(text: str) -> Iterator[Word]:
    """
    The words of a text as stems, each with its place.

    >>> list(words("Peers' rights"))
    [('peer', 0, 5), ('right', 7, 13)]
    """
    for found in _WORD.finditer(text):
        plain = unicodedata.normalize("NFKC", found[0]).casefold().replace("’", "'")
        yield stem(plain), found.start(), found.end()


def stems(text: str) -> list[str]:
    """
    The stems of a text, in order.
    """
    return [word for word, _, _ in words(text)]
