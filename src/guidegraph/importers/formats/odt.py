"""OpenDocument texts, packed or flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidegraph.importers.documents.lost import CHANGED, lost_of
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.spreadsheet import local
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_HEAD = 200  # the type is the first part of the archive, and not packed
_SPACES = ("s", "tab", "line-break")


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    from guidegraph.importers.documents.odt_parts import parts_of

    lines = [line for root in parts_of(document) for line in _lines(root)]
    return lost_of(((text, at) for at, text in enumerate(lines, start=1)), edition)


def _lines(root: Element) -> Iterator[str]:
    """The words of each paragraph without regard to what it is."""
    for element in root.iter():
        if local(element) in ("p", "h"):
            yield "".join(_inside(element))


def _inside(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        if local(part) in _SPACES:
            yield " "
        elif local(part) in ("p", "h"):  # a line of its own
            yield "\n"
        elif local(part) in ("note", "annotation", "frame"):
            yield from ()
        elif local(part) in ("change", "change-start", "change-end"):
            yield CHANGED
        elif local(part) == "span":
            yield CHANGED
            yield from _inside(part)
            yield CHANGED
        else:
            yield from _inside(part)
        yield part.tail or ""


def _evident(body: bytes) -> bool:
    start = body[:_HEAD]
    return start.startswith(b"PK\3\4") and b"vnd.oasis.opendocument.text" in start


@importer(
    suffixes=(".odt", ".ott", ".fodt"),
    media_type="application/vnd.oasis.opendocument.text",
    lost=_lost,
    evident=_evident,
)
def read(document: Document) -> Edition:
    """The edition that an OpenDocument text is."""
    from guidegraph.importers.documents.odt import read_odt
    from guidegraph.importers.documents.structure import edition_of

    return edition_of(document, read_odt(document))
