"""`guidegraph serve`, as a process."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.cli.conftest import ROOT, Result


pytestmark = pytest.mark.slow  # servers start as processes


Run = Callable[..., Result]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/guidegraph/ontology#Paragraph> }"


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server as a process of its own, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "guidegraph", "serve", "--port", "0", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None, process.communicate()[1]
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def count(url: str) -> str:
    """What a server counts."""
    answer = httpx.get(
        f"{url}sparql?{urlencode({'query': COUNT})}",
        headers={"Accept": "text/csv"},
        trust_env=False,
        timeout=30,
    )
    return answer.text.split()[-1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_it_is_stopped(small: Path, number: signal.Signals) -> None:
    """It says where it is, logs on standard error, and ends well when it is told to."""
    with serving("--library", str(small)) as (process, url):
        health = httpx.get(f"{url}health?who=me", trust_env=False).json()
        found = count(url)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)

    assert {"status": "ok", "title": "Small"} == health
    assert "1" == found
    assert (0, "") == (process.returncode, out)
    assert " GET /health 200 " in err
    assert "who" not in err
    assert "Traceback" not in err
    assert "anybody" not in err


def test_keeps_statements_on_disk(small: Path, tmp_path: Path) -> None:
    """With a store, the statements are built once for a state of the library."""
    store = tmp_path / "store"
    names = []
    for text in ("Peers help.", "Peers help.", "Peers help.\n\nThey listen."):
        (small / "first" / "edition.md").write_text(f"# The guide\n\n## Purpose\n\n{text}\n")
        (small / "first" / "source.txt").write_text(f"The guide\n\nPurpose\n\n{text}\n")
        with serving("--library", str(small), "--store", str(store)) as (_, url):
            names.append((count(url), len(list(store.iterdir()))))

    assert [("1", 1), ("1", 1), ("2", 2)] == names


def test_publishes_under_another_name(small: Path) -> None:
    """Title, base IRI and public address are what the operator says."""
    with serving(
        "--library",
        str(small),
        "--title",
        "Ours",
        "--base-iri",
        "https://example.org/ours/",
        "--url",
        "https://example.org/pub",
    ) as (_, url):
        title = httpx.get(f"{url}health", trust_env=False).json()["title"]
        described = httpx.get(f"{url}sparql", trust_env=False).text

    assert "Ours" == title
    assert "<https://example.org/pub/sparql>" in described
    assert "<https://example.org/ours/first>" in described


def test_warns_of_the_world(small: Path) -> None:
    """Who opens the server to others is told what that means."""
    with serving("--library", str(small), "--host", "0.0.0.0") as (process, _):
        process.terminate()
        _, err = process.communicate(timeout=20)

    assert "everyone who can reach 0.0.0.0 can read the library" in err


def test_a_port_that_is_taken(run: Run, small: Path) -> None:
    """One line, exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--library", str(small), "--port", port)

    assert 2 == result.code
    assert result.err.startswith(f"guidegraph: cannot listen at 127.0.0.1:{port} (")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--host", "no such host"), "is not an address of this machine"),
        (("--url", "javascript:alert(1)"), "is not the address of a server"),
        (("--url", "https://x/?a=b"), "is not the address of a server"),
        (("--endpoint", "file:///etc/passwd"), "is not the address of a server"),
        (("--endpoint", "http://x/", "--store", "here"), "not both"),
        (("--base-iri", "nonsense"), "base IRI"),
        (("--library", "nowhere"), "no such file"),
    ],
)
def test_misuse(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """What makes no sense is refused in one line before anything is served."""
    result = run("serve", "--port", "0", *arguments)

    assert result.code in (2, 3)
    assert message in result.err
    assert 1 == result.err.count("\n")


def test_needs_the_extra(start: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """Without the server's libraries, one line says what to install."""
    blocked = "import sys; sys.modules['uvicorn'] = None"
    program = f"{blocked}; from guidegraph.cli.main import main; main(['serve'])"
    result = start(f'"{sys.executable}" -c "{program}"')

    assert 2 == result.returncode
    assert "guidegraph: serving needs uvicorn; install guidegraph[serve]\n" == result.stderr
