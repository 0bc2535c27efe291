"""
The links of a course in its map; and the log of a migration of one, read to undo it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from guidegraph.importers.csv_rows import second_header
from guidegraph.importers.limits import MAX_LINE
from guidegraph.importers.sheet import Repairs, Row, Sheet, bounded
from guidegraph.importers.sheets import MOST_ABOVE, sheets_of
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink, LinkStatus, LinkType, MigratedRow, Migration
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.names import is_edition_id
from guidegraph.model.source import SourceText
from guidegraph.model.table import to_cell


__all__ = [
    "MapRows",
    "check_targets",
    "is_confirmed",
    "links_from_table",
    "migration_from_log",
    "rows_of_map",
    "table_of",
]

_REQUIRED: Final = ("statement", "item", "edition", "how")
_OPTIONAL: Final = (
    "quote",
    "confirmed_by",
    "date",
    "status",
    "new_item",
    "confirm",
    "confidence",
    "statement_status",
    "new_statement",
)
_KNOWN: Final = (*_REQUIRED, *_OPTIONAL)
_SHOWN: Final = frozenset(("why", "course says", "guideline says"))  # written for people, not kept
_HOW: Final[Mapping[str, LinkType]] = {
    **{how.value: how for how in LinkType},
    **dict.fromkeys(("teach", "taught", "lehrt", "vermittelt", "enseigne"), LinkType.TEACHES),
    **dict.fromkeys(("assess", "assessed", "prüft", "geprüft", "évalue"), LinkType.ASSESSES),
    **dict.fromkeys(("mention", "mentioned", "erwähnt", "mentionne"), LinkType.MENTIONS),
}
_YES: Final = frozenset(
    [
        "yes",
        "y",
        "ja",
        "j",
        "oui",
        "o",
        "x",
        "✓",
        "✔",
        "true",
        "wahr",
        "vrai",
        "confirmed",
        "ok",
        "1",
    ]
)
_NO: Final = frozenset(["no", "n", "nein", "non", "✗", "false", "falsch", "faux", "rejected", "0"])
# Ids of other people's editions may be any text; these signs are in none, or begin a formula.
_ITEM_ID = re.compile(r"(?![\s=+@-])[^\x00-\x1f\x7f<>\"{}|\\^`]+(?<!\s)")
_SEPARATOR = "|"
_PAGES = (b"<!doctype html", b"<html")
_FIRST_BYTES = 1000
_ITEM_WORDS = " ↔ "  # before the words of the item, in maps of earlier versions


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRows:
    """
    The rows of a map or of a sheet of suggested links.

    Attributes:
        links: the rows that are links.
        refused: those that somebody refused in the column `confirm`.
        open: how many rows nobody has decided about in that column.
    """

    links: tuple[CourseLink, ...] = ()
    refused: tuple[CourseLink, ...] = ()
    open: int = 0


def links_from_table(path: str, body: bytes) -> tuple[CourseLink, ...]:
    """
    The links of a map, in the order of its rows, with their statements as the map names them.

    The map is a workbook, or a text file with commas, semicolons or tabs. The names of its columns
    may be in any letter case; other columns are kept with the links. Where a column `confirm` says
    which rows are right, the others are not links.

    Raises:
        FormatError: a column is missing, or a row cannot be understood.
    """
    return rows_of_map(path, body).links


def rows_of_map(path: str, body: bytes) -> MapRows:
    """
    The links of a map, as `links_from_table` reads them, with the rows that somebody refused.

    Raises:
        FormatError: a column is missing, or a row cannot be understood.
    """
    sheet, place, columns = _head(path, body)
    found: dict[tuple[str, str | None, Ref, LinkType], CourseLink] = {}
    refused: list[CourseLink] = []
    undecided = 0
    for row in sheet.rows[place + 1 :]:
        if not any(cell.strip() for cell in row.cells.values()):
            continue
        if {_even(cell) for cell in row.cells.values()} >= set(columns.values()):
            raise second_header(path, row.line, tuple(columns.values()))
        cells, extra = _cells(path, columns, row)
        answer = cells["confirm"].casefold()
        if "confirm" in columns.values() and not is_confirmed(answer):
            if answer in _NO:
                refused.append(_link(path, cells, extra, row.line))
            else:
                undecided += 1
            continue
        link = _link(path, cells, extra, row.line)
        key = (link.statement, link.quote, link.item, link.how)
        if key in found:
            problem = f"says the same as line {found[key].line}"
            raise FormatError(path, row.line, problem, "remove the row")
        found[key] = link
    return MapRows(links=tuple(found.values()), refused=tuple(refused), open=undecided)


def is_confirmed(cell: str) -> bool:
    """
    Whether a cell of the column `confirm` says yes.

    >>> is_confirmed("Ja"), is_confirmed("no"), is_confirmed("")
    (True, False, False)
    """
    return cell.strip().casefold() in _YES


def table_of(path: str, body: bytes) -> bytes:
    """
    A table of links as CSV: a text file as it is, the first sheet with links of a workbook.

    Raises:
        FormatError: it is a workbook and has no sheet with links.
    """
    if not body.startswith(b"PK"):
        return body
    sheet, place, _ = _head(path, body)
    rows = sheet.rows[place:]
    width = 1 + max(max(row.cells, default=0) for row in rows)
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(
        [to_cell(row.cells.get(at, "")) for at in range(width)] for row in rows
    )
    return file.getvalue().encode()


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


def _head(path: str, body: bytes) -> tuple[Sheet, int, dict[int, str]]:
    """The sheet with the links, the place of the row that names its columns, and their names."""
    if body[:_FIRST_BYTES].removeprefix(BOM_UTF8).lstrip().lower().startswith(_PAGES):
        raise FormatError(
            path,
            None,
            "a web page, not a table of links",
            "press the button of the page that saves the decisions, and give the file it saves",
        )
    best: tuple[int, Sheet, int, dict[int, str]] = (0, Sheet(), 0, {})
    for sheet in sheets_of(path, body, lambda cells: sum(_even(each) in _KNOWN for each in cells)):
        rows = list(bounded(sheet.rows, Repairs(path)))
        for place, row in enumerate(islice(rows, MOST_ABOVE)):
            columns = {at: _even(cell) for at, cell in row.cells.items() if cell.strip()}
            known = sum(name in _REQUIRED for name in columns.values())
            if known > best[0]:
                best = (known, Sheet(name=sheet.name, rows=rows), place, columns)
    _, sheet, place, columns = best
    line = sheet.rows[place].line if sheet.rows else 1
    names = list(columns.values())
    for name in _REQUIRED:
        if name not in names:
            advice = f"name the columns {', '.join(_REQUIRED)} in the first row"
            raise FormatError(path, line, f"no column {name!r}", advice)
    for name in _KNOWN:
        if names.count(name) > 1:
            raise FormatError(path, line, f"the column {name!r} twice", "remove one of the two")
    return sheet, place, columns


def _even(name: str) -> str:
    """
    The name of a column as we write it.

    >>> _even("Confirmed by"), _even(" ITEM ")
    ('confirmed_by', 'item')
    """
    even = " ".join(name.split()).casefold()
    return known if (known := even.replace(" ", "_")) in _KNOWN else even


def _cells(
    path: str, columns: Mapping[int, str], row: Row
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The cells of a row by the names of our columns, and those of other columns."""
    cells = dict.fromkeys(_KNOWN, "")
    extra: list[tuple[str, str]] = []
    for at, text in sorted(row.cells.items()):
        cell, name = text.strip(), columns.get(at)
        if name is None and cell:
            advice = "put texts with commas in quotes"
            raise FormatError(path, row.line, "more cells than columns", advice)
        if name in cells:
            cells[name] = cell
        elif name is not None and cell and name not in _SHOWN:
            extra.append((name, cell))
    return cells, extra


