"""Comments from a file: a register, a commenting table, or the comments in a Word document."""

from __future__ import annotations

import re

from guidegraph.importers.comment_files import (
    tables_in_docx,
    tables_in_text,
    tables_in_xlsx,
)
from guidegraph.importers.comment_table import comments_from_tables
from guidegraph.importers.csv_rows import CsvRow, LinkTable, link_table
from guidegraph.importers.words import words
from guidegraph.model.comments import (
    Comment,
    CommentStatus,
    Disposition,
    LeftOutRow,
    Motivation,
)
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError


__all__ = ["COLUMNS", "comments_from_csv", "comments_from_file"]

_SAMPLE = 4_096

COLUMNS = (
    "id",
    "items",
    "comment",
    "motivation",
    "proposed",
    "status",
    "disposition",
    "reason",
)
"""The columns of a register; the first three are required."""

_REGISTER = re.compile(rb"[^\r\n]*?(?:^|[,;\t])[ \"]*items[ \"]*(?:[,;\t\r\n]|\Z)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def comments_from_file(
    path: str, body: bytes, edition: Edition
) -> tuple[tuple[Comment, ...], tuple[LeftOutRow, ...]]:
    """
    The comments on an edition in a file, and what in it is none.

    Raises:
        FormatError: it cannot be read, or has no comments that are known as such.
    """
    if not body.startswith(b"PK"):
        start = body[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
        if _REGISTER.match(start):
            return comments_from_csv(path, body, edition), ()
        found = comments_from_tables(tables_in_text(path, body), edition)
        names = ", ".join(COLUMNS[:3])
        advice = f"name the columns {names}, or as the commenting table of ISO does"
    elif b"xl/workbook.xml" in body:
        found = comments_from_tables(tables_in_xlsx(path, body), edition)
        advice = "name the columns as the commenting table of ISO does"
    else:
        from guidegraph.importers.word_comments import comments_beside, comments_in_docx

        found = comments_from_tables(tables_in_docx(path, body), edition)
        if found is None:
            found = comments_in_docx(path, body, edition)
        else:
            found = found[0], (*found[1], *comments_beside(path, body))
        advice = "give one with the commenting table of ISO, or with comments in it"
    if found is None:
        raise FormatError(path, None, "no comments in it", advice)
    return found


def comments_from_csv(path: str, body: bytes, edition: Edition) -> tuple[Comment, ...]:
    """
    The comments of a register on an edition.

    Raises:
        FormatError: a column or a row cannot be understood, or an item is missing.
    """
    table = link_table(path, body, "items")
    for column in table.columns:
        if column not in COLUMNS:
            problem = str(UnknownNameError("column", column, COLUMNS))
            raise FormatError(path, 1, problem, f"use {', '.join(COLUMNS)}")
    places = {name: table.column(name) for name in COLUMNS if name in table.columns}
    for name in COLUMNS[:3]:
        table.column(name)
    found: dict[str, Comment] = {}
    for row in table.rows:
        if row.blank:
            continue
        comment = _comment(table, row, places, edition)
        if comment.id in found:
            first = found[comment.id].line
            raise FormatError(
                path,
                row.line,
                f"the id {comment.id!r} is already on line {first}",
                "change one",
            )
        found[comment.id] = comment
    return tuple(found.values())


def _comment(table: LinkTable, row: CsvRow, places: dict[str, int], edition: Edition) -> Comment:
    cells = {
        name: words(row.cells[place], table.path, row.line) if place < len(row.cells) else None
        for name, place in places.items()
    }

    def fault(problem: str, advice: str) -> FormatError:
        return FormatError(table.path, row.line, problem, advice)

    id_, body = cells["id"] or "", cells["comment"]
    if not _ID.fullmatch(id_):
        raise fault(f"{id_!r} is not an id of a comment", "use letters, digits, '.', '_' and '-'")
    if not body:
        raise fault("no comment", "fill in the cell, or remove the row")
    targets = tuple(part.strip() for part in (cells["items"] or "").split("|") if part.strip())
    for target in targets:
        if target not in edition.by_id:
            problem = str(UnknownNameError(f"item of {edition.id}", target, edition.by_id))
            raise fault(problem, "correct the cell; separate several items with '|'")
    given = {
        "motivation": (Motivation, cells.get("motivation")),
        "status": (CommentStatus, cells.get("status")),
        "disposition": (Disposition, cells.get("disposition")),
    }
    for name, (kind, value) in given.items():
        if value is not None and value not in list(kind):
            raise fault(f"{value!r} is not a {name}", f"use {', '.join(kind)}")
    disposition, reason = cells.get("disposition"), cells.get("reason")
    status = cells.get("status") or CommentStatus.OPEN
    if disposition and not reason:
        raise fault(f"{disposition!r} without a reason", "say why in the column reason")
    if status == CommentStatus.CLOSED and not disposition:
        raise fault("closed without a disposition", f"use {', '.join(Disposition)}")
    return Comment(
        id=id_,
        body=body,
        targets=targets,
        motivation=Motivation(cells.get("motivation") or Motivation.COMMENTING),
        proposed=cells.get("proposed"),
        status=CommentStatus(status),
        disposition=Disposition(disposition) if disposition else None,
        reason=reason,
        line=row.line,
    )
