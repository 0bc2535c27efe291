"""Small PDF files with tags and annotations, made here."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


__all__ = ["HEIGHT", "WIDTH", "Marked", "PdfFile", "Tag"]

WIDTH, HEIGHT = 400, 600


@dataclass
class Marked:
    """Words that are printed: their page and number there."""

    page: int
    number: int


@dataclass
class Tag:
    """An element of the structure tree."""

    role: str
    children: Sequence[Tag | Marked] = ()
    said: str | None = None


class PdfFile:
    """A PDF file: what is printed, the tags, and the annotations."""

    def __init__(self) -> None:
        self._contents: dict[int, list[str]] = defaultdict(list)
        self._counts: dict[int, int] = defaultdict(int)
        self._annotations: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.tags: list[Tag] = []

    def draw(self, operators: str, page: int = 1) -> None:
        """Draw something."""
        self._contents[page].append(operators)

    def words(
        self,
        text: str,
        left: float,
        top: float,
        page: int = 1,
        size: float = 10,
        font: str = "F1",
    ) -> Marked:
        """Print words as marked content, from the upper left corner; F2 is bold."""
        number = self._counts[page]
        self._counts[page] += 1
        self.draw(f"/Span <</MCID {number}>> BDC", page)
        self.plain(text, left, top, page, size, font)
        self.draw("EMC", page)
        return Marked(page, number)

    def plain(
        self,
        text: str,
        left: float,
        top: float,
        page: int = 1,
        size: float = 10,
        font: str = "F1",
    ) -> None:
        """Print words without a mark."""
        escaped = text.replace("(", "\\(").replace(")", "\\)")
        self.draw(f"BT /{font} {size} Tf 1 0 0 1 {left} {HEIGHT - top} Tm ({escaped}) Tj ET", page)

    def tag(self, role: str, *children: Tag | Marked) -> None:
        """Add an element at the top of the structure tree."""
        self.tags.append(Tag(role, list(children)))

    def annotate(
        self,
        subtype: str,
        box: tuple[float, float, float, float],
        contents: str = "",
        page: int = 1,
        answers: int | None = None,
        **more: str,
    ) -> None:
        """Add an annotation in a box from the upper left corner, which may answer another one."""
        left, top, right, bottom = box
        self._annotations[page].append(
            {
                "subtype": subtype,
                "rect": (left, HEIGHT - bottom, right, HEIGHT - top),
                "contents": contents,
                "answers": answers,
                **more,
            }
        )

    def body(self) -> bytes:
        """The file."""
        writer = PdfWriter()
        fonts = DictionaryObject()
        for name, base in (("F1", "Helvetica"), ("F2", "Helvetica-Bold")):
            fonts[NameObject(f"/{name}")] = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type1"),
                    NameObject("/BaseFont"): NameObject(f"/{base}"),
                    NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
                }
            )
        pages = []
        for number in range(1, max([*self._contents, 1]) + 1):
            page = writer.add_blank_page(WIDTH, HEIGHT)
            stream = DecodedStreamObject()
            stream.set_data("\n".join(self._contents[number]).encode("cp1252"))
            page[NameObject("/Contents")] = writer._add_object(stream)
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
            self._add_annotations(writer, page, self._annotations[number])
            pages.append(page)
        if self.tags:
            kids = ArrayObject(self._element(writer, tag, pages) for tag in self.tags)
            writer._root_object[NameObject("/StructTreeRoot")] = writer._add_object(
                DictionaryObject({NameObject("/K"): kids})
            )
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    def _add_annotations(self, writer: PdfWriter, page: Any, given: list[dict[str, Any]]) -> None:
        made: list[Any] = []
        for each in given:
            left, bottom, right, top = each["rect"]
            found = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject(f"/{each['subtype']}"),
                    NameObject("/Rect"): ArrayObject(map(FloatObject, each["rect"])),
                }
            )
            if each["subtype"] in ("Highlight", "StrikeOut", "Underline"):
                corners = (left, top, right, top, left, bottom, right, bottom)
                found[NameObject("/QuadPoints")] = ArrayObject(map(FloatObject, corners))
            for key, name in (("contents", "Contents"), ("author", "T"), ("date", "M")):
                if each.get(key):
                    found[NameObject(f"/{name}")] = TextStringObject(each[key])
            if each.get("uri"):
                found[NameObject("/A")] = DictionaryObject(
                    {
                        NameObject("/S"): NameObject("/URI"),
                        NameObject("/URI"): TextStringObject(each["uri"]),
                    }
                )
            made.append(writer._add_object(found))
        for each, one in zip(given, made, strict=True):
            if each["answers"] is not None:
                one.get_object()[NameObject("/IRT")] = made[each["answers"]]
        if made:
            page[NameObject("/Annots")] = ArrayObject(made)

    def _element(self, writer: PdfWriter, tag: Tag, pages: list[Any]) -> Any:
        kids = ArrayObject()
        for child in tag.children:
            if isinstance(child, Tag):
                kids.append(self._element(writer, child, pages))
            else:
                kids.append(
                    DictionaryObject(
                        {
                            NameObject("/Type"): NameObject("/MCR"),
                            NameObject("/Pg"): pages[child.page - 1].indirect_reference,
                            NameObject("/MCID"): NumberObject(child.number),
                        }
                    )
                )
        element = DictionaryObject({NameObject("/S"): NameObject(f"/{tag.role}")})
        element[NameObject("/K")] = kids
        if tag.said is not None:
            element[NameObject("/ActualText")] = TextStringObject(tag.said)
        return writer._add_object(element)
