"""A row alone on its page, such as a head at the foot, as part of the table on the page beside."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from guidegraph.importers.documents.pdf.over_pages import same_columns


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.page import PageLines
    from guidegraph.importers.documents.pdf.tables import PrintedTable


__all__ = ["put_lone_rows_in"]


def put_lone_rows_in(sheets: Sequence[PageLines], heads: Container[int]) -> None:
    """
    Make rows in rules tables where the page before ends, or the next one begins, with the same.

    *heads* are the `id`s of lines that are running heads, which stand beyond them.
    """
    tables = [sorted([*each.tables, *each.lone], key=lambda table: table.box[1]) for each in sheets]
    found: set[int] = set()
    for at, (before, after) in enumerate(pairwise(tables)):
        if not (before and after and same_columns(before[-1], after[0])):
            continue
        if abs(before[-1].box[2] - after[0].box[2]) > 4:
            continue
        last, first = before[-1], after[0]
        beyond = [
            *(line.base > last.box[3] for line in sheets[at].lines if id(line) not in heads),
            *(line.base < first.box[1] for line in sheets[at + 1].lines if id(line) not in heads),
        ]
        if not any(beyond):
            found |= {id(last), id(first)}
    for sheet in sheets:
        mine = [each for each in sheet.lone if id(each) in found]
        if mine:
            sheet.lines = [
                line for line in sheet.lines if not any(_holds(each, line.base) for each in mine)
            ]
            sheet.tables += mine
            sheet.lone = []


def _holds(table: PrintedTable, base: float) -> bool:
    return table.box[1] <= base <= table.box[3]
