"""A package of CASE 1.0 or 1.1 (Competencies and Academic Standards Exchange)."""

from __future__ import annotations

from dataclasses import replace

from guidegraph.graph.iri import absolute_iri
from guidegraph.importers.assemble import (
    assembled,
    cycles,
    in_document_order,
    language_tag,
    ring,
)
from guidegraph.importers.case import (
    LAST,
    Links,
    items_of,
    languages_of,
    residue_of,
    statements_of_document,
)
from guidegraph.importers.case_extension import ids_in, renamed
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_statements import values_of
from guidegraph.importers.json_tree import top_level_keys, tree_from_json
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition, SourceKind


__all__ = ["read"]

_KEYS = frozenset({"CFPackage", "CFDocument", "CFItems", "CFAssociations"})


def _recognises(body: bytes) -> bool:
    return any(key in _KEYS for key in top_level_keys(body))


@importer(
    suffixes=(".json",),
    media_type="application/vnd.ims.case+json",
    recognises=_recognises,
    atoms=values_of,
    unit=Unit.VALUES,
)
def read(document: Document) -> Edition:
    """
    The edition in a package: its items, in the order of their `isChildOf` associations.

    All that the package says is in the statements of the edition and of its items, and in the
    residue.
    """
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
    own_ids = ids_in(places)
    found, associations = renamed(
        in_document_order(
            replace(
                items[id_],
                parent=parents[id_],
                statements=(*items[id_].statements, *links.statements.get(id_, ())),
            )
            for id_ in ordered
        ),
        links.found,
        own_ids,
    )
    own_iri = absolute_iri(about.field("uri"))
    edition = replace(
        assembled(
            document,
            title=about.field("title"),
            language=language_tag(about.field("language")),
            publisher=about.field("publisher") or about.field("creator"),
            items=found,
            associations=associations,
        ),
        iri=own_iri or document.iri,
        version_iri=document.iri if own_iri else None,
        source_kind=SourceKind.CASE,
        identified=True,
        languages=languages_of(package),
        statements=statements_of_document(package),
        residue=residue_of(root, package, links),
    )
    successors = {
        own_ids.get(id_, id_): tuple(
            iri
            for new, uri in these
            if (iri := uri if new is None else edition.iri_of(own_ids.get(new, new)))
        )
        for id_, these in links.successors.items()
    }
    root.warn()
    return replace(
        edition,
        items=tuple(
            replace(item, replaced_by=item.replaced_by or successors.get(item.id, ()))
            for item in edition.items
        ),
    )
