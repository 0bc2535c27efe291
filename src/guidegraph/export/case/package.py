"""
An edition as a package of CASE 1.1.

Identifiers are derived from IRIs (UUIDs of version 5), so that the same edition gives the same
package. What the fields of the standard cannot hold goes into `extensions`, under `ext:guidegraph`,
where our importer finds it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from guidegraph.export.case.as_read import entry_as_read, package_as_read
from guidegraph.export.case.concepts import concept_entry
from guidegraph.export.case.names import (
    UNDATED,
    day_of,
    document_link,
    identity,
    is_concept,
    item_link,
    item_uri,
    link_to,
    part_of,
    uri_of,
    without_marks,
)
from guidegraph.export.case.rules import LENGTHS, problems_of_package
from guidegraph.graph.build import item_iri
from guidegraph.importers.case_extension import EXTENSION, fingerprint
from guidegraph.importers.json_statements import json_from_value
from guidegraph.importers.words import name_for_people
from guidegraph.model.edition import Association, Edition, Item, SourceKind
from guidegraph.model.excerpt import clipped
from guidegraph.model.statement import Role, atoms_in


__all__ = [
    "association",
    "item_entry",
    "losses_in_case",
    "package_of",
    "texts_of",
    "type_link",
    "written",
    "written_as_read",
]

_NOT_WRITTEN = frozenset({Role.ATTRIBUTE, Role.HIDDEN_LABEL, Role.MAPPING, Role.MEMBER, Role.NOTE})
_TYPES = MappingProxyType(
    {
        "demonstrates": "exemplar",
        "broaderTransitive": "isChildOf",
        "teaches": "ext:teaches",
        "assesses": "ext:assesses",
    }
)


def package_of(edition: Edition) -> dict[str, Any]:
    """
    The package of an edition or course: the document, its items, their order, their links.

    One that was read from a package is that package.
    """
    if edition.source_kind is SourceKind.CASE:
        return package_as_read(edition)
    items = [item for item in edition.items if not is_concept(edition, item)]
    types = sorted({item.type for item in items})
    definitions: dict[str, Any] = {"CFItemTypes": [_type(edition, name) for name in types]}
    if concepts := _concepts(edition):
        definitions["CFConcepts"] = concepts
    if rights := _said(edition.provenance.rights):
        definitions["CFLicenses"] = [_license(edition, rights)]
    return {
        "CFDocument": _document(edition),
        "CFItems": [item_entry(edition, item) for item in items],
        "CFAssociations": [*_hierarchy(edition), *_links(edition)],
        "CFDefinitions": definitions,
    }


def written(package: Mapping[str, Any]) -> bytes:
    """
    A package as JSON.

    Raises:
        ValueError: it does not follow the standard.
    """
    wrong = problems_of_package(package)
    if wrong:
        raise ValueError(f"a CASE package with {len(wrong)} problems: {'; '.join(wrong[:3])}")
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def written_as_read(package: Mapping[str, Any]) -> bytes:
    """
    A package that somebody else wrote as JSON, whether or not it follows the standard.

    Numbers are written as they were read.
    """
    return json_from_value(package).encode()


def item_entry(edition: Edition, item: Item) -> dict[str, Any]:
    """An item as a CFItem."""
    if edition.source_kind is SourceKind.CASE:
        return entry_as_read(item)
    texts = texts_of(item)
    keywords = sorted(
        {
            edition.by_id[term].name
            for term in edition.terms.get(item.id, ())
            if term in edition.by_id and _said(edition.by_id[term].name)
        }
    )
    fields: dict[str, Any] = {
        **identity(edition, item_uri(edition, item.id), item.id),
        **{field: _cut(text, field) for field, text in texts.items() if text and _said(text)},
        "CFItemTypeURI": type_link(edition, item.type),
        "language": edition.language[: LENGTHS["language"]],
    }
    if keywords:
        fields["conceptKeywords"] = keywords
    if item.notes:
        fields["notes"] = "\n".join(f"{note.mark}: {note.text}" for note in item.notes)
    besides = _besides(item, fields)
    fields["extensions"] = {EXTENSION: {"id": item.id, "beside": fingerprint(fields), **besides}}
    return fields


def texts_of(item: Item) -> dict[str, str | None]:
    """What the text fields of a CFItem should hold, however long."""
    said = (item.text, item.label, item.pref_label)
    return {
        "fullStatement": next((text for text in said if _said(text)), item.id),
        "abbreviatedStatement": item.label,
        "alternativeLabel": item.alt_labels[0] if item.alt_labels else None,
        "humanCodingScheme": item.notation,
        "listEnumeration": item.marker,
        "CFItemType": item.type,
    }


def _besides(item: Item, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What an importer could not derive from the fields alone."""
    label, other = fields.get("abbreviatedStatement"), fields.get("alternativeLabel")
    plain = {
        "type": fields["CFItemType"],
        "notation": fields.get("humanCodingScheme"),
        "marker": None,
        "label": label,
        "pref_label": name_for_people(label),
        "alt_labels": () if other is None or other == label else (other,),
        "text": fields["fullStatement"],
        "lineage": None,
        "replaced_by": (),
        "notes": (),
        "links": (),
    }
    actual = {name: getattr(item, name) for name in plain}
    return {
        name: [asdict(part) for part in value] if name in ("notes", "links") else value
        for name, value in actual.items()
        if value != plain[name]
    }


