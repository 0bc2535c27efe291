"""The words of a text that carry its meaning, each as a key to compare by and as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import word_set
from guidegraph.model.edition import Item


__all__ = ["Name", "key_words", "keys", "keys_of_name", "said_by", "sentences", "shortened"]

Name = tuple[str, ...]
"""A name as the keys of its words."""

# "non-judgmental" and "nonjudgmental" are one word.
_WORD = re.compile(r"(?:\b[Nn]on-)?[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]*\s+")
# Said of any statement of a guideline, and so of none in particular.
_EMPTY = """
    all also another any are be been being can could do does done each every everyone has have
    having how if into is it its many may means more most must no not one other others our own same
    shall she should so some such than their them then there these they this those through was were
    what when where whether which while who will would you your
"""


def said_by(item: Item) -> str:
    """All that an item says: its name and its text."""
    return ". ".join(part for part in (item.pref_label or item.label, item.text) if part)


def keys(text: str) -> Iterator[tuple[str, str]]:
    """
    Each word of a text: the key it is compared by, and the word as printed.

    >>> list(keys("Clients' choices"))
    [('client', 'Clients'), ('choic', 'choices')]
    """
    for found in _WORD.finditer(text):
        word = found[0]
        plain = word.replace("’", "'").replace("-", "").casefold()
        yield stem(stem(plain)), word  # feelings, feeling, feel


def key_words(text: str) -> dict[str, str]:
    """
    The words that carry a text's meaning: keys, and each word as it is first printed.

    >>> key_words("The clients of a client")
    {'client': 'clients'}
    """
    found: dict[str, str] = {}
    for key, word in keys(text):
        if len(key) > 1 and not _grammatical(word.casefold()) and not key.isdecimal():
            found.setdefault(key, word)
    return found


def keys_of_name(name: str) -> Name:
    """
    A name as the keys of its words, so that inflected forms of it can be found.

    >>> keys_of_name("PEER SUPPORTERS")
    ('peer', 'supporter')
    """
    return tuple(key for key, _ in keys(name))


def sentences(text: str) -> list[str]:
    """
    The sentences of a text.

    >>> sentences("They say so. They mean it.")
    ['They say so.', 'They mean it.']
    """
    return [part for part in _SENTENCE.split(text) if part.strip()]


def shortened(text: str, most: int = 160) -> str:
    """A text cut after a word, at most so many characters long."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …"


@cache
def _empty() -> frozenset[str]:
    return frozenset(_EMPTY.split())


@cache
def _grammatical(word: str) -> bool:
    return word in _empty() or word in word_set("function") or word in word_set("ignorable")
