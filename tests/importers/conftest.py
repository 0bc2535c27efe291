"""Outlines as text, read to editions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidegraph.importers.importer import FORMATS, Document
from guidegraph.model.edition import Edition
from guidegraph.model.manifest import Manifest


@pytest.fixture(scope="session")
def read() -> Callable[[str], Edition]:
    """Read the text of an outline called `a.md`."""

    def read_text(text: str) -> Edition:
        document = Document(
            path="a.md",
            body=text.encode(),
            edition="a",
            iri="https://example.org/a",
            manifest=Manifest(),
        )
        return FORMATS["outline"].read(document)

    return read_text
