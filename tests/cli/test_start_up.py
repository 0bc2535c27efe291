"""The command line starts fast and explains itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from guidegraph.cli.main import COMMANDS


SOURCES = Path(__file__).resolve().parents[2] / "src"
HEAVY = {"jinja2", "networkx", "numpy", "pyoxigraph", "rapidfuzz", "rdflib", "rich", "scipy"}

LOADED = """
import json, sys
from guidegraph.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        ("--help", set()),
        pytest.param("--version", set(), marks=pytest.mark.slow),
        pytest.param("nope", set(), marks=pytest.mark.slow),
        pytest.param("show --help", set(), marks=pytest.mark.slow),
        ("diff --help", set()),
        pytest.param("show nope", set(), marks=pytest.mark.slow),
        pytest.param("init made", set(), marks=pytest.mark.slow),
        pytest.param("editions", {"rich"}, marks=pytest.mark.slow),
        pytest.param("show combined", {"rich"}, marks=pytest.mark.slow),
        ("show combined --format json", set()),
    ],
)
def test_loads_nothing_heavy(arguments: str, allowed: set[str]) -> None:
    """A command loads only what it needs."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments.split()],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))

    assert set() == (loaded & HEAVY) - allowed


def test_triples_of_small_files_need_no_library(tmp_path: Path) -> None:
    """Two small files of RDF are compared without what reads libraries, and without the engine."""
    (tmp_path / "a.ttl").write_text("<x:a> <x:b> <x:c> .")
    code = LOADED.replace('name.partition(".")[0] for name', "name for name")
    done = subprocess.run(
        [sys.executable, "-c", code, "diff", "a.ttl", "a.ttl", "--triples", "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))

    assert set() == loaded & {"guidegraph.store.library", "guidegraph.api", "_duckdb", "numpy"}


def test_only_the_readers_that_are_needed() -> None:
    """A library of outlines is opened without the readers of other documents and of tables."""
    code = LOADED.replace('name.partition(".")[0] for name', "name for name")
    done = subprocess.run(
        [sys.executable, "-c", code, "show", "combined", "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    importers = "guidegraph.importers"
    documents = {f"{importers}.documents.{each}" for each in ("html", "odt", "pdf", "structure")}
    others = {f"{importers}.{each}" for each in ("decisions", "course_map", "table")}

    assert f"{importers}.outline.edition" in loaded
    assert set() == loaded & {*documents, *others, "guidegraph.course.taken"}


def test_lists_whole_sentences(run: Callable[..., Any]) -> None:
    """Each command's summary is one sentence, and none is cut short."""
    shown = run("--help").out
    summaries = dict(
        re.findall(r"^  ([a-z-]+) {2,}(\S.*)$", shown.partition("Commands:")[2], re.MULTILINE)
    )

    assert [name for name in COMMANDS if not COMMANDS[name].hidden] == list(summaries)
    assert [] == [text for text in summaries.values() if not text.endswith(".")]
    assert "..." not in "".join(summaries.values())


@pytest.mark.parametrize("name", list(COMMANDS))
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help(run: Callable[..., Any], name: str, flag: str) -> None:
    """Help is on standard output, begins with the usage, and explains every option."""
    result = run(name, flag)
    options = re.findall(r"^  (?:-\w, )?--[\w-]+(?: [A-Z]+)?(.*)$", result.out, re.MULTILINE)

    assert (0, "") == (result.code, result.err)
    assert result.out.startswith(f"Usage: guidegraph {name} ")
    assert options
    assert all(len(line) <= 100 for line in result.out.splitlines())


def test_no_command_is_misuse(run: Callable[..., Any]) -> None:
    """Without a command, the help is shown and the exit code is 2."""
    result = run()

    assert 2 == result.code
    assert "Usage: guidegraph" in result.err


def test_says_its_version(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is that of the installed package; run from the sources, there is none."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: "1.2.3")
    assert (0, "guidegraph 1.2.3\n") == ((result := run("--version")).code, result.out)

    def fail(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", fail)

    assert (0, "guidegraph, run from its sources without being installed\n") == (
        (result := run("--version")).code,
        result.out,
    )


def test_the_list_of_commands_is_read_from_their_files(run: Callable[..., Any]) -> None:
    """`--help` imports no command, and says of each what its own help begins with."""
    listed = dict(
        line.split(maxsplit=1)
        for line in run("--help").out.partition("Commands:\n")[2].splitlines()
    )
    code = (
        "import sys; from guidegraph.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert {
        name: COMMANDS[name].get_short_help_str(100)
        for name in COMMANDS
        if not COMMANDS[name].hidden
    } == listed
    assert "guidegraph.cli.commands.diff" not in loaded
