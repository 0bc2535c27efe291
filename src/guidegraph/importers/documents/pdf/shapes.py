"""Lines, rectangles and pictures on a page of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import PrintedPage


__all__ = ["WHITE", "DrawnRule", "Shape", "Turn", "colour_of", "read_shapes"]

Turn: TypeAlias = Callable[[float, float], tuple[float, float]]
"""From the coordinates of the file to those of the page as shown."""

WHITE: Final = "ffffff"
_MAX_SHAPES: Final = 20_000
_MAX_DEPTH: Final = 4  # of drawings inside drawings
_THIN: Final = 2.5  # points; a filled rectangle of this height is a line
_SHORTEST: Final = 3.0
_DOT: Final = 9.0
_FEW_SEGMENTS: Final = 12
_MANY_SEGMENTS: Final = 200
_RECTANGLE: Final = 6  # segments


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A straight line: from *start* to *end* along it, *at* the other coordinate."""

    at: float
    start: float
    end: float
    vertical: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """
    Something drawn or shown: *curved* as a dot is, a *picture*, or else a rectangle.

    *white* if it is filled with white, or not filled.
    """

    left: float
    top: float
    right: float
    bottom: float
    curved: bool = False
    picture: bool = False
    filled: bool = False
    white: bool = False


def read_shapes(page: PrintedPage, handle: Any, turn: Turn) -> None:
    """
    Add what is drawn on a page.

    Whether it covers other things is not known where drawings are inside drawings, since their
    places are not those of the page.
    """
    import pypdfium2
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
    for found, thing in enumerate(handle.get_objects(filter=kinds, max_depth=_MAX_DEPTH)):
        if found >= _MAX_SHAPES:
            page.traceable = False
            break
        if thing.level:
            page.traceable = False
        try:
            left, bottom, right, top = thing.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        (one, two), (three, four) = turn(left, top), turn(right, bottom)
        box = min(one, three), min(two, four), max(one, three), max(two, four)
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            page.shapes.append(Shape(*box, picture=True))
            continue
        if thing.type == raw.FPDF_PAGEOBJ_SHADING:
            page.shapes.append(Shape(*box, filled=True))
            continue
        raw.FPDFPath_GetDrawMode(thing.raw, fill, stroke)
        if fill.value or stroke.value:
            _add_path(page, box, thing.raw, filled=bool(fill.value), stroked=bool(stroke.value))


def _add_path(
    page: PrintedPage,
    box: tuple[float, float, float, float],
    thing: Any,
    *,
    filled: bool,
    stroked: bool,
) -> None:
    from pypdfium2 import raw

    left, top, right, bottom = box
    width, height = right - left, bottom - top
    segments = raw.FPDFPath_CountSegments(thing)
    small = width < _DOT and height < _DOT
    if segments <= _FEW_SEGMENTS:
        curved = any(
            raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(thing, each))
            == raw.FPDF_SEGMENT_BEZIERTO
            for each in range(segments)
        )
    else:
        curved = small and segments < _MANY_SEGMENTS
    white = not filled or colour_of(thing) == WHITE
    page.shapes.append(Shape(*box, curved=curved, filled=filled, white=white))
    whole = width > 0.98 * page.width and height > 0.98 * page.height
    if curved or whole:
        return
    if height <= _THIN and width > _SHORTEST:
        page.rules.append(DrawnRule((top + bottom) / 2, left, right, vertical=False))
    elif width <= _THIN and height > _SHORTEST:
        page.rules.append(DrawnRule((left + right) / 2, top, bottom, vertical=True))
    elif segments <= _RECTANGLE and not small and (stroked or filled):
        page.rules += (
            DrawnRule(top, left, right, vertical=False),
            DrawnRule(bottom, left, right, vertical=False),
            DrawnRule(left, top, bottom, vertical=True),
            DrawnRule(right, top, bottom, vertical=True),
        )


def colour_of(thing: Any) -> str:
    """The colour that something is filled with, as six digits; nothing if it has no single one."""
    from pypdfium2 import raw

    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if raw.FPDFPageObj_GetFillColor(thing, red, green, blue, opaque):
        return f"{red.value:02x}{green.value:02x}{blue.value:02x}"
    return ""
