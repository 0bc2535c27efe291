"""All that a source says, in statements: triples, cells and JSON values as one kind of value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


__all__ = ["NULL", "Role", "Statement", "StatementKind", "atoms_in", "leaves"]

NULL: Final = "null"
"""The datatype of JSON's `null`."""


class StatementKind(StrEnum):
    """What the value of a statement is."""

    LITERAL = "literal"  # a text, number or date
    IRI = "iri"  # the name of a resource
    NODE = "node"  # a resource without a name: a blank node, a JSON object
    LIST = "list"  # an RDF list, a JSON array; its members are statements without a property


class Role(StrEnum):
    """
    What an importer takes a statement for; the names are those of SKOS where it has one.

    An attribute is a statement without a role of its own, kept under the name its source gives it.
    """

    IDENTIFIER = "identifier"
    TYPE = "type"
    LABEL = "prefLabel"
    ALT_LABEL = "altLabel"
    HIDDEN_LABEL = "hiddenLabel"
    TEXT = "definition"
    NOTE = "note"
    NOTATION = "notation"
    PARENT = "broader"
    CHILD = "narrower"
    RELATION = "related"
    MAPPING = "mapping"
    MEMBER = "member"
    SCHEME = "scheme"
    STATUS = "status"
    SUCCESSOR = "successor"
    POSITION = "position"
    RECORD = "record"  # its number in a database, another one in each copy
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """
    One thing that a source says of a resource: an RDF triple, a table's cell, a JSON value.

    Attributes:
        property: the property's IRI, the column's name, the JSON key; empty in a list.
        value: the literal's lexical form, the IRI, the label of a shared blank node, or nothing.
        kind: what the value is.
        language: the literal's language tag, as the source writes it.
        datatype: the IRI of the literal's datatype, if it is not a plain text; `null` in JSON.
        role: what the importer takes the statement for.
        about: what the source says of the value in turn, where nothing else refers to it; the
            members of a list.
    """

    property: str
    value: str = ""
    kind: StatementKind = StatementKind.LITERAL
    language: str | None = None
    datatype: str | None = None
    role: Role = Role.ATTRIBUTE
    about: tuple[Statement, ...] = ()


def leaves(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements and, after each, those about its value, in order."""
    waiting = list(statements)[::-1]
    while waiting:
        statement = waiting.pop()
        yield statement
        waiting += reversed(statement.about)


def atoms_in(statements: Iterable[Statement]) -> int:
    """The number of statements, with those about their values."""
    return sum(1 for _ in leaves(statements))
