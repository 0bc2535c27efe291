"""Time and memory limits of commands, and inputs that are larger than anybody means."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidegraph.cli.bounds import bounded
from guidegraph.cli.main import guidegraph
from guidegraph.model.errors import StoppedError


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no alarms and no limits there")


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guidegraph", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )


def _table(path: Path, rows: int) -> Path:
    path.write_text("label,text\n" + ',"Keep the record of the visit."\n' * rows, encoding="utf-8")
    return path


def test_time_is_limited() -> None:
    """What takes longer is stopped, whatever it catches, and the message says what to do."""

    def stubborn() -> None:
        with bounded("the check", seconds=0.05, megabytes=4096):
            while True:
                with contextlib.suppress(Exception):  # as code that keeps every error
                    time.sleep(0.01)

    with pytest.raises(StoppedError, match=r"the check was stopped after 0.05 s.*--timeout"):
        stubborn()


@pytest.mark.parametrize("error", [MemoryError(), ImportError("a.so: failed to map segment from")])
def test_memory_is_limited(error: Exception) -> None:
    """What finds no more memory is said, also where a library could not be loaded into it."""
    with (
        pytest.raises(StoppedError, match=r"stopped at 4096 MB of memory.*--memory"),
        bounded("the check", seconds=60, megabytes=4096),
    ):
        raise error


def test_other_errors_stay() -> None:
    """A package that is missing is not called a lack of memory."""
    with pytest.raises(ImportError), bounded("the check", seconds=60, megabytes=4096):
        raise ImportError("No module named 'x'")


@pytest.mark.parametrize("command", [pytest.param("diff", marks=pytest.mark.slow), "check"])
def test_a_command_is_stopped(command: str, tmp_path: Path) -> None:
    """A command at its limit ends with exit code 3 and one line."""
    targets = [_table(tmp_path / f"{name}.csv", 4000) for name in ("a", "b")]
    found = _run(command, *(targets if command == "diff" else targets[:1]), "--timeout", "0.01")

    assert found.returncode == 3
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1
    assert "was stopped after 0.01 seconds" in found.stderr


@pytest.mark.slow
def test_memory_of_equal_rows_is_linear(tmp_path: Path) -> None:
    """Four times as many equal rows take at most five times the memory beyond the program's."""

    def peak(rows: int) -> int:
        one, two = (_table(tmp_path / f"{name}{rows}.csv", rows) for name in "ab")
        code = (
            "import resource, sys; from guidegraph.cli.main import _run;"
            "_run(sys.argv[1:]);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        found = subprocess.run(
            [sys.executable, "-c", code, "diff", str(one), str(two), "--summary"],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(found.stderr.split()[-1])

    few, some, many = peak(10), peak(5000), peak(20_000)
    assert many - few < 5 * max(some - few, 40_000)


@pytest.mark.slow
def test_a_chain_of_many_levels(tmp_path: Path) -> None:
    """Thirty thousand levels are shown in lines that stay short; the level is written."""
    path = tmp_path / "chain.csv"
    rows = (f"r{n},{f'r{n - 1}' if n else ''},Keep record {n}." for n in range(30_000))
    path.write_text("id,parent,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = _run("show", path)

    lines = found.stdout.splitlines()
    assert found.returncode == 0
    assert max(map(len, lines)) < 120
    assert any("(level 30000) r29999" in line for line in lines)


def test_help_names_the_limits() -> None:
    """The limits are options of both commands."""
    for name in ("diff", "check"):
        command = guidegraph.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert {"timeout", "memory"} <= {each.name for each in command.params}
