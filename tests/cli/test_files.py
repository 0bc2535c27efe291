"""Commands about a library work on files that are in none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]

OLD = "# Rules\n\n## Doors\n\nDoors are locked at night.\n\nKeys stay in the safe.\n"
NEW = OLD.replace("at night", "at night and on holidays")


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """Two revisions of a document, in files."""
    (tmp_path / "v1.md").write_text(OLD)
    (tmp_path / "v2.md").write_text(NEW)


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("search holidays v1.md v2.md", "v2:section/doors/1"),
        ("search locked doors v1.md", "v1:section/doors/1"),
        ("related v2:section/doors/1 v1.md v2.md", "v1:section/doors/1"),
        ("path v1:section/doors/1 v2:section/doors/1 v1.md v2.md", "became (same)"),
        ("log v2:section/doors/1 v1.md v2.md", "{+night and on holidays.+}"),
        ("log section/doors/1 v1.md", "first appears as v1:section/doors/1"),
        ("blame v1.md v2.md", "section/doors/1  since v2"),
        ("blame v1 v1.md v2.md", "section/doors/1  since v1"),
        ("query glossary v1.md", "nothing found"),
    ],
)
def test_files_instead_of_a_library(run: Run, command: str, found: str) -> None:
    """Files after the other arguments are the library, each an edition named after its file."""
    result = run(*command.split())

    assert 0 == result.code
    assert found in result.out


def test_says_what_revises_what(run: Run) -> None:
    """What is taken for a revision is said on standard error."""
    result = run("search", "holidays", "v1.md", "v2.md")

    assert "guidegraph: v2 is read as a revision of v1\n" == result.err


def test_queries(run: Run) -> None:
    """SPARQL asks the editions in the files, each a graph of its own."""
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    result = run("query", "--sparql", text, "v1.md", "v2.md", "--format", "json")

    assert ["urn:guidegraph:v1", "urn:guidegraph:v2"] == [
        row["g"]["value"] for row in json.loads(result.out)["results"]["bindings"]
    ]


def test_builds_a_site(run: Run, tmp_path: Path) -> None:
    """A site has the pages of the editions in the files, and of their changes."""
    assert 0 == run("site", "build", "v1.md", "v2.md", "-o", "out").code

    assert (tmp_path / "out" / "v2" / "section" / "doors" / "1.html").is_file()
    assert (tmp_path / "out" / "v2" / "changes" / "v1.html").is_file()


def test_another_base(run: Run, tmp_path: Path) -> None:
    """`--base-iri` is the beginning of the addresses of a site of files."""
    run("site", "build", "v1.md", "-o", "out", "--base-iri", "https://example.org/")

    assert "<https://example.org/v1>" in (tmp_path / "out" / "v1.nt").read_text()


def test_a_map_of_a_file(run: Run, tmp_path: Path) -> None:
    """A file has a map, even if its parts have nothing in common."""
    (tmp_path / "t.csv").write_text("id,text\na,Bread needs flour.\nb,Doors close.\n")
    result = run("map", "t.csv")

    assert 0 == result.code
    assert "Cluster 2" in result.out


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("search v1.md", "no words to search for in v1.md; write them first"),
        ("search doors v9.md", "v9.md: no such file"),
        ("search doors v1.md --library x", "give files or --library, not both"),
        ("query v1.md", "give the NAME of a query"),
        ("query glossary v1.md --sparql ASK{}", "give the NAME of a query"),
        ("site build v1.md v1.md -o out", "'v1.md' is named twice"),
        ("serve v1.md --store s", "--store is for libraries"),
    ],
)
def test_misuse(run: Run, command: str, problem: str) -> None:
    """Mistakes are said in a line."""
    result = run(*command.split())

    assert result.code in (2, 3)
    assert problem in result.err
