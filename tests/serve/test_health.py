"""The server answers others while it reads what a hostile client has sent."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.cli.test_serve import serving


pytestmark = pytest.mark.slow  # hostile requests take a while

QUERIES = {
    "dots": f"SELECT * {{{'a.' * 50_000}}}",
    "dashes": f"SELECT * {{{'a-' * 50_000}}}",
    "a string": 'SELECT * {"' + '\\"' * 50_000 + "}",
    "a long string": 'SELECT * {"""' + '\\"""' * 25_000 + "}",
    "bases": "BASE <a/> " * 16_000 + "ASK {}",
    "prefixes": "PREFIX a: <a/> " * 16_000 + "ASK {}",
    "relative": f"BASE <{'a/' * 900}> SELECT * {{{'<b> ' * 50_000}}}",
    "words": f"SELECT * {{{'?a ' * 100_000}}}",
    "brackets": f"SELECT * {{{'{' * 100_000}}}",
    "escapes": "SELECT * {" + "\\u0041 " * 30_000 + "}",
}
HEADERS = {
    "accept": '"' + '\\"' * 14_000,
    "accept_language": "a-" * 14_000,
    "range": f"bytes={' ' * 29_000}",
    "if_none_match": 'W/"' * 9_000,
    "content_type": 'a/b;x="' * 4_000,
}


class Probed:
    """A server in a process of its own, and how long it takes when nobody else asks."""

    def __init__(self, url: str) -> None:
        self.port = urlsplit(url).port or 0
        self.calm = sorted(self.probe() for _ in range(20))

    def ask(
        self,
        path: str,
        body: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> int:
        """The status of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = None if body is None else urlencode(body)
        typed = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request("POST" if body else "GET", path, sent, {**typed, **(headers or {})})
        with connection.getresponse() as answer:
            answer.read()
        connection.close()
        return answer.status

    def probe(self) -> float:
        """How long the server takes to say that it is well."""
        began = time.perf_counter()
        assert 200 == self.ask("/health")
        return time.perf_counter() - began

    def status_while_well(self, *asked: Any) -> int:
        """The status of a hostile request, while the server answers others as fast as ever."""
        times = []
        with ThreadPoolExecutor() as pool:
            hostile = pool.submit(self.ask, *asked)
            while not hostile.done():
                times.append(self.probe())
        if times:  # on a machine that is busy with others, a calm server is slow, too
            assert median(times) < max(0.1, 4 * median(self.calm))
            assert max(times) < max(2.0, 5 * max(self.calm))
        return hostile.result()


@pytest.fixture(scope="module")
def probed() -> Iterator[Probed]:
    """The bundled library, served, with all that is read at the first request."""
    with serving() as (_, url):
        found = Probed(url)
        found.ask("/combined.html")
        found.ask("/sparql", {"query": "ASK {}"})
        found.ask("/reconcile", {"queries": '{"q": {"query": "x"}}'})
        yield found


@pytest.mark.parametrize("name", QUERIES)
def test_hostile_queries(probed: Probed, name: str) -> None:
    """A query is read beside the event loop, in a bounded time."""
    status = probed.status_while_well("/sparql", {"query": QUERIES[name]})

    assert status in (400, 403, 503)


@pytest.mark.parametrize("name", HEADERS)
def test_hostile_headers(probed: Probed, name: str) -> None:
    """A header is read in no time."""
    for path in ("/combined", "/combined.html", "/sparql"):
        began = time.perf_counter()
        probed.status_while_well(path, None, {name.replace("_", "-"): HEADERS[name]})

        assert time.perf_counter() - began < max(1.0, 5 * max(probed.calm))


def test_a_large_batch(probed: Probed) -> None:
    """Reconciliation of the most and longest texts at once makes nobody wait."""
    batch = {f"q{number}": {"query": "respect for the " * 600} for number in range(50)}

    assert 200 == probed.status_while_well("/reconcile", {"queries": json.dumps(batch)})
