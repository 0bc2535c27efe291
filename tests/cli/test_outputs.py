"""Outputs eat neither inputs nor libraries nor each other, and all of them are written or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidegraph.store.library import bundled_library


MAP = bundled_library().parent / "curricula" / "peer-support-course" / "map.csv"
OLD = "# A\n\n1. Staff must greet.\n"
NEW = "# A\n\n1. Staff may greet.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, a map, and a library with an edition of them and a course."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GUIDEGRAPH_LIBRARY", raising=False)
    Path("old.md").write_text(OLD)
    Path("new.md").write_text(NEW)
    Path("link.md").symlink_to("old.md")
    Path("map.csv").write_bytes(MAP.read_bytes())
    for place in ("l/2024", "l/2024--2026", "l/courses/c"):
        Path(place).mkdir(parents=True)
    Path("l/library.toml").write_text(
        'title = "T"\nbase = "https://example.org/"\ncourses = "courses"\n'
    )
    Path("l/2024/edition.toml").write_text('issued = "2024"\n[source]\nfile = "words.txt"\n')
    Path("l/2024/edition.md").write_text(OLD)
    for name in (
        "2024/words.txt",
        "2024/comments.csv",
        "2024--2026/review.tsv",
        "courses/c/map.csv",
    ):
        Path("l", name).write_text("mine\n")
    Path("l/courses/c/course.toml").write_text('issued = "2024"\n')
    return tmp_path


def _state(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


MIGRATE = "migrate map.csv 2013-peer combined"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("diff old.md new.md -o new.md", "new.md: --output would overwrite what is read"),
        ("diff old.md new.md -o ./link.md", "link.md: --output would overwrite what is read"),
        ("diff old.md new.md --export-mapping old.md", "--export-mapping would overwrite what is"),
        ("show old.md -o l/../old.md", "--output would overwrite what is read"),
        ("export old.md --to turtle -o x --loss-report ./x", "x: both --"),
        (f"{MIGRATE} -o map.csv", "map.csv: --output would overwrite what is read"),
        (f"{MIGRATE} -o a.csv --log map.csv", "map.csv: --log would overwrite what is read"),
        (f"{MIGRATE} -o a.csv --log a.csv", "a.csv: both --"),
        ("check old.md --write-baseline old.md", "--write-baseline would overwrite what is read"),
        *(
            (f"diff old.md new.md -o l/{name}", "--output would overwrite a part of a library")
            for name in (
                "library.toml",
                "2024/edition.md",
                "2024/edition.toml",
                "2024/words.txt",
                "2024/comments.csv",
                "2024--2026/review.tsv",
                "courses/c/map.csv",
                "courses/c/course.toml",
            )
        ),
    ],
)
def test_refused(run: Callable[..., Any], folder: Path, command: str, problem: str) -> None:
    """A file that is read, written twice or a part of a library is refused; nothing is written."""
    before = _state(folder)
    result = run(*command.split())

    assert (2, "") == (result.code, result.out)
    assert problem in result.err
    assert 1 == result.err.count("\n")
    assert before == _state(folder)


@pytest.mark.parametrize("place", ["a.txt", "l/2024/changes.html", "l/notes.txt", "/dev/null"])
def test_written(run: Callable[..., Any], folder: Path, place: str) -> None:
    """A file of one's own is written, also twice, and beside an edition."""
    for _ in range(2):
        assert 0 == run("diff", "old.md", "new.md", "-o", place).code


@pytest.mark.parametrize(
    ("command", "others"),
    [
        (f"{MIGRATE} -o gone/a.csv --log a.log", ["a.log"]),
        (f"{MIGRATE} -o a.csv --log gone/a.log", ["a.csv"]),
        ("export combined --to skos-xl -o gone/a --loss-report losses", ["losses"]),
        ("diff old.md new.md -o gone/a --export-mapping a.tsv", ["a.tsv"]),
    ],
)
def test_all_or_none(
    run: Callable[..., Any], folder: Path, command: str, others: list[str]
) -> None:
    """Where one of two files cannot be written, the other is not, either."""
    before = _state(folder)
    result = run(*command.split())

    assert 2 == result.code
    assert "cannot be written" in result.err
    assert not [name for name in others if Path(name).exists()]
    assert before == _state(folder)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", b"<!doctype html>"),
        ("a.CSV", b"id,"),
        ("a.json", b"{"),
        ("a.md", b"## `old`"),
        ("a.xlsx", b"PK"),
        ("a.txt", b"old \xe2\x86\x92 new"),
        ("a", b"old \xe2\x86\x92 new"),
    ],
)
def test_the_name_of_the_file_chooses_the_format(
    run: Callable[..., Any], folder: Path, name: str, begins: bytes
) -> None:
    """Without a format, a file that is named after one gets it; another one gets text."""
    assert 0 == run("diff", "old.md", "new.md", "-o", name).code
    assert (folder / name).read_bytes().lower().startswith(begins.lower())
    assert 0 == run("diff", "old.md", "new.md", "--format", "text", "-o", name).code
    assert (folder / name).read_bytes().startswith(b"old")
