"""How deeply a course covers a guideline, in words and colours, for all pictures of a coverage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from guidegraph.model.course import LinkType
from guidegraph.model.coverage import Coverage, CoverageCell, CoverageReport, CoveredItem
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import clipped


__all__ = ["TYPES", "WORDS", "heading", "kinds", "share", "shown", "svg_of_coverage"]

WORDS: Mapping[LinkType | None, str] = MappingProxyType(
    {
        LinkType.ASSESSES: "assessed",
        LinkType.TEACHES: "taught",
        LinkType.MENTIONS: "mentioned",
        None: "–",
    }
)
"""How deeply a course covers an item, in a word."""

_DEEPEST = MappingProxyType(
    {LinkType.ASSESSES: "assessed", LinkType.TEACHES: "taught", LinkType.MENTIONS: "only mentioned"}
)

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "CoreValue": "values",
        "Practice": "practices",
        "PracticeStatement": "statements",
        "SupervisorRole": "roles",
        "Item": "items",
    }
)
"""The plural names of the types of items."""


def heading(group: Item) -> str:
    """A part of a guideline as a heading: its number and name."""
    return f"{group.notation}. {group.name}" if group.notation else group.name


def kinds(entries: Iterable[CoveredItem]) -> str:
    """How many items there are of each type, in words."""
    counts = Counter(entry.item.type for entry in entries)
    named = [f"{TYPES.get(type_, type_)} ({count})" for type_, count in counts.items()]
    return ", ".join(named) or "none"


def share(covered: int, total: int) -> str:
    """A share as readable text; only all of it is 100 %."""
    return f"{covered} of {total} ({covered * 100 // total if total else 100} %)"


def shown(coverages: Sequence[Coverage]) -> Iterator[tuple[str, list[str]]]:
    """For each type of item, then each depth: its name, and the figure of each coverage."""
    shares = [{one.type: one for one in coverage.shares()} for coverage in coverages]
    for type_ in dict.fromkeys(type_ for found in shares for type_ in found):
        yield (
            TYPES.get(type_, type_),
            [
                share(found[type_].covered, found[type_].total) if type_ in found else "none there"
                for found in shares
            ],
        )
    for how in reversed(LinkType):
        yield f"items {_DEEPEST[how]}", [str(one.depths()[how]) for one in coverages]


_NAMES, _WIDTH, _ROW, _TOP, _EDGE = 330, 190, 34, 70, 12
_CHARACTERS = 24
_FILL = {
    "assesses": ("#08306b", "#ffffff"),
    "teaches": ("#2171b5", "#ffffff"),
    "mentions": ("#c6dbef", "#10202f"),
    "none": ("#ffffff", "#1a1a1a"),
}
# Characters that XML cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def svg_of_coverage(report: CoverageReport) -> str:
    """A picture with a title and a description, for screen readers."""
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


def _cell(left: int, top: int, cell: CoverageCell | None) -> Iterator[str]:
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
