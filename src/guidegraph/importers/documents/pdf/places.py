"""Where the lines and blocks of a PDF are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidegraph.importers.documents.pdf.glyphs import Glyph
from guidegraph.importers.documents.pdf.lines import Segment
from guidegraph.model.findings import Place


__all__ = ["around", "place_of", "turned_line"]


def place_of(path: str, lines: Sequence[Segment]) -> Place:
    """Where lines are, on the page of the first one."""
    page = lines[0].page
    mine = [line for line in lines if line.page == page]
    box = (
        round(min(line.left for line in mine), 1),
        round(min(line.top for line in mine), 1),
        round(max(line.right for line in mine), 1),
        round(max(line.bottom for line in mine), 1),
    )
    return Place(path=path, line=0, page=page, box=box)


def around(places: Iterable[Place]) -> Place:
    """The place that holds several, on the page of the first one."""
    every = list(places)
    first = every[0]
    boxes = [each.box for each in every if each.box is not None and each.page == first.page]
    if not boxes:
        return first
    box = (
        min(each[0] for each in boxes),
        min(each[1] for each in boxes),
        max(each[2] for each in boxes),
        max(each[3] for each in boxes),
    )
    return Place(path=first.path, line=0, page=first.page, box=box)


def turned_line(glyphs: Sequence[Glyph], page: int) -> list[Segment]:
    """Words that are turned, as they were drawn."""
    if not glyphs:
        return []
    text = "".join((" " if glyph.spaced else "") + glyph.text for glyph in glyphs).strip()
    first = glyphs[0]
    return [
        Segment(
            page=page,
            left=min(glyph.left for glyph in glyphs),
            right=max(glyph.right for glyph in glyphs),
            top=min(glyph.top for glyph in glyphs),
            bottom=max(glyph.bottom for glyph in glyphs),
            base=first.base,
            size=first.size,
            text=text,
        )
    ]
