"""Terms over their definitions: a line, and deeper below it what it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from guidegraph.importers.documents.laid import Kind, LaidReason
from guidegraph.importers.documents.pdf.lines import Look, text_without_marks
from guidegraph.importers.documents.pdf.printed_block import BESIDE, PrintedBlock
from guidegraph.language.enumeration import numbered
from guidegraph.model.reading import GuessKind


__all__ = ["mark_terms"]

_LONGEST: Final = 120
_DEEPER: Final = 6.0  # points
_DEEPEST: Final = 90.0
_ALIKE: Final = 1.0  # points; sizes of text
_ENDED = re.compile(r"[.;!?,][\"'”’)]?$")
_FEWEST: Final = 2
_SHARE: Final = 0.12  # of the text, so that where it begins is a margin

_Manner = tuple[int, int, Look, bool]


def mark_terms(blocks: Sequence[PrintedBlock], usual: Look) -> None:
    """
    Make terms and definitions of lines over deeper paragraphs.

    That is so where at least two lines of the document stand so, and look unlike the text or are
    close to what is below them. A heading over a text that is everywhere deeper than the headings
    is no term: what counts is that the text below is deeper than other text.
    """
    text = [each for each in blocks if each.kind not in (*BESIDE, Kind.CONTENTS)]
    margins = _margins(text, usual)
    spaces = [each.gap for each in text if each.gap is not None and each.kind is Kind.PARAGRAPH]
    usual_space = median(spaces) if spaces else 0.0
    found: list[tuple[PrintedBlock, PrintedBlock, _Manner]] = []
    several: Counter[_Manner] = Counter()  # those whose definition is surely deeper
    for term, below in pairwise(text):
        manner = _manner(term, below, margins, usual, usual_space)
        if manner is not None:
            found.append((term, below, manner))
            several[manner] += 1 if len(below.lines) > 1 or term.lines[0].look != usual else 0
    counts = Counter(manner for _, _, manner in found)
    for term, below, manner in found:
        if counts[manner] < _FEWEST or not several[manner]:
            continue
        term.kind = Kind.TERM
        if below.kind is Kind.PARAGRAPH:
            below.kind = Kind.DEFINITION
        term.reasons.append(
            LaidReason(
                decision=GuessKind.LIST, why="a line over a deeper paragraph", confidence=0.85
            )
        )


def _margins(blocks: Sequence[PrintedBlock], usual: Look) -> tuple[float, float]:
    """Where text that is below nothing begins, on even and on odd pages."""
    counts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for block in blocks:
        if block.kind is Kind.PARAGRAPH:
            for line in block.lines:
                if line.look == usual:
                    counts[line.page % 2][round(line.left)] += line.count
    both = counts[0] + counts[1]
    even, odd = (_first_of(each or both) for each in counts)
    return even, odd


def _first_of(counts: Counter[int]) -> float:
    enough = _SHARE * sum(counts.values())
    return float(min((left for left, count in counts.items() if count >= enough), default=0))


def _manner(
    term: PrintedBlock,
    below: PrintedBlock,
    margins: tuple[float, float],
    usual: Look,
    usual_space: float,
) -> _Manner | None:
    """How a line that may be a term stands and looks, if it may be one."""
    if term.kind is not Kind.PARAGRAPH or below.kind is not Kind.PARAGRAPH:
        return None
    line, first = term.lines[0], below.lines[0]
    if len(term.lines) > 1 or line.page != first.page or line.base >= first.base:
        return None
    words = text_without_marks(line.text)
    if first.bold or abs(first.size - usual[0]) > _ALIKE:
        return None
    if len(words) > _LONGEST or _ENDED.search(words) or line.size > 1.08 * first.size:
        return None
    number = numbered(words)
    if number is not None and number.clear:
        return None
    margin = margins[line.page % 2]
    left = min(each.left for each in below.lines[:3] if each.page == line.page)
    if left < margin + _DEEPER or not line.left + _DEEPER < left < line.left + _DEEPEST:
        return None
    space = below.gap if below.gap is not None else 0.0
    distinct = line.look not in (usual, first.look)
    close = usual_space > 0.4 and space < 0.6 * usual_space and not words.endswith(":")
    if space > max(1.0, 1.2 * usual_space) or not (distinct or close):
        return None
    return round((line.left - margin) / 3), round((left - line.left) / 3), line.look, line.fixed
