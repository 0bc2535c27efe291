"""The commenting table as a sheet to work in."""

from __future__ import annotations

from guidegraph.export.xlsx import SheetLayout, Worksheet
from guidegraph.importers.comment_columns import CommentColumn
from guidegraph.model.comments import CommentRegister, CommentStatus, CommentType
from guidegraph.render.commenting import SHEET_COLUMNS, commenting_rows


__all__ = ["comments_sheet"]

_WIDTHS = {
    CommentColumn.NUMBER: 9,
    CommentColumn.MEMBER: 9,
    CommentColumn.LINE: 8,
    CommentColumn.CLAUSE: 16,
    CommentColumn.PARAGRAPH: 16,
    CommentColumn.TYPE: 10,
    CommentColumn.COMMENT: 48,
    CommentColumn.PROPOSED: 40,
    CommentColumn.OBSERVATION: 34,
    CommentColumn.MOTIVATION: 13,
    CommentColumn.STATUS: 9,
    CommentColumn.ITEMS: 20,
    CommentColumn.ATTACHED: 26,
    CommentColumn.WARNINGS: 40,
}


def comments_sheet(register: CommentRegister) -> Worksheet:
    """A row for each comment; the observations are filled in, the rest is as it came in."""
    columns = SHEET_COLUMNS
    layout = SheetLayout(
        frozen=2,
        choices={
            columns.index(CommentColumn.TYPE): tuple(each.abbreviation for each in CommentType),
            columns.index(CommentColumn.STATUS): tuple(CommentStatus),
        },
        open=frozenset((columns.index(CommentColumn.OBSERVATION),)),
        quiet=frozenset(range(columns.index(CommentColumn.MOTIVATION), len(columns))),
        printed=columns.index(CommentColumn.MOTIVATION),
    )
    return Worksheet(
        name="Comments",
        widths=tuple(_WIDTHS[column] for column in columns),
        rows=commenting_rows(register, columns),
        layout=layout,
    )
