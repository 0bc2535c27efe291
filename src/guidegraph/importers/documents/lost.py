"""The words of a document that its edition does not have."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

from guidegraph.model.edition import Edition


__all__ = ["CHANGED", "lost_of"]

CHANGED: Final = "\u2060"
"""Where a tracked change or raised characters begin or end, perhaps inside a word."""

_MOST_JOINED: Final = 8
_WORD = re.compile(rf"(?:[^\W_]|{CHANGED})+")


def lost_of(
    lines: Iterable[tuple[str, int]], edition: Edition
) -> tuple[int, list[tuple[str, int]]]:
    """
    How many words lines of text have, and those, with their lines, not in the edition.

    Raised digits count as others do.
    """
    from guidegraph.importers.outline.words import words_of_edition

    left = Counter(map(_plain, words_of_edition(edition)))
    count = 0
    lost: list[tuple[str, int]] = []
    for text, line in lines:
        for word in _WORD.findall(text):
            for each in _as_found(_plain(word).split(CHANGED), left):
                count += 1
                if left[each] > 0:
                    left[each] -= 1
                else:
                    lost.append((each, line))
    return count, lost


def _plain(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFKC", word)


def _as_found(parts: list[str], left: Counter[str]) -> list[str]:
    """A word as one, as before and after a change, or its parts, as the edition has it."""
    changed = [each for each in ("".join(parts[::2]), "".join(parts[1::2])) if each]
    apart = _joined([each for each in parts if each], left)
    for found in (["".join(parts)], changed, apart):
        if all(left[each] > 0 for each in found):
            return [each for each in found if each]
    return changed


def _joined(parts: list[str], left: Counter[str]) -> list[str]:
    """Parts of a word, of which those in front of each other are joined where the edition does."""
    found: list[str] = []
    at = 0
    while at < len(parts):
        ends = range(min(len(parts), at + _MOST_JOINED), at, -1)
        end = next((end for end in ends if left["".join(parts[at:end])] > 0), at + 1)
        found.append("".join(parts[at:end]))
        at = end
    return found
