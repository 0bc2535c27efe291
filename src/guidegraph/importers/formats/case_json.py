"""A package of CASE 1.0 or 1.1 (Competencies and Academic Standards Exchange)."""

from __future__ import annotations

from dataclasses import replace

from guidegraph.importers.assemble import assembled, cycles, in_document_order, language_tag, ring
from guidegraph.importers.case import LAST, Links, ids_in, items_of, renamed
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_tree import top_level_keys, tree_from_json
from guidegraph.model.edition import Edition


__all__ = ["read"]

_KEYS = frozenset({"CFPackage", "CFDocument", "CFItems", "CFAssociations"})


def _recognises(body: bytes) -> bool:
    return any(key in _KEYS for key in top_level_keys(body))


@importer(suffixes=(".json",), media_type="application/vnd.ims.case+json", recognises=_recognises)
def read(document: Document) -> Edition:
    """The edition in a package: its items, in the order of their `isChildOf` associations."""
    root = tree_from_json(document.body, document.path)
    package = root.get("CFPackage") if "CFPackage" in root else root
    about = package.get("CFDocument")
    items, places = items_of(package)
    links = Links(package, items)
    parents = links.parents()
    for cycle in cycles(parents):
        raise places[cycle[0]].fault(
            f"a cycle of {len(cycle)} isChildOf associations: {ring(cycle)}", "remove one of them"
        )
    ordered = sorted(items, key=lambda id_: links.sequence.get(id_, LAST))
    found, associations = renamed(
        in_document_order(replace(items[id_], parent=parents[id_]) for id_ in ordered),
        links.found,
        ids_in(places),
    )
    return assembled(
        document,
        title=about.text("title"),
        language=language_tag(about.text("language")),
        publisher=about.text("publisher") or about.text("creator"),
        items=found,
        associations=associations,
    )
