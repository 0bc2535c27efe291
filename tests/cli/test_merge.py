"""Two drafts merged on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator


Run = Callable[..., Any]
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "merge.schema.json"
RULES = "# Rooms\n\n## Rules\n\nStaff {} greet everyone.\n\nBooks are replaced within {}.\n"


@pytest.fixture(autouse=True)
def files() -> None:
    """A base and three drafts."""
    for name, words in {
        "base": ("must", "a month"),
        "ours": ("may", "a month"),
        "theirs": ("must", "a year"),
        "other": ("should", "a month"),
    }.items():
        Path(f"{name}.md").write_text(RULES.format(*words))


@pytest.mark.parametrize("suffix", ["ttl", "csv", "json", "jsonld", "md"])
def test_written(run: Run, suffix: str) -> None:
    """Without a conflict the exit code is 0, and the merged edition is in the file."""
    result = run("merge", "base.md", "ours.md", "theirs.md", "-o", f"merged.{suffix}")
    shown = run("show", f"merged.{suffix}").out

    assert (0, "") == (result.code, result.err)
    assert "0  conflicts" in result.out
    assert "Staff may greet everyone." in shown
    assert "Books are replaced within a year." in shown


def test_outline(run: Run) -> None:
    """Markdown is written so that an editor can go on with it."""
    run("merge", "base.md", "ours.md", "theirs.md", "-o", "merged.md")

    assert RULES.format("may", "a year") == Path("merged.md").read_text()


def test_outline_with_losses(run: Run) -> None:
    """What an outline does not hold is said."""
    for name, words in (("a", "must"), ("b", "must"), ("c", "may")):
        data = {"@id": "https://x.test/1", "http://www.w3.org/2004/02/skos/core#prefLabel": words}
        Path(f"{name}.jsonld").write_text(json.dumps(data))
    result = run("merge", "a.jsonld", "b.jsonld", "c.jsonld", "-o", "merged.md")

    assert "merged.md does not hold the IRI of" in result.err


def test_conflict(run: Run) -> None:
    """A conflict is exit code 1, in every format of the report."""
    for form in ("text", "csv", "json"):
        result = run("merge", "base.md", "ours.md", "other.md", "--format", form)

        assert 1 == result.code
        assert "Staff should greet everyone." in result.out

    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(json.loads(result.out))


def test_misuse(run: Run) -> None:
    """A suffix that no format has is refused before anything is read."""
    result = run("merge", "base.md", "ours.md", "gone.md", "-o", "merged.doc")

    assert 2 == result.code
    assert "merged.doc: an edition cannot be written" in result.err
