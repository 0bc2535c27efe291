"""The words of a document that its edition does not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from guidegraph.model.edition import Edition


__all__ = ["CHANGED", "lost_of"]

CHANGED: Final = "\u2060"
"""Where a tracked change begins or ends, perhaps inside a word."""

_WORD = re.compile(rf"(?:[^\W_]|{CHANGED})+")


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
            parts = word.split(CHANGED)
            whole = "".join(parts)
            changed = "".join(parts[::2]), "".join(parts[1::2])
            for each in filter(None, (whole,) if left[whole] > 0 else changed):
                count += 1
                if left[each] > 0:
                    left[each] -= 1
                else:
                    lost.append((each, line))
    return count, lost
