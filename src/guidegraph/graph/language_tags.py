"""Language tags as BCP 47 recommends to write them; the RDF library writes all in small letters."""

from __future__ import annotations

import re


__all__ = ["language_tag", "with_usual_tags"]

_IN_N_TRIPLES = re.compile(r'"@([a-z]{1,8}(?:-[a-z0-9]{1,8})+)(?= (?:\.|<|_:))')
_IN_RDF_XML = re.compile(r'(?<= xml:lang=")([a-z]{1,8}(?:-[a-z0-9]{1,8})+)(?=")')


def language_tag(tag: str) -> str:
    """A language tag in the usual case of BCP 47; the parser writes all tags in small letters."""
    first, *rest = tag.split("-")
    parts = [first.lower()]
    for part in rest:
        if len(parts[-1]) == 1:  # behind a singleton, all letters are small
            parts.append(part.lower())
        elif len(part) == 2:
            parts.append(part.upper())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        else:
            parts.append(part.lower())
    return "-".join(parts)


def with_usual_tags(body: bytes, *, xml: bool = False) -> bytes:
    """N-Triples, N-Quads or RDF/XML as the library writes it, its language tags in usual case."""
    text = body.decode()
    if xml:
        return _IN_RDF_XML.sub(lambda found: language_tag(found[1]), text).encode()
    return _IN_N_TRIPLES.sub(lambda found: f'"@{language_tag(found[1])}', text).encode()
