"""An OSCAL catalog in JSON."""

from __future__ import annotations

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_tree import top_level_keys
from guidegraph.model.edition import Edition


__all__ = ["read"]


def _recognises(body: bytes) -> bool:
    return "catalog" in top_level_keys(body)


@importer(suffixes=(".json",), media_type="application/oscal+json", recognises=_recognises)
def read(document: Document) -> Edition:
    """
    The edition in a catalog: its groups are sections, its controls and enhancements items.

    All that the catalog says is in the statements of the edition and of its items, and in the
    residue: the resources of its back matter.
    """
    from dataclasses import replace

    from guidegraph.importers.assemble import assembled, date_of_issue, in_document_order
    from guidegraph.importers.json_tree import tree_from_json
    from guidegraph.importers.oscal import Catalog
    from guidegraph.model.edition import SourceKind

    whole = tree_from_json(document.body, document.path)
    root = whole.get("catalog")
    about = root.get("metadata")
    catalog = Catalog(root)
    if not catalog.items:
        raise root.fault("no groups or controls in it", "give a catalog with its controls")
    edition = replace(
        assembled(
            document,
            title=about.field("title"),
            issued=date_of_issue(about.field("published")),
            items=in_document_order(catalog.items.values()),
            associations=catalog.associations,
        ),
        source_kind=SourceKind.OSCAL,
        identified=True,
        statements=catalog.statements,
        residue=catalog.residue(whole),
    )
    successors = catalog.successors({item.id: edition.iri_of(item.id) for item in edition.items})
    whole.warn()
    return replace(
        edition,
        items=tuple(
            replace(item, replaced_by=successors.get(item.id, ())) for item in edition.items
        ),
    )
