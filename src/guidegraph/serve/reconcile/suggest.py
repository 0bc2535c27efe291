"""Suggestions while somebody types: entities, types and properties with this beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from guidegraph.language.words import folded
from guidegraph.serve.reconcile.entities import PROPERTIES, ROOT, Entity, type_name
from guidegraph.serve.reconcile.index import Index


__all__ = [
    "suggested_entities",
    "suggested_properties",
    "suggested_types",
    "type_data",
    "types_of",
]

_PAGE = 20


def suggested_entities(
    index: Index,
    prefix: str,
    types: Sequence[str],
    cursor: int,
    languages: Sequence[str] = (),
) -> dict[str, Any]:
    """Entities whose id, name or words begin with it; if none, those with a similar name."""
    wanted = folded(prefix)
    among = index.of_types(types, every=False) if types else None
    found = [
        (rank, "label" not in entity.values, number)
        for number, entity in enumerate(index.entities)
        if among is None or among[number]
        if (rank := _rank(entity, index.names[number], prefix.strip(), wanted)) is not None
    ]
    numbers = [number for _, _, number in sorted(found)]
    if not numbers and wanted:
        alike = index.like(wanted, among)
        numbers = sorted(alike, key=lambda number: (-alike[number].score, number))[:_PAGE]
    page = [index.entities[number] for number in numbers[cursor : cursor + _PAGE]]
    return {
        "result": [
            {
                "id": entity.id,
                "name": entity.name_in(languages),
                "description": entity.description,
                "notable": [{"id": entity.type, "name": type_name(entity.type)}],
            }
            for entity in page
        ]
    }


def types_of(index: Index) -> tuple[str, ...]:
    """The types that there are entities of, the one of all items first."""
    found = dict.fromkeys(type_ for entity in index.entities for type_ in entity.types)
    return tuple(sorted(found, key=lambda type_: (type_ != ROOT, type_)))


def type_data(type_: str) -> dict[str, Any]:
    """A type with the one above it."""
    data: dict[str, Any] = {"id": type_, "name": type_name(type_)}
    if type_ not in (ROOT, "Edition", "Course"):
        data["broader"] = [{"id": ROOT, "name": type_name(ROOT)}]
    return data


def suggested_types(index: Index, prefix: str, cursor: int) -> dict[str, Any]:
    """The types that begin with it."""
    found = (type_data(type_) for type_ in types_of(index))
    return _named(found, prefix, cursor)


def suggested_properties(prefix: str, cursor: int) -> dict[str, Any]:
    """The properties that begin with it."""
    found = (
        {"id": each.id, "name": each.name, "description": each.description}
        for each in PROPERTIES.values()
    )
    return _named(found, prefix, cursor)


def _named(found: Iterator[dict[str, Any]], prefix: str, cursor: int) -> dict[str, Any]:
    wanted = folded(prefix)
    fitting = [
        data
        for data in found
        if folded(data["id"]).startswith(wanted) or f" {wanted}" in f" {folded(data['name'])}"
    ]
    return {"result": fitting[cursor : cursor + _PAGE]}


def _rank(entity: Entity, names: Sequence[str], prefix: str, wanted: str) -> int | None:
    """How directly an entity matches, from 0; `None` if it does not."""
    if entity.id == prefix:
        return 0
    if wanted and any(name.startswith(wanted) for name in names):
        return 1
    if wanted and any(f" {wanted}" in name for name in names):
        return 2
    return 3 if entity.id.startswith(prefix) else None
