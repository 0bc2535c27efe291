"""The words of a document that its edition does not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from guidegraph.model.edition import Edition


__all__ = ["lost_of"]

_WORD = re.compile(r"[^\W_]+")


def lost_of(
    lines: Iterable[tuple[str, int]], edition: Edition
) -> tuple[int, list[tuple[str, int]]]:
    """How many words lines of text have, and those, with their lines, not in the edition."""
    from guidegraph.importers.outline.words import words_of_edition

    left = Counter(words_of_edition(edition))
    count = 0
    lost: list[tuple[str, int]] = []
    for text, line in lines:
        for word in _WORD.findall(text):
            count += 1
            if left[word] > 0:
                left[word] -= 1
            else:
                lost.append((word, line))
    return count, lost
