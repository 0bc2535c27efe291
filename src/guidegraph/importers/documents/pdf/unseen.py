"""Words in a PDF that nobody sees: beside the page, white on white, or drawn as invisible."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.pdf.shapes import WHITE


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import Glyph, PrintedPage


__all__ = ["set_apart"]

_BESIDE: Final = 1.0  # points
_MOST_BACKS: Final = 1_000
_MOST_WHITE: Final = 20_000  # characters that are compared with what is drawn


def set_apart(page: PrintedPage) -> None:
    """
    Put the words of a page that nobody sees apart from the others.

    Invisible words on a page with pictures, or alone on one, may be what OCR read: they stay.
    """
    seen: list[Glyph] = []
    unseen: dict[str, list[Glyph]] = defaultdict(list)
    pictured = any(each.picture for each in page.shapes)
    backs = [each for each in page.shapes if each.picture or not each.white]
    whole = all(each.look.invisible for each in page.glyphs)
    judged = page.traceable and len(backs) <= _MOST_BACKS
    white = 0
    for glyph in page.glyphs:
        across, down = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not (
            -_BESIDE <= across <= page.width + _BESIDE and -_BESIDE <= down <= page.height + _BESIDE
        ):
            unseen["outside the page"].append(glyph)
        elif glyph.look.invisible and not pictured and not whole:
            unseen["invisible words"].append(glyph)
        elif judged and glyph.look.colour == WHITE and white < _MOST_WHITE:
            white += 1
            if any(
                each.left - 1 <= across <= each.right + 1
                and each.top - 1 <= down <= each.bottom + 1
                for each in backs
            ):
                seen.append(glyph)
            else:
                unseen["white words on white"].append(glyph)
        else:
            seen.append(glyph)
    if unseen:
        page.glyphs = seen
        page.unseen = list(unseen.items())
