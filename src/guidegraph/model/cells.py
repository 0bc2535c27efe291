"""Texts as cells of a table that a spreadsheet program opens."""

from __future__ import annotations

import re


__all__ = ["from_cell", "to_cell"]

# What a spreadsheet program may take for a formula, or strip and then take for one.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def to_cell(text: str) -> str:
    """
    A text that no spreadsheet program takes for a formula: an apostrophe before what it might.

    >>> to_cell("=1+1"), to_cell("'-x"), to_cell("one - two")
    ("'=1+1", "''-x", 'one - two')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """
    The text of a cell that `to_cell` made.

    >>> from_cell("'=1+1"), from_cell("'tis"), from_cell("=1+1")
    ('=1+1', "'tis", '=1+1')
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
