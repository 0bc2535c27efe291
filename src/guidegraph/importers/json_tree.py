"""JSON from unknown sources, read within limits; every message names the place of a value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from guidegraph.importers.limits import MAX_JSON_BYTES, MAX_JSON_VALUES
from guidegraph.importers.words import quoted, words
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.source import source_from_bytes


__all__ = ["JsonNode", "top_level_keys", "tree_from_json", "value_from_data"]

_WHITE: Final = " \t\r\n"
_MOST_KEYS: Final = 100


class JsonNode:
    """
    A value in a JSON file, and its place.

    Args:
        path: the file, for messages.
        place: where in the file, such as `$.CFItems[3]`.
        value: the value there.
    """

    __slots__ = ("path", "place", "value")

    def __init__(self, path: str, place: str, value: Any) -> None:
        self.path = path
        self.place = place
        self.value = value

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def get(self, key: str) -> JsonNode:
        """The value under a key, which may be missing."""
        return JsonNode(self.path, f"{self.place}.{key}", self.object().get(key))

    def object(self) -> dict[str, Any]:
        """This value as an object; a missing value is an empty one."""
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.fault(f"not an object: {self.shown()}", "write {…}")
        return self.value

    def entries(self, key: str) -> Iterator[JsonNode]:
        """The values of the list under a key, none if the key is missing."""
        node = self.get(key)
        if node.value is None:
            return
        if not isinstance(node.value, list):
            raise node.fault(f"not a list: {node.shown()}", "write […]")
        for number, value in enumerate(node.value):
            yield JsonNode(self.path, f"{node.place}[{number}]", value)

    def words(self) -> str | None:
        """This value as a text with single spaces, or nothing if it is missing."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float):
            raise self.fault(f"not a text: {self.shown()}", 'write "…"')
        if not isinstance(self.value, str):
            raise self.fault(f"a number, not a text: {self.shown()}", f'write "{self.value}"')
        return words(self.value, self.path, self.place)

    def text(self, key: str) -> str | None:
        """The text under a key, or nothing."""
        return self.get(key).words()

    def number(self, key: str) -> int | None:
        """The whole number under a key, or nothing."""
        node = self.get(key)
        if node.value is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            raise node.fault(f"not a whole number: {node.shown()}", "write a number such as 3")
        return node.value

    def shown(self) -> str:
        """The value as a message shows it."""
        match self.value:
            case dict():
                return "an object"
            case list():
                return "a list"
            case str():
                return quoted(self.value)
            case _:
                return json.dumps(self.value)[:40]

    def fault(self, problem: str, advice: str) -> FormatError:
        """The error that this value has a problem."""
        return FormatError(self.path, clipped(self.place, 200), problem, advice)


def tree_from_json(body: bytes, path: str) -> JsonNode:
    """
    The whole of a JSON file.

    Raises:
        FormatError: it is not JSON, is too large or too deep, or an object has a key twice.
    """
    if len(body) > MAX_JSON_BYTES:
        raise FormatError(
            path, None, f"more than {MAX_JSON_BYTES >> 20} MB of JSON", "split the file"
        )
    # Each of these can take a hundred times its size in memory.
    if body.count(b",") + body.count(b"[") + body.count(b"{") > MAX_JSON_VALUES:
        raise FormatError(path, None, f"more than {MAX_JSON_VALUES} values", "split the file")
    text = source_from_bytes(path, body).text
    try:
        value = json.loads(text, object_pairs_hook=lambda pairs: _object(pairs, path))
    except json.JSONDecodeError as error:
        problem = f"not JSON: {error.msg.lower()} (column {error.colno})"
        raise FormatError(path, error.lineno, problem, "fix the line") from None
    except RecursionError:
        raise FormatError(path, None, "nested too deeply", "flatten it") from None
    except ValueError:  # Python refuses to read numbers of thousands of digits
        raise FormatError(path, None, "not JSON: a number too long", "shorten it") from None
    return JsonNode(path, "$", value)


