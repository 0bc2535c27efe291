"""
How far a course covers a guideline, as a heat map: each cell says in words what its colour says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from guidegraph.model.coverage import Cell, Coverage, CoverageReport
from guidegraph.model.excerpt import clipped
from guidegraph.render.heat import WORDS, heading, kinds
from guidegraph.render.renderer import Page


__all__ = ["svg_of_coverage"]

_NAMES, _WIDTH, _ROW, _TOP, _EDGE = 330, 190, 34, 70, 12
_CHARACTERS = 24
_FILL = {
    "assesses": ("#08306b", "#ffffff"),
    "teaches": ("#2171b5", "#ffffff"),
    "mentions": ("#c6dbef", "#10202f"),
    "none": ("#ffffff", "#1a1a1a"),
}
# What XML cannot hold at all.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def svg_of_coverage(report: CoverageReport, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A picture with a title and a description for those who cannot see it."""
    return "\n".join(_lines(report.now)) + "\n"


def _lines(coverage: Coverage) -> Iterator[str]:
    rows = [
        group
        for group in coverage.groups
        if group.type == "CoreValue"
        or any((module, group.id) in coverage.cells for module, _ in coverage.modules)
    ]
    width = _NAMES + _WIDTH * len(coverage.modules) + 2 * _EDGE
    height = _TOP + _ROW * len(rows) + _EDGE
    title = f"What {coverage.course.title} covers of {coverage.edition.title}"
    reached = sum(
        any((module, group.id) in coverage.cells for module, _ in coverage.modules)
        for group in rows
    )
    about = f"{reached} of {len(rows)} parts of the guideline are covered. Not covered: "
    about += f"{kinds(coverage.gaps)}."
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title about" font-family="sans-serif" font-size="13">'
    )
    yield f'<title id="title">{_text(title)}</title>'
    yield f'<desc id="about">{_text(about)}</desc>'
    yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    shown = _text(clipped(title, 60))
    yield f'<text x="{_EDGE}" y="24" font-size="15" fill="#1a1a1a">{shown}</text>'
    for place, (_, name) in enumerate(coverage.modules):
        left = _NAMES + _EDGE + place * _WIDTH
        yield _label(left + 6, _TOP - 12, clipped(name, _CHARACTERS), name)
    for number, group in enumerate(rows):
        top = _TOP + number * _ROW
        yield _label(_EDGE, top + 21, clipped(heading(group), 42), heading(group))
        for place, (module, _) in enumerate(coverage.modules):
            left = _NAMES + _EDGE + place * _WIDTH
            yield from _cell(left, top, coverage.cells.get((module, group.id)))
    yield "</svg>"


def _cell(left: int, top: int, cell: Cell | None) -> Iterator[str]:
    depth = cell.depth if cell else None
    fill, ink = _FILL[depth.value if depth else "none"]
    words = f"{WORDS[depth]} ({cell.items})" if cell else "nothing"
    yield (
        f'<rect x="{left}" y="{top}" width="{_WIDTH - 4}" height="{_ROW - 4}" fill="{fill}" '
        'stroke="#767676"/>'
    )
    yield f'<text x="{left + 8}" y="{top + 20}" fill="{ink}">{words}</text>'


def _label(left: int, base: int, cut: str, whole: str) -> str:
    words = f"<title>{_text(whole)}</title>{_text(cut)}"
    return f'<text x="{left}" y="{base}" fill="#1a1a1a">{words}</text>'


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))
