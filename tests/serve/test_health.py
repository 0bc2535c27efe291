"""The server answers others while it reads what a hostile client has sent."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from hostile_requests import FREEZING
from load import HEALTHY_SECONDS, Server, Times, addresses, health_during, idle, running, status_of


pytestmark = pytest.mark.slow  # hostile requests take a while

HEADERS = {
    "Accept": '"' + '\\"' * 14_000,
    "Accept-Language": "a-" * 14_000,
    "Range": f"bytes={' ' * 29_000}",
    "If-None-Match": 'W/"' * 9_000,
    "Content-Type": 'a/b;x="' * 4_000,
}
ANSWERED = frozenset(("a reconcile bomb", "an answer of 38 MB"))
REFUSED = frozenset((400, 403, 413, 503))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The bundled library, served, with all that is read at the first request."""
    with running() as found:
        for path in addresses():
            status_of(found.port, path)
        yield found


@pytest.fixture
def calm(server: Server) -> Times:
    """How long the server takes when nobody else asks, on a machine that may be busy."""
    return idle(server.port, 1.0)


@pytest.mark.parametrize("name", FREEZING)
def test_hostile_forms(server: Server, calm: Times, name: str) -> None:
    """A query or a batch is read beside the event loop, and the server says that it is well."""
    statuses: list[int] = []
    found, well = health_during(
        server.port, lambda: statuses.append(status_of(server.port, *FREEZING[name])), calm
    )

    assert well, f"{found['/health']}; idle: {calm}"
    assert set(statuses) <= ({200} if name in ANSWERED else REFUSED)


@pytest.mark.parametrize("name", HEADERS)
def test_hostile_headers(server: Server, calm: Times, name: str) -> None:
    """A header is read in no time."""
    for path in ("/combined", "/combined.html", "/sparql"):
        began = time.perf_counter()
        status_of(server.port, path, headers=(f"{name}: {HEADERS[name]}",))
        assert time.perf_counter() - began < HEALTHY_SECONDS + 5 * calm.most
