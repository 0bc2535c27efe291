"""Limits of inputs: a larger one gets a clear error instead of all the memory."""

from __future__ import annotations

from typing import Final


__all__ = [
    "MAX_CELLS",
    "MAX_DEPTH",
    "MAX_EXPANDED",
    "MAX_HEADER",
    "MAX_ID",
    "MAX_ITEMS",
    "MAX_JSON_BYTES",
    "MAX_JSON_VALUES",
    "MAX_LINE",
    "MAX_RATIO",
    "MAX_STATEMENTS",
    "MAX_TABLE",
    "MAX_TEXT",
    "MAX_XLS",
]

MAX_TEXT: Final = 1_000_000
"""The longest text of an item, in characters; a page of print has some 3 000."""

MAX_ID: Final = 1_000
"""The longest id of an item, in characters."""

MAX_HEADER: Final = 250_000
"""The longest header of a data file, in characters."""

MAX_ITEMS: Final = 500_000
"""The maximum number of items in an edition."""

MAX_LINE: Final = 8 * MAX_TEXT
"""The longest line of a table, in characters: eight columns of the longest texts."""

MAX_TABLE: Final = 100_000_000
"""The maximum number of characters in all cells of a table."""

MAX_CELLS: Final = 5_000_000
"""The maximum number of cells in a spreadsheet; repeated cells take no room in the file."""

MAX_EXPANDED: Final = 128 * 1024 * 1024
"""The maximum size of all parts of an archive, unpacked, in bytes."""

MAX_RATIO: Final = 200
"""How many times its packed size a part of an archive may have; spreadsheets reach some 30."""

MAX_JSON_BYTES: Final = 64 * 1024 * 1024
"""The largest JSON file, in bytes."""

MAX_JSON_VALUES: Final = 5_000_000
"""The maximum number of values in a JSON file."""

MAX_DEPTH: Final = 100
"""How deep elements of XML, or groups, controls and parts in JSON, may be nested."""

MAX_STATEMENTS: Final = 2_000_000
"""The maximum number of statements (triples) in a graph."""

MAX_XLS: Final = 64 * 1024 * 1024
"""The largest XLS spreadsheet, in bytes; in memory a cell takes four times as much."""
