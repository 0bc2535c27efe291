"""
A text as words, sentences and names: the one reading that search, courses and checks share.

A *printed word* is joined by apostrophes, hyphens and dots: "well-being", "U.S.". Its *parts* are
between hyphens and dots. The *form* of either is the word without case. Texts
are compared by the *keys* of their parts, without inflection, and searched by their *roots*,
without derivation.

Two other readings have other words: the source of an edition is accounted for by the texts between
white space (`guidegraph.verify.words`), and a comparison of wordings also reads the marks between
the words (`guidegraph.diff.wording.reading`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from guidegraph.language.inflect import root, stem
from guidegraph.language.lexicon import groups, word_set
from guidegraph.language.unseen import UNSEEN, as_seen


__all__ = [
    "Name",
    "Names",
    "Word",
    "content",
    "folded",
    "forms",
    "grammatical",
    "key_words",
    "keyed",
    "keys",
    "parts",
    "printed_parts",
    "rooted",
    "sentences",
    "spellings",
    "words",
]

Name = tuple[str, ...]
"""A name as the keys of its words."""

# Marks on letters, and what shows nothing, are part of a word.
_LETTERS = rf"(?:[^\W_]++[\u0300-\u036f{UNSEEN}]*+)++"
_PART = rf"{_LETTERS}(?:['’]{_LETTERS})*"
_PARTS = re.compile(_PART)
_WORD = re.compile(rf"{_PART}(?:[.-]{_PART})*")
# "non-judgmental" and "nonjudgmental" are one word, and a non-peer is not a peer.
_KEYED = re.compile(rf"(?:\b[Nn]on-)?{_PART}")

# A long run of marks is read once: no mark of it begins a match but the first.
_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s)")
_NEXT = re.compile(r"\S")
_LONGEST_ABBREVIATION = 20


class Word(NamedTuple):
    """A word of a text: as printed, without case, and its place."""

    text: str
    form: str
    start: int
    end: int


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[Word, ...]:
    """
    The printed words of a text.

    >>> [word.form for word in words("Peers’ well-being, 24/7")]
    ['peers', 'well-being', '24', '7']
    """
    return tuple(_read(_WORD, text))


def parts(text: str) -> Iterator[Word]:
    """
    The parts of the printed words of a text.

    >>> [word.form for word in parts("Peers’ well-being")]
    ['peers', 'well', 'being']
    """
    return _read(_PARTS, text)


def printed_parts(text: str) -> Iterator[tuple[str, int, int]]:
    """
    The parts of the printed words of a text as they are printed, with their places.

    >>> list(printed_parts("Peers’ well-being"))
    [('Peers', 0, 5), ('well', 7, 11), ('being', 12, 17)]
    """
    return ((found[0], *found.span()) for found in _PARTS.finditer(text))


def _read(pattern: re.Pattern[str], text: str) -> Iterator[Word]:
    for found in pattern.finditer(text):
        printed = found[0]
        yield Word(printed, _form(printed), found.start(), found.end())


# An edition has far fewer words than places of words: each is looked at once.
@lru_cache(maxsize=65536)
def _form(printed: str) -> str:
    return as_seen(printed.casefold()).replace("’", "'")


@lru_cache(maxsize=65536)
def _key(printed: str) -> str:
    # feelings, feeling, feel
    return stem(stem(_form(printed).replace("-", "")))


def forms(text: str) -> tuple[str, ...]:
    """The printed words of a text without case."""
    return tuple(map(_form, _WORD.findall(text)))


def keyed(text: str) -> Iterator[tuple[str, Word]]:
    """
    The parts of a text with their keys; "non-" belongs to what follows.

    >>> [(key, word.text) for key, word in keyed("Clients' non-judgmental feelings")]
    [('client', 'Clients'), ('nonjudgmental', 'non-judgmental'), ('feel', 'feelings')]
    """
    for word in _read(_KEYED, text):
        yield _key(word.text), word


@lru_cache(maxsize=32768)
def keys(text: str) -> Name:
    """
    A text as keys, to find a name in any inflection and however its words are joined.

    >>> keys("PEER-SUPPORT RELATIONSHIPS")
    ('peer', 'support', 'relationship')
    """
    return tuple(map(_key, _KEYED.findall(text)))


def spellings(name: str) -> tuple[Name, ...]:
    """
    A name as keys, then with its hyphenated words as one.

    >>> spellings("co-learning")
    (('co', 'learn'), ('colearn',))
    """
    joined = re.sub(r"(?<=[^\W_])[-‐‑](?=[^\W_])", "", name)  # hyphens
    return tuple(found for found in dict.fromkeys((keys(name), keys(joined))) if found)


def rooted(text: str) -> Iterator[tuple[str, Word]]:
    """
    The parts of a text with their roots.

    >>> [(key, word.start) for key, word in rooted("Peers' supervision")]
    [('peer', 0), ('supervis', 7)]
    """
    return ((root(word.text), word) for word in parts(text))


@lru_cache(maxsize=32768)
def content(text: str) -> frozenset[str]:
    """
    The stems of the words with a meaning.

    >>> sorted(content("They share the power they have."))
    ['power', 'share']
    """
    pieces = (piece for form in forms(text) for piece in form.split("-"))
    return frozenset(stem(piece) for piece in pieces) - word_set("function")


def key_words(text: str) -> dict[str, str]:
    """
    The words for the subject of a text: keys, and each word as first printed.

    >>> key_words("The clients of a client should each have choices")
    {'client': 'clients', 'choic': 'choices'}
    """
    found: dict[str, str] = {}
    for key, word in keyed(text):
        if len(key) > 1 and not grammatical(word.text.casefold()) and not key.isdecimal():
            found.setdefault(key, word.text)
    return found


@cache
def grammatical(form: str) -> bool:
    """Whether a word does not show the subject of a text: "the", "should", "each"."""
    lists = ("function", "ignorable", "grammatical")
    return any(form in word_set(name) for name in lists)


def generic(form: str) -> bool:
    """Whether a word is too general to say what texts have in common: "things", "und", "one's"."""
    bare = re.sub(r"['’]s?$", "", form)
    return grammatical(bare) or bare in word_set("generic") or bare in _frequent()


@cache
def _frequent() -> frozenset[str]:
    """The words that are frequent in any language and are long enough to be no others."""
    lists = (words.split() for _, words in groups("stop_words"))
    return frozenset(word for words in lists for word in words if len(word) > 3)


class Names:
    """Names as keys, to find in texts; of overlapping names the longest counts."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = frozenset(name for name in names if name)
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[0], set()).add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def within(self, said: Sequence[str]) -> Iterator[tuple[int, Name]]:
        """
        Where names begin in a text, and which.

        >>> names = Names([("peer",), ("peer", "supporter")])
        >>> list(names.within(keys("Peers help peer supporters")))
        [(0, ('peer',)), (2, ('peer', 'supporter'))]
        """
        at = 0
        while at < len(said):
            for length in self._lengths.get(said[at], ()):
                name = tuple(said[at : at + length])
                if name in self._names:
                    yield at, name
                    at += length
                    break
            else:
                at += 1


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """
    Where the sentences of a text begin and end.

    >>> text = "It grew in the U.S. and abroad. Why? (See below.)"
    >>> [text[start:end] for start, end in sentences(text)]
    ['It grew in the U.S. and abroad.', 'Why?', '(See below.)']
    """
    start = 0
    for end in _END.finditer(text):
        found = _NEXT.search(text, end.end())
        after = found[0] if found else ""
        last = text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        before = last.rpartition(" ")[2].casefold().lstrip("(“\"'")
        initial = len(before) == 1 and before.isalpha()
        if end[0].startswith(".") and (before in word_set("abbreviations") or initial):
            if after.islower() or initial or before not in ("etc", "u.s", "u.k"):
                continue
        elif after.islower():
            continue
        yield start, end.end()
        start = found.start() if found else len(text)
    if text[start:].strip():
        yield start, len(text)


def folded(text: str) -> str:
    """
    The words of a text without accents and case, with single spaces between them.

    >>> folded("Peers’ “café” — 7.4")
    'peers cafe 7 4'
    """
    # An apostrophe in a word is removed: texts with and without it match.
    bare = re.sub(r"(?<=\w)['’](?=\w|\s|$)", "", as_seen(text))
    letters = unicodedata.normalize("NFKD", bare).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", kept))
