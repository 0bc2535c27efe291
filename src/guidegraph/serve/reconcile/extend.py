"""Values of properties for the entities of a column."""

from __future__ import annotations

from typing import Any

from guidegraph.serve.reconcile.entities import PROPERTIES, Value, type_name
from guidegraph.serve.reconcile.index import Index
from guidegraph.serve.reconcile.queries import Extension


__all__ = ["extended", "proposed"]

_OF_EDITIONS = ("label", "type", "lineage", "iri")


def extended(index: Index, asked: Extension) -> dict[str, Any]:
    """What is asked of each entity; nothing is known of what is no entity."""
    rows: dict[str, Any] = {}
    for id_ in asked.ids:
        number = index.by_id.get(id_)
        known = {} if number is None else index.entities[number].values
        rows[id_] = {
            name: [_cell(value) for value in known.get(name, ())[:most]]
            for name, most in asked.properties.items()
        }
    return {"meta": [_meta(name) for name in asked.properties], "rows": rows}


def proposed(type_: str, limit: int | None) -> dict[str, Any]:
    """The properties that entities of a type may have."""
    names = _OF_EDITIONS if type_ in ("Edition", "Course") else tuple(PROPERTIES)
    found = [{"id": name, "name": PROPERTIES[name].name} for name in names[:limit]]
    return {"type": type_, "properties": found, **({} if limit is None else {"limit": limit})}


def _cell(value: Value) -> dict[str, str]:
    return {"str": value.text} if value.id is None else {"id": value.id, "name": value.text}


def _meta(name: str) -> dict[str, Any]:
    property_ = PROPERTIES[name]
    data: dict[str, Any] = {"id": name, "name": property_.name}
    if property_.type is not None:
        data["type"] = {"id": property_.type, "name": type_name(property_.type)}
    return data
