"""
Reconciliation and data extension queries as clients send them: JSON from unknown clients, read
within limits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidegraph.importers.json_tree import JsonNode, tree_from_json
from guidegraph.importers.words import quoted
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.serve.reconcile.entities import PROPERTIES


__all__ = [
    "BATCH",
    "LONGEST_TEXT",
    "MOST_CANDIDATES",
    "MOST_IDS",
    "Condition",
    "Extension",
    "Query",
    "TooManyError",
    "extension_from_json",
    "queries_from_json",
]

BATCH = 50
"""The maximum number of queries at once."""

MOST_IDS = 500
"""The maximum number of entities of a data extension query."""

MOST_CANDIDATES = 50
"""The maximum number of candidates for a query; a higher limit has no effect."""

LONGEST_TEXT = 10_000
"""The longest text of a query, in characters."""

_CANDIDATES = 8
_MOST_VALUES = 50_000
_MOST_PARTS = 50
_LONGEST_KEY = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


class TooManyError(MisuseError):
    """More queries or entities than are answered at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an entity must have: one of some values of a property."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A reconciliation query; *every* asks for entities that are of all the types."""

    text: str
    types: tuple[str, ...] = ()
    every: bool = False
    conditions: tuple[Condition, ...] = ()
    limit: int = _CANDIDATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A data extension query: some entities, and how many values of which properties are wanted."""

    ids: tuple[str, ...]
    properties: Mapping[str, int | None]


def queries_from_json(text: str) -> Mapping[str, Query]:
    """
    A reconciliation query batch, by the keys of its queries.

    Raises:
        FormatError: it is none.
        TooManyError: it is too large.
        MisuseError: it asks for an unknown property.
    """
    root = _tree(text, "queries")
    if not isinstance(root.value, dict):
        raise root.fault(f"not an object: {root.shown()}", 'write {"q0": {"query": "…"}}')
    if len(root.value) > BATCH:
        raise TooManyError(f"{len(root.value)} queries at once; send at most {BATCH}")
    return {_key(root, key): _asked(root.get(key)) for key in root.value}


def extension_from_json(text: str) -> Extension:
    """
    A data extension query.

    Raises:
        FormatError: it is none.
        TooManyError: it is about too many entities.
        MisuseError: it asks for an unknown property.
    """
    root = _tree(text, "extend")
    for key in ("ids", "properties"):
        if key not in root.object():
            raise root.fault(f"no {key!r}", 'write {"ids": […], "properties": […]}')
    ids = tuple(_text(node) for node in root.entries("ids"))
    if len(ids) > MOST_IDS:
        raise TooManyError(f"{len(ids)} ids at once; send at most {MOST_IDS}")
    properties = {
        _property(node.get("id")): _most(node.get("settings").get("limit"))
        for node in _few(root, "properties")
    }
    return Extension(ids=ids, properties=properties)


def _tree(text: str, name: str) -> JsonNode:
    """The JSON of a request; nobody else is answered while it is read, so it is bounded."""
    if sum(map(text.count, ",[{")) > _MOST_VALUES:
        raise TooManyError(f"{name}: more than {_MOST_VALUES} values; send fewer at once")
    return tree_from_json(text.encode(errors="replace"), name)


def _asked(node: JsonNode) -> Query:
    # A cell may be empty, or a number; the other queries of the batch are answered all the same.
    text = _value(node.get("query")) if "query" in node.object() else ""
    conditions = [_condition(each) for each in _few(node, "properties")]
    count = sum(len(each.values) for each in conditions)
    if count > _MOST_PARTS:
        raise node.get("properties").fault(f"{count} values", f"send at most {_MOST_PARTS}")
    strict = node.get("type_strict")
    if strict.value not in (None, "any", "should", "all"):
        raise strict.fault(f"not a kind of match: {strict.shown()}", "write any, should or all")
    return Query(
        text=text,
        types=tuple(_types(node)),
        every=strict.value == "all",
        conditions=tuple(each for each in conditions if each.values),
        limit=min(_whole(node.get("limit")) or _CANDIDATES, MOST_CANDIDATES),
    )


def _types(node: JsonNode) -> Iterator[str]:
    given = node.get("type")
    if isinstance(given.value, list):
        yield from (_text(each) for each in _few(node, "type"))
    elif given.value:
        yield _text(given)


def _condition(node: JsonNode) -> Condition:
    if not {"pid", "v"} <= node.object().keys():
        raise node.fault("no 'pid' or no 'v'", 'write {"pid": "edition", "v": "…"}')
    name = _property(node.get("pid"))
    given = node.get("v")
    values = _few(node, "v") if isinstance(given.value, list) else [given]
    return Condition(property=name, values=tuple(filter(None, map(_value, values))))


def _value(node: JsonNode) -> str:
    """A value as a text: a number as it is written, an entity's id."""
    match node.value:
        case None:
            return ""
        case bool():
            return str(node.value).lower()
        case int() | float() if abs(node.value) < 1e15:
            return f"{node.value:.15g}"
        case dict():
            return _text(node.get("id")).strip()
        case _:
            return _text(node).strip()


def _property(node: JsonNode) -> str:
    name = _text(node)
    if name not in PROPERTIES:
        # The address is right, so this is not a 404.
        raise MisuseError(str(UnknownNameError("property", name[:100], PROPERTIES)))
    return name


def _most(node: JsonNode) -> int | None:
    """A number of values that was typed into a form; 0 and nothing are no limit."""
    if isinstance(node.value, str) and re.fullmatch(r"\s*+[0-9]{0,6}+\s*+", node.value):
        return int(node.value.strip() or 0) or None
    return None if node.value == 0 else _whole(node)


def _whole(node: JsonNode) -> int | None:
    value = node.value
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value != int(value) or value < 1:
        raise node.fault(f"not a whole number above 0: {node.shown()}", "write one such as 5")
    return int(value)


def _few(node: JsonNode, key: str) -> list[JsonNode]:
    """The entries of a short list."""
    found = list(node.entries(key))
    if len(found) > _MOST_PARTS:
        raise node.get(key).fault(f"{len(found)} entries", f"send at most {_MOST_PARTS}")
    return found


def _key(root: JsonNode, key: str) -> str:
    """The key of a query, which messages and the answer repeat."""
    if not key.isprintable() or len(key) > _LONGEST_KEY:
        problem = f"a key that is too long or cannot be printed: {quoted(key)}"
        raise root.fault(problem, "name the query, for example, q0")
    return key


def _text(node: JsonNode) -> str:
    """A text that can be written again; control characters may be in it, as in any cell."""
    if not isinstance(node.value, str):
        raise node.fault(f"not a text: {node.shown()}", 'write "…"')
    if len(node.value) > LONGEST_TEXT:
        problem = f"a text of {len(node.value)} characters"
        raise node.fault(problem, f"send at most {LONGEST_TEXT}")
    if _SURROGATE.search(node.value):
        raise node.fault(f"half of a surrogate pair in {node.shown()}", "remove it")
    return node.value
