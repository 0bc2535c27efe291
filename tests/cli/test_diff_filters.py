"""Every filter of `guidegraph diff` filters, on the real editions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner

from guidegraph.cli.main import guidegraph


def _run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(guidegraph, ["diff", "2013-peer", "combined", *arguments])
    return done.return_value if done.exit_code == 0 else done.exit_code, done.stdout


def _diff(*arguments: str) -> Mapping[str, Any]:
    _, shown = _run("--format", "json", *arguments)
    found: Mapping[str, Any] = json.loads(shown)
    return found


@cache
def _everything() -> Mapping[str, Any]:
    return _diff()


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        ("dropped", lambda change: change["relation"] == "dropped"),
        ("duplicate", lambda change: change["duplicate_of"] is not None),
        ("moved", lambda change: "moved" in change["facets"]),
        ("substantive", lambda change: change["wording"] == "substantive"),
        ("confusable", lambda change: "confusable" in change["aspects"]),
    ],
)
def test_only_and_exclude(kind: str, holds: Any) -> None:
    """`--only` shows all changes of a kind and no others, `--exclude` all others; none is lost."""
    of_kind = [change["id"] for change in _everything()["changes"] if holds(change)]
    only, without = _diff("--only", kind), _diff("--exclude", kind)

    assert of_kind
    assert of_kind == [change["id"] for change in only["changes"]]
    assert len(_everything()["changes"]) == only["omitted"] + len(only["changes"])
    assert not {change["id"] for change in without["changes"]} & set(of_kind)
    assert len(of_kind) == without["omitted"]
    assert _everything()["audit"] == only["audit"] == without["audit"]


def test_min_confidence() -> None:
    """`--min-confidence` hides what is less sure; what was confirmed is sure, no drop is."""
    shown = _diff("--no-lineage", "--min-confidence", "0.95")["changes"]

    assert 0 < len(shown) < len(_diff("--no-lineage")["changes"])
    pairs = [one for one in _everything()["changes"] if one["old"] and one["new"]]
    assert pairs == _diff("--min-confidence", "1")["changes"]
    assert all(change["confidence"] >= 0.95 for change in shown)


def test_summary() -> None:
    """`--summary` shows the counts and the proof, and no change."""
    _, shown = _run("--summary")

    assert "1  dropped" in shown
    assert "is explained exactly once" in shown
    assert "LOOK HERE" not in shown


def test_by_type() -> None:
    """`--by type` groups by the type of item."""
    _, by_type = _run("--by", "type", "--all")
    _, by_value = _run("--all")

    assert "SupervisorRole ──" in by_type
    assert "SupervisorRole ──" not in by_value


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), 0),
        (("--exit-code",), 1),
        (("--fail-on", "dropped"), 1),
        (("--fail-on", "dropped", "--format", "json"), 1),
        (("--fail-on", "regrouped"), 0),
        # A gate looks at all changes, also at those that are not shown.
        (("--fail-on", "dropped", "--only", "moved"), 1),
        (("--fail-on", "nonsense"), 2),
        (("--only", "nonsense"), 2),
        (("--min-confidence", "2"), 2),
        (("--format", "nonsense"), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], expected: int) -> None:
    """The exit code is 1 only where a gate was asked for and hit; it never hangs on the format."""
    from guidegraph.cli.main import _run as run

    assert expected == run(["diff", "2013-peer", "combined", *arguments])


def test_explain() -> None:
    """`--explain` names the candidates of an item with what speaks for each, and why it went."""
    _, shown = _run("--no-lineage", "--explain", "value/7/practice/4")

    assert "2013-peer:value/7/practice/4" in shown
    assert "candidates, the most likely first" in shown
