"""The text of a diff without what is at its edges: the numbers and ids of changes."""

from __future__ import annotations

import re


__all__ = ["without_margins"]

_NUMBERS = re.compile(r"^ *(?:\d+, )*\d+ (?=[A-Z]{2})|(?<=^ )([A-Z]+ +)\d+  ", re.MULTILINE)
_IDS = re.compile(r"  +[0-9a-f]{8,16}(?: [0-9a-f]{8,16})*$", re.MULTILINE)


def without_margins(text: str) -> str:
    """
    The lines as they are without the running numbers and the ids.

    >>> without_margins("  1 ADDED  rule/1  Be kind.      0123abcd")
    'ADDED  rule/1  Be kind.'
    """
    return _NUMBERS.sub(r"\1", _IDS.sub("", text))
