"""The path of a request as the name of a document or thing."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes


__all__ = ["href", "name_of"]

_MOST_BYTES = 4096
_MISLEADING = re.compile(rb"%(?:2f|5c|00)|\\|%(?![0-9a-f]{2})|[\x00-\x20\x7f]", re.IGNORECASE)
_KEPT = "/!$&'()*+,:;=@~"


def name_of(raw: bytes) -> str | None:
    """
    The name in a path, decoded once; `None` if it cannot be a name.

    Nothing on disk is looked up by it; still, ambiguous paths are refused:
    a slash, a backslash or a NUL in disguise, steps up, empty segments, what is not UTF-8.

    >>> name_of(b"/combined/value/7"), name_of(b"/a%2Fb"), name_of(b"/%2e%2e/etc")
    ('combined/value/7', None, None)
    """
    if len(raw) > _MOST_BYTES or not raw.startswith(b"/") or _MISLEADING.search(raw):
        return None
    try:
        name = unquote_to_bytes(raw[1:]).decode()
    except UnicodeDecodeError:
        return None
    if name and any(segment in ("", ".", "..") for segment in name.split("/")):
        return None
    return name


def href(name: str) -> str:
    """
    The path of a document below the server's root, fit for a header: ASCII without delimiters.

    >>> href("combined/term/é x.html")
    '/combined/term/%C3%A9%20x.html'
    """
    return "/" + quote(name, safe=_KEPT)
