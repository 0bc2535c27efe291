"""Deltas as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from guidegraph.model.delta import Delta


__all__ = ["to_json"]

_SCHEMA = "https://w3id.org/guidegraph/schema/delta/1"


def to_json(delta: Delta) -> bytes:
    """A delta as JSON, each field under its name."""
    content = {"schema": _SCHEMA, **asdict(delta)}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
