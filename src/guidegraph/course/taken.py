"""Confirmed links added to a map, with every row that it has as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import StringIO
from typing import Final

from guidegraph.course.placed import placed
from guidegraph.importers.course_map import MapRows
from guidegraph.importers.csv_rows import link_table
from guidegraph.model.course import CourseLink, FoundBy
from guidegraph.model.drift import TakenLinks
from guidegraph.model.edition import Edition
from guidegraph.model.table import to_cell


__all__ = ["taken", "with_rows"]

_COLUMNS: Final = ("statement", "item", "edition", "how", "quote", "confirmed_by", "date")


def taken(
    rows: MapRows,
    course: Edition,
    *,
    path: str,
    known: Iterable[CourseLink],
    refused: Iterable[CourseLink],
) -> TakenLinks:
    """
    What a sheet adds to a map.

    Args:
        rows: the rows of the sheet.
        course: the course as it is now.
        path: the sheet, for messages.
        known: the links of the map.
        refused: the links that were refused before.

    Raises:
        FormatError: a row without a quote names a statement that the course does not have.
    """
    confirmed, denied = (placed(links, course, path) for links in (rows.links, rows.refused))
    have = {_key(link) for link in known}
    before = {_key(link) for link in refused}
    # What a person read is not what the course says now: a link to other words is not taken.
    other = confirmed.found_by(FoundBy.LIKENESS) + denied.found_by(FoundBy.LIKENESS)
    new = {_key(link): replace(link, extra=()) for link in confirmed.links if link not in other}
    never = {_key(link): replace(link, extra=()) for link in denied.links if link not in other}
    return TakenLinks(
        links=tuple(link for key, link in new.items() if key not in have),
        refused=tuple(link for key, link in never.items() if key not in before),
        known=sum(key in have for key in new),
        lost=(*confirmed.lost, *denied.lost, *other),
        open=rows.open,
    )


def with_rows(path: str, body: bytes | None, links: Sequence[CourseLink]) -> bytes:
    """
    A map as a text file with more rows, in its own columns and signs; a new one without a *body*.

    Raises:
        FormatError: it is not such a file.
    """
    if not body:
        return (_line(_COLUMNS, ",", "\n") + _lines(links, _COLUMNS, ",", "\n")).encode()
    table = link_table(path, body, "item")
    columns = tuple(" ".join(name.split()).casefold().replace(" ", "_") for name in table.columns)
    head = table.head
    missing = tuple(name for name in _COLUMNS if _needed(name, links) and name not in columns)
    if missing:
        bare = head.rstrip("\r\n")
        more = "".join(f"{table.delimiter}{name}" for name in missing)
        head = f"{bare}{more}{head[len(bare) :] or table.end}"
    text = head + "".join(row.raw for row in table.rows)
    if not text.endswith(("\n", "\r")):
        text += table.end
    text += _lines(links, (*columns, *missing), table.delimiter, table.end)
    return ("\ufeff" * table.mark + text).encode()


def _needed(name: str, links: Iterable[CourseLink]) -> bool:
    """Whether a map needs a column: links need their quotes, and what else they have."""
    return any(_cell(link, name) for link in links)


def _lines(links: Iterable[CourseLink], columns: Sequence[str], delimiter: str, end: str) -> str:
    return "".join(_line([_cell(link, name) for name in columns], delimiter, end) for link in links)


def _line(cells: Sequence[str], delimiter: str, end: str) -> str:
    line = StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator=end).writerow(map(to_cell, cells))
    return line.getvalue()


def _cell(link: CourseLink, name: str) -> str:
    """What a map says about a link in a column, with its spaces evened."""
    found = {
        "statement": link.statement,
        "item": link.item.id,
        "edition": link.item.edition,
        "how": link.how.value,
        "quote": link.quote,
        "confirmed_by": link.confirmed_by,
        "date": link.date,
        "confirm": "yes",
    }.get(name)
    return " ".join((found or "").split())


def _key(link: CourseLink) -> tuple[str, str, str]:
    return link.statement, link.item.edition, link.item.id
