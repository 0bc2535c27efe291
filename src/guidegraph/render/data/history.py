"""Biographies and origins of wordings as plain data."""

from __future__ import annotations

from typing import Any

from guidegraph.model.history import Biography, Blame, Event, Witness
from guidegraph.render.data.changes import SCHEMAS, data_of_change
from guidegraph.render.renderer import by_type


__all__ = ["data", "data_of_biography", "data_of_blame"]


def data_of_biography(biography: Biography) -> dict[str, Any]:
    """An item's biography."""
    return {
        "schema": f"{SCHEMAS}/log/1",
        "item": _witness(biography.item),
        "lineage": biography.lineage,
        "events": [_event(event) for event in biography.events],
    }


def data_of_blame(blame: Blame) -> dict[str, Any]:
    """Where the wording of an edition comes from."""
    return {
        "schema": f"{SCHEMAS}/blame/1",
        "edition": blame.edition,
        "items": [
            {
                **_witness(entry.item),
                "since": entry.since,
                "previous": [_witness(witness) for witness in entry.previous],
                "runs": [{"edition": run.edition, "text": run.text} for run in entry.runs],
            }
            for entry in blame.items
        ],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind.value,
        "edition": event.edition,
        "issued": event.issued,
        "before": event.before,
        "old": [_witness(witness) for witness in event.old],
        "new": [_witness(witness) for witness in event.new],
        "change": data_of_change(event.change) if event.change else None,
    }


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "edition": witness.ref.edition,
        "id": witness.ref.id,
        "name": witness.name,
        "notation": witness.notation,
        "text": witness.text,
    }


data = by_type({Biography: data_of_biography, Blame: data_of_blame})
