"""Which lines of a plain text begin entries of lists, and which go on with a paragraph."""

from __future__ import annotations

from typing import Final

from guidegraph.importers.documents.text.headings import HeadingLines, leader
from guidegraph.importers.documents.text.marks import comes_next, marker_of
from guidegraph.importers.documents.text.tables import is_tabbed
from guidegraph.language.enumeration import Marker


__all__ = ["goes_on", "is_entry"]

_MOST_LINES: Final = 12  # of an entry, to the next one


def is_entry(look: HeadingLines, at: int, marker: Marker) -> bool:
    """Whether a line with a marker in front is an entry of a list."""
    if marker.style in ("bullet", "glyph", "bracket"):
        return len(look.lines[at].words) > marker.length
    return (
        marker.style in ("ordered", "clause", "letter")
        and bool(marker.length < len(look.lines[at].words))
        and (
            marker.style != "letter"
            or look.begins(at)
            or look.lines[at].words[marker.length] == "\t"
            or _is_next(look, at, marker)
        )
    )


def _is_next(look: HeadingLines, at: int, marker: Marker) -> bool:
    """Whether the line before begins with the number before."""
    before = marker_of(look.lines[at - 1])
    return before is not None and comes_next(before, marker)


def goes_on(look: HeadingLines, at: int, here: int, marker: Marker | None) -> bool:
    """Whether a line goes on with the paragraph that begins at another one."""
    line, first, before = look.lines[here], look.lines[at], look.lines[here - 1]
    if (
        not line.words
        or line.turned
        or here in look.announced
        or here in look.headed
        or here in look.plain_notes.lines
        or here in look.references
        or leader(line.words)
        or is_tabbed(line)
    ):
        return False
    found = marker_of(line)
    if found is not None and marker is not None and comes_next(marker, found):
        return False
    if found is not None and is_entry(look, here, found):
        bulleted = found.style in ("bullet", "glyph", "bracket")
        if bulleted or (marker is not None and line.indent <= first.indent):
            return False
        if found.first and (before.words.endswith(":") or _begins_below(look, at, here, found)):
            return False
    return not (marker is None and look.term_length(at) == here - at)


def _begins_below(look: HeadingLines, at: int, here: int, marker: Marker) -> bool:
    """Whether a list begins inside an entry: a deeper line, and its next number after it."""
    if marker.indent <= look.lines[at].indent:
        return False
    for line in look.lines[here + 1 : here + _MOST_LINES]:
        if not line.words:
            return False
        after = marker_of(line)
        if after is not None and after.indent == marker.indent:
            return comes_next(marker, after)
    return False
