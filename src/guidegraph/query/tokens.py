"""SPARQL as tokens: strings, comments, IRIs and variables are not taken for keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple


__all__ = ["Token", "tokens"]

_IRI = r"""[^<>"{}|^`\\\x00-\x20]*+"""
_IN_NAME = r"""[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"""
# The tokens of the SPARQL 1.1 grammar, as far as they must be distinguished here. An IRI is tried
# before the operator "<": the grammar takes the longest token, and so does an engine. Nothing is
# read twice: a repetition gives nothing back, and a run of letters that no colon ends is no name
# from any of its letters on.
_PATTERN = re.compile(
    rf"""
    (?P<comment>\#[^\n\r]*+)
    |(?P<quote>'''|\"\"\"|'|")
    |(?P<iri><{_IRI}(?:\\u[0-9A-Fa-f]{{4}}{_IRI}|\\U[0-9A-Fa-f]{{8}}{_IRI})*+>)
    |(?P<variable>[?$]\w++)
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<name>(?:[^\W\d_][\w.·-]*+(?<!\.))?+:(?:(?:{_IN_NAME})(?:{_IN_NAME}|\.++(?={_IN_NAME}))*+)?+)
    |(?P<run>[^\W\d_][\w.·-]*+)
    |(?P<word>_\w*+)
    |(?P<space>\s++)
    |(?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_RUN = re.compile(r"(?P<word>[^\W\d]\w*+)|(?P<sign>.)", re.DOTALL)
_IN_STRING = MappingProxyType(
    {
        "'": re.compile(r"(?:[^'\\\n\r]++|\\.)*+", re.DOTALL),
        '"': re.compile(r'(?:[^"\\\n\r]++|\\.)*+', re.DOTALL),
        "'''": re.compile(r"(?:[^'\\]++|\\.|'{1,2}+(?!'))*+", re.DOTALL),
        '"""': re.compile(r'(?:[^"\\]++|\\.|"{1,2}+(?!"))*+', re.DOTALL),
    }
)


class Token(NamedTuple):
    """A token: its kind, its text, and where it begins, in characters from the start."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """
    The tokens of a query, without white space and comments, in time linear in its length.

    >>> [token.text for token in tokens("SELECT ?load { ?s rdfs:label 'SERVICE' } # FROM")]
    ['SELECT', '?load', '{', '?s', 'rdfs:label', "'SERVICE'", '}']
    """
    at, size = 0, len(text)
    # Where a string of each kind that begins before there is not closed.
    unclosed = dict.fromkeys(_IN_STRING, 0)
    while at < size:
        found = _PATTERN.match(text, at)
        assert found is not None  # noqa: S101 - it has a sign for any letter
        kind, start, at = found.lastgroup, at, found.end()
        match kind:
            case "comment" | "space":
                pass
            case "quote":
                at = _string_end(text, start, found[0], unclosed)
                yield Token("string" if at > start + 1 else "sign", text[start:at], start)
            case "run":
                for part in _IN_RUN.finditer(text, start, at):
                    yield Token(part.lastgroup or "sign", part[0], part.start())
            case _:
                yield Token(kind or "sign", found[0], start)


def _string_end(text: str, start: int, quote: str, unclosed: dict[str, int]) -> int:
    """
    Where a string ends; after its first quotation mark if it is not closed.

    A string that begins at an escaped quotation mark of an unclosed one is not closed either.
    """
    for mark in dict.fromkeys((quote, quote[0])):
        if start < unclosed[mark]:
            continue
        inside = _IN_STRING[mark].match(text, start + len(mark))
        assert inside is not None  # noqa: S101 - it fits nothing, too
        if text.startswith(mark, inside.end()):
            return inside.end() + len(mark)
        unclosed[mark] = inside.end()
    return start + 1