def _document(edition: Edition) -> dict[str, Any]:
    publisher, rights = _said(edition.provenance.publisher), _said(edition.provenance.rights)
    fields: dict[str, Any] = {
        **identity(edition, uri_of(edition.iri), None),
        "creator": publisher or "not stated",
        "title": edition.title.strip() or edition.id,
        "caseVersion": "1.1",
        "frameworkType": edition.type,
        "language": edition.language[: LENGTHS["language"]],
        "extensions": {EXTENSION: {"edition": edition.id, "issued": edition.issued}},
    }
    if publisher:
        fields["publisher"] = publisher
    if edition.issued:
        fields["version"] = edition.issued[:4]
        fields["statusStartDate"] = day_of(edition.issued)
    if rights:
        fields["notes"] = rights
        fields["licenseURI"] = link_to("licence", part_of(edition, "licence"))
    return fields


def _hierarchy(edition: Edition) -> Iterator[dict[str, Any]]:
    for parent, children in edition.children.items():
        above = document_link(edition) if parent is None else item_link(edition, parent)
        for number, item in enumerate(children, start=1):
            if not is_concept(edition, item):
                yield association(
                    edition, "isChildOf", item_link(edition, item.id), above, number=number
                )


def _concepts(edition: Edition) -> list[dict[str, Any]]:
    """The terms of the edition, in its order."""
    places = {
        item.id: place
        for children in edition.children.values()
        for place, item in enumerate(children, start=1)
    }
    terms = [item for item in edition.items if is_concept(edition, item)]
    return [
        concept_entry(edition, item, number, places[item.id])
        for number, item in enumerate(terms, start=1)
    ]


def _links(edition: Edition) -> Iterator[dict[str, Any]]:
    last = {parent: len(children) for parent, children in edition.children.items()}
    for link in dict.fromkeys(edition.associations):
        if link.edition is None and link.destination not in edition.by_id:
            continue  # it leads nowhere; the loss report says so
        number = None
        type_ = _TYPES.get(link.type, "isRelatedTo")
        about: dict[str, str | bool | None] = {
            "type": link.type,
            "edition": link.edition,
            "id": link.destination,
        }
        ends = item_link(edition, link.origin), _destination(edition, link)
        if type_ == "isChildOf" and link.edition is not None:
            type_ = "isRelatedTo"  # a package has no place below another's items
        elif type_ == "isChildOf" and is_concept(edition, edition.by_id[link.origin]):
            type_ = "isRelatedTo"  # a concept has no place among the items
        elif type_ == "isChildOf":
            last[link.destination] = number = last.get(link.destination, 0) + 1
        elif type_ == "exemplar":  # in CASE, the destination is the example
            ends = ends[::-1]
            about["reversed"] = True
        yield association(edition, type_, *ends, number=number, about=about)


