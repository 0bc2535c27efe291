"""
What a query may do: read what is loaded, and nothing else.

The check reads tokens: SERVICE in a string, a comment or a variable is allowed. It is there for
clear messages; the process that runs the query blocks access to network and files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from guidegraph.model.errors import MisuseError
from guidegraph.model.excerpt import listed
from guidegraph.query.tokens import Token, tokens


__all__ = ["QuerySummary", "read_only", "unescaped"]

_FORMS = frozenset({"select", "ask", "construct", "describe"})
_UPDATES = frozenset(
    "insert delete load clear create drop copy move add with".split()  # noqa: SIM905 - shorter
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
MAX_CHARS = 1_000_000
"""The maximum length of a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySummary:
    """
    A query's form (`select`, `construct` …), the IRIs in it, and whether it chooses its graphs with
    FROM.
    """

    form: str | None
    iris: frozenset[str]
    chooses_graphs: bool


def read_only(text: str, loaded: Collection[str] | None = None) -> QuerySummary:
    """
    The summary of a query that only reads.

    Args:
        loaded: the IRIs of the graphs that FROM may name; `None` if they are not known yet.

    Raises:
        MisuseError: it asks another server, loads or changes something, or reads other graphs.
    """
    if len(text) > MAX_CHARS:
        raise MisuseError(
            f"the query has {len(text)} characters, more than the maximum of {MAX_CHARS}; "
            "move long lists into the data"
        )
    # Any letter may be escaped anywhere: the query must be allowed with and without the escapes.
    plain = unescaped(text)
    reading = _checked(list(tokens(plain)), loaded)
    if plain != text:
        _checked(list(tokens(text)), loaded)
    return reading


def unescaped(text: str) -> str:
    r"""
    A query with its `\uXXXX` escapes replaced by letters.

    >>> unescaped(r"SERV\u0049CE")
    'SERVICE'
    """

    def letter(found: re.Match[str]) -> str:
        code = int(found[1] or found[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]

    return _ESCAPE.sub(letter, text)


def _checked(found: Sequence[Token], loaded: Collection[str] | None) -> QuerySummary:
    _must_read(found)
    prefixes, base = _prologue(found)
    iris = {
        iri
        for token in found
        if token.kind in ("iri", "name") and (iri := _iri(token, prefixes, base)) is not None
    }
    chooses = False
    for number, token in enumerate(found):
        word = token.text.casefold() if token.kind == "word" else ""
        if word == "service":
            raise MisuseError(
                "SERVICE would ask another server, which guidegraph never does; "
                + _what_is_loaded(loaded)
            )
        if word == "from":
            chooses = True
            _must_be_loaded(found[number + 1 : number + 3], prefixes, base, loaded)
    words = (token.text.casefold() for token in found if token.kind == "word")
    form = next((word for word in words if word in _FORMS), None)
    return QuerySummary(form=form, iris=frozenset(iris), chooses_graphs=chooses)


def _must_read(found: Sequence[Token]) -> None:
    """The first word after the prologue shows what a query does."""
    for token in found:
        word = token.text.casefold()
        if token.kind != "word" or word in ("prefix", "base", "version"):
            continue
        if word in _UPDATES:
            raise MisuseError(
                f"{token.text.upper()} is an update, and the library is read-only; "
                "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
        return


def _prologue(found: Sequence[Token]) -> tuple[Mapping[str, str], str]:
    prefixes: dict[str, str] = {}
    base = ""
    for number, token in enumerate(found):
        word = token.text.casefold() if token.kind == "word" else ""
        if word in _FORMS:
            break
        after = found[number + 1 : number + 3]
        if word == "base" and after and after[0].kind == "iri":
            base = urljoin(base, after[0].text[1:-1])
        if word == "prefix" and [each.kind for each in after] == ["name", "iri"]:
            prefixes[after[0].text] = urljoin(base, after[1].text[1:-1])
    return prefixes, base


def _iri(token: Token, prefixes: Mapping[str, str], base: str) -> str | None:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1]) if base else token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    space = prefixes.get(f"{prefix}:")
    return None if space is None else space + re.sub(r"\\(.)", r"\1", local)


def _must_be_loaded(
    after: Sequence[Token],
    prefixes: Mapping[str, str],
    base: str,
    loaded: Collection[str] | None,
) -> None:
    named = [token for token in after if token.text.casefold() != "named"]
    iri = _iri(named[0], prefixes, base) if named and named[0].kind in ("iri", "name") else None
    if iri is None or loaded is None or iri in loaded:
        return  # without an IRI it is not SPARQL, and the parser has a better message
    raise MisuseError(f"FROM <{iri}> is not a graph of the library; {_what_is_loaded(loaded)}")


def _what_is_loaded(loaded: Collection[str] | None) -> str:
    if not loaded:
        return "ask about the graphs of the library; see 'guidegraph editions'"
    ordered = sorted(loaded, key=lambda iri: ("/changes/" in iri, iri))
    return f"the loaded graphs are {listed([f'<{iri}>' for iri in ordered], 8)}"
