"""
The identifiers that items have in a system for teaching.

Such systems follow an item from one version to the next by its identifier alone. Therefore an item
of a new edition keeps the identifier of the old item that it is aligned with, whatever its place
and its words are now, and nothing else gets an identifier that an old item had.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from guidegraph.export.case.names import uri_of, uuid_of
from guidegraph.importers.exchange_items import number_before, text_of_html
from guidegraph.importers.exchange_tables import (
    TeachingSystem,
    fields_of_edition,
    framework_row,
)
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import iri_path


__all__ = ["Identifiers", "SystemTable", "parts_of"]

_GLOBAL = re.compile(r"(?:ce-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LABELS = frozenset({"name", "title"})
_ID = {TeachingSystem.MOODLE: "id", TeachingSystem.CANVAS: "vendor_guid"}

Kind = Callable[[Edition, Item], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemTable:
    """The cells of an edition that was read from a table of a system, by our names of columns."""

    edition: Edition
    names: Mapping[str, str]

    @classmethod
    def of(cls, edition: Edition, system: TeachingSystem) -> SystemTable | None:
        """The table that an edition was read from, if it is one of the system's."""
        found = fields_of_edition(edition)
        if found is None or found[0] is not system:
            return None
        return cls(edition=edition, names=found[1])

    def cells(self, item: Item) -> dict[str, str]:
        """The cells of an item's row."""
        by_name = {name: each for each, name in self.names.items()}
        return {
            by_name[each.property]: each.value
            for each in item.statements
            if each.property in by_name
        }

    def others_lost(self, besides: Collection[str] = ()) -> Iterator[str]:
        """The columns of the table that the system does not have, but for some."""
        known = {name for each, name in self.names.items() if each != "ratings"} | {*besides}
        counts = Counter(
            each.property
            for item in self.edition.items
            for each in item.statements
            if each.property not in known
        )
        if counts:
            named = ", ".join(f"{name!r} ({count})" for name, count in counts.items())
            yield f"columns that the system does not have are not held: {named}"

    def is_as_read(self, item: Item, field: str) -> bool:
        """Whether a cell still says what is read of it: the item may have been edited since."""
        cell = self.cells(item).get(field, "")
        if cell and field in _LABELS and item.label is None:
            return number_before(text_of_html(cell), item.text or "") == (item.notation or "")
        now = item.label if field in _LABELS else item.text
        said = {" ".join(cell.split()), text_of_html(cell)}
        return bool(cell) and " ".join((now or "").split()) in said

    def framework(self) -> dict[str, str]:
        """The cells of the row that describes the whole."""
        return framework_row(self.edition, self.names)


def parts_of(
    thing: Edition | Comparison,
) -> tuple[Edition, Comparison | None, tuple[Edition, ...]]:
    """The edition to write, the comparison if it is one, and the old editions as they were read."""
    if isinstance(thing, Edition):
        return thing, None, ()
    return thing.new, thing, thing.given or thing.old


