"""Page numbers that need no other page to be told: "Page 1 of 1", and a lone number at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guidegraph.importers.documents.pdf.lines import Segment, rows_of
from guidegraph.language.enumeration import is_kind


__all__ = ["page_numbers"]

_EDGE: Final = 0.16  # of the height
_APART: Final = 2.4  # of the size, from a line to the next
_SMALLER: Final = 0.8  # points
_SAME: Final = 3.0  # points
_ALIKE: Final = 0.6  # points; sizes that are the same
_LONGEST: Final = 120
_OF_ALL = re.compile(
    r"(?:(?P<word>[^\W\d_]{1,12})[.:]?\s{0,2})?"
    r"(?P<number>\d{1,5})\s{0,2}(?:/|[^\W\d_]{1,6}(?:\s[^\W\d_]{1,6})?)\s{0,2}(?P<all>\d{1,5})"
)
_NUMBER = re.compile(r"[-\u2013\u2014|\[(]?\s?(\d{1,4}|[ivxl]{1,6})\s?[-\u2013\u2014|\])]?")


def page_numbers(
    lines: Sequence[Segment], size: tuple[float, float], body: float, page: int
) -> dict[int, str]:
    """
    Why a line apart from the text is the number of its page, by its `id`.

    *size* is the width and height of the page, which is the one numbered *page* in the file.
    """
    found: dict[int, str] = {}
    rows = rows_of(lines)
    if len(rows) < 2:
        return found
    top, foot = rows[0], rows[-1]
    for row, beside in ((foot, rows[-2]), (top, rows[1])):
        base = row[0].base
        inside = base > (1 - _EDGE) * size[1] if row is foot else base < _EDGE * size[1]
        if not inside or abs(base - beside[0].base) < _APART * max(row[0].size, beside[0].size):
            continue
        numbers = [
            each
            for each in row
            if _is_of_all(each, size[0], body, page)
            or (row is foot and len(row) == 1 and _is_lone(each, size[0], body))
        ]
        for each in row if numbers else ():
            if each in numbers:
                found[id(each)] = "page number"
            elif len(each.text) <= _LONGEST and abs(each.size - numbers[0].size) < _ALIKE:
                found[id(each)] = "beside a page number"
    return found


def _is_of_all(line: Segment, width: float, body: float, page: int) -> bool:
    """Whether a line is as "Page 2 of 5" is, in any language."""
    parts = _OF_ALL.fullmatch(line.text.strip())
    if parts is None or is_kind(parts["word"] or ""):
        return False
    number, every = int(parts["number"]), int(parts["all"])
    if not 0 < number <= every:
        return False
    return number == page or _is_small(line, body) or _is_centred(line, width)


def _is_lone(line: Segment, width: float, body: float) -> bool:
    return _NUMBER.fullmatch(line.text.strip()) is not None and (
        _is_small(line, body) or _is_centred(line, width)
    )


def _is_small(line: Segment, body: float) -> bool:
    return line.size <= body - _SMALLER


def _is_centred(line: Segment, width: float) -> bool:
    return abs((line.left + line.right) / 2 - width / 2) < _SAME
