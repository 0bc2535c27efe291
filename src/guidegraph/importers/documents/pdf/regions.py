"""The order of reading on a page: columns of print, with what runs over all of them as bands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from statistics import median
from typing import Final

from guidegraph.importers.documents.pdf.lines import Segment


__all__ = ["columns_of"]

_FEWEST: Final = 3  # lines in a column
_DEPTH: Final = 3
_MOST_TRIED: Final = 40


def columns_of(lines: list[Segment], depth: int = 0) -> list[list[Segment]]:
    """Segments of a page as columns in the order of reading, each from the top."""
    ordered = sorted(lines, key=lambda each: (each.base, each.left))
    gutter = _gutter(ordered) if len(lines) >= 2 * _FEWEST and depth < _DEPTH else None
    if gutter is None:
        return [ordered]
    bands: list[tuple[bool, list[Segment]]] = []
    for each in ordered:
        full = each.left < gutter - 1 and each.right > gutter + 1
        if not bands or bands[-1][0] != full:
            bands.append((full, []))
        bands[-1][1].append(each)
    columns: list[list[Segment]] = []
    for full, band in bands:
        if full:
            columns.append(band)
            continue
        for side in (
            [each for each in band if each.left < gutter - 1],
            [each for each in band if each.left >= gutter - 1],
        ):
            if side:
                columns += columns_of(side, depth + 1)
    return columns


def _gutter(lines: list[Segment]) -> float | None:
    """Where there is room between two columns of print, if there are two."""
    lefts = sorted(each.left for each in lines)
    rights = sorted(each.right for each in lines)
    left, right = lefts[0], rights[-1]
    width = right - left
    places: list[tuple[float, float]] = []
    for place in sorted({round(each) - 2.0 for each in lefts}):
        if not left + 0.2 * width < place < right - 0.15 * width:
            continue
        before = bisect_right(rights, place)
        after = len(lines) - bisect_left(lefts, place)
        over = len(lines) - before - after
        score = min(before, after) - 1.5 * over
        if min(before, after) >= _FEWEST and over <= 0.45 * len(lines) and score > 0:
            places.append((-score, place))
    for _, place in sorted(places)[:_MOST_TRIED]:
        one = [each for each in lines if each.right <= place]
        two = [each for each in lines if each.left >= place]
        shared = min(one[-1].base, two[-1].base) - max(one[0].base, two[0].base)
        narrow = min(median(each.right - each.left for each in side) for side in (one, two))
        if shared >= _FEWEST * lines[0].size and narrow > 0.15 * width:
            return place
    return None
