"""Diffs as JSON lines."""

from __future__ import annotations

import json

import pytest

from guidegraph.model.errors import MisuseError
from guidegraph.model.report import RuleBook
from guidegraph.render.format import RenderOptions, written
from tests.comparisons import HOSTILE, hostile, reading_rooms
from tests.golden_files import golden


def test_golden() -> None:
    """A small diff gives the lines that a person has judged."""
    actual = written("jsonl", reading_rooms(), RenderOptions()).decode()

    assert golden("reading-rooms.jsonl", actual) == actual


def test_lines() -> None:
    """A header, the changes as in the format json, then the counts and the audit."""
    comparison = reading_rooms()
    whole = json.loads(written("json", comparison, RenderOptions()).decode())
    lines = written("jsonl", comparison, RenderOptions()).decode().splitlines()
    header, *changes, summary = (json.loads(line) for line in lines)

    assert {"record": "diff", "old": ["2024"], "new": "2026"} == {
        key: value for key, value in header.items() if key != "schema"
    }
    assert whole["changes"] == [
        {key: value for key, value in change.items() if key != "record"} for change in changes
    ]
    assert whole["summary"] == summary["summary"]
    assert whole["audit"] == summary["audit"]
    assert len(whole["unchanged"]) == summary["unchanged"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """No text ends a line, wherever a reader thinks that lines end."""
    lines = written("jsonl", hostile(text), RenderOptions()).decode().splitlines()

    assert 5 == len(lines)
    assert f"{text} before" == json.loads(lines[1])["words"][1]["text"]


def test_other_results() -> None:
    """JSON lines are for diffs."""
    with pytest.raises(MisuseError, match="the format 'jsonl' cannot hold rules; use one of"):
        written("jsonl", RuleBook(cards=()))
