"""
What holds for all tests.

A law is tried with few examples; with `GUIDEGRAPH_EXAMPLES=all`, as in CI, with as many as it asks
for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from hypothesis import settings

from guidegraph.store import worker


FEW = 10
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


@pytest.hookimpl(trylast=True)  # when the tests that are not run are left out
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


class _KeptWorker(worker.Worker):
    """A worker that goes on when its question is answered."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


@pytest.fixture(scope="session")
def started_workers() -> Iterator[dict[bytes, worker.Worker]]:
    """The workers that answer about some graphs; they are stopped in the end."""
    found: dict[bytes, worker.Worker] = {}
    yield found
    for each in found.values():
        each.close()


@pytest.fixture
def kept_workers(
    started_workers: dict[bytes, worker.Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Queries about the same graphs ask the same worker, instead of starting one for each."""

    def kept(quads: bytes = b"") -> worker.Worker:
        if quads not in started_workers:
            started_workers[quads] = _KeptWorker(quads)
        return started_workers[quads]

    monkeypatch.setattr(worker, "Worker", kept)
