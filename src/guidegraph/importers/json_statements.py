"""JSON values as statements, and back: all that a file in JSON says, with numbers as written."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from guidegraph.graph.vocab import XSD
from guidegraph.importers.json_tree import JsonNode, JsonNumber
from guidegraph.importers.limits import MAX_DEPTH
from guidegraph.importers.words import control_in, quoted
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.names import visible
from guidegraph.model.statement import NULL, Role, Statement, StatementKind


__all__ = [
    "json_from_value",
    "object_from_statements",
    "scalars",
    "statement_of",
    "statements_of",
    "value_of",
]

_BOOLEAN: Final = f"{XSD.NAMESPACE}boolean"
_DOUBLE: Final = f"{XSD.NAMESPACE}double"
_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+")
_NO_ROLES: Final[Mapping[str, Role]] = MappingProxyType({})


def statement_of(node: JsonNode, property_: str, role: Role = Role.ATTRIBUTE) -> Statement:
    """
    A value as a statement, with all that is in it.

    Raises:
        FormatError: it is nested too deeply, or has a character that cannot be printed.
    """
    return _placed(node, property_, node.value, node.place, role)


def statements_of(
    node: JsonNode, roles: Mapping[str, Role] = _NO_ROLES, *, without: Collection[str] = ()
) -> tuple[Statement, ...]:
    """The members of an object as statements, in order, but for some keys."""
    return tuple(
        _placed(node, key, value, f"{node.place}.{key}", roles.get(key, Role.ATTRIBUTE))
        for key, value in node.object().items()
        if key not in without
    )


def value_of(statement: Statement) -> Any:
    """The inverse of `statement_of`."""
    match statement.kind:
        case StatementKind.NODE:
            return object_from_statements(statement.about)
        case StatementKind.LIST:
            return [value_of(member) for member in statement.about]
        case _:
            return _scalar(statement.value, statement.datatype)


def object_from_statements(statements: Iterable[Statement]) -> dict[str, Any]:
    """The inverse of `statements_of`."""
    return {statement.property: value_of(statement) for statement in statements}


def scalars(root: JsonNode) -> Iterator[tuple[str, str, str | None]]:
    """
    Every text, number, boolean and null of a file: its place, as it is written, its datatype.

    >>> from guidegraph.importers.json_tree import tree_from_json
    >>> list(scalars(tree_from_json(b'{"a": ["b", null]}', "a.json")))
    [('$.a[0]', 'b', None), ('$.a[1]', 'null', 'null')]
    """
    waiting: list[tuple[str, Any]] = [(root.place, root.value)]
    while waiting:
        place, value = waiting.pop()
        match value:
            case dict():
                members = [(f"{place}.{key}", inner) for key, inner in value.items()]
                waiting += reversed(members)
            case list():
                members = [(f"{place}[{number}]", inner) for number, inner in enumerate(value)]
                waiting += reversed(members)
            case _:
                yield (place, *_literal(value))


def json_from_value(value: Any) -> str:
    r"""
    A value as the text of a JSON file; numbers of `value_of` are written as they were read.

    >>> json_from_value({"a": [JsonNumber("1.10")], "b": {}})
    '{\n "a": [\n  1.10\n ],\n "b": {}\n}\n'
    """
    return "".join((*_written(value, "\n"), "\n"))


class _UnfitError(Exception):
    """A value that cannot be stored; the steps that lead to it are collected on the way up."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice
        self.steps: list[str] = []


def _placed(node: JsonNode, property_: str, value: Any, place: str, role: Role) -> Statement:
    try:
        return _statement(property_, value, role, 0)
    except _UnfitError as fault:
        where = clipped(f"{place}{''.join(reversed(fault.steps))}", 200)
        raise FormatError(node.path, where, fault.problem, fault.advice) from None


def _statement(property_: str, value: Any, role: Role, level: int) -> Statement:
    if level > MAX_DEPTH:
        raise _UnfitError(f"nested more than {MAX_DEPTH} deep", "flatten it")
    _check(property_)
    match value:
        case dict():
            about, kind = _members(value.items(), level), StatementKind.NODE
        case list():
            about, kind = _members((("", inner) for inner in value), level), StatementKind.LIST
        case _:
            text, datatype = _literal(value)
            _check(text)
            return Statement(property=property_, value=text, datatype=datatype, role=role)
    return Statement(property=property_, kind=kind, role=role, about=about)


def _members(values: Iterable[tuple[str, Any]], level: int) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for key, inner in values:
        try:
            found.append(_statement(key, inner, Role.ATTRIBUTE, level + 1))
        except _UnfitError as fault:
            fault.steps.append(f".{visible(key)}" if key else f"[{len(found)}]")
            raise
    return tuple(found)


def _check(text: str) -> None:
    """Refuse what could control a terminal, or cannot be written as UTF-8."""
    sign = control_in(text)
    if sign is not None:
        raise _UnfitError(f"a control character, U+{ord(sign):04X}, in {quoted(text)}", "remove it")


def _literal(value: Any) -> tuple[str, str | None]:
    """A value that is neither an object nor a list: as it is written, and its datatype."""
    match value:
        case None:
            return "null", NULL
        case bool():
            return str(value).lower(), _BOOLEAN
        case str():
            return value, None
        case JsonNumber():
            if value.lexical == "-0":
                return value.lexical, XSD.integer
            # As in Turtle: a number with an exponent is a double. So are NaN and the infinities.
            return value.lexical, XSD.decimal if _DECIMAL.fullmatch(value.lexical) else _DOUBLE
        case _:
            return str(value), XSD.integer


def _scalar(text: str, datatype: str | None) -> Any:
    if datatype == NULL:
        return None
    if datatype == _BOOLEAN:
        return text == "true"
    if datatype == XSD.integer and text != "-0":
        return int(text)
    return text if datatype is None else JsonNumber(text)


def _written(value: Any, line: str) -> Iterator[str]:
    inner = f"{line} "
    match value:
        case dict() if value:
            for number, (key, member) in enumerate(value.items()):
                yield f"{',' if number else '{'}{inner}{json.dumps(key, ensure_ascii=False)}: "
                yield from _written(member, inner)
            yield f"{line}}}"
        case list() if value:
            for number, member in enumerate(value):
                yield f"{',' if number else '['}{inner}"
                yield from _written(member, inner)
            yield f"{line}]"
        case JsonNumber():
            yield value.lexical
        case _:
            yield json.dumps(value, ensure_ascii=False)
