"""
What the statements of a course are about: the links of a `map.csv`.
"""

from __future__ import annotations

import csv
import io
import re

from guidegraph.model.edition import Association, Edition
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.names import is_edition_id
from guidegraph.model.source import SourceText


__all__ = ["HOW", "associations_from_csv"]

HOW = ("teaches", "assesses", "mentions")
"""The ways in which a statement can be about an item, each an association type."""

_REQUIRED = ("statement", "item", "edition", "how")
_KNOWN = (*_REQUIRED, "confirmed_by", "date")
_ITEM_ID = re.compile(r"[a-z]+/[\w/-]+")


def associations_from_csv(table: SourceText, course: Edition) -> tuple[Association, ...]:
    """
    The links of a course map, in the order of its rows.

    Raises:
        FormatError: a column that is missing or unknown, or a row that cannot be understood.
    """
    rows = csv.DictReader(io.StringIO(table.text), strict=True)
    try:
        columns = rows.fieldnames or ()
        for place, column in enumerate(columns):
            if column in columns[:place]:
                raise _fault(table, 1, f"the column {column!r} twice", "remove one of the two")
            if column not in _KNOWN:
                raise _fault(table, 1, f"an unknown column {column!r}", f"use {', '.join(_KNOWN)}")
        for column in _REQUIRED:
            if column not in columns:
                raise _fault(table, 1, f"no column {column!r}", f"use {', '.join(_REQUIRED)}")
        found: dict[Association, int] = {}
        for row in rows:
            link = _association(table, course, row, rows.line_num)
            if link in found:
                raise _fault(
                    table, rows.line_num, f"says the same as line {found[link]}", "remove the row"
                )
            found[link] = rows.line_num
        return tuple(found)
    except csv.Error as error:
        raise _fault(table, rows.reader.line_num, f"not CSV ({error})", "mend the row") from None


def _association(
    table: SourceText, course: Edition, row: dict[str, str | None], line: int
) -> Association:
    for column in _REQUIRED:
        if not (row[column] or "").strip():
            raise _fault(table, line, f"no {column}", "fill in the cell, or remove the row")
    if None in row:
        raise _fault(table, line, "more cells than columns", "put texts with commas in quotes")
    statement, item, edition, how = ((row[column] or "").strip() for column in _REQUIRED)
    if statement not in course.by_id:
        problem = str(UnknownNameError("statement", statement, course.by_id))
        raise _fault(table, line, problem, "correct the row")
    if not _ITEM_ID.fullmatch(item):
        raise _fault(table, line, f"{item!r} is no item id", "write an id such as value/7")
    if not is_edition_id(edition):
        raise _fault(table, line, f"{edition!r} is no edition id", "write one such as 2013-peer")
    if how not in HOW:
        raise _fault(table, line, f"{how!r} is no way to be about an item", f"use {', '.join(HOW)}")
    return Association(origin=statement, type=how, destination=item, edition=edition)


def _fault(table: SourceText, line: int, problem: str, advice: str) -> FormatError:
    return FormatError(table.path, line, problem, advice)
