"""The benchmark of large vocabularies: judging answers, fitting growth, and writing its page."""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path
from typing import Any

import pytest


ROOT = Path(__file__).parents[1]
TRUTH = {"removed": 10, "added": 7, "ground": {"removed": 4, "added": 4}}


def _loaded(name: str) -> Any:
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(folder)


@pytest.fixture(scope="module")
def bulk() -> Any:
    """The program, which is not in the package."""
    return _loaded("bulk")


@pytest.fixture(scope="module")
def page() -> Any:
    """What writes the page."""
    return _loaded("bulk_page")


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ({"removed": 10, "added": 7, "undecided": 0}, "right"),
        ({"removed": 8, "added": 5, "undecided": 4}, "undecided"),
        ({"removed": 11, "added": 7, "undecided": 4}, "false changes"),
        ({"removed": 4, "added": 4, "ground": True}, "right without blank nodes"),
        ({"removed": 4, "added": 4}, "wrong"),  # the sizes of the editions differ by three
        ({"removed": 110, "added": 107}, "false changes"),
        ({"removed": 5, "added": 2}, "fewer, by triple"),
        ({}, ""),
    ],
)
def test_answers_are_judged_by_the_truth(bulk: Any, answer: dict[str, Any], word: str) -> None:
    """Only the true numbers are right."""
    assert bulk.judged(answer, TRUTH) == word


def test_no_difference_where_there_is_one_is_missed(bulk: Any) -> None:
    """Two editions of one size that differ, and nothing is found."""
    assert bulk.judged({"removed": 0, "added": 0}, {"removed": 6, "added": 6}) == "missed"


def test_the_power_of_growth(page: Any) -> None:
    """Times proportional to a power of the size give this power."""
    sizes = (100_000, 1_000_000, 10_000_000)

    assert page.exponent([(size, 3e-6 * size) for size in sizes]) == pytest.approx(1.0)
    assert page.exponent([(size, 1e-9 * size**1.5) for size in sizes]) == pytest.approx(1.5)
    assert page.exponent([(100_000, 1.0)]) is None


def test_what_is_not_there_yet(bulk: Any, tmp_path: Path) -> None:
    """A program without the command is left out of the tables, and they say why."""
    program = tmp_path / "old-program"
    program.write_text("#!/bin/sh\necho 'Error: No such option --triples' >&2\nexit 2\n")
    program.chmod(0o755)
    tools = bulk.Tools(program=str(program), node_modules=None)
    folder, truth = bulk.pair_in(tmp_path, 0)
    ours = [one for one in bulk.contests(tools)["diff"] if one.name.startswith("guidegraph")]
    rows = bulk.measure(ours, folder, truth, 2, 60.0)

    assert {row["missing"] for row in rows.values()} == {"not there yet"}


def test_a_program_with_the_command_is_measured_and_judged(bulk: Any, tmp_path: Path) -> None:
    """Its time and memory are in the results, and a wrong answer is said to be one."""
    folder, truth = bulk.pair_in(tmp_path, 0)
    program = tmp_path / "program"
    counts = '{"removed": 1, "added": 1, "undecided": 0}'
    program.write_text(f'#!/bin/sh\necho \'{{"schema": "", "triples": {counts}}}\'\n')
    program.chmod(0o755)
    tools = bulk.Tools(program=str(program), node_modules=None)
    table = [one for one in bulk.contests(tools)["diff"] if "N-Triples" in one.name]
    (row,) = bulk.measure(table, folder, truth, 3, 60.0).values()

    assert row["judged"] == "false changes"
    assert [3, 3, 3] == [len(row[key]) for key in ("wall", "cpu", "peak")]
    assert all(value > 0 for value in row["wall"] + row["peak"])


def test_a_program_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """It has no exit code, and its children end with it."""
    measuring = _loaded("measuring")
    command = ["sh", "-c", "(sleep 1; touch late) & sleep 600"]
    got = measuring.run(command, folder=tmp_path, timeout=0.2)
    time.sleep(2)

    assert got.code is None
    assert not (tmp_path / "late").exists()


def test_memory_of_children_counts(tmp_path: Path) -> None:
    """A program is as large as the workers it starts."""
    measuring = _loaded("measuring")
    worker = "import time; x = bytearray(40_000_000); time.sleep(1)"
    both = (
        "import subprocess, sys; "
        f"w = [subprocess.Popen([sys.executable, '-c', {worker!r}]) for _ in range(2)]; "
        "[one.wait() for one in w]"
    )
    got = measuring.run([sys.executable, "-c", both], folder=tmp_path, timeout=60.0)

    assert got.code == 0
    if Path("/proc/self/statm").exists():
        assert got.peak > 80


def test_the_page_changes_between_its_markers_only(page: Any, tmp_path: Path) -> None:
    """The text around the figures stays, and figures replace figures."""
    path = tmp_path / "page.md"
    path.write_text(f"before\n{page.START}\nold figures\n{page.END}\nafter\n")
    row: dict[str, Any] = {
        "wall": [2.0, 4.0, 3.0],
        "cpu": [1.0] * 3,
        "peak": [50.0] * 3,
        "missing": "",
    }
    row |= {"answer": {"removed": 10, "added": 7}, "judged": "right"}
    truth: dict[str, Any] = {**TRUTH, "triples": {"old": 4000, "new": 3997}}
    table = {"runs": 3, "truth": truth, "relabelled": 1, "rows": {page.OURS: row}}
    machine: dict[str, Any] = {"system": "Linux", "architecture": "any", "cores": 2, "memory": 8}
    machine |= {"python": "3", "packages": {}}
    page.write_page(path, {"machine": machine, "tables": {"diff": {"4000": table}}})
    text = path.read_text()

    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old figures" not in text
    assert f"| {page.OURS} | 3.00 | 2.00 to 4.00 |" in text
    assert "right: 10 / 7" in text


def test_a_page_without_markers_is_left_alone(page: Any, tmp_path: Path) -> None:
    """There is no place for the figures, and the message says so."""
    path = tmp_path / "page.md"
    path.write_text("text")
    with pytest.raises(SystemExit, match="no place for the figures"):
        page.write_page(path, {})

    assert path.read_text() == "text"


def test_the_page_of_the_project_has_its_markers(page: Any) -> None:
    """The documentation has a place for the figures."""
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")

    assert text.count(page.START) == text.count(page.END) == 1
