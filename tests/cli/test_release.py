"""An edition is released with a version, a date, a digest and change notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidegraph.api import Library


Run = Callable[..., Any]
OLD = "# Rooms\n\n## Rules\n\nStaff may greet everyone.\n\nBooks are replaced within a month.\n"


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """A library with an edition and a revision of it."""
    for path, text in {
        "library.toml": 'title = "Rooms"\nbase = "https://example.org/rooms/"\n',
        "2024/edition.toml": 'version = "1.2.3"\n',
        "2024/edition.md": OLD,
        "2026/edition.toml": '# Ours\nrevision_of = ["2024"]\n\n# columns\n[columns]\n',
        "2026/edition.md": OLD,
    }.items():
        place = tmp_path / "rooms" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return tmp_path / "rooms"


@pytest.mark.parametrize(
    ("before", "after", "version", "group"),
    [
        ("may greet", "must greet", "2.0.0", "Tightened"),
        ("Books", "All books", "1.3.0", None),
        ("Books are replaced within a month.\n", "", "1.3.0", "Dropped"),
        ("everyone.", "everyone.\n\nLamps are off at noon.", "1.3.0", "Added"),
        ("everyone.", "everyone.\n\nLamps must be off at noon.", "2.0.0", "Tightened"),
        ("everyone.", "everyone.\n\nGuests may not smoke.", "2.0.0", "Tightened"),
        ("everyone.", "everyone.\n\nGuests are not required to sign in.", "1.3.0", "Added"),
        ("everyone.", "everyone", "1.2.4", "Editorial"),
        ("", "", "1.2.4", None),
    ],
)
def test_version(
    run: Run, rooms: Path, before: str, after: str, version: str, group: str | None
) -> None:
    """The most important change decides which number goes up."""
    (rooms / "2026" / "edition.md").write_text(OLD.replace(before, after, 1) if before else OLD)
    result = run("release", "2026", "--date", "2026-07-31", "--library", str(rooms))

    assert 0 == result.code, result.err
    assert f"as version {version} (" in result.err
    notes = (rooms / "2026" / "CHANGES.md").read_text()
    assert result.out == notes
    assert group is None or f"## {group}\n" in notes


def test_duty_by_its_lead_in(run: Run, rooms: Path) -> None:
    """A new entry of a list says what its lead-in says."""
    duties = OLD + "\nBefore they leave, staff must:\n\n- close all windows;\n- lock the doors.\n"
    (rooms / "2024" / "edition.md").write_text(duties)
    (rooms / "2026" / "edition.md").write_text(
        duties.replace("- lock", "- switch off every lamp;\n- lock")
    )
    result = run("release", "2026", "--date", "2026-07-31", "--library", str(rooms))

    assert "as version 2.0.0 (" in result.err
    assert "a new duty ('must')\n  - now: switch off every lamp;\n" in result.out


def test_written(run: Run, rooms: Path) -> None:
    """The TOML file keeps what its author wrote; a second release gives the same."""
    place = ["--date", "2026-07-31", "--library", str(rooms)]
    run("release", "2026", *place)
    toml = (rooms / "2026" / "edition.toml").read_text()

    assert re.fullmatch(
        r'# Ours\nrevision_of = \["2024"\]\nversion = "1\.2\.4"\nissued = "2026-07-31"\n'
        r'digest = "rdfc-1\.0-sha256:[0-9a-f]{64}"\n\n# columns\n\[columns\]\n',
        toml,
    )
    assert 0 == run("release", "2026", *place).code
    assert toml == (rooms / "2026" / "edition.toml").read_text()
    assert 0 == run("release", "2026", "--version", "spring", *place).code
    assert 'version = "spring"\n' in (rooms / "2026" / "edition.toml").read_text()


def test_lineage(rooms: Path) -> None:
    """The pairs of a copy are those of the text that is released."""
    library = Library.open(rooms)
    library.new("2027", "2024")
    document = rooms / "2027" / "edition.md"
    document.write_text(OLD.replace("## Rules\n", "## Rules\n\nLamps are off at noon.\n"))
    Library.open(rooms).release("2027", issued="2027")
    rows = (rooms / "2024--2027" / "lineage.sssom.tsv").read_text().splitlines()
    (pair,) = (row for row in rows if "rules/1\t" in row and "2024:" in row)

    assert "2027:section/rules/2\t" in pair


def test_errors(run: Run, rooms: Path) -> None:
    """While there are errors, nothing is written."""
    document = rooms / "2026" / "edition.md"
    document.write_text(OLD + "\nStaff may greet everyone.\n\nSee section 9.7.\n")
    (rooms / "library.toml").write_text(
        'title = "Rooms"\nbase = "https://example.org/rooms/"\n[check.levels]\n'
        'duplicate-statement = "error"\n'
    )
    before = sorted(rooms.rglob("*"))
    result = run("release", "2026", "--library", str(rooms))

    assert (1, "") == (result.code, result.out)
    assert "duplicate-statement" in result.err
    assert "2026 has 1 error and is not released" in result.err
    assert before == sorted(rooms.rglob("*"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2025",), "unknown edition '2025'"),
        (("2026", "--date", "July"), "'July' is not a date of issue"),
    ],
)
def test_misuse(run: Run, rooms: Path, arguments: tuple[str, ...], message: str) -> None:
    """What cannot be released is refused."""
    result = run("release", *arguments, "--library", str(rooms))

    assert 2 == result.code
    assert message in result.err
