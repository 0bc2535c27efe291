"""
What is printed on the pages of a PDF: characters with their place and look, rules and pictures.

All lengths are points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from guidegraph.model.errors import FormatError, UnreadableError


__all__ = ["DrawnRule", "Glyph", "GlyphLook", "PrintedPage", "Shape", "pages_of"]

_MAX_GLYPHS: Final = 400_000
_MAX_SHAPES: Final = 20_000
_MAX_DEPTH: Final = 4  # of drawings inside drawings
_HYPHENS: Final = ("\ufffe", "\x02")  # how pdfium gives a hyphen at the end of a line
_INVISIBLE: Final = 3
_THIN: Final = 2.5  # points; a filled rectangle of this height is a line
_SHORTEST: Final = 3.0
_DOT: Final = 9.0
_FEW_SEGMENTS: Final = 12
_MANY_SEGMENTS: Final = 200
_RECTANGLE: Final = 6  # segments
_BOLD = re.compile(r"bold|black|heavy|demi|[,-]b$|bd(?:mt)?$|-bd|medi(?!um)", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|[,-]it?$|-(?:bd)?it", re.IGNORECASE)
_SUBSET = re.compile(r"[A-Z]{6}\+")
_HEAVY: Final = 600
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(frozen=True, slots=True)
class GlyphLook:
    """How characters that were drawn together look, and how the document marks them."""

    font: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = ""
    mark: int | None = None  # the number of the marked content, for the tags
    artifact: bool = False  # marked as no content
    invisible: bool = False
    tag: str = ""  # of the marked content: "P", "Span" …


@dataclass(slots=True)
class Glyph:
    """
    A character: its box, the line that it is written on, its size, and what is special about it.

    *spaced* if there is a space before it, *hyphen* if it is a hyphen where a line ends, *upright*
    if it is read from left to right, *raised* if it is a small sign above the line.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    look: GlyphLook
    spaced: bool = False
    hyphen: bool = False
    upright: bool = True
    raised: bool = False


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A straight line: from *start* to *end* along it, *at* the other coordinate."""

    at: float
    start: float
    end: float
    vertical: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn or shown: *curved* as a dot is, a *picture*, or else a rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    curved: bool = False
    picture: bool = False
    filled: bool = False


@dataclass(slots=True)
class PrintedPage:
    """A page: *number* from 1."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[DrawnRule] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    @property
    def pictured(self) -> float:
        """How much of the page pictures cover, from 0 to 1."""
        area = sum(
            max(0.0, min(each.right, self.width) - max(each.left, 0.0))
            * max(0.0, min(each.bottom, self.height) - max(each.top, 0.0))
            for each in self.shapes
            if each.picture
        )
        return min(1.0, area / (self.width * self.height or 1.0))


_Turn: TypeAlias = Callable[[float, float], tuple[float, float]]


def pages_of(pdf: Any, path: str) -> Iterator[PrintedPage]:
    """
    The pages of a document that pypdfium2 has opened, one after the other.

    Raises:
        FormatError: a page has too many characters.
        UnreadableError: a page is damaged.
    """
    from pypdfium2 import PdfiumError

    looks: dict[GlyphLook, GlyphLook] = {}
    for index in range(len(pdf)):
        try:
            handle = pdf[index]
            try:
                page = _page(handle, index + 1, path, looks)
            finally:
                handle.close()
        except PdfiumError:
            raise UnreadableError(
                f"{path}: page {index + 1} of {len(pdf)} is damaged or not there; open the file "
                "and save it again as PDF"
            ) from None
        yield page


def _page(handle: Any, number: int, path: str, looks: dict[GlyphLook, GlyphLook]) -> PrintedPage:
    width, height = handle.get_size()
    page = PrintedPage(number, width, height)
    turn, quarter = _turned(handle, width, height)
    text = handle.get_textpage()
    try:
        _read_glyphs(page, text, turn, quarter, path, looks)
    finally:
        text.close()
    _read_shapes(page, handle, turn)
    return page


def _turned(handle: Any, width: float, height: float) -> tuple[_Turn, float]:
    """From the coordinates of the file to those of the page as shown, and how it is turned."""
    left, bottom, _, _ = handle.get_cropbox()
    match handle.get_rotation():
        case 90:
            return lambda x, y: (y - bottom, x - left), math.pi / 2
        case 180:
            return lambda x, y: (width - (x - left), y - bottom), math.pi
        case 270:
            return lambda x, y: (width - (y - bottom), height - (x - left)), 3 * math.pi / 2
        case _:
            return lambda x, y: (x - left, height - (y - bottom)), 0.0


