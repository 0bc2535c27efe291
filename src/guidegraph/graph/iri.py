"""What an IRI is: what the graph library takes for one, so that no graph refuses it later."""

from __future__ import annotations

import re


__all__ = ["absolute_iri", "is_iri"]

# What needs no graph library, which takes long to load: most addresses.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?(?:#[A-Za-z0-9._~/-]*)?")


def is_iri(text: str) -> bool:
    """
    Whether a text is an IRI with its scheme, and something after it.

    >>> is_iri("https://example.org/a"), is_iri("a/b"), is_iri("https://e.org:b/"), is_iri("urn:%")
    (True, False, False, False)
    """
    if _PLAIN.fullmatch(text):
        return True
    from pyoxigraph import NamedNode

    try:
        return bool(NamedNode(text).value.partition(":")[2])
    except ValueError:  # also of a text that is no Unicode
        return False


def absolute_iri(text: str | None) -> str | None:
    """
    The text if it is an IRI, else nothing.

    >>> absolute_iri("https://example.org/a"), absolute_iri("urn:x:1"), absolute_iri("a/b c")
    ('https://example.org/a', 'urn:x:1', None)
    """
    return text if text and is_iri(text) else None
