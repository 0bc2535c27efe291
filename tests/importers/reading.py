"""Read texts and bytes as if they were files."""

from __future__ import annotations

import warnings

import pytest

from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning, InputError
from guidegraph.model.manifest import Manifest


__all__ = ["outline_of", "read", "read_warned", "refusal"]


def read(path: str, body: str | bytes, manifest: Manifest | None = None) -> Edition:
    """The edition in a file of this name and content."""
    content = body.encode() if isinstance(body, str) else body
    document = Document(
        path=path,
        body=content,
        edition="sample",
        iri="https://example.org/sample",
        manifest=manifest or Manifest(),
    )
    return importer_for(path, content).read(document)


def read_warned(
    path: str, body: str | bytes, manifest: Manifest | None = None
) -> tuple[Edition, list[str]]:
    """The edition in a file, and what is said about it on standard error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        edition = read(path, body, manifest)
    assert {GuidegraphWarning} >= {each.category for each in caught}
    return edition, [str(each.message) for each in caught]


def refusal(path: str, body: str | bytes) -> str:
    """What is said of a file that cannot be read, on one line; it exits with 3."""
    with pytest.raises(InputError) as caught:
        read(path, body)
    message = str(caught.value)
    assert caught.value.exit_code == 3
    assert "\n" not in message
    assert len(message) < 500
    return message


def outline_of(edition: Edition) -> list[str]:
    """The items of an edition, indented below their parents, with label and text."""
    lines = []
    for item in edition.items:
        depth = sum(1 for _ in edition.ancestors(item))
        words = " | ".join(part for part in (item.label, item.text) if part)
        lines.append(f"{'  ' * depth}{item.id}: {words}")
    return lines
