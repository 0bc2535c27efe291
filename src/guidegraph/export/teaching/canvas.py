"""
An edition as outcomes for Canvas, in the table of its own import.

What has items below it is a group, all else an outcome. Canvas follows both by their `vendor_guid`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import chain

from guidegraph.export.read_back import attributes_lost
from guidegraph.export.teaching.identifiers import Identifiers, SystemTable, parts_of
from guidegraph.export.teaching.proof import changed_row
from guidegraph.importers.exchange_tables import CANVAS_FIELDS, TeachingSystem
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning, clipped
from guidegraph.model.table import COLUMNS, column_names


__all__ = ["losses_in_canvas", "problem_in_canvas", "rows_of_canvas"]

_LONGEST = 255  # characters of a vendor_guid, and of a title
_RARE = frozenset({"friendly_description"})  # Canvas had no such column at first
_SETTINGS = (
    *("display_name", "calculation_method", "calculation_int", "mastery_points"),
    *("friendly_description",),
)
_OUTCOME, _GROUP = "outcome", "group"
_HEADINGS = frozenset({"Section", "CourseModule"})


def rows_of_canvas(thing: Edition | Comparison) -> Iterator[tuple[str, ...]]:
    """The headers, the groups, the outcomes, and those of the old edition that are deleted."""
    rows = _Rows(thing)
    found = [*rows.groups(), *rows.outcomes(), *rows.deleted()]
    width = max((len(ratings) for _, ratings in found), default=0)
    used = {name for row, _ in found for name, cell in row.items() if cell}
    fields = [each for each in CANVAS_FIELDS[:-1] if each not in _RARE or each in used]
    yield *fields, CANVAS_FIELDS[-1], *[""] * max(0, width - 1)
    for row, ratings in found:
        cells = [row.get(each, "") for each in fields]
        yield *cells, *ratings, *[""] * (max(1, width) - len(ratings))


def problem_in_canvas(thing: Edition | Comparison, body: bytes) -> str | None:
    """What is not the same when the table is read again, or nothing."""
    rows = _Rows(thing)
    deleted = {row["vendor_guid"] for row, _ in rows.deleted()}
    return changed_row(rows.new, rows.identifiers.of, body, besides=deleted)


def losses_in_canvas(thing: Edition | Comparison) -> Iterator[str]:
    """What the table does not hold, and which identifiers end."""
    rows = _Rows(thing)
    yield from rows.identifiers.endings()
    for item in rows.new.items:
        if len(rows.full_title(item)) > _LONGEST:
            yield f"{item.id}: the title has {_LONGEST} characters; the text is whole"
        if item.notes:
            yield f"{item.id}: {len(item.notes)} footnotes are not held"
        others = [
            link
            for link in rows.new.links_from.get(item.id, ())
            if link.edition or link.type != "broaderTransitive"
        ]
        if others:
            yield f"{item.id}: {len(others)} links are not held"
    if rows.table is None:
        yield from attributes_lost(rows.new)
    else:
        yield from rows.table.others_lost(_columns_of_ratings(rows.table))


def _kind(edition: Edition, item: Item) -> str:
    is_group = item.id in edition.children or item.type in (_GROUP, *_HEADINGS)
    return _GROUP if is_group else _OUTCOME


_Row = tuple[dict[str, str], list[str]]


class _Rows:
    def __init__(self, thing: Edition | Comparison) -> None:
        self.new, self.comparison, old = parts_of(thing)
        self.identifiers = Identifiers(
            thing, TeachingSystem.CANVAS, longest=_LONGEST, within=False, kind=_kind
        )
        self.table = SystemTable.of(self.new, TeachingSystem.CANVAS)
        self.old = {edition.id: edition for edition in old}
        found = (SystemTable.of(edition, TeachingSystem.CANVAS) for edition in old)
        self.before = {each.edition.id: each for each in found if each is not None}

    def groups(self) -> Iterator[_Row]:
        for item in self.new.items:
            if _kind(self.new, item) == _GROUP:
                above = [self.identifiers.of[item.parent]] if item.parent else []
                yield self._row(item, _GROUP, above), []

    def outcomes(self) -> Iterator[_Row]:
        for item in self.new.items:
            if _kind(self.new, item) == _OUTCOME:
                others = (
                    link.destination
                    for link in self.new.links_from.get(item.id, ())
                    if link.type == "broaderTransitive" and link.edition is None
                )
                above = [
                    self.identifiers.of[each]
                    for each in chain([item.parent] if item.parent else [], others)
                    if each in self.identifiers.of
                ]
                row = self._row(item, _OUTCOME, above)
                settings, ratings = self._settings(item)
                yield row | settings, ratings

    def deleted(self) -> Iterator[_Row]:
        """The old outcomes, then the groups, deepest first, whose identifiers nothing has."""
        ended = [
            (
                self.old[ref.edition].by_id[ref.id],
                _kind(self.old[ref.edition], self.old[ref.edition].by_id[ref.id]),
                name,
            )
            for ref, name in self.identifiers.ended
        ]
        ordered = [each for each in ended if each[1] == _OUTCOME]
        ordered += [each for each in reversed(ended) if each[1] == _GROUP]
        for item, kind, name in ordered:
            yield (
                {
                    "vendor_guid": name,
                    "object_type": kind,
                    "title": self._title(item),
                    "description": html.escape(item.text or "", quote=False),
                    "workflow_state": "deleted",
                },
                [],
            )

    def _row(self, item: Item, kind: str, above: list[str]) -> dict[str, str]:
        cells = self.table.cells(item) if self.table is not None else {}
        ref = self.identifiers.before.get(item.id)
        table, was = self.table, item
        if not cells and ref is not None:
            table = self.before.get(ref.edition)
            was = self.old[ref.edition].by_id[ref.id]
        description = html.escape(item.text or "", quote=False)
        if table is not None and was.text == item.text and table.is_as_read(was, "description"):
            description = table.cells(was)["description"]
        as_read = self.table is not None and self.table.is_as_read(item, "title")
        return {
            "vendor_guid": self.identifiers.of[item.id],
            "object_type": kind,
            "title": cells["title"] if as_read else self._title(item),
            "description": description,
            "workflow_state": cells.get("workflow_state") or "active",
            "parent_guids": " ".join(dict.fromkeys(above)),
        }

    def _title(self, item: Item) -> str:
        return clipped(self.full_title(item), _LONGEST)

    def full_title(self, item: Item) -> str:
        """What an outcome is called, however long that is."""
        label = item.pref_label or item.label or beginning(item.text or item.id, _LONGEST - 30)
        if item.notation and (self.table is None or not self.table.is_as_read(item, "title")):
            return f"{item.notation} {label}"
        return label

    def _settings(self, item: Item) -> tuple[dict[str, str], list[str]]:
        """How an outcome is counted and rated: as its own table says, or the one before."""
        table, row = self.table, item
        ref = self.identifiers.before.get(item.id)
        if (table is None or not table.cells(item)) and ref is not None:
            table = self.before.get(ref.edition)
            row = self.old[ref.edition].by_id[ref.id]
        if table is None:
            return {}, []
        cells = table.cells(row)
        return {each: cells.get(each, "") for each in _SETTINGS}, _ratings(table, row)


def _ratings(table: SystemTable, item: Item) -> list[str]:
    """The points and names of ratings: the cells from their first column on."""
    numbers = {name: number for number, name in enumerate(_columns_of_ratings(table))}
    cells = {
        numbers[each.property]: each.value for each in item.statements if each.property in numbers
    }
    return [cells.get(number, "") for number in range(max(cells, default=-1) + 1)]


def _columns_of_ratings(table: SystemTable) -> list[str]:
    """The names of the columns from the first one of ratings on, but for others after it."""
    first = table.names.get("ratings")
    columns = next((each for each in table.edition.statements if each.property == COLUMNS), None)
    if first is None or columns is None:
        return []
    printed = {number: head.value for number, head in enumerate(columns.about) if head.value}
    names = list(column_names(printed, range(len(columns.about))).values())
    others = set(table.names.values()) - {first}
    return [
        name
        for number, name in enumerate(names[names.index(first) :], start=names.index(first))
        if name == first or (name not in others and number not in printed)
    ]
