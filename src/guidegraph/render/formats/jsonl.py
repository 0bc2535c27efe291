"""A diff as JSON lines: a header, then each change, then the counts and the audit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from guidegraph.model.changes import Comparison
from guidegraph.model.errors import MisuseError
from guidegraph.render.data.changes import (
    SCHEMAS,
    data_of_audit,
    data_of_change,
    data_of_summary,
)
from guidegraph.render.renderer import Page


__all__ = ["render"]


@singledispatch
def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A diff as JSON lines."""
    raise MisuseError("the format 'jsonl' is for diffs; take 'json', or run 'guidegraph diff'")


@render.register
def _(result: Comparison, page: Page) -> str:  # noqa: ARG001 - every format has a page
    # A line ends with a line end and nothing else: U+2028 and its like are escaped, since many
    # readers of lines stop at them.
    lines = (json.dumps(record, ensure_ascii=True) for record in _records(result))
    return "".join(f"{line}\n" for line in lines)


def _records(comparison: Comparison) -> Iterator[dict[str, Any]]:
    changes = comparison.changes
    yield {
        "record": "diff",
        "schema": f"{SCHEMAS}/diff-lines/1",
        "old": list(changes.old),
        "new": changes.new,
    }
    for change in changes.changes:
        yield {"record": "change", **data_of_change(change)}
    yield {
        "record": "summary",
        "changes": len(changes.changes),
        "unchanged": len(changes.unchanged),
        "summary": data_of_summary(changes),
        "audit": data_of_audit(changes.audit),
        "omitted": len(changes.hidden),
    }