def _object(pairs: list[tuple[str, Any]], path: str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # the set remembers
        name = next((value for key, value in pairs if key in ("identifier", "id")), None)
        owner = f" of {quoted(name)}" if isinstance(name, str) else ""
        raise FormatError(
            path,
            None,
            f"an object{owner} has the key {quoted(twice)} twice",
            "remove one of the two",
        )
    return found


def top_level_keys(body: bytes) -> Iterator[str]:
    """
    The keys of the object that a JSON file is, or of the first in its list, one by one.

    Only the file up to the requested key is read; an error ends the keys.

    >>> list(top_level_keys(b'{"a": {"b": 1}, "c": oops'))
    ['a', 'c']
    """
    if len(body) > MAX_JSON_BYTES:
        return
    text = body.decode("utf-8-sig", errors="replace")
    decoder = json.JSONDecoder()
    place = _skip(text, 0)
    if text[place : place + 1] == "[":
        place = _skip(text, place + 1)
    if text[place : place + 1] != "{":
        return
    try:
        for _ in range(_MOST_KEYS):
            place = _skip(text, place + 1)
            key, place = decoder.raw_decode(text, place)
            if not isinstance(key, str):
                return
            yield key
            place = _skip(text, place)
            if text[place : place + 1] != ":":
                return
            _, place = decoder.raw_decode(text, _skip(text, place + 1))
            place = _skip(text, place)
            if text[place : place + 1] != ",":
                return
    except (ValueError, RecursionError):
        return


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in _WHITE:
        place += 1
    return place


def value_from_data(type_: Any, data: object, path: str, place: str = "$") -> Any:
    """
    A text, number, enumeration member, tuple or dataclass from what `json.loads` gave.

    Args:
        type_: the expected type; of unions only those with `None`.
        path: the file, for messages.
        place: the place of the data in it.

    Raises:
        FormatError: the data has another shape.
    """
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        (inner,) = [option for option in get_args(type_) if option is not NoneType]
        return None if data is None else value_from_data(inner, data, path, place)
    if origin is tuple:
        return _tuple_from(get_args(type_), data, path, place)
    if is_dataclass(type_) and isinstance(type_, type):
        return _record_from(type_, data, path, place)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        if not isinstance(data, str) or data not in list(type_):
            raise _misfit(path, place, f"{data!r:.60}", f"use one of {', '.join(type_)}")
        return type_(data)
    if type(data) is not type_:
        raise _misfit(
            path, place, f"{data!r:.60} where a {type_.__name__} belongs", "correct the value"
        )
    return data


def _tuple_from(members: tuple[Any, ...], data: object, path: str, place: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise _misfit(path, place, f"{data!r:.60} where a list belongs", "write […]")
    if members[-1] is Ellipsis:
        members = (members[0],) * len(data)
    if len(members) != len(data):
        raise _misfit(path, place, f"{len(data)} values", f"write {len(members)}")
    return tuple(
        value_from_data(member, entry, path, f"{place}[{number}]")
        for number, (member, entry) in enumerate(zip(members, data, strict=True))
    )


def _record_from(type_: Any, data: object, path: str, place: str) -> Any:
    if not isinstance(data, dict):
        raise _misfit(path, place, f"{data!r:.60} where an object belongs", "write {…}")
    hints = _hints(type_)
    for key in data:
        if key not in hints:
            raise _misfit(path, f"{place}.{key}", "an unknown key", f"use {', '.join(hints)}")
    for field in fields(type_):
        if field.name not in data and field.default is MISSING and field.default_factory is MISSING:
            raise _misfit(path, f"{place}.{field.name}", "missing", "add the key")
    return type_(
        **{
            key: value_from_data(hints[key], value, path, f"{place}.{key}")
            for key, value in data.items()
        }
    )


@cache
def _hints(type_: Any) -> dict[str, Any]:
    """The types of a record's fields, read once: a delta may hold thousands of one kind."""
    return get_type_hints(type_)


def _misfit(path: str, place: str, problem: str, advice: str) -> FormatError:
    return FormatError(path, place, problem, advice)
