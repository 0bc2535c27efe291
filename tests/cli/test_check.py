"""`guidegraph check` and `guidegraph rules`, as they are called."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


Run = Callable[..., Any]

TURTLE = """@prefix : <http://example.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:a a skos:Concept ; skos:prefLabel "A"@en, "B"@en .
"""
SHAPES = """@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:one-name a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property [
    sh:path skos:prefLabel ; sh:maxCount 1 ; sh:severity sh:Warning ;
    sh:message "Keep one name." ] .
"""
OUTLINE = """# Guide

<!-- guidegraph: ignore name-given-to-another: both are meant -->
## Purpose

Why this was written.
"""


@pytest.fixture
def drinks(tmp_path: Path) -> str:
    """A vocabulary with an error."""
    (tmp_path / "drinks.ttl").write_text(TURTLE, encoding="utf-8")
    return "drinks.ttl"


@pytest.mark.parametrize(("gate", "code"), [("none", 0), ("info", 1), ("warning", 1), ("error", 1)])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit"])
def test_exit_code(run: Run, drinks: str, form: str, gate: str, code: int) -> None:
    """The exit code depends on the gate, and never on the format."""
    result = run("check", drinks, "--format", form, "--fail-on", gate)

    assert code == result.code
    assert result.out


def test_the_gate_is_for_errors(run: Run, drinks: str) -> None:
    """What is less grave than asked for passes."""
    assert 0 == run("check", drinks, "--ignore", "integrity").code
    assert 1 == run("check", drinks, "--ignore", "integrity", "--fail-on", "info").code


def test_selection(run: Run, drinks: str) -> None:
    """Rules are chosen by name, group or alias; several behind commas."""
    for chosen in ("several-preferred-labels", "integrity,links", "qskos:ipl", "skos:S14"):
        found = json.loads(run("check", drinks, "--select", chosen, "--format", "json").out)
        rules = {finding["rule"] for finding in found["findings"]}
        assert "several-preferred-labels" in rules
        assert "undocumented-concept" not in rules

    result = run("check", drinks, "--select", "orphans")
    assert (2, 1) == (result.code, len(result.err.splitlines()))
    assert "unknown rule, group or alias 'orphans'" in result.err


@pytest.mark.slow
def test_our_library_is_checked(run: Run) -> None:
    """Without a target the whole library is checked, by the shapes as well."""
    result = run("check", "--select", "shapes", "--format", "json")
    data = json.loads(result.out)

    assert {"2013-peer", "combined", "supervisor", "peer-support-course"} == {
        target["name"] for target in data["targets"]
    }
    assert [] == data["findings"]


def test_shapes(run: Run, drinks: str, tmp_path: Path) -> None:
    """A user's shapes run in the same report, named after the nearest shape with a name."""
    (tmp_path / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    options = ["--shapes", "shapes.ttl", "--select", "shapes", "--format", "json"]
    (found,) = json.loads(run("check", drinks, *options).out)["findings"]

    assert ("shape:one-name", "warning") == (found["rule"], found["severity"])
    assert "Keep one name." == found["message"]
    assert {"path": "drinks.ttl", "line": 3, "column": None} == found["source"]
    options[3] = "integrity"
    assert 1 == len(json.loads(run("check", drinks, *options).out)["findings"])


def test_config_and_baseline(run: Run, drinks: str, tmp_path: Path) -> None:
    """Settings may come from a file; what a baseline knows is not reported."""
    (tmp_path / "check.toml").write_text(
        '[[suppress]]\nrule = "qskos:ipl"\nitem = "http://example.org/*"\nreason = "both in use"\n',
        encoding="utf-8",
    )
    assert 0 == run("check", drinks, "--config", "check.toml").code

    written = run("check", drinks, "--write-baseline", "known.json")
    assert (0, "") == (written.code, written.out)
    data = json.loads(run("check", drinks, "--baseline", "known.json", "--format", "json").out)
    assert [] == data["findings"]
    assert data["known"] > 1
    (tmp_path / drinks).write_text(f"{TURTLE}:b a skos:Concept, skos:Collection .\n")
    fresh = run("check", drinks, "--baseline", "known.json")
    assert 1 == fresh.code
    assert "collection-and-concept" in fresh.out
    assert "several-preferred-labels" not in fresh.out


def test_fix(run: Run, tmp_path: Path) -> None:
    """Fixes are previewed as a diff, then applied; nothing else changes."""
    file = tmp_path / "guide.md"
    file.write_text(OUTLINE, encoding="utf-8")
    preview = run("check", "guide.md", "--fix", "--dry-run")
    assert (0, "") == (preview.code, preview.out)

    new = OUTLINE.replace("name-given-to-another", "shapes")
    file.write_text(new, encoding="utf-8")
    preview = run("check", "guide.md", "--fix", "--dry-run")
    assert "-<!-- guidegraph: ignore shapes: both are meant -->\n" in preview.out
    assert new == file.read_text(encoding="utf-8")

    assert 0 == run("check", "guide.md", "--fix").code
    assert new.replace("<!-- guidegraph: ignore shapes: both are meant -->", "") == file.read_text(
        encoding="utf-8"
    )
    assert 2 == run("check", "guide.md", "--dry-run").code


def test_settings_of_a_library(run: Run, tmp_path: Path) -> None:
    """A library says in its `library.toml` how it is checked."""
    place = tmp_path / "library"
    (place / "first").mkdir(parents=True)
    settings = '\n[check]\nignore = ["shapes"]\n[check.levels]\nunused-suppression = "error"\n'
    (place / "library.toml").write_text(
        f'title = "T"\nbase = "https://example.org/t/"\n{settings}', encoding="utf-8"
    )
    (place / "first" / "edition.toml").write_text("", encoding="utf-8")
    (place / "first" / "edition.md").write_text(
        OUTLINE.replace("name-given-to-another", "expired-suppression"), encoding="utf-8"
    )
    result = run("check", "--library", str(place))

    assert 1 == result.code
    assert "error    unused-suppression  library/first/edition.md:3" in result.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nothing.ttl"], 3, "nothing.ttl: no such file"),
        (["nowhere"], 2, "unknown edition 'nowhere'"),
        (["--format", "yaml"], 2, "unknown format 'yaml'; findings can be written as"),
        (["drinks.ttl", "--shapes", "none.ttl"], 3, "none.ttl: no such file"),
        (["drinks.ttl", "--baseline", "drinks.ttl"], 3, "drinks.ttl:1: not a baseline"),
        (["drinks.ttl", "other/drinks.ttl"], 3, "other/drinks.ttl: no such file"),
    ],
)
def test_misuse(run: Run, drinks: str, arguments: list[str], code: int, said: str) -> None:
    """What cannot be done is said in a line."""
    result = run("check", *arguments)

    assert (code, "") == (result.code, result.out)
    assert said in result.err
    assert 1 == len(result.err.splitlines())