def _link(
    path: str, cells: Mapping[str, str], extra: Iterable[tuple[str, str]], line: int
) -> CourseLink:
    for column in _REQUIRED:
        if not cells[column]:
            advice = "fill in the cell, or remove the row"
            raise FormatError(path, line, f"no {column}", advice)
    statement, item, edition, how = (cells[column] for column in _REQUIRED)
    if not _ITEM_ID.fullmatch(item):
        problem = f"{item!r} is not an item id"
        raise FormatError(path, line, problem, "write an id such as value/7")
    if not is_edition_id(edition):
        problem = f"{edition!r} is not an edition id"
        raise FormatError(path, line, problem, "write one such as 2013-peer")
    if (kind := _HOW.get(how.casefold())) is None:
        problem = f"{how!r} is not a way to be about an item"
        raise FormatError(path, line, problem, f"use {', '.join(LinkType)}")
    status = cells["status"]
    if status and status not in list(LinkStatus):
        problem = f"{status!r} is not a status of a link"
        raise FormatError(path, line, problem, f"use {', '.join(LinkStatus)}")
    new_items = (part.strip() for part in cells["new_item"].split(_SEPARATOR))
    return CourseLink(
        statement=statement,
        item=Ref(edition=edition, id=item),
        how=kind,
        quote=cells["quote"].partition(_ITEM_WORDS)[0] or None,
        confirmed_by=cells["confirmed_by"] or None,
        date=_date(path, line, cells["date"]),
        status=LinkStatus(status) if status else None,
        new_items=tuple(part for part in new_items if part),
        extra=tuple(extra),
        line=line,
    )


def _date(path: str, line: int, day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        raise FormatError(path, line, f"{day!r} is not a date", "write 2026-07-31") from None


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
