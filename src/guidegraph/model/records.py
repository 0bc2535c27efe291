"""Results as plain records: dicts of text, numbers and truth values, as tables take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum


__all__ = ["Record", "Tabular", "record_of"]

Record = dict[str, str | int | float | bool | None]


class Tabular:
    """A result that is made of rows."""

    __slots__ = ()

    def entries(self) -> Iterable[object]:
        """The rows: values of one type, or mappings with the same keys."""
        raise NotImplementedError

    def records(self) -> list[Record]:
        """
        The rows as a list of dicts, one for each row, as pandas and polars take them.

        Several values of a cell are separated by `; `.
        """
        return [record_of(row) for row in self.entries()]


def record_of(row: object) -> Record:
    """
    A mapping, or a value with fields, as plain values.

    >>> record_of({"items": ("a", "b"), "share": 0.5, "more": None})
    {'items': 'a; b', 'share': 0.5, 'more': None}
    """
    if isinstance(row, Mapping):
        return {str(name): _cell(value) for name, value in row.items()}
    if is_dataclass(row):
        return {field.name: _cell(getattr(row, field.name)) for field in fields(row)}
    raise TypeError(f"a {type(row).__name__} has no fields")


def _cell(value: object) -> str | int | float | bool | None:
    if isinstance(value, Enum):
        return value.value if isinstance(value.value, str) else value.name.lower()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_cell(one)}" for name, one in value.items())
    if isinstance(value, Iterable):
        return "; ".join(str(_cell(one)) for one in value)
    return str(value)
