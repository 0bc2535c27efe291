"""A PDF as a laid-out document: by its tags where they cover it, or else by its layout."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, Final

from guidegraph.importers.documents.laid import Bookmark, Laid
from guidegraph.importers.documents.pdf.commented import with_remarks
from guidegraph.importers.documents.pdf.faults import Inspection
from guidegraph.importers.documents.pdf.forms import refuse_nested_drawings
from guidegraph.importers.documents.pdf.glyphs import PrintedPage, pages_of
from guidegraph.importers.documents.pdf.layout import blocks_of
from guidegraph.importers.documents.pdf.linked import with_links
from guidegraph.importers.documents.pdf.tag_tree import tree_of, without_log
from guidegraph.importers.documents.pdf.tags import tagged_blocks
from guidegraph.importers.importer import Document
from guidegraph.importers.progress import with_progress
from guidegraph.model.errors import FormatError, UnreadableError


__all__ = ["open_pdf", "read_pdf"]

_MOST_PAGES: Final = 10_000
_MOST_BOOKMARKS: Final = 50_000


def open_pdf(document: Document) -> Any:
    """
    The file, opened.

    Raises:
        UnreadableError: it is protected by a password, or damaged.
        FormatError: it has no pages, or too many.
    """
    import pypdfium2

    without_log("pypdfium2")
    try:
        pdf = pypdfium2.PdfDocument(document.body)
    except pypdfium2.PdfiumError as error:
        message = str(error).casefold()
        # The reason may be that of the file before.
        if b"/Encrypt" in document.body and ("password" in message or "security" in message):
            raise UnreadableError(
                f"{document.path}: protected by a password; save a copy without one"
            ) from None
        raise UnreadableError(
            f"{document.path}: damaged, or not a PDF; open it and save it again as PDF"
        ) from None
    if not 0 < len(pdf) <= _MOST_PAGES:
        pages = len(pdf)
        pdf.close()
        raise FormatError(
            document.path, None, f"{pages} pages, not 1 to {_MOST_PAGES}", "split the document"
        )
    return pdf


def read_pdf(document: Document) -> Laid:
    """
    The words of a PDF as blocks in the order of reading.

    Raises:
        UnreadableError: it is protected, damaged, or of pictures only.
        FormatError: it is larger than can be handled.
    """
    pdf = open_pdf(document)
    try:
        refuse_nested_drawings(document.body, document.path)
        data = pdf.get_metadata_dict(skip_empty=True)
        inspection = Inspection(document.path)

        def pages(only: Container[int] | None = None) -> Iterator[PrintedPage]:
            found = pages_of(pdf, document.path, only)
            if only is not None:
                return found
            return with_progress(inspection.through(found), document.path, len(pdf))

        tree = tree_of(document.body)
        blocks = None if tree is None else tagged_blocks(tree, document.path, pages)
        if blocks is None:
            inspection = Inspection(document.path)
            blocks = blocks_of(pages(), document.path)
        return Laid(
            path=document.path,
            blocks=[
                *with_links(with_remarks(blocks, inspection.remarks), inspection.links),
                *inspection.unseen,
            ],
            title=" ".join(data.get("Title", "").split()) or None,
            pages=len(pdf),
            bookmarks=_bookmarks(pdf),
            warnings=inspection.warnings(),
        )
    finally:
        pdf.close()


def _bookmarks(pdf: Any) -> tuple[Bookmark, ...]:
    """The outline of the file."""
    found: list[Bookmark] = []
    for each in pdf.get_toc(max_depth=15):
        if len(found) >= _MOST_BOOKMARKS:
            break
        title = " ".join((each.get_title() or "").split())
        target = each.get_dest()
        index = target.get_index() if target is not None else None
        if title:
            page = 0 if index is None else index + 1
            found.append(Bookmark(title=title, level=each.level + 1, page=page))
    return tuple(found)
