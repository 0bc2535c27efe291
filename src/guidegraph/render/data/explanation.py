"""Why an item was aligned as it was, as JSON."""

from __future__ import annotations

from typing import Any

from guidegraph.model.explanation import Explanation
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.renderer import by_type


__all__ = ["data"]


def _data_of_explanation(result: Explanation) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/explain/1",
        "item": {"edition": result.ref.edition, "id": result.ref.id},
        "reason": result.reason,
        "candidates": [
            {
                "item": {"edition": candidate.ref.edition, "id": candidate.ref.id},
                "chosen": candidate.chosen,
                "score": round(candidate.score, 4),
                "features": {
                    name: round(value, 4) for name, value in sorted(candidate.features.items())
                },
            }
            for candidate in result.candidates
        ],
    }


data = by_type({Explanation: _data_of_explanation})
