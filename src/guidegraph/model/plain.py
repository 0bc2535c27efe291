"""
Texts on one line, as people can read them.
"""

from __future__ import annotations

import re


__all__ = ["spaced"]

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def spaced(text: str) -> str:
    """
    A text on one line, its words separated by single spaces, its control characters made visible.

    >>> spaced(" one  two" + chr(0)) == "one two" + chr(0xFFFD)
    True
    """
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))
