"""
What is printed on the pages of a PDF: characters with their place and look, rules and pictures.

All lengths are points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from guidegraph.importers.documents.pdf.remarks import PageLink, PageRemark, read_remarks
from guidegraph.importers.documents.pdf.shapes import (
    DrawnRule,
    Shape,
    Turn,
    colour_of,
    read_shapes,
)
from guidegraph.importers.documents.pdf.unseen import set_apart
from guidegraph.model.errors import FormatError, UnreadableError


__all__ = ["DrawnRule", "Glyph", "GlyphLook", "PrintedPage", "Shape", "pages_of"]

_MAX_GLYPHS: Final = 400_000
_MAX_ALL: Final = 50_000_000  # 15,000 full pages
_HYPHENS: Final = ("\ufffe", "\x02")  # how pdfium gives a hyphen at the end of a line
_INVISIBLE: Final = 3
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


@dataclass(slots=True)
class PrintedPage:
    """
    A page: *number* from 1.

    *unseen* are the words that nobody sees, with the reason; *traceable* is whether it is known
    where everything is drawn.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[DrawnRule] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    unseen: list[tuple[str, list[Glyph]]] = field(default_factory=list)
    remarks: list[PageRemark] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    traceable: bool = True

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


def pages_of(pdf: Any, path: str, only: Container[int] | None = None) -> Iterator[PrintedPage]:
    """
    The pages of a document that pypdfium2 has opened, or *only* some, one after the other.

    Raises:
        FormatError: a page, or all pages together, have too many characters.
        UnreadableError: a page is damaged.
    """
    from pypdfium2 import PdfiumError

    looks: dict[GlyphLook, GlyphLook] = {}
    count = 0
    for index in range(len(pdf)):
        if only is not None and index + 1 not in only:
            continue
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
        count += len(page.glyphs)
        if count > _MAX_ALL:
            raise FormatError(
                path,
                f"page {index + 1}",
                f"more than {_MAX_ALL} characters up to here",
                "split the document",
            )
        yield page


def _page(handle: Any, number: int, path: str, looks: dict[GlyphLook, GlyphLook]) -> PrintedPage:
    width, height = handle.get_size()
    page = PrintedPage(number, width, height)
    turn, quarter = _turned(handle, width, height)
    text = handle.get_textpage()
    try:
        _read_glyphs(page, text.raw, turn, _Looks(looks, quarter), path)
    finally:
        text.close()
    read_shapes(page, handle, turn)
    set_apart(page)
    read_remarks(page, handle, turn)
    return page


def _turned(handle: Any, width: float, height: float) -> tuple[Turn, float]:
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

    def __init__(self, shared: dict[GlyphLook, GlyphLook], quarter: float) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._shared = shared
        self._quarter = quarter
        self._seen: dict[int, tuple[int, GlyphLook, float, bool]] = {}
        self._matrix = raw.FS_MATRIX()

    def of(self, text: Any, index: int) -> tuple[int, GlyphLook, float, bool]:
        """Of a character: the number of its text object, its look and size, if it is upright."""
        raw = self._raw
        thing = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.c_void_p.from_buffer(thing).value or 0
        found = self._seen.get(key)
        if found is None or not key:
            scale, angle = 1.0, self._quarter
            if raw.FPDFText_GetMatrix(text, index, self._matrix):
                scale = math.hypot(self._matrix.b, self._matrix.d) or 1.0
                # of the line that the words are on: slanted letters are upright all the same
                angle = (angle - math.atan2(self._matrix.b, self._matrix.a)) % (2 * math.pi)
            size = raw.FPDFText_GetFontSize(text, index) * scale
            upright = min(angle, 2 * math.pi - angle) < 0.1
            look = self._look(thing) if key else GlyphLook()
            look = self._shared.setdefault(look, look)
            found = self._seen[key] = key, look, size, upright
        return found

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
        colour = colour_of(thing)
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
    turn: Turn,
    looks: _Looks,
    path: str,
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
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    seen: set[tuple[str, int, int, int]] = set()
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
        key, look, size, upright = looks.of(text, index)
        (one, two), (three, four) = turn(box.left, box.top), turn(box.right, box.bottom)
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
            upright=upright,
        )
        glyph.spaced = generated or (
            blank is not None
            and abs(blank[1] - base) < 0.3 * max(size, 1.0)
            and -1 <= glyph.left - blank[0] < 4 * max(size, 4.0)
        )
        together = key and origin[0] == key and math.dist(origin[1:], (left, base)) < 0.01
        blank = None
        cell = max(0.6, 0.12 * size)
        printed = letter, round(2 * size), round(glyph.left / cell), round(base / cell)
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
        if code <= ord(" ") and raw.FPDFText_IsGenerated(text, index) == 1:
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
