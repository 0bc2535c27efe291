"""The diffs of our editions, as they were read word by word against the sources."""

from __future__ import annotations

from functools import cache

import pytest

from guidegraph.model.changes import Comparison
from guidegraph.render.format import RenderOptions, written
from guidegraph.workspace import Workspace
from tests.golden_files import golden


PAIRS = [
    (("2013-peer",), "combined"),
    (("supervisor",), "combined"),
    (("2013-peer", "supervisor"), "combined"),
]


@cache
def _compared(old: tuple[str, ...], new: str) -> Comparison:
    return Workspace.open(lineage=False).diff(old, new)


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=str)
def test_golden(old: tuple[str, ...], new: str) -> None:
    """Every change is told as a person has judged it."""
    actual = written("text", _compared(old, new), RenderOptions(everything=True)).decode()

    assert golden(f"diff-{'-'.join(old)}--{new}.txt", actual) == actual


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=str)
def test_no_unchanged_item_is_listed(old: tuple[str, ...], new: str) -> None:
    """What is listed differs in label, text, place, type, number, links, or in how many it is."""
    comparison = _compared(old, new)

    assert comparison.changes.audit.passed
    assert all(
        change.facets or len(change.old) != 1 or len(change.new) != 1
        for change in comparison.changes.changes
    )
    old_items = {(e.id, i.id): i for e in comparison.old for i in e.items}
    for pair in comparison.changes.unchanged:
        before, after = old_items[pair.old.edition, pair.old.id], comparison.new.by_id[pair.new.id]
        assert (before.label, before.text) == (after.label, after.text)
