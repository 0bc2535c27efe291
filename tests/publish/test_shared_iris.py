"""Two releases of a vocabulary that share their IRIs have pages and graphs of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from guidegraph.exports import Exports
from guidegraph.graph.dataset import to_dataset
from guidegraph.librarian import Librarian
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.publish.site import Site
from guidegraph.render.format import written
from guidegraph.serve.reconcile.entities import entities
from guidegraph.store import file_library
from guidegraph.workspace import Workspace


OWN = "https://v.example/trades/"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two releases in files, whose source gives the scheme and the concepts IRIs."""

    def read(path: Path) -> Edition:
        label = "joiner" if path.stem == "v1" else "carpenter"
        return Edition(
            id=path.stem,
            iri=f"{OWN}scheme",
            title="Trades",
            issued="2024" if path.stem == "v1" else "2026",
            source_kind=SourceKind.RDF,
            items=(
                Item(id="c1", iri=f"{OWN}c1", label=label),
                Item(id="c2", iri=f"{OWN}c2", label="mason", parent="c1"),
            ),
        )

    monkeypatch.setattr(file_library, "read_file", read)
    return Workspace.of_files([tmp_path / "v1.ttl", tmp_path / "v2.ttl"])


def _site(workspace: Workspace) -> Site:
    from guidegraph.publisher import Publisher

    return Publisher(workspace).site()


def test_pages_at_addresses(workspace: Workspace) -> None:
    """Each release has a page for every concept, at the address in its edition."""
    paths = _site(workspace).found

    assert {"v1/c1.html", "v2/c1.html", "v2/c2.html", "v1.html", "v2.html"} <= set(paths)


def test_pages_show_the_identity(workspace: Workspace) -> None:
    """A page and its data are about the concept by the IRI that its source gives it."""
    found = _site(workspace).found
    page = found["v2/c1.html"].body().decode()
    subjects = {
        str(quad.subject) for quad in parse(found["v2/c1.nt"].body(), format=RdfFormat.N_TRIPLES)
    }

    assert f"{OWN}c1" in page
    assert f"<{OWN}c1>" in subjects
    assert f"<{OWN}v2/c1>" not in subjects


def test_graphs_by_address(workspace: Workspace) -> None:
    """Each release is a graph of its own, for queries and in an export of the library."""
    expected = {f"{OWN}v1", f"{OWN}v2"}
    editions = tuple(workspace.edition(id_) for id_ in workspace.ids)
    dataset = to_dataset(Catalogue(title="L", base=OWN, editions=editions))

    assert expected == set(Librarian(workspace).graphs().editions)
    assert expected <= set(dataset.graphs)


def test_entities_by_address(workspace: Workspace) -> None:
    """
    Reconciliation knows the concepts of both releases, each with the parent in its own; those of
    the latest by the IRIs of their source.
    """
    found = {each.id: each for each in entities([workspace.edition(id_) for id_ in ("v1", "v2")])}

    assert ["v1/c1"] == [value.id for value in found["v1/c2"].values["broader"]]
    assert [f"{OWN}c1"] == [value.id for value in found[f"{OWN}c2"].values["broader"]]
    assert "v2/c2" == found[f"{OWN}c2"].path
    assert [f"{OWN}c2"] == [value.text for value in found["v1/c2"].values["iri"]]


def test_exports_together(workspace: Workspace) -> None:
    """The releases of a library are no contradiction: each has its own label for a concept."""
    exports = Exports(workspace)

    assert f"<{OWN}v1>".encode() in exports.proven(exports.library(), "n-quads")


def test_a_package_of_changes(workspace: Workspace) -> None:
    """An item that is dropped has not ended if the new release has its identifier."""
    package = json.loads(written("case-json", workspace.afresh().diff(["v1"], "v2")))

    assert [] == [entry for entry in package["CFItems"] if "statusEndDate" in entry]
    assert [] == [
        each
        for each in package["CFAssociations"]
        if each["originNodeURI"] == each["destinationNodeURI"]
    ]
