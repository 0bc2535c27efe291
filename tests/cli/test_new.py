"""A new edition begins as a copy of an old one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]

TOML = """\
# Ours
issued = "2024"
publisher = "Us"
derived_from = [
  "2020",
]

# as extracted
[source]
file = "source.txt"

[[furniture]]
what = "footer"
words = \"\"\"
[columns]
page 1
\"\"\"
"""
TEXT = "# Rooms\n\n## Rules {#rules}\n\nStaff must greet everyone.\n\nReaders keep quiet.\n"


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """A library with an edition that has a source."""
    for path, text in {
        "library.toml": 'title = "Rooms"\nbase = "https://example.org/rooms/"\n',
        "2024/edition.toml": TOML,
        "2024/edition.md": TEXT,
        "2024/edition.ttl": "",
        "2024/source.txt": "Rooms",
    }.items():
        place = tmp_path / "rooms" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return tmp_path / "rooms"


def test_new(run: Run, rooms: Path) -> None:
    """It has the document, states what it revises, and has neither source nor date."""
    result = run("new", "2026", "--from", "2024", "--library", str(rooms))

    assert (0, "") == (result.code, result.out)
    assert ["edition.md", "edition.toml"] == sorted(p.name for p in (rooms / "2026").iterdir())
    assert (rooms / "2026" / "edition.md").read_text() == TEXT
    assert '# Ours\npublisher = "Us"\nrevision_of = ["2024"]\n' == (
        (rooms / "2026" / "edition.toml").read_text()
    )
    assert "next: edit" in result.err


def test_lineage(run: Run, rooms: Path) -> None:
    """Its items have the lineages of the old ones, and a moved item is followed."""
    run("new", "2026", "--from", "2024", "--library", str(rooms))
    log = run("log", "2026:section/rules/2", "--library", str(rooms)).out

    assert "2024" in log
    assert "item/rules-readers-keep-quiet" in run(
        "export", "2026", "--to", "turtle", "--library", str(rooms)
    ).out.replace("<../", "")

    document = rooms / "2026" / "edition.md"
    first, second = "Staff must greet everyone.", "Readers keep quiet."
    moved = TEXT.replace(first, "x").replace(second, first).replace("x", f"New.\n\n{second}")
    document.write_text(moved)
    shown = run("diff", "2024", "2026", "--library", str(rooms), "--format", "csv").out

    assert "dropped" not in shown
    assert shown.count("added") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2024", "--from", "2024"), "'2024' is already in this library; choose another id"),
        (("2026", "--from", "2023"), "unknown edition '2023': did you mean '2024'?"),
        (("../x", "--from", "2024"), "'../x' cannot be the id of an edition"),
        (("notes", "--from", "2024"), "notes: already exists; choose another id"),
        (("2025", "--from", "2024"), "2024--2025: already exists; choose another id"),
    ],
)
def test_misuse(run: Run, rooms: Path, arguments: tuple[str, ...], message: str) -> None:
    """What is there is not overwritten."""
    (rooms / "notes").mkdir()
    (rooms / "2024--2025").mkdir()
    before = sorted(rooms.rglob("*"))
    result = run("new", *arguments, "--library", str(rooms))

    assert 2 == result.code
    assert message in result.err
    assert before == sorted(rooms.rglob("*"))


def test_other_formats(run: Run, rooms: Path) -> None:
    """A table is copied as a table."""
    shutil.rmtree(rooms / "2024")
    (rooms / "2024").mkdir()
    (rooms / "2024" / "edition.csv").write_text("id,text\nR1,Staff must greet everyone.\n")
    run("new", "2026", "--from", "2024", "--library", str(rooms))

    assert (rooms / "2026" / "edition.csv").is_file()
    assert 'revision_of = ["2024"]\n' == (rooms / "2026" / "edition.toml").read_text()
