"""Comments from a file: a register, a commenting table, or the comments in a Word document."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain, count

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
    CommentRegister,
    CommentStatus,
    Disposition,
    LeftOutRow,
    Motivation,
)
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError


__all__ = ["COLUMNS", "comments_from_csv", "comments_from_file", "comments_from_files"]

_SAMPLE = 4_096
_LONGEST_ID = 64

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


def comments_from_files(files: Sequence[tuple[str, bytes]], edition: Edition) -> CommentRegister:
    """
    The comments in files, one file after the other, and what in them is none, with its file.

    A number that a comment of another file has gets the name of its own file in front.

    Raises:
        FormatError: one cannot be read, has no comments that are known as such, or is there twice.
    """
    if len(files) == 1:
        read, left = comments_from_file(*files[0], edition)
        return CommentRegister(edition=edition, comments=read, left_out=left)
    names = [re.split(r"[\\/]", path)[-1] for path, _ in files]
    comments: dict[str, Comment] = {}
    left_out: list[LeftOutRow] = []
    counts: list[tuple[str, int]] = []
    seen: dict[bytes, str] = {}
    for (path, body), name in zip(files, names, strict=True):
        if body in seen:
            raise FormatError(path, None, f"the same file as {seen[body]}", "name it once")
        seen[body] = path
        told = name if names.count(name) == 1 else path
        found, rest = comments_from_file(path, body, edition)
        ids = {
            each.id: _free_id(each.id, name.rpartition(".")[0] or name, comments) for each in found
        }
        for each in found:
            id_, warnings = ids[each.id], each.warnings
            if id_ != each.id:
                warnings += (f"{each.id} in {told}; a comment of another file has that number",)
            reply = ids.get(each.reply_to, each.reply_to) if each.reply_to else None
            comments[id_] = replace(each, id=id_, reply_to=reply, warnings=warnings)
        left_out += (replace(row, why=f"{told}: {row.why}") for row in rest)
        counts.append((told, len(found)))
    return CommentRegister(
        edition=edition,
        comments=tuple(comments.values()),
        left_out=tuple(left_out),
        files=tuple(counts),
    )


def _free_id(id_: str, name: str, taken: Container[str]) -> str:
    """An id that is not taken: with the name of its file in front, and a number if need be."""
    if id_ not in taken:
        return id_
    front = re.sub(r"[^A-Za-z0-9]+", "-", name)[:16].strip("-") or "file"
    numbers = chain([""], map(str, count(2)))
    return next(
        made for each in numbers if (made := f"{front}{each}.{id_}"[:_LONGEST_ID]) not in taken
    )


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
