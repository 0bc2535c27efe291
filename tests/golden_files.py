"""Texts that a person has judged once, and that stay so."""

from __future__ import annotations

import os
from pathlib import Path


__all__ = ["golden"]

FOLDER = Path(__file__).parent / "golden"


def golden(name: str, actual: str) -> str:
    """
    The golden file *name*; with `GUIDEGRAPH_GOLDEN=write` in the environment it is written first.
    """
    file = FOLDER / name
    if os.environ.get("GUIDEGRAPH_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(actual.encode())
    return file.read_bytes().decode()
