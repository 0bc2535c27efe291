"""Small editions for tests of the diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from guidegraph.diff.compare import compare
from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import Change, Ref
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


def aligned(*pairs: tuple[str, str]) -> Alignment:
    """Old ids of "a" and new ids of "b", each side separated by commas, as groups."""
    return Alignment(
        groups=tuple(
            Group(
                old=tuple(Ref(edition="a", id=id_) for id_ in old.split(",") if id_),
                new=tuple(Ref(edition="b", id=id_) for id_ in new.split(",") if id_),
            )
            for old, new in pairs
        )
    )


def changes_of(
    old: Iterable[Item], new: Iterable[Item], *pairs: tuple[str, str]
) -> dict[tuple[str, str], Change]:
    """The changes of aligned items, by the ids of both sides; by default those with one id."""
    before, after = edition("a", old), edition("b", new)
    if not pairs:
        there = [item.id for item in before.items if item.id in after.by_id]
        gone = [item.id for item in before.items if item.id not in after.by_id]
        come = [item.id for item in after.items if item.id not in before.by_id]
        pairs = (*((id_, id_) for id_ in there), *((id_, "") for id_ in gone))
        pairs += tuple(("", id_) for id_ in come)
    found = compare([before], after, aligned(*pairs)).changes
    return {
        (",".join(ref.id for ref in one.old), ",".join(ref.id for ref in one.new)): one
        for one in found
    }
