"""Characters that show nothing, and one form for letters that look the same."""

from __future__ import annotations

import re
import unicodedata
from typing import Final


__all__ = ["UNSEEN", "as_seen"]

UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
"""
What only joins, parts, turns or styles the characters beside it: soft hyphens, joiners, marks of
direction, variation selectors; for a class of characters in a pattern.
"""

_UNSEEN = re.compile(f"[{UNSEEN}]+")


def as_seen(text: str) -> str:
    r"""
    A text as a reader sees it: without what shows nothing, a letter and its accent as one.

    >>> as_seen("super\u00advision"), as_seen("cafe\u0301") == "caf\u00e9"
    ('supervision', True)
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))
