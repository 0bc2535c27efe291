"""
The fields of a form or of an address.

Each step on a long text is short: while one step runs, no other thread does. Python's own
`parse_qsl` divides a text at all of its percent signs in one step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


__all__ = ["TooManyFieldsError", "fields_of"]

_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})++")
_STEP = 16 * 1024


class TooManyFieldsError(ValueError):
    """There are more fields than anybody needs."""


def fields_of(encoded: bytes, *, most: int, errors: str = "strict") -> list[tuple[str, str]]:
    """
    The names and values of fields, in their order.

    >>> fields_of(b"a=1+2&b=%C3%A9%zz&&c", most=4)
    [('a', '1 2'), ('b', 'é%zz'), ('c', '')]

    Args:
        most: how many there may be.
        errors: what to do about bytes that are not UTF-8, as for `bytes.decode`.

    Raises:
        TooManyFieldsError: there are more.
        UnicodeDecodeError: some are not UTF-8.
    """
    if encoded.count(b"&") >= most:
        raise TooManyFieldsError
    found = []
    for field in filter(None, encoded.split(b"&")):
        name, _, value = field.partition(b"=")
        found.append((_text(name, errors), _text(value, errors)))
    return found


def _text(encoded: bytes, errors: str) -> str:
    return b"".join(map(_decoded, _steps(encoded))).decode(errors=errors)


def _steps(encoded: bytes) -> Iterator[bytes]:
    """Short pieces, of which none ends in the middle of an escape."""
    at = 0
    while at < len(encoded):
        end = at + _STEP
        cut = encoded.rfind(b"%", max(end - 2, at), end)
        if end < len(encoded) and cut > at:
            end = cut
        yield encoded[at:end]
        at = end


def _decoded(piece: bytes) -> bytes:
    return _ESCAPES.sub(_letters, piece.replace(b"+", b" "))


def _letters(escapes: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escapes[0].replace(b"%", b"").decode("ascii"))
