"""
An edition as a competency framework for Moodle, in the table of its own import.

Moodle's "Migrate frameworks" pairs the competencies of two frameworks by their ID numbers.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping

from guidegraph.export.read_back import attributes_lost
from guidegraph.export.teaching.identifiers import Identifiers, SystemTable, parts_of
from guidegraph.export.teaching.proof import changed_row
from guidegraph.importers.exchange_tables import MOODLE_FIELDS, TeachingSystem
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning, clipped


__all__ = ["losses_in_moodle", "problem_in_moodle", "rows_of_moodle"]

_HEADERS = (
    *("Parent ID number", "ID number", "Short name", "Description", "Description format"),
    *("Scale values", "Scale configuration", "Rule type (optional)", "Rule outcome (optional)"),
    *("Rule config (optional)", "Cross-referenced competency ID numbers"),
    *("Exported ID (optional)", "Is framework", "Taxonomy"),
)
_LONGEST = 100  # characters of an ID number, and of a short name
_SCALE = {
    "scale": "Not yet competent,Competent",
    "scale-settings": '[{"scaleid":"1"},{"id":1,"scaledefault":1,"proficient":0},'
    '{"id":2,"scaledefault":0,"proficient":1}]',
    "taxonomy": "competency,competency,competency,competency",
}
_SETTINGS = ("scale", "scale-settings", "rule", "rule-outcome", "rule-settings", "exported")
_NO_RELATION = frozenset({"usesTerm", "broaderTransitive"})


def rows_of_moodle(thing: Edition | Comparison) -> Iterator[tuple[str, ...]]:
    """The headers, the row of the framework, and a row for each competency."""
    yield _HEADERS
    yield from (tuple(row.get(each, "") for each in MOODLE_FIELDS) for row in _Rows(thing).rows())


def problem_in_moodle(thing: Edition | Comparison, body: bytes) -> str | None:
    """What is not the same when the table is read again, or nothing."""
    rows = _Rows(thing)
    return changed_row(rows.new, rows.identifiers.of, body)


def losses_in_moodle(thing: Edition | Comparison) -> Iterator[str]:
    """What the table does not hold, and which identifiers end."""
    rows = _Rows(thing)
    yield from rows.identifiers.endings()
    framework = rows.framework()["id"]
    if any(each.framework().get("id") == rows.own_framework()["id"] for each in rows.tables_before):
        yield f"the old framework has the same ID number; the new one has {framework}"
    for item in rows.new.items:
        if len(rows.full_name(item)) > _LONGEST:
            yield f"{item.id}: the short name has {_LONGEST} characters; the text is whole"
        if item.notes:
            yield f"{item.id}: {len(item.notes)} footnotes are not held"
        if others := [each for each in rows.new.links_from.get(item.id, ()) if each.edition]:
            yield f"{item.id}: {len(others)} links to other editions are not held"
    yield from attributes_lost(rows.new) if rows.table is None else rows.table.others_lost()


class _Rows:
    def __init__(self, thing: Edition | Comparison) -> None:
        self.new, _, old = parts_of(thing)
        self.identifiers = Identifiers(thing, TeachingSystem.MOODLE, longest=_LONGEST, within=True)
        self.table = SystemTable.of(self.new, TeachingSystem.MOODLE)
        found = (SystemTable.of(edition, TeachingSystem.MOODLE) for edition in old)
        self.tables_before = [each for each in found if each is not None]
        self.before = {each.edition.id: each for each in self.tables_before}
        self.order = {item.id: number for number, item in enumerate(self.new.items)}
        self.last = dict(self.order)  # the place of the last item below each one
        for item in reversed(self.new.items):
            if item.parent is not None:
                self.last[item.parent] = max(self.last[item.parent], self.last[item.id])

    def rows(self) -> Iterator[Mapping[str, str]]:
        yield self.framework()
        related: dict[str, list[str]] = {}
        for link in self.new.associations:
            if link.edition is None and link.type not in _NO_RELATION:
                ends = (self.identifiers.of.get(each) for each in (link.origin, link.destination))
                origin, destination = ends
                if origin and destination and not self._is_above(link.destination, link.origin):
                    related.setdefault(origin, []).append(destination.replace(",", "%2C"))
        for item in self.new.items:
            id_ = self.identifiers.of[item.id]
            yield self._row(item) | {
                "parent": self.identifiers.of[item.parent] if item.parent else "",
                "id": id_,
                "related": ",".join(dict.fromkeys(related.get(id_, ()))),
            }

    def _is_above(self, one: str, other: str) -> bool:
        return self.order[one] < self.order[other] <= self.last[one]

    def _row(self, item: Item) -> dict[str, str]:
        """A row but for its identifiers: as it was read, or made, with the settings it had."""
        row = {
            "name": clipped(self.full_name(item), _LONGEST),
            "description": _paragraphs([item.text]),
            "format": "1",
        }
        table, was = self.table, item
        ref = self.identifiers.before.get(item.id)
        if (table is None or not table.cells(item)) and ref is not None:
            table = self.before.get(ref.edition)
            was = self.identifiers.old[ref.edition].by_id[ref.id]
        if table is None:
            return row
        cells = table.cells(was)
        row |= {each: cells.get(each, "") for each in _SETTINGS}
        if table is self.table and table.is_as_read(item, "name"):
            row["name"] = cells["name"]
        if was.text == item.text and table.is_as_read(was, "description"):
            row |= {each: cells.get(each, "") for each in ("description", "format")}
        return row

    def full_name(self, item: Item) -> str:
        """What a competency is called, however long that is."""
        if self.table is not None and self.table.is_as_read(item, "name"):
            return self.table.cells(item)["name"]
        label = item.pref_label or item.label or beginning(item.text or item.id, _LONGEST - 20)
        return f"{item.notation} {label}" if item.notation else label

    def own_framework(self) -> dict[str, str]:
        """The row of the framework without regard to older ones."""
        if self.table is not None and (row := self.table.framework()):
            return row
        new = self.new
        about = [new.issued, new.provenance.publisher, new.provenance.rights]
        scale = next((each.framework() for each in self.tables_before), {}) or _SCALE
        return {
            "id": new.id[:_LONGEST],
            "name": clipped(" ".join(new.title.split()) or new.id, _LONGEST),
            "description": _paragraphs(about),
            "format": "1",
            **{each: scale.get(each) or _SCALE[each] for each in _SCALE},
        }

    def framework(self) -> dict[str, str]:
        """The row of the framework, with an ID number that no older one has."""
        row = self.own_framework() | {"parent": "", "framework": "1"}
        taken = {each.framework().get("id") for each in self.tables_before}
        name = row["id"]
        for more in (self.new.issued, self.new.id, *map(str, range(2, 100))):
            if name not in taken:
                break
            name = f"{row['id'][: _LONGEST - 30]}-{(more or 'new')[:29]}"
        return row | {"id": name}


def _paragraphs(texts: Iterable[str | None]) -> str:
    said = (" ".join(text.split()) for text in texts if text and text.strip())
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in said)
