"""Small editions for tests of the diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from guidegraph.model.edition import Association, Edition, Item


def edition(name: str, items: Iterable[Item], associations: Iterable[Association] = ()) -> Edition:
    """An edition of these items; positions are counted as an importer would."""
    places: Counter[tuple[str | None, str]] = Counter()
    placed = []
    for item in items:
        places[item.parent, item.type] += 1
        placed.append(replace(item, position=places[item.parent, item.type]))
    return Edition(
        id=name,
        iri=f"https://example.org/{name}",
        title=name,
        items=tuple(placed),
        associations=tuple(associations),
    )


def section(name: str, label: str) -> Item:
    """A section to put statements in."""
    return Item(id=name, type="Section", label=label, pref_label=label)


def statement(name: str, text: str, parent: str | None = None) -> Item:
    """A statement, as a spreadsheet would give it."""
    return Item(id=name, text=text, parent=parent)