class Identifiers:
    """
    The identifiers of the items of an edition.

    Attributes:
        of: the identifier of each item, by its id.
        before: the old item whose identifier an item keeps, by the item's id.
        ended: the old items whose identifiers nothing has, in the order of their editions.

    Args:
        thing: the edition, or the comparison of it with old ones.
        system: the system.
        longest: how long an identifier can be.
        within: whether identifiers need to be unique only in their edition.
        kind: what an item is in the system; another kind cannot keep an identifier.
    """

    def __init__(
        self,
        thing: Edition | Comparison,
        system: TeachingSystem,
        *,
        longest: int,
        within: bool,
        kind: Kind = lambda _edition, _item: "",
    ) -> None:
        self.new, self.comparison, old = parts_of(thing)
        self.old = {edition.id: edition for edition in old}
        self._system = system
        self._longest = longest
        self._within = within
        self._kind = kind
        self._tables = {
            edition.id: table
            for edition in (*old, self.new)
            if (table := SystemTable.of(edition, system)) is not None
        }
        self.before: dict[str, Ref] = self._partners()
        self.of: dict[str, str] = {}
        taken = {self.own(edition, item) for edition in self.old.values() for item in edition.items}
        for id_, ref in self.before.items():
            self.of[id_] = self.own(self.old[ref.edition], self.old[ref.edition].by_id[ref.id])
        for item in self.new.items:
            if item.id not in self.of:
                self.of[item.id] = self._fresh(item, taken)
        kept = set(self.of.values())
        self.ended = [
            (Ref(edition=edition.id, id=item.id), name)
            for edition in self.old.values()
            for item in edition.items
            if (name := self.own(edition, item)) not in kept
        ]

    def own(self, edition: Edition, item: Item) -> str:
        """
        The identifier of an item without regard to older editions: the one that its source gives
        it, else the end of its IRI; a UUID made of the IRI if that is too long.
        """
        name = f"{edition.id}/{iri_path(item.id)}"
        if edition.identified and (self._within or _is_global(item.id)):
            name = item.id
        table = self._table_of(edition)
        if table is not None and (cell := table.cells(item).get(_ID[self._system], "").split()):
            name = " ".join(cell)
        if len(name) > self._longest or (not self._within and len(name.split()) != 1):
            return uuid_of(uri_of(edition.iri_of(item.id)), None)
        return name

    def _table_of(self, edition: Edition) -> SystemTable | None:
        table = self._tables.get(edition.id)
        return table if table is not None and table.edition is edition else None

    def _fresh(self, item: Item, taken: set[str]) -> str:
        """An identifier that no old item has, and no other new one."""
        name = self.own(self.new, item)
        if name in taken:
            name = uuid_of(uri_of(f"{self.new.address_of(item.id)}"), None)
        taken.add(name)
        return name

    def _partners(self) -> dict[str, Ref]:
        if self.comparison is None:
            return {}
        order = {id_: number for number, id_ in enumerate(self.old)}
        found: dict[str, list[Ref]] = {}
        for pair in self.comparison.changes.unchanged:
            found.setdefault(pair.new.id, []).append(pair.old)
        for change in (*self.comparison.changes.changes, *self.comparison.changes.hidden):
            if change.relation in (Relation.SAME, Relation.MERGED) and change.new:
                found.setdefault(change.new[0].id, []).append(_main(change))
        partners: dict[str, Ref] = {}
        for id_, refs in found.items():
            item = self.new.by_id.get(id_)
            for ref in sorted(refs, key=lambda ref: order[ref.edition]):
                old = self.old[ref.edition]
                if (
                    item is not None
                    and ref.id in old.by_id
                    and self._kind(old, old.by_id[ref.id]) == self._kind(self.new, item)
                ):
                    partners.setdefault(id_, ref)
        return partners

    def endings(self) -> Iterator[str]:
        """What happened to the identifiers that nothing has any more, and how many are kept."""
        if self.comparison is None:
            return
        kept, count = len(self.before), len(self.new.items)
        yield f"{kept} of {count} items keep an identifier of the old edition"
        became = {
            ref: change
            for change in (*self.comparison.changes.changes, *self.comparison.changes.hidden)
            for ref in change.old
        }
        for ref, name in self.ended:
            old = self.old[ref.edition].by_id[ref.id]
            said = f"{name} ({old.name}): "
            change = became.get(ref)
            new = [
                f"{self.of[each.id]}"
                for each in (change.new if change else ())
                if each.id in self.of
            ]
            if change is None or not new:
                yield f"{said}dropped, nothing has its identifier"
            elif change.relation is Relation.MERGED:
                yield f"{said}merged into {new[0]}, which has another identifier"
            elif change.relation is Relation.SAME:
                yield f"{said}now {new[0]}, which is of another kind"
            else:
                yield f"{said}{change.relation} into {', '.join(new)}: choose among them"


def _main(change: Change) -> Ref:
    """The old item of a change that the new one has most words of."""
    if change.coverage is None or len(change.coverage.parts) != len(change.old):
        return change.old[0]
    return max(zip(change.coverage.parts, change.old, strict=True), key=lambda each: each[0])[1]


def _is_global(text: str) -> bool:
    """Whether an identifier is a UUID or a CTID, which nothing else has."""
    return _GLOBAL.fullmatch(text) is not None
