"""Tables of plain text: pipes, the grids of reStructuredText, tabs, and columns under rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.text.lines import Line
from guidegraph.language.enumeration import marker_at


__all__ = ["cells_of_row", "is_tabbed", "rules_in", "table_at"]

_RULE = re.compile(r"\+(?:[-=]{1,300}\+){1,60}")
_DASHES = re.compile(r"\|?+(?:\s*+:?+-{2,300}+:?+\s*+\|?+){1,60}+")
_COLUMNS = re.compile(r"[=-]{2,300}(?:\s{1,40}[=-]{2,300}){1,60}")
_ITEM = re.compile(r"</?(?:p|li|ul|ol|br)(?:\s[^<>]{0,200})?/?>")
_BULLET = re.compile(r"(?:^|(?<=\s))[•‣◦▪■\uf0b7\uf0a7](?=\s)")
_SENTENCE = re.compile(
    r"(?<=[.!?])\s+(?!(?:Also|Instead|However|It|In|They|These|This|Such|Then|For|If|When)\b)(?=[A-Z])"
)
_LONGEST: Final = 60  # characters of the name of a column
_FEWEST: Final = 2
_MOST_ROWS: Final = 2_000  # lines of one table

Cells = list[list[str]]  # the lines of each cell


def rules_in(lines: Sequence[Line]) -> Mapping[str, list[int]]:
    """The rules of "===" with gaps for columns, and the lines that each is at."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.text[:1] in ("=", "-", " ") and _COLUMNS.fullmatch(line.words):
            found.setdefault(line.text, []).append(at)
    return found


def table_at(
    lines: Sequence[Line], at: int, rules: Mapping[str, list[int]]
) -> tuple[list[tuple[Line, Cells]], bool, int]:
    """
    The rows of the table that begins at a line, whether the first is a header, and its end.

    *rules* are those that `rules_in` finds.
    """
    words = lines[at].words
    end = at
    after = lines[at + 1].words if at + 1 < len(lines) else ""
    ruled = "|" in words and _DASHES.fullmatch(after) is not None
    most = at + _MOST_ROWS if ruled or words[0] in "+|" else at
    while end < min(most, len(lines)) and lines[end].words:
        end += 1
    block = lines[at:end]
    if _RULE.fullmatch(words):
        return _grid(block, at)
    if is_tabbed(lines[at]):
        return _tabbed(lines, at)
    if "|" in words and end - at >= _FEWEST and all("|" in line.words for line in block):
        rows = [(line, _piped(line.words)) for line in block if not _DASHES.fullmatch(line.words)]
        same = len({len(cells) for _, cells in rows}) == 1
        if rows and (ruled or (same and len(rows) >= _FEWEST and words.startswith("|"))):
            return rows, ruled, end
    if _COLUMNS.fullmatch(words):
        return _columns(lines, at, rules.get(lines[at].text, ()))
    return [], False, at


def _piped(row: str) -> Cells:
    return [[cell.strip()] for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def _grid(block: Sequence[Line], at: int) -> tuple[list[tuple[Line, Cells]], bool, int]:
    edges = [each for each, sign in enumerate(block[0].text) if sign == "+"]
    rows: list[tuple[Line, Cells]] = []
    header = fresh = False
    length = 0
    for line in block:
        if line.words[0] == "+" and _RULE.fullmatch(line.words):
            header = header or (len(rows) == 1 and "=" in line.words)
            fresh = True
            length += 1
            continue
        if line.words[0] != "|":
            break
        length += 1
        parts = [line.text[edge + 1 : after].strip(" |") for edge, after in pairwise(edges)]
        if fresh:
            rows.append((line, [[] for _ in parts]))
            fresh = False
        if rows:
            for cell, part in zip(rows[-1][1], parts, strict=False):
                cell.append(part)
    return rows, header, at + length if rows else at


def _columns(
    lines: Sequence[Line], at: int, same: Sequence[int]
) -> tuple[list[tuple[Line, Cells]], bool, int]:
    """A table between rules of "===" whose gaps are those of its columns."""
    rule = lines[at].text
    starts = [found.start() for found in re.finditer(r"(?<![=-])[=-]", rule)]
    first = bisect_left(same, at)
    rules = [each for each in same[first : first + 3] if each < at + _MOST_ROWS]
    if len(rules) < _FEWEST:
        return [], False, at
    rows: list[tuple[Line, Cells]] = []
    for line in lines[at : rules[-1]]:
        if not line.words or line.text == rule:
            continue
        parts = [
            line.text[start:after].strip()
            for start, after in zip(starts, [*starts[1:], None], strict=True)
        ]
        if rows and not parts[0]:
            for cell, part in zip(rows[-1][1], parts, strict=True):
                cell.append(part)
        else:
            rows.append((line, [[part] for part in parts]))
    header = len(rules) > _FEWEST
    return (rows, header, rules[-1] + 1) if rows else ([], False, at)


def _tabbed(lines: Sequence[Line], at: int) -> tuple[list[tuple[Line, Cells]], bool, int]:
    rows: list[tuple[Line, Cells]] = []
    while at < len(lines) and is_tabbed(lines[at]):
        text = lines[at].text.strip(" ")
        if not text.strip("-:\t "):  # a rule between rows
            at += 1
            continue
        rows.append((lines[at], [cells_of_row(cell) for cell in text.split("\t")]))
        at += 1
    return rows, _names_columns([cells for _, cells in rows]), at


def is_tabbed(line: Line) -> bool:
    """Whether a line has cells with tabs between them; one after a number or bullet is none."""
    text = line.text.strip(" ")
    if "\t" not in text:
        return False
    mark, _, rest = text.partition("\t")
    marker = marker_at(mark)
    only = mark == "o" or (marker is not None and marker.length == len(mark))
    return "\t" in rest or not rest or not only


def _names_columns(rows: Sequence[Cells]) -> bool:
    """Whether the first row names the columns: words over a column of numbers."""
    if len(rows) <= _FEWEST or not all(cell and len(cell[0]) <= _LONGEST for cell in rows[0]):
        return False
    return any(
        not head[0][0].isdigit()
        and all(len(row) > at and row[at] and row[at][0][0].isdigit() for row in rows[1:])
        for at, head in enumerate(rows[0])
    )


def cells_of_row(cell: str) -> list[str]:
    """
    The paragraphs and list entries of a cell that has them as HTML.

    Where a list has lost its bullets, each sentence is an entry.

    >>> cells_of_row("<p>One.</p> <ul><li>Two.</li></ul>")
    ['One.', '• Two.']
    >>> cells_of_row("<ul> • Two. • Three.")
    ['• Two.', '• Three.']
    """
    found: list[str] = []
    listed = False
    done = 0
    for tag in (*_ITEM.finditer(cell), None):
        part = cell[done : tag.start() if tag else len(cell)].strip()
        if part:
            found += _entries(part) if listed else [part]
        if tag is None:
            break
        done = tag.end()
        name = tag[0].strip("</>").split()[0]
        opens = not tag[0].startswith("</")
        listed = opens and name in ("ul", "ol", "li") and (name != "li" or listed)
    return found


def _entries(part: str) -> list[str]:
    """The entries of a list in one line."""
    entries = [each.strip() for each in _BULLET.split(part)]
    if len(entries) > 1:
        first, *more = entries  # what is before the first bullet goes on with the cell above
        return [*filter(None, [first]), *(f"• {each}" for each in more if each)]
    first, *more = _SENTENCE.split(part)
    return [first if first[0].islower() else f"• {first}", *(f"• {each}" for each in more)]
