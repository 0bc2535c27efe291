"""
What is on the pages of a PDF besides print: highlights, strike-outs, carets, notes, and replies of
people; links.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from guidegraph.importers.documents.laid import Annotation


if TYPE_CHECKING:
    from guidegraph.importers.documents.pdf.glyphs import Glyph, PrintedPage
    from guidegraph.importers.documents.pdf.shapes import Turn


__all__ = ["PageBox", "PageLink", "PageRemark", "read_remarks"]

PageBox: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_MOST: Final = 2_000  # on a page
_MOST_BOXES: Final = 100  # of a comment
_MOST_COMPARED: Final = 20_000_000  # characters with boxes, on a page
_LONGEST: Final = 100_000  # characters
_LONGEST_ADDRESS: Final = 10_000
_MOST_WORDS: Final = 1_000  # marked characters that are said again
_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?"
)


@dataclass(frozen=True, slots=True)
class PageRemark:
    """A comment on a page: the places that it is about, and what it says."""

    page: int
    boxes: tuple[PageBox, ...]
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class PageLink:
    """Words on a page that lead to an address, and where they are."""

    page: int
    boxes: tuple[PageBox, ...]
    words: str
    target: str


def read_remarks(page: PrintedPage, handle: Any, turn: Turn) -> None:
    """Add what people noted on a page, a reply at the place of what it answers, and its links."""
    from pypdfium2 import raw

    count = min(raw.FPDFPage_GetAnnotCount(handle.raw), _MOST)
    if count <= 0:
        return
    kinds = {
        raw.FPDF_ANNOT_HIGHLIGHT: "highlight",
        raw.FPDF_ANNOT_UNDERLINE: "underline",
        raw.FPDF_ANNOT_SQUIGGLY: "underline",
        raw.FPDF_ANNOT_STRIKEOUT: "strike-out",
        raw.FPDF_ANNOT_REDACT: "strike-out",
        raw.FPDF_ANNOT_CARET: "insertion",
    }
    notes = {
        raw.FPDF_ANNOT_TEXT,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_LINE,
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_POLYGON,
        raw.FPDF_ANNOT_POLYLINE,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_FILEATTACHMENT,
    }
    found: dict[int, PageRemark] = {}
    answered: dict[int, int] = {}
    compared = 0
    for index in range(count):
        annotation = raw.FPDFPage_GetAnnot(handle.raw, index)
        if not annotation:
            continue
        try:
            subtype = raw.FPDFAnnot_GetSubtype(annotation)
            if subtype == raw.FPDF_ANNOT_LINK:
                if target := _address(annotation, handle):
                    boxes = _boxes(annotation, turn, marked=True)
                    compared += len(boxes) * len(page.glyphs)
                    words = _words_in(page.glyphs, boxes) if compared <= _MOST_COMPARED else ""
                    if words:
                        page.links.append(PageLink(page.number, boxes, words, target))
                continue
            kind = kinds.get(subtype, "note" if subtype in notes else None)
            if kind is None:
                continue
            if target := raw.FPDFAnnot_GetLinkedAnnot(annotation, b"IRT"):
                answered[index] = raw.FPDFPage_GetAnnotIndex(handle.raw, target)
                raw.FPDFPage_CloseAnnot(target)
            boxes = _boxes(annotation, turn, marked=kind not in ("note", "insertion"))
            said = _string(annotation, b"Contents")
            about = ""
            compared += len(boxes) * len(page.glyphs)
            if compared > _MOST_COMPARED:
                pass
            elif kind == "insertion":
                about = _before(page.glyphs, boxes[0])
            elif kind != "note":
                about = _words_in(page.glyphs, boxes)
            if said or about:
                found[index] = PageRemark(
                    page.number,
                    boxes,
                    Annotation(
                        text=said or about,
                        kind=kind,
                        about=about if said else "",
                        author=_string(annotation, b"T") or None,
                        date=_date(_string(annotation, b"M")),
                    ),
                )
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    page.remarks += _with_replies(found, answered)


def _with_replies(found: dict[int, PageRemark], answered: dict[int, int]) -> list[PageRemark]:
    """The comments, each followed by those that answer it."""
    replies: dict[int, list[int]] = {}
    for index in found:
        first, steps = index, 0
        while answered.get(first, -1) in found and steps < len(found):
            first, steps = answered[first], steps + 1
        if steps == len(found):  # they answer each other
            first = index
        replies.setdefault(first, []).append(index)
    done: list[PageRemark] = []
    for first, several in sorted(replies.items()):
        for index in sorted(several, key=lambda each: (each != first, each)):
            one = found[index]
            done.append(PageRemark(one.page, found[first].boxes, one.annotation))
    return done


def _address(annotation: Any, handle: Any) -> str:
    """Where a link leads outside the document, or nothing."""
    from pypdfium2 import raw

    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(handle.pdf.raw, action, None, 0)
    if not 1 < length <= _LONGEST_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(handle.pdf.raw, action, buffer, length)
    return "".join(buffer.raw[: length - 1].decode("utf-8", "replace").split())


def _string(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw

    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length <= 2 * _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    text = bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
    return " ".join(text.split())


def _boxes(annotation: Any, turn: Turn, *, marked: bool) -> tuple[PageBox, ...]:
    from pypdfium2 import raw

    found: list[PageBox] = []
    if marked:
        points = raw.FS_QUADPOINTSF()
        for at in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST_BOXES)):
            if raw.FPDFAnnot_GetAttachmentPoints(annotation, at, points):
                across = points.x1, points.x2, points.x3, points.x4
                up = points.y1, points.y2, points.y3, points.y4
                found.append(_box(turn, min(across), min(up), max(across), max(up)))
    if not found:
        box = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, box)
        found.append(_box(turn, box.left, box.bottom, box.right, box.top))
    return tuple(found)


def _box(turn: Turn, left: float, bottom: float, right: float, top: float) -> PageBox:
    (one, two), (three, four) = turn(left, top), turn(right, bottom)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _words_in(glyphs: Sequence[Glyph], boxes: Sequence[PageBox]) -> str:
    """The words whose letters are in boxes, box by box."""
    parts: list[str] = []
    for left, top, right, bottom in boxes:
        inside = [
            each
            for each in glyphs
            if left <= (each.left + each.right) / 2 <= right
            and top <= (each.top + 2 * each.bottom) / 3 <= bottom
        ]
        parts.append("".join((" " if each.spaced else "") + each.text for each in inside))
    return " ".join(" ".join(parts)[:_MOST_WORDS].split())


def _before(glyphs: Sequence[Glyph], box: PageBox) -> str:
    """The word that ends at a caret."""
    left, top, right, bottom = box
    middle = (left + right) / 2
    row = [
        each
        for each in glyphs
        if each.top - each.size / 2 <= (top + bottom) / 2 <= each.bottom + each.size / 2
        and (each.left + each.right) / 2 < middle
    ]
    word: list[str] = []
    for each in sorted(row, key=lambda glyph: -glyph.right):
        word.append(each.text)
        if each.spaced:
            break
    return "".join(reversed(word))[-100:]


def _date(text: str) -> str | None:
    """
    A date of a PDF as in ISO 8601.

    >>> _date("D:20240305101500+01'00'"), _date("yesterday")
    ('2024-03-05T10:15:00+01:00', None)
    """
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zulu, sign, over, more = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    if not (day and hour):
        return date
    zone = "Z" if zulu else f"{sign}{over}:{more or '00'}" if sign else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}"
