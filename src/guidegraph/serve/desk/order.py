"""The changes of a comparison in the order in which somebody reads the new edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidegraph.model.changes import Change, Comparison
from guidegraph.model.clauses import part_name
from guidegraph.model.edition import Item
from guidegraph.render.standing import StandingKind, standings_of


__all__ = ["ReadingPlace", "places_in_order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlace:
    """
    A change, or an item without one, where it is read; *part* is the name of the part it is in.
    """

    part: str
    change: Change | None = None
    item: Item | None = None


def places_in_order(comparison: Comparison) -> Iterator[ReadingPlace]:
    """
    All changes that are not hidden, and the unchanged items, as the new edition has them.

    A change of several items is where the first of them is.
    """
    shown = {change.id for change in comparison.changes.changes}
    tops = _parts(comparison)
    part = tops[comparison.new.items[0].id] if comparison.new.items else ""
    for standing in standings_of(comparison):
        if standing.kind is StandingKind.HERE:
            part = tops[standing.item.id]
        if standing.change is None:
            yield ReadingPlace(part=part, item=standing.item)
        elif standing.first and standing.change.id in shown:
            yield ReadingPlace(part=part, change=standing.change)


def _parts(comparison: Comparison) -> Mapping[str, str]:
    """The name of the part that each item of the new edition is in; none for single items."""
    new = comparison.new
    found: dict[str, str] = {}
    for item in new.items:
        if item.parent in found:
            found[item.id] = found[item.parent]
        elif item.id in new.children:
            found[item.id] = part_name(item)
        else:
            found[item.id] = ""
    return found
