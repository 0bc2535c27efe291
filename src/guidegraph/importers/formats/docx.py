"""A Word document (.docx) as an edition."""

from __future__ import annotations

from guidegraph.importers.importer import Document, importer
from guidegraph.model.edition import Edition


__all__ = ["read"]


def _lost(document: Document, edition: Edition) -> tuple[int, list[tuple[str, int]]]:
    from guidegraph.importers.documents.word.counting import lost_in_docx

    return lost_in_docx(document, edition)


def _evident(body: bytes) -> bool:
    return body.startswith(b"PK\3\4") and b"word/document.xml" in body


@importer(
    suffixes=(".docx", ".docm", ".dotx"),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    lost=_lost,
    evident=_evident,
)
def read(document: Document) -> Edition:
    """The edition that a Word document is; macros are ignored, fields are as they were saved."""
    from guidegraph.importers.documents.structure import edition_of
    from guidegraph.importers.documents.word.body import read_docx

    return edition_of(document, read_docx(document))
