"""Parts of a document, and whether a client has it already (RFC 9110, 13 and 14)."""

from __future__ import annotations

import re


__all__ = ["UnsatisfiableError", "has_it", "part_asked_for"]

_RANGE = re.compile(r"\s*+bytes\s*+=\s*+([0-9]{0,18}+)\s*+-\s*+([0-9]{0,18}+)\s*+", re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?("[^"]*")')


class UnsatisfiableError(Exception):
    """A part that lies beyond the document's end."""


def part_asked_for(header: str, size: int) -> tuple[int, int] | None:
    """
    The first byte asked for and the one after the last; `None` for the whole document.

    Several parts, other units and what makes no sense are answered with the whole.

    Raises:
        UnsatisfiableError: the document has no such part.

    >>> part_asked_for("bytes=0-9", 100), part_asked_for("bytes=-9", 5)
    ((0, 10), (0, 5))
    """
    found = _RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        length = int(found[2])
        if length == 0 or size == 0:
            raise UnsatisfiableError
        return max(size - length, 0), size
    first = int(found[1])
    last = int(found[2]) if found[2] else size - 1
    if found[2] and last < first:
        return None
    if first >= size:
        raise UnsatisfiableError
    return first, min(last, size - 1) + 1


def has_it(header: str, etag: str) -> bool:
    """
    Whether a list of entity tags names one, however weakly.

    >>> has_it('W/"a", "b"', '"b"'), has_it("*", '"b"'), has_it('"a"', '"b"')
    (True, True, False)
    """
    return header.strip() == "*" or etag in _TAG.findall(header)
