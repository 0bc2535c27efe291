"""Contents lists on a page: lines that end in the number of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from guidegraph.importers.documents.pdf.lines import Segment, text_without_marks


__all__ = ["contents_rows"]

_DOTTED = re.compile(r"\S.*(?:[.·…_]\s?){3}\s*(?:\d{1,4}|[ivxlc]{1,7})$")
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_NEAR = re.compile(r"(?=.{0,40}[^\W\d_]).+\s(\d{1,4})$")
_HEADING = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis|sübersicht)?|sommaire|table des matières"
    r"|índice(?: general)?|contenidos?|sumario|sumário|indice|sommario|inhoud(?:sopgave)?"
    r"|innehåll(?:sförteckning)?|innhold|indhold(?:sfortegnelse)?|sisällys|spis treści|obsah",
    re.IGNORECASE,
)
_DOTS: Final = 3  # dotted lines that are enough
_LINES: Final = 5
_NAMED: Final = 3  # lines below a heading that says what they are


def contents_rows(rows: Sequence[Sequence[Segment]]) -> frozenset[int]:
    """
    Which rows of a page are of a contents list, its heading too.

    Each ends in a page number: after dots, far to the right, or only after the words, where the
    numbers rise and a heading or most of the page says that this is a list.
    """
    texts = [" ".join(text_without_marks(each.text) for each in row) for row in rows]
    dotted = {at for at, text in enumerate(texts) if _DOTTED.fullmatch(text)}
    far = {at for at, row in enumerate(rows) if at not in dotted and _is_far(row)}
    found = dotted | far
    sure = len(dotted) >= _DOTS or (
        len(found) >= _LINES and len(rows) - len(found) < 0.4 * len(rows)
    )
    heading = next((at for at, text in enumerate(texts) if _HEADING.fullmatch(text.strip())), None)
    if not sure:
        found = _rising(texts, 0 if heading is None else heading + 1)
        enough = _NAMED if heading is not None else max(_LINES, round(0.7 * len(rows)))
        if len(found) < enough:
            return frozenset()
    for at in range(min(found), max(found)):  # titles of two lines
        if at + 1 in found and rows[at][0].look == rows[at + 1][0].look:
            found.add(at)
    last = len(rows) - 1
    if max(found) == last - 1 and rows[last][0].look == rows[last - 1][0].look:
        found.add(last)  # a title that goes on over the page
    if heading is not None and heading == min(found) - 1:
        found.add(heading)
    return frozenset(found)


def _is_far(row: Sequence[Segment]) -> bool:
    """Whether a page number stands far to the right of the words."""
    if len(row) < 2 or not _NUMBER.fullmatch(row[-1].text.strip()):
        return False
    return row[-1].left - row[-2].right > 3 * row[-1].size


def _rising(texts: Sequence[str], start: int) -> set[int]:
    """The rows from *start* on that end in numbers, as far as these rise."""
    ends = [
        (at, int(found[1]))
        for at in range(start, len(texts))
        if (found := _NEAR.fullmatch(texts[at])) is not None
    ]
    last = next(
        (
            at
            for at, (one, other) in enumerate(pairwise(ends), start=1)
            if other[1] < one[1] or other[0] - one[0] > 2
        ),
        len(ends),
    )
    return {at for at, _ in ends[:last]}