def test_editions_of_a_vocabulary(run: Run, drinks: str, tmp_path: Path) -> None:
    """Files that were given together are compared, the earlier first, also if their names agree."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "drinks.ttl").write_text(
        TURTLE.replace('"A"@en, "B"@en', '"X"@en') + ':b a skos:Concept ; skos:prefLabel "B"@en .\n'
        ':c a skos:Concept ; skos:prefLabel "Z"@en .\n',
        encoding="utf-8",
    )
    (tmp_path / drinks).write_text(
        TURTLE + ':b a skos:Concept ; skos:prefLabel "C"@en .\n', encoding="utf-8"
    )
    options = ["--select", "label-given-to-another", "--format", "json"]
    (found,) = json.loads(run("check", "old/drinks.ttl", drinks, *options).out)["findings"]

    assert ("drinks.ttl", '"B"@en') == (found["edition"], found["quote"])
    assert [] == json.loads(run("check", drinks, *options).out)["findings"]


def test_rules(run: Run) -> None:
    """The rules are listed, and explained by name, group or alias."""
    assert "mapping-clash" in run("rules").out
    assert run("rules", "qskos:mc").out.startswith("# mapping-clash\n")
    assert 9 <= len(json.loads(run("rules", "integrity", "--format", "json").out)["rules"])
    assert "did you mean 'mapping-clash'" in run("rules", "mapping-clsh").err
