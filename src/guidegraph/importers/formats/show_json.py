"""What `guidegraph show EDITION --format json` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from guidegraph.graph.iri import absolute_iri
from guidegraph.importers.assemble import (
    assembled,
    consistent,
    date_of_issue,
    language_tag,
)
from guidegraph.importers.importer import Document, importer
from guidegraph.importers.json_statements import statements_of
from guidegraph.importers.json_tree import JsonNode, tree_from_json
from guidegraph.importers.words import control_in, identifier
from guidegraph.model.edition import Association, Edition, Item, Link, Note, SourceKind, Status
from guidegraph.model.names import iri_path
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["read"]

_KEYS = (
    *("schema", "edition", "iri", "title", "issued", "language", "items", "source_kind"),
    *("version_iri", "base", "ordered", "identified", "languages", "statements", "residue"),
)
_ITEM_KEYS = (
    *("id", "iri", "type", "notation", "marker", "label", "pref_label", "alt_labels", "text"),
    *("parent", "position", "terms", "notes", "links", "associations", "lineage"),
    *("status", "replaced_by", "texts", "notations", "mappings", "memberships", "statements"),
    *("page", "cells"),
)


_Value = TypeVar("_Value", bound=StrEnum)


@importer(suffixes=(".json",), media_type="application/json")
def read(document: Document) -> Edition:
    """
    The edition, or the part of one, that was shown.

    A part has no items above it: the parent of its first item and links out of it are dropped.
    Other keys than those that guidegraph writes are attributes.
    """
    root = tree_from_json(document.body, document.path)
    if "items" not in root:
        raise root.get("items").fault(
            "missing: JSON of a kind that is not read here",
            "give JSON from 'guidegraph show', a CASE package or an OSCAL catalog",
        )
    nodes = list(root.entries("items"))
    items = [_item(node) for node in nodes]
    if items and items[0].parent not in {item.id for item in items}:
        items[0] = replace(items[0], parent=None)
    id_ = root.text("edition") or document.edition
    ids = {item.id for item in items}
    edition = assembled(
        document,
        title=root.text("title"),
        issued=_known(root, "issued", date_of_issue(root.text("issued"))),
        language=_known(root, "language", language_tag(root.text("language"))),
        items=items,
    )
    links = (
        link
        for item, node in zip(items, nodes, strict=True)
        for link in _associations(node, item.id, id_)
        if link.edition is not None or link.destination in ids
    )
    iri, version_iri = root.text("iri") or document.iri, root.text("version_iri")
    kind = root.text("source_kind")
    root.warn()
    return consistent(
        replace(
            edition,
            id=id_,
            iri=iri,
            items=tuple(
                replace(item, iri=None)
                if item.iri == f"{version_iri or iri}/{iri_path(item.id)}"
                else item
                for item in items
            ),
            source_kind=_one_of(SourceKind, root, "source_kind"),
            version_iri=version_iri,
            base=root.text("base"),
            ordered=kind is None or root.get("ordered").value is not False,
            identified=kind is not None and root.get("identified").value is True,
            languages=tuple(_words(each) for each in root.entries("languages")),
            statements=_statements(root, "statements", _KEYS),
            residue=_statements(root, "residue", None),
            type="Course" if any(item.type == "CourseModule" for item in items) else "Edition",
            associations=tuple(dict.fromkeys(links)),
        ),
        document.path,
    )


def _item(node: JsonNode) -> Item:
    position = node.number("position")
    return Item(
        id=identifier(node.text("id") or "", node.path, f"{node.place}.id"),
        type=node.text("type") or "Item",
        notation=node.text("notation"),
        marker=node.text("marker"),
        label=node.text("label"),
        pref_label=node.text("pref_label"),
        alt_labels=tuple(
            text for name in node.entries("alt_labels") if (text := name.words()) is not None
        ),
        text=node.text("text"),
        parent=node.text("parent"),
        position=1 if position is None else position,
        notes=tuple(
            Note(mark=note.text("mark") or "", text=note.text("text") or "")
            for note in node.entries("notes")
        ),
        links=tuple(
            Link(words=link.text("words") or "", target=link.text("target") or "")
            for link in node.entries("links")
        ),
        lineage=node.text("lineage"),
        iri=absolute_iri(node.field("iri")),
        status=_one_of(Status, node, "status"),
        replaced_by=tuple(_words(each) for each in node.entries("replaced_by")),
        statements=_statements(node, "statements", _ITEM_KEYS),
    )


def _statements(node: JsonNode, key: str, without: Collection[str] | None) -> tuple[Statement, ...]:
    """Statements as guidegraph writes them, then the keys that it does not write."""
    written = tuple(_statement(each) for each in node.entries(key))
    return written if without is None else (*written, *statements_of(node, without=without))


def _statement(node: JsonNode) -> Statement:
    return Statement(
        property=_verbatim(node, "property") or "",
        value=_verbatim(node, "value") or "",
        kind=_one_of(StatementKind, node, "kind") or StatementKind.LITERAL,
        language=_verbatim(node, "language"),
        datatype=_verbatim(node, "datatype"),
        role=_one_of(Role, node, "role") or Role.ATTRIBUTE,
        about=tuple(_statement(each) for each in node.entries("about")),
    )


def _verbatim(node: JsonNode, key: str) -> str | None:
    """A text with its white space."""
    if key not in node:
        return None
    found = node.get(key)
    if not isinstance(found.value, str):
        raise found.fault(f"{found.shown()} is not a text", "write it in quotation marks")
    if (sign := control_in(found.value)) is not None:
        raise found.fault(f"a control character, U+{ord(sign):04X}", "remove it")
    return found.value


def _words(node: JsonNode) -> str:
    return node.words() or ""


def _one_of(values: type[_Value], node: JsonNode, key: str) -> _Value | None:
    text = node.text(key)
    try:
        return None if text is None else values(text)
    except ValueError:
        found = node.get(key)
        raise found.fault(
            f"{found.shown()} is not a valid value of {key}", f"write one of {', '.join(values)}"
        ) from None


def _associations(node: JsonNode, origin: str, edition: str) -> Iterator[Association]:
    if "associations" not in node:
        for term in node.entries("terms"):
            yield Association(origin=origin, type="usesTerm", destination=term.words() or "")
        return
    for link in node.entries("associations"):
        other = link.text("edition") or edition
        yield Association(
            origin=origin,
            type=link.text("type") or "related",
            destination=link.text("id") or "",
            edition=None if other == edition else other,
        )


def _known(root: JsonNode, key: str, value: str | None) -> str | None:
    if value != root.text(key):
        node = root.get(key)
        raise node.fault(
            f"{node.shown()} is not a valid value of {key}", "write it as guidegraph shows it"
        )
    return value
