"""The words of a Word document, counted without regard to its layout."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.lost import CHANGED, lost_of
from guidegraph.importers.documents.word.package import Package
from guidegraph.importers.documents.word.runs import chosen, in_state
from guidegraph.importers.documents.word.symbols import in_font, symbol
from guidegraph.importers.importer import Document
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from guidegraph.importers.importer import Tracked

__all__ = ["lost_in_docx"]

_TEXTS: Final = frozenset(["t", "delText"])
_FORMULA: Final = frozenset(["num", "den", "e", "sup", "sub", "deg", "lim", "fName"])
_SPACES: Final = frozenset(["tab", "br", "cr", "p", "ptab", "tc"])


def lost_in_docx(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    """How many words a document has, and those, with their paragraphs, that its edition lacks."""
    package = Package(document.path, document.body)
    parts = [package.body]
    parts += [part for _, part in package.all_named("footnotes", "endnotes", "header", "footer")]
    lines = chain.from_iterable(
        "".join(_texts(part, document.tracked)).split("\n") for part in parts
    )
    return lost_of(((text, at) for at, text in enumerate(lines, start=1)), edition)


def _texts(element: Element, tracked: Tracked, font: str = "") -> Iterator[str]:
    if element.tag in _TEXTS:
        yield in_font((element.text or "").replace("\xad", "").replace("\n", " "), font)
    elif element.tag == "noBreakHyphen":
        yield "-"
    elif element.tag == "sym":
        yield symbol(element)
    elif element.tag in _SPACES:
        yield "\n" if element.tag == "p" else " "
    if element.tag == "AlternateContent":
        choice = chosen(element)
        parts = [] if choice is None else [choice]
    else:
        parts = list(element)
    if element.tag == "tr" and not all(
        in_state(each, tracked) for each in element.find("trPr") or ()
    ):
        return
    apart = element.tag in _FORMULA or (
        element.tag == "r" and element.find("rPr/vertAlign") is not None
    )
    yield CHANGED if apart else ""
    fonts = element.find("rPr/rFonts") if element.tag == "r" else None
    font = (fonts.get("ascii") if fonts is not None else None) or ""
    for part in parts:
        if in_state(part, tracked):
            yield from _texts(part, tracked, font)
    yield CHANGED if apart else ""
