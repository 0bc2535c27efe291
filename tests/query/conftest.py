"""Queries about the same graphs ask the same worker."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _workers(kept_workers: None) -> None:
    pass
