"""
The change between editions in a package of CASE 1.1, as its guide to best practice recommends.

A new item that is an exact match of an old one is its `exactMatchOf`. What else an old item became
is linked from it with `replacedBy`. One that was dropped stays, with a `statusEndDate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from guidegraph.export.case.names import day_of, document_link, item_link
from guidegraph.export.case.package import EXTENSION, association, item_entry, package_of
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.correspondence import match_of
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.model.mapping import Match


__all__ = ["package_of_change"]


def package_of_change(comparison: Comparison) -> dict[str, Any]:
    """
    The package of the new edition with how every item of the old ones changed.

    Raises:
        MisuseError: items were dropped, and the new edition states no date of issue.
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
        self.places = Counter(
            {parent: len(children) for parent, children in self.new.children.items()}
        )

    def package(self) -> dict[str, Any]:
        """All of it."""
        dropped = [change.old[0] for change in self.changes if change.relation is Relation.DROPPED]
        if dropped and not self.new.issued:
            raise MisuseError(
                f"{self.new.id!r} states no date of issue, and the statusEndDate of "
                f"{len(dropped)} dropped items is that date; give it with 'guidegraph export "
                f"{self.new.id} --to case-json --since {next(iter(self.old))} --issued DATE'"
            )
        package = package_of(self.new)
        added = {
            ref.id
            for change in self.changes
            if change.relation is Relation.ADDED
            for ref in change.new
        }
        for entry in package["CFItems"]:
            if self.new.issued and entry["extensions"][EXTENSION]["id"] in added:
                entry["statusStartDate"] = day_of(self.new.issued)
        types = {entry["identifier"] for entry in package["CFDefinitions"]["CFItemTypes"]}
        known = {entry["identifier"] for entry in package["CFItems"]}
        for ref in dropped:
            entry, place = self._dropped(ref)
            if entry["identifier"] in known:
                continue  # releases may share identifiers; what has one is not at its end
            if entry["CFItemTypeURI"]["identifier"] not in types:
                del entry["CFItemTypeURI"]
            package["CFItems"].append(entry)
            package["CFAssociations"].append(place)
        package["CFAssociations"] += self._associations()
        package["CFDocument"]["notes"] = self._narrative(package["CFDocument"].get("notes"))
        return package

    def _dropped(self, ref: Ref) -> tuple[dict[str, Any], dict[str, Any]]:
        """
        A dropped item, ended, and its place: after the items below its parent's successor.
        """
        edition = self.old[ref.edition]
        item = edition.by_id[ref.id]
        entry = item_entry(edition, item)
        entry["statusEndDate"] = day_of(self.new.issued or "")
        entry["CFItemTypeURI"] = item_entry(self.new, item)["CFItemTypeURI"]
        # Its id may be another item's now.
        del entry["extensions"][EXTENSION]["id"]
        entry["extensions"][EXTENSION]["was"] = {"edition": ref.edition, "id": ref.id}
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
        """Whether both releases give two items the same IRI: nothing relates it to itself."""
        return self._edition(old).iri_of(old.id) == self.new.iri_of(new.id)

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
