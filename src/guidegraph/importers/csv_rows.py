"""The rows of a CSV file whose cells may be longer than the csv module's default allows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from threading import Lock


__all__ = ["next_row"]

_LOCK = Lock()


def next_row(reader: Iterator[list[str]], longest: int) -> list[str] | None:
    """
    The next row of a `csv.reader`, with cells of up to *longest* characters, or nothing at the end.

    The limit of a cell is one for the whole process, so it is raised for this row only.

    Raises:
        csv.Error: a longer cell, or a row that is not CSV.
    """
    with _LOCK:
        before = csv.field_size_limit(longest)
        try:
            return next(reader, None)
        finally:
            csv.field_size_limit(before)
