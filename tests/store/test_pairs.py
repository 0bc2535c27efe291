"""What a library keeps about pairs of editions."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.editors import Editors
from guidegraph.linter import CheckOptions
from guidegraph.model.errors import FormatError, MisuseError
from guidegraph.model.mapping import Curation
from guidegraph.store.pairs import (
    PairFolder,
    change_ledger,
    pair_folders,
    read_ledger,
    read_mappings,
)
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
    path = Editors(opened).keep_lineage(["2024"], "2026")
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


_DECIDE = """
import sys
from pathlib import Path
from guidegraph.editors import Editors
from guidegraph.model.review import Decision, State

path, who, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for number in range(rounds):
    decision = Decision(
        change=f"{who}{number:015x}", state=State.ACCEPTED, reviewer=str(who), date="2026-07-31"
    )
    Editors.decide(path, [decision])
"""


@pytest.mark.slow
def test_two_writers(tmp_path: Path) -> None:
    """Of 200 decisions each of two people at once, none is lost, nor a remark in their ledger."""
    path, rounds = tmp_path / "a--b" / "review.tsv", 200
    change_ledger(path, lambda ledger: ledger)
    path.write_text(f"# ballot of spring\n{path.read_text()}")
    writers = [
        subprocess.Popen([sys.executable, "-c", _DECIDE, str(path), str(who), str(rounds)])
        for who in (1, 2)
    ]

    assert [0, 0] == [writer.wait(timeout=300) for writer in writers]
    decided = [each.change for each in read_ledger(path).decisions]
    assert [f"{who}{number:015x}" for who in (1, 2) for number in range(rounds)] == decided
    assert path.read_text().startswith("# ballot of spring\n")


def test_two_who_confirm(library: Path) -> None:
    """A lineage that somebody confirmed in the meantime, and wrote a note in, keeps that."""
    first, second = (Editors(Workspace.open(library)) for _ in range(2))
    path = first.keep_lineage(["2024"], "2026", Curation(reviewer="A", date="2026-07-31"))
    head, *rows = path.read_text().splitlines()[-2:]
    noted = path.read_text().replace(head, f"{head}\tballot").replace(rows[0], f"{rows[0]}\tb7")
    path.write_text(noted)
    second.keep_lineage(["2024"], "2026", Curation(reviewer="B", date="2026-08-01"))
    (row, *_) = read_mappings(path).mappings

    assert ("A",) == row.reviewers
    assert (("ballot", "b7"),) == row.others


def test_a_file_that_was_edited_while_it_was_checked(library: Path) -> None:
    """A fix is not written over what somebody else wrote."""
    path = library / "2026" / "edition.md"
    path.write_text(OUTLINE.format(label="Hope", text="Peers tell  everyone."))
    linter = Library.open(library).linter()
    options = CheckOptions(today=date(2026, 7, 31))
    fixes = linter.fixes(linter.check([str(path)], options), unsafe=True)
    path.write_text("# T\n\n## Value 1. Hope\n\nMine.\n")

    assert fixes.texts
    with pytest.raises(MisuseError, match="was changed while it was checked; check it again"):
        linter.write(fixes)
    assert "Mine." in path.read_text()
