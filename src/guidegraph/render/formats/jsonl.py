"""A diff as JSON lines: a header, then each change, then the counts and the audit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison


def _write(comparison: Comparison, page: RenderOptions) -> bytes:
    from guidegraph.render.grouping import ordered

    # A line ends with a line end and nothing else: U+2028 and its like are escaped, since many
    # readers of lines stop at them.
    lines = (
        json.dumps(record, ensure_ascii=True) for record in _records(ordered(comparison, page))
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _records(comparison: Comparison) -> Iterator[dict[str, Any]]:
    from guidegraph.render.data.changes import (
        SCHEMAS,
        data_of_audit,
        data_of_change,
        data_of_identifiers,
        data_of_property,
        data_of_summary,
    )
    from guidegraph.render.details import Details

    changes = comparison.changes
    details = Details(comparison, everything=True)
    yield {
        "record": "diff",
        "schema": f"{SCHEMAS}/diff-lines/1",
        "old": list(changes.old),
        "new": changes.new,
    }
    for change in changes.changes:
        yield {"record": "change", **data_of_change(change, details)}
    yield {
        "record": "summary",
        "changes": len(changes.changes),
        "properties": [data_of_property(edit) for edit in changes.properties],
        "identifiers": [data_of_identifiers(use, details) for use in changes.identifiers],
        "unchanged": len(changes.unchanged),
        "summary": data_of_summary(changes),
        "audit": data_of_audit(changes.audit),
        "omitted": len(changes.hidden),
    }


form = Format(
    name="JSON lines",
    media_type="application/jsonl",
    suffix=".jsonl",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_write, losses="The pairs of unchanged items are counted."
        )
    },
)
