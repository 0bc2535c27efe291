"""Running heads and page numbers: what repeats at the top or foot of pages, from outside in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from guidegraph.importers.documents.counting import counted
from guidegraph.importers.documents.pdf.lines import (
    Look,
    Segment,
    mark_in_front,
    rows_of,
    text_without_marks,
)
from guidegraph.language.enumeration import is_kind


__all__ = ["running"]

_DEPTH: Final = 4  # rows from the edge
_EDGE: Final = 0.16  # of the height
_NUMBER = re.compile(r"(?<![\d.])\d{1,5}(?![\d]|\.\d)|\b[ivxlc]{1,7}\b")
_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,6}\W{0,2})?#(?:\W{0,3}(?:[^\W\d_]{1,4}\W)?#)?\W*")
_FIRST = re.compile(r"\d{1,5}|\b[ivxlc]{1,7}\b")
_ROMAN = {counted(number, "i"): number for number in range(1, 200)}
_AT_START = re.compile(r"\d{1,4}(?=\s)")
_AT_END = re.compile(r"(?<=\s)\d{1,4}$")
_LARGER: Final = 1.12
_FEW: Final = 3
_FEWEST: Final = 2
_MANY: Final = 5
_LONGEST: Final = 120
_ALIKE: Final = 0.6  # points; sizes that are the same
_LEADING: Final = 1.5  # of the size
_BELOW: Final = 2  # lines

_Numbering = tuple[bool, int]


def running(
    pages: Sequence[Sequence[Segment]], heights: Sequence[float], body: float
) -> dict[int, str]:
    """
    Why a segment is a running head or page number, by its `id`.

    Plain integers count as the same, numbers with points do not: "4.1 Scope" at the top of a page
    is a heading. So is what is larger than the text, unless it repeats on pages in a row.
    """
    found: dict[int, str] = {}
    for top in (True, False):
        edges = [_edge(page, height, top) for page, height in zip(pages, heights, strict=True)]
        texts: defaultdict[str, set[int]] = defaultdict(set)
        levels: defaultdict[int, set[int]] = defaultdict(set)
        offsets: Counter[_Numbering] = Counter()
        numbers: list[tuple[int, int, _Numbering]] = []
        manners: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
        for page, rows in enumerate(edges):
            for row in rows:
                levels[round(row[0].base / 3)].add(page)
                for each in row:
                    folded = _folded(each)
                    texts[folded].add(page)
                    manners[_manner(each)].add(page)
                    number = _numbering(each, page) if _PAGE_NUMBER.fullmatch(folded) else None
                    if number is not None:
                        offsets[number] += 1
                        numbers.append((round(row[0].base / 3), page, number))
        least = max(_FEWEST, round(0.15 * len(pages)))
        usual = {
            number
            for number, count in offsets.items()
            if count >= (_FEWEST if number[0] else least)
        }
        numbered: defaultdict[int, set[int]] = defaultdict(set)  # pages with a number at a height
        for level, page, number in numbers:
            if number in usual:
                numbered[level].add(page)
        for page, rows in enumerate(edges):
            for row in rows:
                level = round(row[0].base / 3)
                same = len(levels[level - 1] | levels[level] | levels[level + 1])
                alike = {} if top and _begins_text(row, pages[page], texts, body) else texts
                reasons = [
                    _reason(each, page, alike, usual, same, len(pages), body, top) for each in row
                ]
                number_here = len(numbered[level - 1] | numbered[level] | numbered[level + 1])
                if number_here >= min(_FEW, len(pages)) and all(
                    _PAGE_NUMBER.fullmatch(_folded(each))
                    and not each.bold
                    and not is_kind(each.text.partition(" ")[0])
                    and each.size < _LARGER * body
                    for each in row
                ):
                    reasons = ["page number"] * len(row)
                for at, each in enumerate(row):
                    often = len(manners[_manner(each)]) >= max(_MANY, 0.5 * len(pages))
                    if reasons[at] is None and often and _unlike(each, body):
                        reasons[at] = "where running heads are, in their type"
                for at, each in enumerate(row):
                    if reasons[at] is None and any(
                        why is not None and other.look == each.look
                        for other, why in zip(row, reasons, strict=True)
                    ):
                        reasons[at] = "beside a running head"
                for each, why in zip(row, reasons, strict=True):
                    if why is not None:
                        found[id(each)] = why
                if None in reasons:
                    break
        _add_alike(edges, found, top)
    return found


def _add_alike(edges: Sequence[list[list[Segment]]], found: dict[int, str], top: bool) -> None:
    """
    Running heads that are longer than others, so that they are on another line.

    They are in the type that most running heads have, alone on the outermost line, and apart.
    """
    bases: defaultdict[Look, list[float]] = defaultdict(list)
    for rows in edges:
        heads = [each for row in rows for each in row if id(each) in found]
        for look, base in sorted({(each.look, each.base) for each in heads}):
            bases[look].append(base)
    usual = {
        look: sorted(places)[len(places) // 2]
        for look, places in bases.items()
        if len(places) >= max(_MANY, 0.5 * len(edges))
    }
    for rows in edges:
        left = [row for row in rows if any(id(each) not in found for each in row)]
        if not left or not all(each.look in usual for each in left[0]):
            continue
        outer, inner = left[0], left[1] if len(left) > 1 else None
        first = outer[0]
        apart = inner is None or abs(first.base - inner[0].base) > 1.9 * first.size
        if (
            apart
            and abs(first.base - usual[first.look]) < 1.5 * first.size
            and sum(len(each.text) for each in outer) < _LONGEST
        ):
            for each in outer:
                place = "top" if top else "foot"
                found.setdefault(id(each), f"in the type of running heads at the {place}")


def _edge(page: Sequence[Segment], height: float, top: bool) -> list[list[Segment]]:
    band = [
        each
        for each in page
        if (each.base < _EDGE * height if top else each.base > (1 - _EDGE) * height)
    ]
    rows = rows_of(band, 3)
    return rows[:_DEPTH] if top else rows[::-1][:_DEPTH]


def _reason(
    each: Segment,
    page: int,
    texts: Mapping[str, set[int]],
    usual: set[_Numbering],
    same: int,
    pages: int,
    body: float,
    top: bool,
) -> str | None:
    if mark_in_front(each.text) is not None:
        return None  # a footnote
    folded = _folded(each)
    on = texts.get(folded, set())
    if _PAGE_NUMBER.fullmatch(folded):
        if is_kind(each.text.partition(" ")[0]):
            return None  # "Part II"
        return "page number" if _numbering(each, page) in usual else None
    if each.text[:1].isdigit() or each.text[-1:].isdigit():
        ends = _AT_END.search(each.text)
        numbers = {(False, int(ends[0]) - page)} if ends else set()
        if begins := _AT_START.match(each.text):
            numbers.add((False, int(begins[0]) - page))
        if numbers & usual and same >= 0.3 * pages and len(each.text) < _LONGEST:
            return "a page number with a running head"
    many = len(on) >= max(3, min(4, round(0.25 * pages)))
    if not many and not (2 <= pages <= 6 and len(on) == pages):
        return None
    if not (_together(on) or len(on) >= 0.4 * pages):
        return None  # what begins each chapter
    if each.size >= _LARGER * body and not (_in_a_row(on) or len(on) >= 0.4 * pages):
        return None
    return f"repeats at the {'top' if top else 'foot'} of {len(on)} pages"


def _begins_text(
    row: Sequence[Segment], page: Sequence[Segment], texts: Mapping[str, set[int]], body: float
) -> bool:
    """
    Whether a row is the first of a text that may be alike on several pages, and no head.

    More lines stand right below it, in the same type as it and the text, and they differ.
    """
    for first in row:
        if first.bold or abs(first.size - body) > _ALIKE:
            continue
        last, lines = first, 0
        for each in page:  # from the top
            down = each.base - last.base
            if down > _LEADING * first.size:
                break
            if (
                down > 0.5 * first.size
                and (each.look, each.font) == (first.look, first.font)
                and each.left < last.right
                and last.left < each.right
            ):
                if len(texts.get(_folded(each), ())) >= _FEWEST:
                    break
                last, lines = each, lines + 1
                if lines == _BELOW:
                    return True
    return False


def _together(pages: set[int]) -> bool:
    """Whether most are on pages beside each other, or on left or right pages only."""
    near = sum(not pages.isdisjoint({at - 2, at - 1, at + 1, at + 2}) for at in pages)
    return near >= 0.5 * len(pages)


def _in_a_row(pages: set[int]) -> bool:
    return any({each, each + 1, each + 2} <= pages for each in pages)


def _folded(each: Segment) -> str:
    return _NUMBER.sub("#", text_without_marks(each.text).casefold())


def _numbering(each: Segment, page: int) -> _Numbering | None:
    """Whether a page number is Roman, and how much larger it is than the number of the page."""
    found = _FIRST.search(text_without_marks(each.text).casefold())
    if found is None:
        return None
    if found[0].isdigit():
        return False, int(found[0]) - page
    number = _ROMAN.get(found[0])
    return None if number is None else (True, number - page)


def _manner(each: Segment) -> tuple[object, ...]:
    return round(each.base / 3), each.look, each.font


def _unlike(each: Segment, body: float) -> bool:
    """Whether it is short, and neither the text's size and colour nor a heading's size."""
    small = each.size < _LARGER * body
    return small and len(each.text) < _LONGEST and bool(each.colour or each.size < body - 0.8)
