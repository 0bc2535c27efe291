"""Texts as people can read them."""

from __future__ import annotations

import re


__all__ = ["spaced", "visible"]

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNSPACED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def spaced(text: str) -> str:
    """
    A text on one line, its words separated by single spaces, its control characters made visible.

    >>> spaced(" one  two" + chr(0)) == "one two" + chr(0xFFFD)
    True
    """
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))


def visible(text: str) -> str:
    """
    A text of the same length with its control characters, but for white space, made visible.

    >>> visible("one" + chr(10) + "two" + chr(7)) == "one" + chr(10) + "two" + chr(0xFFFD)
    True
    """
    return _UNSPACED.sub("\ufffd", text)
