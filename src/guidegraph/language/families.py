"""
The family of a word: one key for all words that a search for one of them should find.

It goes beyond `root`, by which wordings are compared as well: irregular forms, words of Greek, and
German endings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from guidegraph.language.inflect import SHORTEST_ROOT, base_of, root
from guidegraph.language.lexicon import groups
from guidegraph.language.unseen import as_seen
from guidegraph.language.variants import LONGEST_WORD, american
from guidegraph.language.words import grammatical


__all__ = ["family", "says_nothing"]

_GREEK = re.compile(
    r"(?P<head>[a-z]{2,30}m)(?:as?|ata|at(?:ic|ics|ically|i[sz](?:e[ds]?|ing|ations?)))"
)
_SIS = re.compile(r"(?P<head>[a-z]{3,30}[aoye]s)is")
_ABSTRACT = re.compile(r"(?P<head>[a-z]{5,30})(?:[ea]ncy|[ea]ncies|[ea]nt|[ea]nts|[ea]ntly)")
_ACY = re.compile(r"(?P<head>[a-z]{4,30})ac(?:y|ies)")

# German endings, the longest first; up to three are removed: Arbeit|er|in.
_GERMAN = (
    *("ungen", "innen", "test", "tet", "ten", "tes", "ung", "ern", "em", "en", "er", "es", "st"),
    *("te", "in", "e", "n", "s", "t"),
)
_SHORTEST_GERMAN = 4


@lru_cache(maxsize=65536)
def family(word: str, language: str = "en") -> str:
    """
    The common key of the words of one family, a key to compare by rather than a word to print.

    >>> family("chose") == family("choosing"), family("diagnosis") == family("diagnose")
    (True, True)
    >>> family("voluntarily") == family("voluntary"), family("stigmatized") == family("stigma")
    (True, True)
    >>> family("Häusern", "de") == family("Haus", "de")
    True
    """
    form = unicodedata.normalize("NFKC", as_seen(word)).casefold().replace("’", "'")
    if language.partition("-")[0] == "de":
        return _german(form)
    form = form.removesuffix("'s") or form
    if not form.isascii() or len(form) > LONGEST_WORD:
        return root(form)
    form = american(base_of(form))
    for pattern in (_GREEK, _SIS, _ABSTRACT, _ACY):
        if found := pattern.fullmatch(form):
            # A key of its own, from which nothing else is removed: traum|atic, traum|a.
            head = found["head"]
            return head if pattern in (_GREEK, _SIS) else _tidy(root(head))
    if form.endswith("ily") and form != "family":
        form = f"{form[:-3]}y"
    return _tidy(root(form))


def _tidy(key: str) -> str:
    """Without the i of voluntar|i|ly; analyze and analysis have one letter."""
    if len(key) > SHORTEST_ROOT:
        key = key.removesuffix("i")
    return f"{key[:-1]}s" if key.endswith("yz") else key


def _german(form: str) -> str:
    letters = unicodedata.normalize("NFKD", form)
    key = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for _ in range(3):
        for ending in _GERMAN:
            if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_GERMAN:
                key = key.removesuffix(ending)
                break
    return key


def says_nothing(form: str, language: str = "en") -> bool:
    """Whether a word is so frequent in a language that no search is for it: "the", "should"."""
    language = language.partition("-")[0]
    if language == "en":
        return grammatical(form)
    return form in _stop_words(language)


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(
        word for name, words in groups("stop_words") if name == language for word in words.split()
    )
