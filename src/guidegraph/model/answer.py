"""The results of a SPARQL query, as values (SPARQL 1.1 query results)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


__all__ = ["Answer", "Solutions", "Statements", "Term", "TermKind", "Verdict"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}{name}": int for name in ("integer", "int", "long", "nonNegativeInteger")}
_REALS = {f"{_XSD}{name}": float for name in ("decimal", "double", "float")}


class TermKind(StrEnum):
    """What an RDF term is."""

    IRI = "iri"
    LITERAL = "literal"
    BLANK = "blank"
    TRIPLE = "triple"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """
    An RDF term: an IRI, the label of a blank node, the words of a literal.

    *datatype* is an IRI; plain strings and literals in a language have none.
    """

    kind: TermKind
    value: str
    language: str | None = None
    datatype: str | None = None

    @property
    def native(self) -> str | int | float | bool:
        """The term as a Python value: a number, a truth value, or else its text."""
        try:
            if self.datatype in _NUMBERS:
                return int(self.value)
            if self.datatype in _REALS:
                return float(self.value)
        except ValueError:
            return self.value
        if self.datatype == f"{_XSD}boolean" and self.value in ("true", "false"):
            return self.value == "true"
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Solutions:
    """The rows that a SELECT finds; *complete* is false if a limit cut them off."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    complete: bool = True

    def records(self) -> Iterator[Mapping[str, str | int | float | bool | None]]:
        """Each row as a mapping from column to value, for the tables of other libraries."""
        for row in self.rows:
            values = (term.native if term else None for term in row)
            yield dict(zip(self.columns, values, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to an ASK."""

    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The triples of a CONSTRUCT or DESCRIBE, each once, sorted."""

    triples: tuple[tuple[Term, Term, Term], ...]
    complete: bool = True


Answer = Solutions | Verdict | Statements
