"""JSON from unknown sources, read within limits; every message names the place of a value."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Self, Union, get_args, get_origin, get_type_hints

from guidegraph.importers.limits import MAX_JSON_BYTES, MAX_JSON_VALUES
from guidegraph.importers.words import quoted, words
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.excerpt import clipped
from guidegraph.model.source import source_from_bytes


__all__ = [
    "JsonNode",
    "JsonNumber",
    "top_level_keys",
    "tree_from_json",
    "value_from_data",
]

_WHITE: Final = " \t\r\n"
_MOST_KEYS: Final = 100
_MOST_WARNINGS: Final = 10
_RANK: Final = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)
_INDEX: Final = re.compile(r"\[[0-9]+\]")


# The first value of each kind as a message, and the places of all.
_Oddities = dict[str, tuple[str, set[str]]]


class JsonNumber(float):
    """A number as the file writes it: 1.10 is not written back as 1.1."""

    __slots__ = ("lexical",)

    def __new__(cls, lexical: str) -> Self:
        """The number that these characters are."""
        number = super().__new__(cls, lexical)
        number.lexical = lexical
        return number

    lexical: str


class JsonNode:
    """
    A value in a JSON file, and its place.

    Args:
        path: the file, for messages.
        place: where in the file, such as `$.CFItems[3]`.
        value: the value there.
        oddities: values of an unexpected kind in the file, to be reported by `warn`.
    """

    __slots__ = ("oddities", "path", "place", "value")

    def __init__(
        self,
        path: str,
        place: str,
        value: Any,
        oddities: dict[str, tuple[str, set[str]]] | None = None,
    ) -> None:
        self.path = path
        self.place = place
        self.value = value
        self.oddities: dict[str, tuple[str, set[str]]] = {} if oddities is None else oddities

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def get(self, key: str) -> JsonNode:
        """The value under a key, which may be missing."""
        return JsonNode(self.path, f"{self.place}.{key}", self.object().get(key), self.oddities)

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
            yield JsonNode(self.path, f"{node.place}[{number}]", value, self.oddities)

    def words(self) -> str | None:
        """
        This value as a text with single spaces, or nothing if it is missing.

        A number is read as the text it is written with, with a warning.
        """
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float):
            raise self.fault(f"not a text: {self.shown()}", 'write "…"')
        if not isinstance(self.value, str):
            self.note("a number, not a text", "it is read as a text")
            return self.shown()
        return words(self.value, self.path, self.place)

    def text(self, key: str) -> str | None:
        """The text under a key, or nothing."""
        return self.get(key).words()

    def field(self, key: str) -> str | None:
        """
        The text under a key of an object whose other values are kept as they are.

        A list or an object there is no reason to refuse the file: it is reported and is not read.
        """
        node = self.get(key)
        if isinstance(node.value, bool | dict | list):
            node.note("not a text", "it is stored, and not read as one")
            return None
        return node.words()

    def note(self, problem: str, outcome: str) -> None:
        """Record that this value is not of the expected kind, and how it is read."""
        _, places = self.oddities.setdefault(
            f"{_INDEX.sub('', self.place)} {problem}",
            (f"{clipped(self.place, 200)}: {problem}: {self.shown()}; {outcome}", set()),
        )
        places.add(self.place)

    def warn(self) -> None:
        """Warn of what `note` recorded in this file, once for each kind of value."""
        found, more = list(self.oddities.values()), len(self.oddities) - _MOST_WARNINGS
        self.oddities.clear()
        for first, places in found[:_MOST_WARNINGS]:
            others = f" ({len(places) - 1} more like it)" if len(places) > 1 else ""
            warnings.warn(f"{self.path}:{first}{others}", GuidegraphWarning, stacklevel=3)
        if more > 0:
            message = f"{self.path}: {more} more keys have values of an unexpected kind"
            warnings.warn(message, GuidegraphWarning, stacklevel=3)

    def rank(self, key: str) -> Decimal | None:
        """
        A number to sort by under a key, also one written as a text, or nothing.

        A value that is not a number is reported and is not read.
        """
        node = self.get(key)
        if node.value is None:
            return None
        if not isinstance(node.value, bool | dict | list):
            text = node.value.strip() if isinstance(node.value, str) else node.shown()
            if _RANK.fullmatch(text):
                return Decimal(text)
        node.note("not a number", "it is stored, and nothing is sorted by it")
        return None

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
            case JsonNumber():
                return self.value.lexical[:40]
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
    text = _text_of(body)
    if text is None:
        text = source_from_bytes(path, body).text
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, path),
            parse_int=lambda digits: JsonNumber(digits) if digits == "-0" else int(digits),
            parse_float=JsonNumber,
            parse_constant=JsonNumber,  # NaN, which is not JSON, but which some programs write
        )
    except json.JSONDecodeError as error:
        problem = f"not JSON: {error.msg.lower()} (column {error.colno})"
        raise FormatError(path, error.lineno, problem, "fix the line") from None
    except RecursionError:
        raise FormatError(path, None, "nested too deeply", "flatten it") from None
    except ValueError:  # Python refuses to read numbers of thousands of digits
        raise FormatError(path, None, "not JSON: a number too long", "shorten it") from None
    return JsonNode(path, "$", value)


def _text_of(body: bytes) -> str | None:
    """The text of a file in UTF-16 or UTF-32, as some programs save JSON; else nothing."""
    encoding = json.detect_encoding(body)
    if encoding.startswith("utf-8"):
        return None
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


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
    text = _text_of(body) or body.decode("utf-8-sig", errors="replace")
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
    if type(data) is not type_ and not (type_ is float and isinstance(data, JsonNumber)):
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
