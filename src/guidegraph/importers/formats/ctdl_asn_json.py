"""A competency framework in CTDL-ASN, as JSON-LD."""

from __future__ import annotations

from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_statements import values_of
from guidegraph.importers.json_tree import top_level_keys
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition


__all__ = ["read"]

_NAMES = (b'"ceasn:Competency', b"purl.org/ctdlasn/terms/Competency")


def _recognises(body: bytes) -> bool:
    return any(name in body for name in _NAMES) and any(
        key.startswith("@") for key in top_level_keys(body)
    )


@importer(
    suffixes=(".jsonld", ".json"),
    media_type="application/vnd.ctdl-asn+json",
    recognises=_recognises,
    atoms=values_of,
    unit=Unit.VALUES,
)
def read(document: Document) -> Edition:
    """
    The edition in a framework: its competencies, in the order of their `hasChild`.

    All that the file says is in the statements of the edition and of its items, and in the residue.
    """
    from dataclasses import replace

    from guidegraph.importers.assemble import assembled, date_of_issue, in_document_order
    from guidegraph.importers.ctdl_asn import Framework
    from guidegraph.importers.json_tree import tree_from_json
    from guidegraph.model.edition import SourceKind

    root = tree_from_json(document.body, document.path)
    framework = Framework(root)
    edition = assembled(
        document,
        title=framework.text("ceasn:name"),
        issued=date_of_issue(framework.text("ceasn:dateCreated")),
        language=framework.language,
        publisher=framework.text("ceasn:publisherName"),
        items=in_document_order(framework.items),
    )
    provenance = edition.provenance
    rights = provenance.rights or framework.text("ceasn:rights")
    root.warn()
    return replace(
        edition,
        iri=framework.iri or document.iri,
        version_iri=document.iri if framework.iri else None,
        provenance=replace(provenance, rights=rights),
        source_kind=SourceKind.CTDL,
        identified=True,
        languages=framework.languages,
        statements=framework.statements,
        residue=framework.residue(),
    )
