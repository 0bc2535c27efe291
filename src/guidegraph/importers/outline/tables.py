"""What the columns of a table in Markdown hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from guidegraph.importers.headers import rates
from guidegraph.model.statement import Role, Statement


__all__ = ["cell_statements", "roles_of_columns"]

_NUMBER = re.compile(
    r"[(§]?[ ]?(?:[A-Z]{1,6}[-. ]?)?\d{1,4}(?:[.\-]\d{1,4}){0,7}[a-z]?[.)]?|[A-Za-z][.)]"
    r"|\(?[ivxlc]{1,7}[.)]|[IVXLC]{1,7}[.)]?"
)
_OF_NUMBERS = re.compile(
    r"(?:(?:item|rule|clause|section|article|control|requirement|req)[ ]?)?"
    r"(?:#|№|n[or°º]\.?|nos\.|num\.?|number|id|identifier|ref\.?|code|nummer|numéro|número|numero)"
    r"|§|",
    re.IGNORECASE,
)
"""The headers of a column with the numbers of rows."""


def roles_of_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Role]:
    """
    The roles of the columns of a table, by their names and what is in them.

    A column with a number of its own in every row is the notation, if it is named so, or the first
    one and no column of amounts or levels. The longest prose is the text, and a column before it
    with words of its own in every row is the label.

    >>> rows = [["1", "Loans", "Books go out for a month."]]
    >>> [role.name for role in roles_of_columns(["Rule", "Name", "Text"], rows)]
    ['NOTATION', 'LABEL', 'TEXT']
    """
    width = max(map(len, rows), default=0)
    roles = [Role.ATTRIBUTE] * width
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    own = [all(column) and len(set(column)) == len(column) for column in columns]
    longest = max(range(width), key=lambda at: (sum(map(len, columns[at])), -at), default=0)
    heads = [*names[:width], *[""] * (width - len(names))]
    rated = [rates(head, heads[longest], behind=at > longest) for at, head in enumerate(heads)]
    number = next(
        (
            at
            for at, column in enumerate(columns)
            if own[at]
            and not rated[at]
            and all(_NUMBER.fullmatch(cell) for cell in column)
            and (
                _OF_NUMBERS.fullmatch(names[at].strip() if at < len(names) else "")
                or (at == 0 and _in_sequence(column))
            )
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
    label = next((at for at in range(text) if at != number and not rated[at]), None)
    if label is not None and own[label]:
        roles[label] = Role.LABEL
    return roles


def _in_sequence(column: Sequence[str]) -> bool:
    """
    Whether numbers count something: others than plain ones do; of these, most follow the last.

    >>> _in_sequence(["1", "2", "4"]), _in_sequence(["200", "1500"]), _in_sequence(["1.1", "4.2"])
    (True, False, True)
    """
    plain = [int(digits) for cell in column if (digits := cell.rstrip(".)")).isdecimal()]
    if len(plain) < len(column):
        return True
    if len(plain) == 1:
        return plain[0] == 1
    return 2 * sum(after == before + 1 for before, after in pairwise(plain)) >= len(plain) - 1


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
