"""Lists of patterns that find a word by its context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guidegraph.language.lexicon import entries


__all__ = ["Hit", "hits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A word that a pattern found: where it stands, the word, and what is meant."""

    start: int
    end: int
    word: str
    meant: str


def hits(list_: str, text: str) -> Iterator[Hit]:
    """The words of a text that a list of patterns finds, in their order."""
    found = [
        Hit(start=match.start("word"), end=match.end("word"), word=match["word"], meant=meant)
        for pattern, meant in _patterns(list_)
        for match in pattern.finditer(text)
    ]
    yield from sorted(found, key=lambda hit: (hit.start, hit.meant))


@cache
def _patterns(list_: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (entry.rpartition(" => ") for entry in entries(list_))
    return tuple((re.compile(pattern, re.IGNORECASE), meant) for pattern, _, meant in pairs)
