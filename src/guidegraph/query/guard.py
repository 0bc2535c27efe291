"""
What a query may do: read what is loaded, and nothing else.

The check reads tokens: SERVICE in a string, a comment or a variable is allowed. It is there for
clear messages; the process that runs the query blocks access to network and files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
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

MAX_TOKENS = 300_000
"""The maximum number of words, names and signs in a query."""

MAX_DECLARED = 1_000
"""The maximum number of PREFIX and BASE declarations before a query."""

_MAX_BASE = 2_000
_FREED_AT_ONCE = 10_000


@dataclass(frozen=True, kw_only=True)  # no slots: the IRIs are collected when they are needed
class QuerySummary:
    """
    A query's form (`select`, `construct` …), the IRIs in it, and whether it chooses its graphs with
    FROM.
    """

    form: str | None
    chooses_graphs: bool
    _named: Sequence[Token]
    _prologue: _Prologue

    @cached_property
    def iris(self) -> frozenset[str]:
        """The IRIs in the query, in full."""
        found = {self._prologue.iri(token) for token in self._named}
        return frozenset(iri for iri in found if iri is not None)


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
    reading = _read(plain, loaded)
    if plain != text:
        _read(text, loaded)
    return reading


def _read(text: str, loaded: Collection[str] | None) -> QuerySummary:
    """The summary of a query that has not too many tokens."""
    found = list(islice(tokens(text), MAX_TOKENS + 1))
    try:
        if len(found) > MAX_TOKENS:
            raise MisuseError(
                f"the query has more than {MAX_TOKENS} words and signs; "
                "move long lists into the data"
            )
        return _checked(found, loaded)
    finally:
        while found:  # a long list is freed in one go, during which no other thread runs
            del found[-_FREED_AT_ONCE:]


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
    prologue = _prologue(found)
    chooses = False
    allowed: set[tuple[str, ...]] = set()
    form = None
    for number, token in enumerate(found):
        word = token.text.casefold() if token.kind == "word" else ""
        if form is None and word in _FORMS:
            form = word
        if word == "service":
            raise MisuseError(
                "SERVICE would ask another server, which guidegraph never does; "
                + _what_is_loaded(loaded)
            )
        if word == "from":
            chooses = True
            after = found[number + 1 : number + 3]
            texts = tuple(each.text for each in after)
            if texts not in allowed:
                _must_be_loaded(after, prologue, loaded)
                allowed.add(texts)
    named = {token.text: token for token in found if token.kind in ("iri", "name")}
    return QuerySummary(
        form=form, chooses_graphs=chooses, _named=tuple(named.values()), _prologue=prologue
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prologue:
    """What PREFIX and BASE declare."""

    prefixes: Mapping[str, str]
    base: str

    def iri(self, token: Token) -> str | None:
        """The full IRI that a token stands for; `None` if its prefix is not declared."""
        if token.kind == "iri":
            return urljoin(self.base, token.text[1:-1]) if self.base else token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        space = self.prefixes.get(f"{prefix}:")
        return None if space is None else space + re.sub(r"\\(.)", r"\1", local)


def _prologue(found: Sequence[Token]) -> _Prologue:
    prefixes: dict[str, str] = {}
    base = ""
    declared = 0
    for number, token in enumerate(found):
        word = token.text.casefold() if token.kind == "word" else ""
        if word in _FORMS:
            break
        if word not in ("base", "prefix"):
            continue
        declared += 1
        if declared > MAX_DECLARED:
            raise MisuseError(
                f"the query declares more than {MAX_DECLARED} prefixes; declare those that it uses"
            )
        after = found[number + 1 : number + 3]
        if word == "base" and after and after[0].kind == "iri":
            base = _joined(base, after[0].text)
        if word == "prefix" and [each.kind for each in after] == ["name", "iri"]:
            prefixes[after[0].text] = _joined(base, after[1].text)
    return _Prologue(prefixes=prefixes, base=base)


def _joined(base: str, written: str) -> str:
    """A declared IRI in full."""
    if len(base) + len(written) > _MAX_BASE:
        raise MisuseError(
            f"an IRI of more than {_MAX_BASE} characters after PREFIX or BASE; shorten it"
        )
    return urljoin(base, written[1:-1])


def _must_be_loaded(
    after: Sequence[Token], prologue: _Prologue, loaded: Collection[str] | None
) -> None:
    named = [token for token in after if token.text.casefold() != "named"]
    iri = prologue.iri(named[0]) if named and named[0].kind in ("iri", "name") else None
    if iri is None or loaded is None or iri in loaded:
        return  # without an IRI it is not SPARQL, and the parser has a better message
    raise MisuseError(f"FROM <{iri}> is not a graph of the library; {_what_is_loaded(loaded)}")


def _what_is_loaded(loaded: Collection[str] | None) -> str:
    if not loaded:
        return "ask about the graphs of the library; see 'guidegraph editions'"
    ordered = sorted(loaded, key=lambda iri: ("/changes/" in iri, iri))
    return f"the loaded graphs are {listed([f'<{iri}>' for iri in ordered], 8)}"
