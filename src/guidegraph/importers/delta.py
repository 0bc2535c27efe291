"""Deltas from JSON: the inverse of `guidegraph.export.diffs.to_delta_json`."""

from __future__ import annotations

import json
from typing import Any, get_type_hints

from guidegraph.importers.json_tree import value_from_data
from guidegraph.model.delta import AssociationEdit, Delta, FieldEdit, ItemEdit, PlacedItem, TextEdit
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import FormatError
from guidegraph.model.source import SourceText


__all__ = ["delta_from_json"]

_SCHEMA = "https://w3id.org/guidegraph/schema/delta/1"
_KEYS = (
    *("schema", "old", "new", "old_sha256", "new_sha256"),
    *("edition", "removed", "added", "edited", "associations"),
)
_TEXTS = ("label", "text")


def delta_from_json(file: SourceText) -> Delta:
    """
    The delta in a file.

    Raises:
        FormatError: it is not JSON, or not a delta.
    """
    try:
        data = json.loads(file.text)
    except json.JSONDecodeError as error:
        raise FormatError(
            file.path, error.lineno, f"not JSON: {error.msg}", "make the delta again"
        ) from None
    except (ValueError, RecursionError):
        raise FormatError(file.path, None, "not JSON that can be read", "make it again") from None
    return _Reader(file.path).delta(data)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path

    def delta(self, data: object) -> Delta:
        entry = self._object(data, "$", _KEYS)
        if entry["schema"] != _SCHEMA:
            raise self._fault("$.schema", f"{entry['schema']!r:.80}", f"this reads {_SCHEMA}")
        return Delta(
            old=self._value(str, entry["old"], "$.old"),
            new=self._value(str, entry["new"], "$.new"),
            old_sha256=self._value(str, entry["old_sha256"], "$.old_sha256"),
            new_sha256=self._value(str, entry["new_sha256"], "$.new_sha256"),
            edition=self._fields(entry["edition"], Edition, "$.edition"),
            removed=self._value(tuple[PlacedItem, ...], entry["removed"], "$.removed"),
            added=self._value(tuple[PlacedItem, ...], entry["added"], "$.added"),
            edited=tuple(
                self._edit(edit, f"$.edited[{number}]")
                for number, edit in enumerate(self._list(entry["edited"], "$.edited"))
            ),
            associations=self._value(
                tuple[AssociationEdit, ...], entry["associations"], "$.associations"
            ),
        )

    def _edit(self, data: object, place: str) -> ItemEdit:
        entry = self._object(data, place, ("id", "fields", "texts", "move"))
        texts = self._value(tuple[TextEdit, ...], entry["texts"], f"{place}.texts")
        for number, text in enumerate(texts):
            if text.name not in _TEXTS:
                where = f"{place}.texts[{number}].name"
                raise self._fault(where, f"{text.name!r:.60}", f"use {', '.join(_TEXTS)}")
        return ItemEdit(
            id=self._value(str, entry["id"], f"{place}.id"),
            fields=self._fields(entry["fields"], Item, f"{place}.fields"),
            texts=texts,
            move=self._value(tuple[int, int] | None, entry["move"], f"{place}.move"),
        )

    def _fields(self, data: object, owner: type, place: str) -> tuple[FieldEdit, ...]:
        hints = get_type_hints(owner)
        found = []
        for number, entry in enumerate(self._list(data, place)):
            where = f"{place}[{number}]"
            edit = self._object(entry, where, ("name", "before", "after"))
            name = edit["name"]
            if not isinstance(name, str) or name not in hints or name in ("items", "places"):
                raise self._fault(f"{where}.name", f"no field {name!r:.60}", "correct the name")
            before, after = (
                self._value(hints[name], edit[side], f"{where}.{side}")
                for side in ("before", "after")
            )
            found.append(FieldEdit(name=name, before=before, after=after))
        return tuple(found)

    def _value(self, type_: Any, data: object, place: str) -> Any:
        return value_from_data(type_, data, self.path, place)

    def _list(self, data: object, place: str) -> list[object]:
        if not isinstance(data, list):
            raise self._fault(place, f"{data!r:.60} where a list belongs", "write […]")
        return data

    def _object(self, data: object, place: str, keys: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(data, dict) or set(data) != set(keys):
            raise self._fault(
                place, f"not an object with the keys {', '.join(keys)}", "make the delta again"
            )
        return data

    def _fault(self, place: str, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, place, problem, advice)
