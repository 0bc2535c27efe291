"""
The package that an edition was read from: every field as it is in the file, nothing minted.

The items are in the order of the edition, and each association follows the others of its origin.
"""

from __future__ import annotations

from typing import Any

from guidegraph.importers.case import ASSOCIATION
from guidegraph.importers.case_extension import EXTENSION
from guidegraph.importers.json_statements import object_from_statements, value_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Role, Statement


__all__ = ["entry_as_read", "flat", "package_as_read"]


def package_as_read(edition: Edition) -> dict[str, Any]:
    """The whole of the file, which may have its package under `CFPackage`."""
    around = {each.property: each for each in edition.residue}
    inside = around.get("CFPackage")
    residue = edition.residue if inside is None else inside.about
    associations = [
        value_of(each)
        for owner in (*(item.statements for item in edition.items), residue)
        for each in owner
        if _is_association(each)
    ]
    package: dict[str, Any] = {}
    if edition.statements:
        package["CFDocument"] = object_from_statements(edition.statements)
    entries = (entry_as_read(item) for item in edition.items)
    package["CFItems"] = [entry for entry in entries if entry]  # terms are among the definitions
    if associations:
        package["CFAssociations"] = associations
    package |= object_from_statements(each for each in residue if not _is_association(each))
    definitions = package.get("CFDefinitions")
    if isinstance(definitions, dict) and isinstance(definitions.get("CFConcepts"), list):
        concepts = [each for each in definitions["CFConcepts"] if not _is_left_out(edition, each)]
        package["CFDefinitions"] = definitions | {"CFConcepts": concepts}
    if inside is None:
        return package
    return {"CFPackage": package} | {
        name: value_of(each) for name, each in around.items() if each is not inside
    }


def flat(root: dict[str, Any]) -> dict[str, Any]:
    """The package itself, where it is under `CFPackage`."""
    package: dict[str, Any] = root.get("CFPackage", root)
    return package


def entry_as_read(item: Item) -> dict[str, Any]:
    """A CFItem."""
    return object_from_statements(each for each in item.statements if not _is_association(each))


def _is_left_out(edition: Edition, concept: object) -> bool:
    """Whether a concept is a term of ours that is not in this part of an edition."""
    if not isinstance(concept, dict):
        return False
    extensions = concept.get("extensions")
    said = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("id"), str):
        return False
    return said["id"] not in edition.by_id and concept.get("identifier") not in edition.by_id


def _is_association(statement: Statement) -> bool:
    """Whether it is an association; an attribute of the same name is a field of the source."""
    return statement.property == ASSOCIATION and statement.role is not Role.ATTRIBUTE
