"""Markdown: our own authoring format (`docs/reference/edition-format.md`), and anybody else's."""

from __future__ import annotations

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.outline.edition import edition_of_markdown, lost_of_markdown
from guidegraph.model.edition import Edition


__all__ = ["read"]


@importer(suffixes=(".md", ".markdown"), media_type="text/markdown", lost=lost_of_markdown)
def read(document: Document) -> Edition:
    """The edition that a Markdown file describes."""
    return edition_of_markdown(document)
