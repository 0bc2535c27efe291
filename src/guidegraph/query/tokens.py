"""SPARQL as tokens: strings, comments, IRIs and variables are not taken for keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


__all__ = ["Token", "tokens"]

# The tokens of the SPARQL 1.1 grammar, as far as they must be distinguished here. An IRI is tried
# before the operator "<": the grammar takes the longest token, and so does an engine.
_PATTERN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
    |(?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
        |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{4}[^<>"{}|^`\\\x00-\x20]*
        |\\U[0-9A-Fa-f]{8}[^<>"{}|^`\\\x00-\x20]*)*>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:(?:(?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
        (?:(?:[\w:.·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
        (?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<space>\s+)
    |(?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token: its kind, its text, and where it begins, in characters from the start."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """
    The tokens of a query, without white space and comments.

    >>> [token.text for token in tokens("SELECT ?load { ?s rdfs:label 'SERVICE' } # FROM")]
    ['SELECT', '?load', '{', '?s', 'rdfs:label', "'SERVICE'", '}']
    """
    for found in _PATTERN.finditer(text):
        kind = found.lastgroup or "sign"
        if kind not in ("comment", "space"):
            yield Token(kind=kind, text=found[0], start=found.start())
