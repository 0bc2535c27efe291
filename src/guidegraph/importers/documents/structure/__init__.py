"""From a laid-out document to an edition: headings, levels, lists, tables, footnotes."""

from guidegraph.importers.documents.structure.edition import edition_of


__all__ = ["edition_of"]