class _Looks:
    """The looks of the text objects of a page."""

    def __init__(self, shared: dict[GlyphLook, GlyphLook]) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._shared = shared
        self._seen: dict[int, tuple[GlyphLook, float]] = {}
        self._matrix = raw.FS_MATRIX()

    def of(self, text: Any, index: int) -> tuple[int, GlyphLook, float]:
        """The number of the text object of a character, its look, and what scales its size."""
        thing = self._raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if (found := self._seen.get(key)) is None:
            scale = 1.0
            if self._raw.FPDFText_GetMatrix(text, index, self._matrix):
                scale = math.hypot(self._matrix.b, self._matrix.d) or 1.0
            look = self._look(thing) if key else GlyphLook()
            found = self._seen[key] = self._shared.setdefault(look, look), scale
        return key, *found

    def _look(self, thing: Any) -> GlyphLook:
        raw = self._raw
        name, heavy, slanted = "", False, False
        if font := raw.FPDFTextObj_GetFont(thing):
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
            heavy = raw.FPDFFont_GetWeight(font) >= _HEAVY
            slant = ctypes.c_int()
            slanted = bool(raw.FPDFFont_GetItalicAngle(font, slant)) and slant.value != 0
        red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
        colour = ""
        if raw.FPDFPageObj_GetFillColor(thing, red, green, blue, opaque):
            colour = f"{red.value:02x}{green.value:02x}{blue.value:02x}"
        mark, artifact, tag = self._marks(thing)
        return GlyphLook(
            font=name,
            bold=heavy or _BOLD.search(name) is not None,
            italic=slanted or _ITALIC.search(name) is not None,
            colour="" if colour == "000000" else colour,
            mark=mark,
            artifact=artifact,
            invisible=raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE,
            tag=tag,
        )

    def _marks(self, thing: Any) -> tuple[int | None, bool, str]:
        raw = self._raw
        mark, artifact, tag = None, False, ""
        for place in range(raw.FPDFPageObj_CountMarks(thing)):
            found = raw.FPDFPageObj_GetMark(thing, place)
            buffer, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
            raw.FPDFPageObjMark_GetName(found, buffer, 128, length)
            name = "".join(map(chr, buffer[: max(0, min(64, length.value // 2) - 1)]))
            artifact = artifact or name == "Artifact"
            value = ctypes.c_int()
            if raw.FPDFPageObjMark_GetParamIntValue(found, b"MCID", value):
                mark, tag = value.value, name
        return mark, artifact, tag


def _read_glyphs(
    page: PrintedPage,
    text: Any,
    turn: _Turn,
    quarter: float,
    path: str,
    looks: dict[GlyphLook, GlyphLook],
) -> None:
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text)
    if count > _MAX_GLYPHS:
        raise FormatError(
            path,
            f"page {page.number}",
            f"{count} characters on one page, more than {_MAX_GLYPHS}",
            "split the page, or export the document again",
        )
    seen_looks = _Looks(looks)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    seen: set[tuple[str, int, int]] = set()
    shared: list[Glyph] = []  # the characters of one ligature
    origin = (0, 0.0, 0.0)
    blank: tuple[float, float] | None = None  # where a space is
    for index, character, generated in _characters(text, count):
        hyphen = character in _HYPHENS
        letter = "-" if hyphen else character
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, base = turn(x.value, y.value)
        if letter.isspace():
            blank = left, base
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        key, look, scale = seen_looks.of(text, index)
        size = raw.FPDFText_GetFontSize(text, index) * scale
        (one, two), (three, four) = turn(box.left, box.top), turn(box.right, box.bottom)
        angle = (raw.FPDFText_GetCharAngle(text, index) + quarter) % (2 * math.pi)
        glyph = Glyph(
            text=_LIGATURES.get(letter, letter),
            left=min(one, three),
            right=max(one, three),
            top=min(two, four),
            bottom=max(two, four),
            base=base,
            size=size,
            look=look,
            hyphen=hyphen,
            upright=min(angle, 2 * math.pi - angle) < 0.1,
        )
        glyph.spaced = generated or (
            blank is not None
            and abs(blank[1] - base) < 0.3 * max(size, 1.0)
            and -1 <= glyph.left - blank[0] < 4 * max(size, 4.0)
        )
        together = key and origin[0] == key and math.dist(origin[1:], (left, base)) < 0.01
        blank = None
        cell = max(0.6, 0.12 * size)
        printed = letter, round(glyph.left / cell), round(base / cell)
        if printed in seen and not together:
            continue  # printed twice to look bold
        seen.add(printed)
        if together:
            _share(shared, glyph)
        else:
            shared = []
        shared.append(glyph)
        origin = key, left, base
        page.glyphs.append(glyph)


def _characters(text: Any, count: int) -> Iterator[tuple[int, str, bool]]:
    """The characters of a page: index, the character, and whether a space is made up before it."""
    from pypdfium2 import raw

    generated, high = False, 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1:
            generated = generated or code == ord(" ")
        elif 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                yield index, chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)), generated
            generated, high = False, 0
        elif (code >= ord(" ") and code != 0xFFFF) or chr(code) in _HYPHENS:
            yield index, chr(code), generated
            generated, high = False, 0


def _share(before: list[Glyph], last: Glyph) -> None:
    """Give each character of a ligature its part of the box that all were given."""
    parts = [*before, last]
    left, right = before[0].left, last.right
    width = (right - left) / len(parts)
    for place, glyph in enumerate(parts):
        glyph.left, glyph.right = left + place * width, left + (place + 1) * width
    last.spaced = False


def _read_shapes(page: PrintedPage, handle: Any, turn: _Turn) -> None:
    import pypdfium2
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for found, thing in enumerate(handle.get_objects(filter=kinds, max_depth=_MAX_DEPTH)):
        if found >= _MAX_SHAPES:
            break
        try:
            left, bottom, right, top = thing.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        (one, two), (three, four) = turn(left, top), turn(right, bottom)
        box = min(one, three), min(two, four), max(one, three), max(two, four)
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            page.shapes.append(Shape(*box, picture=True))
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
    page.shapes.append(Shape(*box, curved=curved, filled=filled))
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
