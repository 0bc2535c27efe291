"""Values of our types from JSON data, strictly: what a type does not have is an error."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from guidegraph.model.errors import FormatError


__all__ = ["value_from_data"]


def value_from_data(type_: Any, data: object, path: str, place: str = "$") -> Any:
    """
    A text, number, enumeration member, tuple or dataclass from what `json.loads` gave.

    Args:
        type_: the type wanted; of unions only those with `None`.
        path: the file, for messages.
        place: where in it the data stands.

    Raises:
        FormatError: the data is of another shape.
    """
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        (inner,) = [option for option in get_args(type_) if option is not NoneType]
        return None if data is None else value_from_data(inner, data, path, place)
    if origin is tuple:
        return _tuple(get_args(type_), data, path, place)
    if is_dataclass(type_) and isinstance(type_, type):
        return _record(type_, data, path, place)
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        if not isinstance(data, str) or data not in list(type_):
            raise _fault(path, place, f"{data!r:.60}", f"use one of {', '.join(type_)}")
        return type_(data)
    if type(data) is not type_:
        raise _fault(
            path, place, f"{data!r:.60} where a {type_.__name__} belongs", "correct the value"
        )
    return data


def _tuple(members: tuple[Any, ...], data: object, path: str, place: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise _fault(path, place, f"{data!r:.60} where a list belongs", "write […]")
    if members[-1] is Ellipsis:
        members = (members[0],) * len(data)
    if len(members) != len(data):
        raise _fault(path, place, f"{len(data)} values", f"write {len(members)}")
    return tuple(
        value_from_data(member, entry, path, f"{place}[{number}]")
        for number, (member, entry) in enumerate(zip(members, data, strict=True))
    )


def _record(type_: type[Any], data: object, path: str, place: str) -> Any:
    if not isinstance(data, dict):
        raise _fault(path, place, f"{data!r:.60} where an object belongs", "write {…}")
    hints = _hints(type_)
    for key in data:
        if key not in hints:
            raise _fault(path, f"{place}.{key}", "an unknown key", f"use {', '.join(hints)}")
    for field in fields(type_):
        if field.name not in data and field.default is MISSING and field.default_factory is MISSING:
            raise _fault(path, f"{place}.{field.name}", "missing", "add the key")
    return type_(
        **{
            key: value_from_data(hints[key], value, path, f"{place}.{key}")
            for key, value in data.items()
        }
    )


_hints = cache(get_type_hints)
"""Types are read once: a delta of thousands of items has each of them thousands of times."""


def _fault(path: str, place: str, problem: str, advice: str) -> FormatError:
    return FormatError(path, place, problem, advice)
