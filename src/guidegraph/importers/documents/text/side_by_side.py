"""Two columns of prose that stand side by side in the lines of a plain text, put in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from guidegraph.importers.documents.text.lines import Line


__all__ = ["in_reading_order"]

_GAP = re.compile(r"(?<=\S)\s{3,200}(?=\S)")
_FEWEST: Final = 6  # lines with two columns
_LONGEST: Final = 400  # characters of a line that may have columns
_NARROWEST: Final = 18  # characters of a column of prose, on average
_SMALL: Final = 0.25  # of the lines of a column begin inside a sentence


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines; where two columns of prose stand side by side, the left one comes first."""
    starts: Counter[int] = Counter()
    for line in lines:
        if "\t" not in line.text and len(line.text) <= _LONGEST:
            gaps = list(_GAP.finditer(line.text))
            if len(gaps) == 1 or (gaps and gaps[0].start() < gaps[-1].end()):
                starts[gaps[-1].end()] += 1
    if not starts:
        return list(lines)
    edge = min(starts, key=lambda each: (-starts[each], each))
    if starts[edge] < _FEWEST:
        return list(lines)
    found: list[Line] = []
    stretch: list[Line] = []
    for line in lines:
        if not _crosses(line, edge):
            stretch.append(line)
            continue
        found += _apart(stretch, edge)
        stretch = []
        found.append(line)
    return [*found, *_apart(stretch, edge)]


def _crosses(line: Line, edge: int) -> bool:
    """Whether the text of a line goes over the space between the columns."""
    return bool(line.words) and (
        "\t" in line.text
        or (len(line.text) >= edge - 1 and bool(line.text[edge - 2 : edge].strip()))
    )


def _apart(lines: Sequence[Line], edge: int) -> Iterator[Line]:
    left = [replace(line, text=line.text[:edge].rstrip()) for line in lines]
    right = [replace(line, text=line.text[edge:]) for line in lines]
    both = sum(bool(one.words and other.words) for one, other in zip(left, right, strict=True))
    if both < _FEWEST - 2 or not (_is_prose(left) and _is_prose(right)):
        yield from lines
        return
    yield from left
    if left and left[-1].words:
        yield replace(left[-1], text="")
    yield from right


def _is_prose(column: Sequence[Line]) -> bool:
    words = [line.words for line in column if line.words]
    small = sum(each[0].islower() for each in words)
    return (
        bool(words)
        and sum(map(len, words)) >= _NARROWEST * len(words)
        and small >= _SMALL * len(words)
    )
