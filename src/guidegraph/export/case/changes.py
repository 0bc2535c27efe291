"""
The change between editions in a package of CASE 1.1, as its guide to best practice recommends.

A new item that is an exact match of an old one is its `exactMatchOf`. What else an old item became
is linked from it with `replacedBy`. One that was dropped stays, with a `statusEndDate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from guidegraph.export.case.as_read import flat
from guidegraph.export.case.names import (
    UNDATED,
    day_of,
    document_link,
    is_concept,
    item_identifier,
    item_link,
    moment_of,
)
from guidegraph.export.case.package import association, item_entry, package_of, type_link
from guidegraph.importers.assemble import date_of_issue
from guidegraph.importers.case_extension import EXTENSION
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.correspondence import match_of
from guidegraph.model.edition import Edition, SourceKind
from guidegraph.model.errors import UndatedError
from guidegraph.model.mapping import Match


__all__ = ["package_of_change"]


def package_of_change(comparison: Comparison) -> dict[str, Any]:
    """
    The package of the new edition with how every item of the old ones changed.

    Raises:
        UndatedError: items were dropped, and the new edition states no date of issue.
    """
    return _Change(comparison).package()


class _Change:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.new = comparison.new
        self.old = {edition.id: edition for edition in comparison.old}
        self.changes = (*comparison.changes.changes, *comparison.changes.hidden)
        self.unchanged = comparison.changes.unchanged
        self.successor = {
            ref: change.new[0] for change in self.changes if change.new for ref in change.old
        } | {pair.old: pair.new for pair in self.unchanged}
        moment = moment_of(self.new)
        stated = None if moment == UNDATED else date_of_issue(moment)
        self.day = day_of(self.new.issued) if self.new.issued else stated
        self.places = Counter(
            {parent: len(children) for parent, children in self.new.children.items()}
        )

    def package(self) -> dict[str, Any]:
        """All of it."""
        dropped = [
            ref
            for change in self.changes
            if change.relation is Relation.DROPPED
            for ref in change.old[:1]
            if not self._is_term(ref)
        ]
        if dropped and not self.day:
            raise UndatedError(
                f"{self.new.id!r} states no date of issue, and the statusEndDate of "
                f"{len(dropped)} dropped items is that date"
            )
        root = package_of(self.new)
        package = flat(root)
        added = {
            item_identifier(self.new, ref.id)
            for change in self.changes
            if change.relation is Relation.ADDED
            for ref in change.new
        }
        for entry in package["CFItems"]:
            if self.day and str(entry["identifier"]) in added:
                entry.setdefault("statusStartDate", self.day)
        associations = _list_in(package, "CFAssociations")
        known = {str(entry["identifier"]) for entry in package["CFItems"]}
        for ref in dropped:
            entry, place = self._dropped(ref)
            if str(entry["identifier"]) in known:
                continue  # releases may share identifiers; what has one is not at its end
            self._adapt(entry, ref, package)
            package["CFItems"].append(entry)
            associations.append(place)
        associations += self._associations()
        document = package["CFDocument"] = package.get("CFDocument") or {}
        document["notes"] = self._narrative(document.get("notes"))
        return root

    def _is_term(self, ref: Ref) -> bool:
        """Whether an old item is a concept, which cannot end: it has no dates."""
        edition = self.old[ref.edition]
        return is_concept(edition, edition.by_id[ref.id])

    def _dropped(self, ref: Ref) -> tuple[dict[str, Any], dict[str, Any]]:
        """
        A dropped item, ended, and its place: after the items below its parent's successor.
        """
        edition = self.old[ref.edition]
        item = edition.by_id[ref.id]
        entry = item_entry(edition, item)
        entry.setdefault("statusEndDate", self.day)
        above = Ref(edition=ref.edition, id=item.parent) if item.parent else None
        parent = self.successor[above].id if above in self.successor else None
        self.places[parent] += 1
        return entry, association(
            self.new,
            "isChildOf",
            item_link(edition, ref.id),
            document_link(self.new) if parent is None else item_link(self.new, parent),
            number=self.places[parent],
        )

    def _adapt(self, entry: dict[str, Any], ref: Ref, package: dict[str, Any]) -> None:
        """Make a dropped item that we described ourselves one of the new package."""
        extensions = entry.get("extensions")
        ours = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
        if isinstance(ours, dict) and "id" in ours:
            del ours["id"]  # it may be another item's now
            ours["was"] = {"edition": ref.edition, "id": ref.id}
        old = self.old[ref.edition]
        if old.source_kind is SourceKind.CASE:
            return
        entry["CFItemTypeURI"] = type_link(self.new, old.by_id[ref.id].type)
        if self.new.source_kind is SourceKind.CASE or all(
            one["identifier"] != entry["CFItemTypeURI"]["identifier"]
            for one in package["CFDefinitions"]["CFItemTypes"]
        ):
            del entry["CFItemTypeURI"]

    def _associations(self) -> Iterator[dict[str, Any]]:
        for pair in self.unchanged:
            if not self._is_one(pair.old, pair.new):
                yield self._same(pair.old, pair.new)
        for change in self.changes:
            for old in change.old:
                for new in change.new:
                    if self._is_one(old, new):
                        continue
                    if match_of(self.comparison, change, old, new) is Match.EXACT:
                        yield self._same(old, new)
                    else:
                        yield self._replaced(old, new, change)

    def _is_one(self, old: Ref, new: Ref) -> bool:
        """Whether both editions have the item under one identifier, which needs no association."""
        of_old = item_identifier(self._edition(old), old.id)
        return of_old == item_identifier(self.new, new.id)

    def _same(self, old: Ref, new: Ref) -> dict[str, Any]:
        return association(
            self.new,
            "exactMatchOf",
            item_link(self.new, new.id),
            item_link(self._edition(old), old.id),
        )

    def _replaced(self, old: Ref, new: Ref, change: Change) -> dict[str, Any]:
        reasons = "; ".join(change.verdict.reasons) if change.verdict else ""
        return association(
            self.new,
            "replacedBy",
            item_link(self._edition(old), old.id),
            item_link(self.new, new.id),
            notes=f"{change.relation}: {reasons}" if reasons else change.relation.value,
        )

    def _edition(self, ref: Ref) -> Edition:
        return self.old[ref.edition]

    def _narrative(self, notes: str | None) -> str:
        counts = Counter(change.relation for change in self.changes)
        told = ", ".join(f"{counts[one]} {one}" for one in Relation if counts[one])
        told = f"Changes since {', '.join(self.old)}: {told}; {len(self.unchanged)} unchanged."
        return f"{notes}\n\n{told}" if notes else told


def _list_in(package: dict[str, Any], key: str) -> list[Any]:
    """The list under a key; a new one, if there is none."""
    found = package.get(key)
    if not isinstance(found, list):
        found = package[key] = []
    return found
