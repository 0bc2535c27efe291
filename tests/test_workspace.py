"""Editions are read once, compared once, and compared as the library has confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.importers.importer import Document, Importer, importer_for
from guidegraph.model.edition import Edition
from guidegraph.workspace import Workspace


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each document was read as an edition."""
    counts: Counter[str] = Counter()

    def counting(path: str, body: bytes = b"") -> Importer:
        importer = importer_for(path, body)

        def read(document: Document) -> Edition:
            counts[Path(document.path).parent.name] += 1
            return importer.read(document)

        return replace(importer, read=read)

    monkeypatch.setattr("guidegraph.store.library.importer_for", counting)
    return counts


@pytest.mark.parametrize(
    "work",
    [
        lambda library: library.diff("2013-peer", "combined"),
        pytest.param(
            lambda library: library.diff(["2013-peer", "supervisor"], "combined"),
            marks=pytest.mark.slow,
        ),
        lambda library: library.review("2013-peer", "combined"),
        lambda library: library.log("combined:value/7"),
        lambda library: library.export("combined", "skos-turtle"),
        pytest.param(lambda library: library.export("library", "n-quads"), marks=pytest.mark.slow),
        pytest.param(lambda library: library.check(on=date(2026, 1, 1)), marks=pytest.mark.slow),
        lambda library: library.verify(),
        lambda library: library.impact("peer-support-course", "2013-peer", "combined"),
        pytest.param(lambda library: library.site("site"), marks=pytest.mark.slow),
    ],
)
def test_each_document_is_read_once(
    reads: Counter[str],
    work: Callable[[Library], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is asked, and however often, no document is parsed twice."""
    monkeypatch.chdir(tmp_path)
    library = Library.open()
    work(library)
    library.catalogue()

    assert reads
    assert {1} == set(reads.values())


def test_a_comparison_is_made_once() -> None:
    """The same editions give the same comparison; afresh, another."""
    workspace = Workspace.open()
    first = workspace.diff(["2013-peer"], "combined")

    assert first is workspace.diff(["2013-peer"], "combined")
    assert first is not workspace.afresh().diff(["2013-peer"], "combined")


def test_quoted_editions_obey_as_well() -> None:
    """An edition with the places it is quoted from is the library's own, a file of it is not."""
    workspace = Workspace.open()
    folder = workspace.folder["combined"].path
    copy = workspace.file(folder / "edition.md")

    assert workspace.owns(workspace.quoted("combined"))
    assert workspace.owns(workspace.edition("combined"))
    assert not workspace.owns(copy)
    assert copy.id == "combined"
