"""A diff as JSON lines: a header, then each change, then the counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from guidegraph.render.format import Format, FormatSupport, RenderOptions, ResultKind


if TYPE_CHECKING:
    from guidegraph.model.changes import Comparison
    from guidegraph.model.concepts import ConceptDiff


def _write(comparison: Comparison, page: RenderOptions) -> bytes:
    from guidegraph.render.grouping import ordered

    return _lines(_records(ordered(comparison, page)))


def _write_concepts(diff: ConceptDiff, _page: RenderOptions) -> bytes:
    return _lines(_records_of_concepts(diff))


def _lines(records: Iterator[dict[str, Any]]) -> bytes:
    # A line ends with a line end and nothing else: U+2028 and its like are escaped, since many
    # readers of lines stop at them.
    return "".join(f"{json.dumps(record, ensure_ascii=True)}\n" for record in records).encode()


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


def _records_of_concepts(diff: ConceptDiff) -> Iterator[dict[str, Any]]:
    from guidegraph.render.data.changes import SCHEMAS
    from guidegraph.render.data.concepts import data_of_concept_change, data_of_concept_counts

    yield {
        "record": "diff",
        "schema": f"{SCHEMAS}/concept-lines/1",
        "old": diff.old,
        "new": diff.new,
    }
    for change in diff.changes:
        yield {"record": "change", **data_of_concept_change(change)}
    for change in diff.others:
        yield {"record": "other", **data_of_concept_change(change)}
    yield {"record": "summary", **data_of_concept_counts(diff)}


form = Format(
    name="JSON lines",
    media_type="application/jsonl",
    suffix=".jsonl",
    holds={
        ResultKind.DIFF: FormatSupport(
            write=_write, losses="The pairs of unchanged items are counted."
        ),
        ResultKind.CONCEPTS: FormatSupport(
            write=_write_concepts, losses="The concepts without a difference are counted."
        ),
    },
)
