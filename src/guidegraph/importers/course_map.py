"""
The links of a course in its `map.csv`; and the log of a migration of one, read to undo it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from guidegraph.importers.csv_rows import CsvRow, csv_rows, second_header
from guidegraph.importers.limits import MAX_LINE
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink, LinkStatus, LinkType, MigratedRow, Migration
from guidegraph.model.edition import Association, Edition
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.names import is_edition_id
from guidegraph.model.source import SourceText
from guidegraph.model.table import from_cell


__all__ = ["HOW", "associations_from_csv", "check_targets", "links_from_csv", "migration_from_log"]

HOW = ("teaches", "assesses", "mentions")
"""How a statement can be about an item, each an association type."""

_REQUIRED = ("statement", "item", "edition", "how")
_OPTIONAL = ("confirmed_by", "date", "status", "new_item", "confidence", "quote")
_KNOWN = (*_REQUIRED, *_OPTIONAL)
# Ids of other people's editions may be any text; these signs are in none, or begin a formula.
_ITEM_ID = re.compile(r"(?![\s=+@-])[^\x00-\x1f\x7f<>\"{}|\\^`]+(?<!\s)")
_SEPARATOR = "|"


def associations_from_csv(table: SourceText, course: Edition) -> tuple[Association, ...]:
    """
    The links of a course map as associations, in the order of the course's statements.

    Raises:
        FormatError: a column is missing or unknown, or a row cannot be understood.
    """
    place = {item.id: number for number, item in enumerate(course.items)}
    return tuple(
        Association(
            origin=link.statement,
            type=link.how.value,
            destination=link.item.id,
            edition=link.item.edition,
        )
        for link in sorted(
            links_from_csv(table, course),
            key=lambda link: (place[link.statement], link.how.value),
        )
    )


def links_from_csv(table: SourceText, course: Edition) -> tuple[CourseLink, ...]:
    """
    The links of a course map, in the order of its rows.

    Raises:
        FormatError: a column is missing or unknown, or a row cannot be understood.
    """
    rows = csv_rows(table.text, table.path, ",")
    columns = next((row.cells for row in rows), ())
    _check_columns(table, columns)
    found: dict[tuple[str, Ref, LinkType], CourseLink] = {}
    for row in rows:
        if not row.cells:
            continue
        if tuple(cell.strip() for cell in row.cells) == columns:
            raise second_header(table.path, row.line, columns)
        link = _link(table, course, columns, row)
        key = (link.statement, link.item, link.how)
        if key in found:
            problem = f"says the same as line {found[key].line}"
            raise _fault(table, row.line, problem, "remove the row")
        found[key] = link
    return tuple(found.values())


def check_targets(
    links: Iterable[CourseLink], editions: Mapping[str, Edition], known: Collection[str], path: str
) -> None:
    """
    Refuse the first link to an item or edition that a library does not have.

    Args:
        links: those of a map.
        editions: the editions that links lead to, if the library has them.
        known: the ids of all editions of the library.
        path: the map, for messages.
    """
    for link in links:
        edition, item = link.item.edition, link.item.id
        if edition not in editions:
            problem = str(UnknownNameError("edition", edition, known))
            raise FormatError(path, link.line, problem, "correct the row")
        if item not in editions[edition].by_id:
            problem = str(UnknownNameError(f"item of {edition}", item, editions[edition].by_id))
            raise FormatError(path, link.line, problem, "correct the row")


def _check_columns(table: SourceText, columns: tuple[str, ...]) -> None:
    for place, column in enumerate(columns):
        if column in columns[:place]:
            raise _fault(table, 1, f"the column {column!r} twice", "remove one of the two")
        if column not in _KNOWN:
            raise _fault(table, 1, f"an unknown column {column!r}", f"use {', '.join(_KNOWN)}")
    for column in _REQUIRED:
        if column not in columns:
            raise _fault(table, 1, f"no column {column!r}", f"use {', '.join(_REQUIRED)}")


def _link(table: SourceText, course: Edition, columns: tuple[str, ...], row: CsvRow) -> CourseLink:
    line = row.line
    given = dict(zip(columns, row.cells, strict=False))
    cells = {column: from_cell(given.get(column, "").strip()) for column in _KNOWN}
    for column in _REQUIRED:
        if not cells[column]:
            raise _fault(table, line, f"no {column}", "fill in the cell, or remove the row")
    if len(row.cells) > len(columns):
        raise _fault(table, line, "more cells than columns", "put texts with commas in quotes")
    statement, item, edition, how = (cells[column] for column in _REQUIRED)
    if statement not in course.by_id:
        problem = str(UnknownNameError("statement", statement, course.by_id))
        raise _fault(table, line, problem, "correct the row")
    if not _ITEM_ID.fullmatch(item):
        raise _fault(table, line, f"{item!r} is not an item id", "write an id such as value/7")
    if not is_edition_id(edition):
        raise _fault(
            table, line, f"{edition!r} is not an edition id", "write one such as 2013-peer"
        )
    if how not in HOW:
        raise _fault(
            table, line, f"{how!r} is not a way to be about an item", f"use {', '.join(HOW)}"
        )
    status = cells["status"]
    if status and status not in list(LinkStatus):
        problem = f"{status!r} is not a status of a link"
        raise _fault(table, line, problem, f"use {', '.join(LinkStatus)}")
    new_items = (part.strip() for part in cells["new_item"].split(_SEPARATOR))
    return CourseLink(
        statement=statement,
        item=Ref(edition=edition, id=item),
        how=LinkType(how),
        confirmed_by=cells["confirmed_by"] or None,
        date=_date(table, line, cells["date"]),
        status=LinkStatus(status) if status else None,
        new_items=tuple(part for part in new_items if part),
        line=line,
    )


def _date(table: SourceText, line: int, day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        raise _fault(table, line, f"{day!r} is not a date", "write 2026-07-31") from None


def _fault(table: SourceText, line: int, problem: str, advice: str) -> FormatError:
    return FormatError(table.path, line, problem, advice)


def migration_from_log(log: SourceText) -> Migration:
    """
    The migration in a log, without the outcomes of its rows.

    Raises:
        FormatError: it is not such a log, or was changed: its maps do not have their hashes.
    """
    records = [
        (line, _log_record(log, line, text))
        for line, text in enumerate(log.text.split("\n"), start=1)
        if text.strip()
    ]
    if not records or records[0][1].get("record") != "migration":
        raise FormatError(
            log.path, 1, "not the log of a migration", "name the file that 'migrate --log' wrote"
        )
    head = records[0][1]
    rows = [(line, record) for line, record in records if record.get("record") == "row"]
    end = records[-1][1]
    if end.get("record") != "end" or end.get("rows") != len(rows):
        raise FormatError(log.path, records[-1][0], "the log is cut off", "take the whole file")
    migration = Migration(
        path=_logged_text(log, 1, head, "map"),
        old=tuple(str(id_) for id_ in head.get("old") or ()),
        new=_logged_text(log, 1, head, "new"),
        head=_logged_text(log, 1, head, "before"),
        new_head=_logged_text(log, 1, head, "after"),
        rows=tuple(
            MigratedRow(
                line=line,
                before=_logged_text(log, line, record, "before"),
                after=_logged_text(log, line, record, "after"),
            )
            for line, record in rows
        ),
        mark=head.get("mark") is True,
    )
    for body, key in (
        (migration.before(), "sha256_before"),
        (migration.after(), "sha256_after"),
    ):
        if hashlib.sha256(body).hexdigest() != head.get(key):
            raise FormatError(
                log.path, 1, f"the log was changed: its rows do not give {key}", "take the original"
            )
    return migration


def _log_record(log: SourceText, line: int, text: str) -> dict[str, Any]:
    if len(text) > MAX_LINE:
        raise FormatError(log.path, line, f"a line of {len(text)} characters", "name a log")
    try:
        record = json.loads(text)
        json.dumps(record, ensure_ascii=False).encode()  # JSON can name halves of characters
    except (ValueError, RecursionError):
        raise FormatError(
            log.path, line, "not JSON in Unicode", "name the file that 'migrate --log' wrote"
        ) from None
    if not isinstance(record, dict):
        raise FormatError(log.path, line, "not an object", "name a log of a migration")
    return record


def _logged_text(log: SourceText, line: int, record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise FormatError(log.path, line, f"no {key!r}", "take the original log")
    return value
