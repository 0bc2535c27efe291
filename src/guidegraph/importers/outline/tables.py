"""What the columns of a table in Markdown hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guidegraph.model.statement import Role, Statement


__all__ = ["cell_statements", "roles_of_columns"]

_NUMBER = re.compile(
    r"[(§]?[ ]?(?:[A-Z]{1,6}[-. ]?)?\d{1,4}(?:[.\-]\d{1,4}){0,7}[a-z]?[.)]?|[A-Za-z][.)]"
    r"|\(?[ivxlc]{1,7}[.)]|[IVXLC]{1,7}[.)]?"
)


def roles_of_columns(rows: Sequence[Sequence[str]]) -> list[Role]:
    """
    The roles of the columns of a table, by what is in them.

    The first column with a number of its own in every row is the notation, the longest prose the
    text, and a column before it with words of its own in every row is the label.

    >>> [role.name for role in roles_of_columns([["1", "Loans", "Books go out for a month."]])]
    ['NOTATION', 'LABEL', 'TEXT']
    """
    width = max(map(len, rows), default=0)
    roles = [Role.ATTRIBUTE] * width
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    own = [all(column) and len(set(column)) == len(column) for column in columns]
    number = next(
        (
            at
            for at, column in enumerate(columns)
            if own[at] and all(_NUMBER.fullmatch(cell) for cell in column)
        ),
        None,
    )
    if number is not None:
        roles[number] = Role.NOTATION
    lengths = [
        sum(map(len, column)) if roles[at] is Role.ATTRIBUTE else 0
        for at, column in enumerate(columns)
    ]
    if not any(lengths):
        return roles
    text = lengths.index(max(lengths))
    roles[text] = Role.TEXT
    label = next((at for at in range(text) if at != number), None)
    if label is not None and own[label]:
        roles[label] = Role.LABEL
    return roles


def cell_statements(
    names: Sequence[str], cells: Sequence[str], roles: Sequence[Role]
) -> list[Statement]:
    """The cells of a row that are not empty, each under the name of its column."""
    return [
        Statement(
            property=names[at] if at < len(names) and names[at] else f"column {at + 1}",
            value=cell,
            role=role,
        )
        for at, (cell, role) in enumerate(zip(cells, roles, strict=False))
        if cell
    ]
