"""Our own authoring format, a Markdown outline (`docs/reference/edition-format.md`)."""

from __future__ import annotations

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.outline.blocks import blocks
from guidegraph.importers.outline.items import OutlineReader
from guidegraph.model.edition import Edition, Provenance
from guidegraph.model.source import source_from_bytes


@importer(suffixes=(".md",), media_type="text/markdown")
def read(document: Document) -> Edition:
    """The edition that an outline describes."""
    text = source_from_bytes(document.path, document.body)
    outline = OutlineReader(document.path).read(blocks(text))
    manifest = document.manifest
    return Edition(
        id=document.edition,
        iri=document.iri,
        title=outline.title,
        type="Course" if any(item.type == "CourseModule" for item in outline.items) else "Edition",
        title_printed=outline.title_printed,
        issued=manifest.issued,
        language=manifest.language,
        version_of=manifest.version_of,
        provenance=Provenance(
            publisher=manifest.publisher,
            rights=manifest.rights,
            revision_of=manifest.revision_of,
            derived_from=manifest.derived_from,
        ),
        items=outline.items,
        associations=outline.associations,
        places=outline.places,
    )
