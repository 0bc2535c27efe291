"""What a library keeps about pairs of editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.editors import Editors
from guidegraph.model.errors import FormatError
from guidegraph.store.pairs import PairFolder, pair_folders
from guidegraph.workspace import Workspace


TOML = 'title = "T"\nbase = "https://example.org/"\n'
OUTLINE = "# T\n\n## Value 1. {label}\n\n{text}\n"
BASE = "https://example.org/"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of two editions."""
    (tmp_path / "library.toml").write_text(TOML, encoding="utf-8")
    for name, label, text in (
        ("2024", "Hope", "Peers tell everyone who asks how they found hope."),
        ("2026", "Hope!", "Peers tell everyone who wants how they found hope."),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "edition.toml").write_text(f'issued = "{name}"\n', encoding="utf-8")
        outline = OUTLINE.format(label=label, text=text)
        (tmp_path / name / "edition.md").write_text(outline, encoding="utf-8")
    return tmp_path


def test_lineage_reaches_the_items(library: Path) -> None:
    """Once a lineage is kept, items know their thread and what replaced them; graphs carry it."""
    opened = Workspace.open(library)
    assert opened.edition("2024").by_id["value/1"].lineage is None
    body = Editors(opened).lineage(["2024"], "2026")
    path = Editors(opened).keep_lineage(["2024"], "2026", body)
    again = Workspace.open(library)
    old, new = (again.edition(id_).by_id["value/1"] for id_ in ("2024", "2026"))

    assert library / "2024--2026" / "lineage.sssom.tsv" == path
    assert f"{BASE}item/hope" == old.lineage == new.lineage
    assert (f"{BASE}2026/value/1",) == old.replaced_by
    Library(again).build()
    assert not list(Library(again).stale())
    assert "dcterms:isReplacedBy" in (library / "2024" / "edition.ttl").read_text(encoding="utf-8")
    assert body == Editors(again).lineage(["2024"], "2026")


def test_folders_of_pairs(tmp_path: Path) -> None:
    """A folder is about the editions that its name is made of, hyphens in ids or not."""
    for name in ("a--b", "a--b--c", "x--y--z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lineage.sssom.tsv").touch()
    found = list(pair_folders(tmp_path, ["a", "b", "b--c", "x--y", "z"]))

    assert [(("a",), "b"), (("a",), "b--c"), (("x--y",), "z")] == [
        (pair.old, pair.new) for pair in found
    ]
    with pytest.raises(FormatError, match="'a--b--c' is not OLD--NEW"):
        list(pair_folders(tmp_path, ["a", "b", "x--y", "z"]))


def test_paths(tmp_path: Path) -> None:
    """The folder of a fan-in names all its editions."""
    pair = PairFolder.of(tmp_path, ["a", "b"], "c")

    assert tmp_path / "a--b--c" / "review.tsv" == pair.ledger_path
