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

    A withdrawn control without text and enhancements is not an item.
    """
    from guidegraph.importers.assemble import assembled, date_of_issue, in_document_order
    from guidegraph.importers.json_tree import tree_from_json
    from guidegraph.importers.oscal import Catalog

    root = tree_from_json(document.body, document.path).get("catalog")
    about = root.get("metadata")
    catalog = Catalog(root)
    if not catalog.items:
        raise root.fault("no groups or controls in it", "give a catalog with its controls")
    return assembled(
        document,
        title=about.text("title"),
        issued=date_of_issue(about.text("published")),
        items=in_document_order(catalog.items.values()),
        associations=catalog.associations,
    )
