"""Editions, and the items in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guidegraph.diff.curation.history import LibraryHistory, item_history, item_named
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.data.curation import data_of_item_history
from guidegraph.render.data.library import data_of_catalogue, data_of_excerpt
from guidegraph.serve.rest.operation import EDITION, ITEM, LANGUAGE, Operation
from guidegraph.serve.rest.reader import LibraryReader


__all__ = ["OPERATIONS"]


async def _editions(reader: LibraryReader, _: Mapping[str, Any]) -> Any:
    return await reader.run(data_of_catalogue, reader.catalogue)


async def _edition(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
    edition = await reader.edition_read(given["edition"], given)
    return await reader.run(data_of_excerpt, Excerpt(edition=edition, items=edition.items))


async def _item(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
    edition = await reader.edition_read(given["edition"], given)
    ref = item_named([edition], given["item"], edition.id)
    told = await reader.library_history()
    return await reader.run(_data_of_item, edition, edition.by_id[ref.id], told)


async def _history(reader: LibraryReader, given: Mapping[str, Any]) -> Any:
    edition = reader.edition(given["edition"])
    ref = item_named([edition], given["item"], edition.id)
    told = await reader.library_history()
    return await reader.run(lambda: data_of_item_history(item_history(told, ref)))


def _data_of_item(edition: Edition, item: Item, history: LibraryHistory) -> dict[str, Any]:
    def shown(*items: Item) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = data_of_excerpt(Excerpt(edition=edition, items=items))[
            "items"
        ]
        return found

    parent = None if item.parent is None else shown(edition.by_id[item.parent])[0]
    return {
        "schema": f"{SCHEMAS}/item/1",
        "edition": edition.id,
        "item": shown(item)[0],
        "parent": parent,
        "children": shown(*edition.children.get(item.id, ())),
        "linked_from": list(_linked_from(edition, item.id, history)),
        "counterparts": list(_counterparts(Ref(edition=edition.id, id=item.id), history)),
    }


def _linked_from(
    edition: Edition, item_id: str, history: LibraryHistory
) -> Iterator[dict[str, str]]:
    for other in history.editions.values():
        for link in other.associations:
            if link.destination == item_id and (link.edition or other.id) == edition.id:
                yield {"type": link.type, "edition": other.id, "id": link.origin}


def _counterparts(ref: Ref, told: LibraryHistory) -> Iterator[dict[str, str | None]]:
    """The earlier counterparts of the item, then the later ones."""
    steps = [(step, step.old) for step in told.into.get(ref, ())]
    steps += [(step, step.new) for step in told.onwards.get(ref, ())]
    for step, others in steps:
        for other in others:
            yield {
                "how": step.change.relation.value if step.change else "unchanged",
                "edition": other.edition,
                "id": other.id,
                "change": step.change.id if step.change else None,
            }


OPERATIONS = (
    Operation(
        name="editions",
        path="/api/editions",
        summary="The editions and courses of the library.",
        parameters=(),
        schema="editions",
        handle=_editions,
    ),
    Operation(
        name="edition",
        path="/api/editions/{edition}",
        summary="An edition with all its items.",
        parameters=(EDITION, LANGUAGE),
        schema="show",
        handle=_edition,
    ),
    Operation(
        name="item",
        path="/api/editions/{edition}/items/{item}",
        summary="An item with its parent, its children, its links and its counterparts.",
        parameters=(EDITION, ITEM, LANGUAGE),
        schema="item",
        handle=_item,
    ),
    Operation(
        name="history",
        path="/api/editions/{edition}/history/{item}",
        summary="The history of an item through all editions.",
        parameters=(EDITION, ITEM),
        schema="log",
        handle=_history,
    ),
)