def association(
    edition: Edition,
    type_: str,
    origin: Mapping[str, Any],
    destination: Mapping[str, Any],
    *,
    number: int | None = None,
    about: Mapping[str, str | bool | None] | None = None,
    notes: str = "",
) -> dict[str, Any]:
    """A CFAssociation; its identifier follows from what it says."""
    known = about or {}
    kind = type_ if known.get("reversed") else known.get("type") or type_
    uri = f"{uri_of(edition.iri)}/association/{kind}?from={origin['identifier']}"
    uri += f"&to={destination['identifier']}"
    found: dict[str, Any] = {
        **identity(edition, uri, None),
        "associationType": type_,
        "originNodeURI": dict(origin),
        "destinationNodeURI": dict(destination),
    }
    if number is not None:
        found["sequenceNumber"] = number
    if notes:
        found["notes"] = notes
    if about:
        found["extensions"] = {EXTENSION: {key: value for key, value in about.items() if value}}
    return found


def _destination(edition: Edition, link: Association) -> dict[str, Any]:
    if link.edition is None:
        return item_link(edition, link.destination)
    uri = uri_of(item_iri(edition, link.destination, link.edition))
    return {**link_to(f"{link.edition}: {link.destination}", uri), "targetType": "CASE"}


def _type(edition: Edition, name: str) -> dict[str, Any]:
    return {
        **identity(edition, part_of(edition, f"type-{name}"), None),
        "title": name,
        "description": name,
        "hierarchyCode": name,
    }


def type_link(edition: Edition, name: str) -> dict[str, str]:
    """A link to the definition of a type of items."""
    return link_to(name, part_of(edition, f"type-{name}"))


def _license(edition: Edition, rights: str) -> dict[str, Any]:
    return {
        **identity(edition, part_of(edition, "licence"), None),
        "title": "licence",
        "licenseText": rights,
    }


def _said(text: str | None) -> str | None:
    """A text that has any words."""
    return text if text and text.strip() else None


def _cut(text: str, field: str) -> str:
    """A text that its field has room for, and in which no HTML can be seen."""
    return clipped(without_marks(text), LENGTHS[field])


def losses_in_case(edition: Edition) -> Iterator[str]:
    """What the fields of CASE cannot hold of an edition, item by item."""
    if edition.source_kind is SourceKind.CASE:
        return
    for item in edition.items:
        for field, text in () if is_concept(edition, item) else texts_of(item).items():
            if text and len(text) > LENGTHS[field]:
                yield (
                    f"{item.id}: {field} holds {LENGTHS[field]} characters and not {len(text)}; "
                    "it is cut, and whole in the extensions"
                )
        if len(item.alt_labels) > 1 and not is_concept(edition, item):
            yield f"{item.id}: one of {len(item.alt_labels)} other names has a field"
        if item.notes:
            yield f"{item.id}: where {len(item.notes)} footnotes are marked has no field"
        if item.links:
            yield f"{item.id}: {len(item.links)} hyperlinks have no field"
        if others := _without_field(item):
            yield f"{item.id}: no field holds {', '.join(others)}"
        if item.spans:
            yield f"{item.id}: where the source says it is not held at all"
    if edition.statements or edition.residue:
        count = atoms_in((*edition.statements, *edition.residue))
        yield f"what the source says of the edition and of other things is not held ({count})"
    for link in edition.associations:
        if link.edition is None and link.destination not in edition.by_id:
            yield f"{link.origin}: its link to {link.destination}, not an item, is left out"
    if edition.source:
        yield "the source document and its furniture are not held at all"
    if not edition.issued:
        yield f"no date of issue is stated: lastChangeDateTime is {UNDATED}"


def _without_field(item: Item) -> list[str]:
    """The properties of a source of another kind that no field of CASE is written from."""
    return sorted({each.property for each in item.statements if each.role in _NOT_WRITTEN})
