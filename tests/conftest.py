"""
What holds for all tests.

A law is tried with few examples; with `GUIDEGRAPH_EXAMPLES=all`, as in CI, with as many as it asks
for.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings


FEW = 15
COMPILED = Path(__file__).resolve().parents[1] / ".pytest_cache" / "bytecode"
EVERY_EXAMPLE = os.environ.get("GUIDEGRAPH_EXAMPLES") == "all"

# How long an example takes says more of the machine than of the code.
settings.register_profile("guidegraph", deadline=None)
settings.load_profile("guidegraph")

if sys.dont_write_bytecode:
    # Where nothing may be left beside the code, each of the many processes that tests start would
    # compile all of it again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(COMPILED)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Laws that are not slow are tried with few examples, unless all are asked for."""
    if EVERY_EXAMPLE:
        return
    for item in items:
        law = getattr(item, "obj", None)
        asked = getattr(law, "_hypothesis_internal_use_settings", None)
        if asked is not None and item.get_closest_marker("slow") is None:
            fewer = settings(asked, max_examples=min(FEW, asked.max_examples))
            law._hypothesis_internal_use_settings = fewer  # type: ignore[union-attr]  # it is a law
