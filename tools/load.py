"""
Serve the library to many readers and to hostile clients, and say what is not as promised.

```
python tools/load.py [--seconds 10] [--requests 100000] [--every 1]
```

`guidegraph serve` runs as a process of its own on this machine. Promised is: 200 readers at once
get their answers; the server says that it is well within 0.1 seconds whatever a hostile client has
sent, apart from what it takes when nothing else happens; its memory does not grow with the number
of requests; each hostile path, header and query gets an answer that is no fault of ours, and no
trace of an error is in the log. The figures are printed; the exit code is 1 if a promise is broken.

What other programs do at the same time only ever adds to a time: a time that is too long is
measured again, up to three times.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urlencode

from hostile_requests import BOMB, ENDLESS, FREEZING, LONG_ANSWER, headers, paths, queries


READERS, AT_ONCE, TRIES = 200, 16, 3
HEALTHY_SECONDS = 0.1
PATIENCE = 60.0
MOST_GROWTH = 16 * 1024**2
# A limit was reached, or an answer of another kind than a fault.
ALLOWED = frozenset((*range(200, 500), 503, 504))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/guidegraph/ontology#Paragraph> }"
LABELS = "SELECT * { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o } LIMIT 20"
RECONCILED = '{"q": {"query": "respect"}}'
FORM = "Content-Type: application/x-www-form-urlencoded"

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer, and its body."""

    status: int
    body: bytes


@dataclass(slots=True)
class Server:
    """A server as a process, and where it writes what it says."""

    process: subprocess.Popen[str]
    port: int
    log: IO[bytes]
    faults: list[str] = field(default_factory=list)

    def memory(self) -> tuple[int, int]:
        """The memory of the server and of its workers, in bytes."""
        own = str(self.process.pid)
        listed = [each for each in Path("/proc").iterdir() if each.name.isdigit()]
        workers = [each.name for each in listed if _of(each.name, "PPid") == int(own)]
        return 1024 * _of(own, "VmRSS"), 1024 * sum(_of(each, "VmRSS") for each in workers)

    def traces(self) -> int:
        """How often something in the log is a fault of guidegraph."""
        self.log.seek(0)
        return sum(b"Traceback" in line or b"internal error" in line for line in self.log)


def _of(process: str, name: str) -> int:
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{name}:\s*(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


@contextmanager
def running() -> Iterator[Server]:
    """The library of this project, served."""
    source = str(Path(__file__).resolve().parents[1] / "src")
    with TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "guidegraph", "serve", "--port", "0"],
            env={**os.environ, "PYTHONPATH": source},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert process.stdout is not None
            found = re.search(r":(\d+)/", process.stdout.readline())
            if found is None:
                raise SystemExit("the server does not start")
            yield Server(process, int(found[1]), log)
        finally:
            process.terminate()
            process.communicate(timeout=30)


@dataclass(slots=True)
class Client:
    """A connection over which one request after another is sent."""

    incoming: asyncio.StreamReader
    outgoing: asyncio.StreamWriter

    async def send(self, raw: bytes) -> None:
        """Send a request as it is."""
        self.outgoing.write(raw)
        await self.outgoing.drain()

    async def answer(self) -> Answer:
        """The next answer."""
        head = await self.incoming.readuntil(b"\r\n\r\n")
        length = re.search(rb"\r\ncontent-length: (\d+)", head, re.IGNORECASE)
        body = await self.incoming.readexactly(int(length[1])) if length else b""
        return Answer(int(head.split(b" ", 2)[1]), body)

    async def get(self, path: str, *lines: str) -> Answer:
        """The answer to a request for a path, with more lines in its head."""
        head = "\r\n".join((f"GET {path} HTTP/1.1", "Host: x", *lines))
        await self.send(f"{head}\r\n\r\n".encode())
        return await self.answer()

    async def post(self, path: str, body: str) -> Answer:
        """The answer to a form."""
        length = f"Content-Length: {len(body)}"
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\n{FORM}\r\n{length}\r\n\r\n"
        with suppress(ConnectionError):  # it may be refused before all of it is sent
            await self.send((head + body).encode())
        return await self.answer()


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Client]:
    """A connection to the server."""
    async with asyncio.timeout(PATIENCE):
        client = Client(*await asyncio.open_connection("127.0.0.1", port, limit=1 << 20))
        try:
            yield client
        finally:
            client.outgoing.close()


def addresses() -> Sequence[str]:
    """What readers ask for: pages of items, data, downloads, queries, searches."""
    items = [f"/combined/value/{number}" for number in range(1, 11)]
    forms = (".html", ".json", ".ttl", ".nt", ".jsonld", ".rdf")
    own = (
        *("/combined.html", "/combined.ttl", "/combined.jsonld", "/assets/site.css", "/health"),
        *("/api/editions", "/api/search?q=peers", "/api/editions/combined/items/value/7"),
        *(f"/sparql?{urlencode({'query': each, 'format': 'csv'})}" for each in (COUNT, LABELS)),
        f"/reconcile?{urlencode({'queries': RECONCILED})}",
    )
    return (*(f"{item}{form}" for item in items for form in forms), *own)


async def _readers(port: int, seconds: float) -> tuple[int, Counter[str]]:
    """How many answers readers got in some time, and what else they got."""
    answers, wrong = 0, Counter[str]()
    wanted = addresses()
    until = time.monotonic() + seconds

    async def read(number: int) -> None:
        nonlocal answers
        at = number * 7
        try:
            async with connected(port) as client:
                while time.monotonic() < until:
                    path = wanted[at % len(wanted)]
                    found = await client.get(path)
                    answers, at = answers + 1, at + 1
                    if found.status != 200:
                        wrong[f"{found.status} for {path[:40]}"] += 1
        except (OSError, EOFError, TimeoutError) as error:
            wrong[f"{type(error).__name__} at {wanted[at % len(wanted)][:40]}"] += 1

    await asyncio.gather(*(read(number) for number in range(READERS)))
    return answers, wrong


def many_readers(server: Server, seconds: float, report: Report) -> None:
    """All of 200 readers are answered."""
    answers, wrong = asyncio.run(_readers(server.port, seconds))
    report(f"{READERS} readers", f"{answers} answers in {seconds:g} s, {wrong.total()} errors")
    server.faults += [f"a reader got {what} ({times} times)" for what, times in wrong.items()]


def _prober(port: int, paths: Sequence[str]) -> None:
    """Ask again and again, and once more after a line of input; print the times."""
    import select

    is_last = False
    while True:
        for path in paths:
            print(path, _seconds(port, path), flush=True)
        if is_last:
            return
        is_last = bool(select.select([sys.stdin], [], [], 0.003)[0])


def _seconds(port: int, path: str) -> float:
    """How long a request takes, from its connection on."""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        head = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        begin = connection.recv(65_536)
        while connection.recv(65_536):
            pass
    if not begin.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"{path}: {begin[:40]!r}")
    return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Times:
    """How long requests took, in seconds."""

    middle: float
    most: float

    def __str__(self) -> str:
        return f"median {self.middle * 1000:.1f} ms, at most {self.most * 1000:.0f} ms"


def times_during(port: int, what: Callable[[], object], *asked: str) -> dict[str, Times]:
    """How long others wait while something happens, measured by a process of its own."""
    with subprocess.Popen(
        [sys.executable, __file__, "--probe", str(port), *asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as prober:
        assert prober.stdout is not None
        for _ in asked:  # it runs
            prober.stdout.readline()
        what()
        lines = prober.communicate("\n")[0].splitlines()
    if prober.returncode:
        raise SystemExit(f"the server does not answer others: {lines}")
    found: dict[str, list[float]] = {path: [] for path in asked}
    for path, seconds in (line.split() for line in lines):
        found[path].append(float(seconds))
    return {path: Times(median(each), max(each)) for path, each in found.items()}


def idle(port: int, seconds: float) -> Times:
    """How long a request for the health of the server takes when nothing else happens."""
    return times_during(port, lambda: time.sleep(seconds), "/health")["/health"]


def health_during(
    port: int, what: Callable[[], object], calm: Times, *pages: str
) -> tuple[dict[str, Times], bool]:
    """The times while something happens, and whether the health was told in time in one try."""
    for _ in range(TRIES):
        found = times_during(port, what, "/health", *pages)
        if found["/health"].most <= HEALTHY_SECONDS + calm.most:
            return found, True
    return found, False


def status_of(port: int, path: str, form: str | None = None, headers: Sequence[str] = ()) -> int:
    """The status of the answer to a request for a path, or to a form."""

    async def ask() -> int:
        async with connected(port) as client:
            sent = client.get(path, *headers) if form is None else client.post(path, form)
            return (await sent).status

    return asyncio.run(ask())


def freezing(server: Server, names: Iterable[str], seconds: float, report: Report) -> None:
    """The server says that it is well while it reads what once made it stand still."""
    calm = idle(server.port, seconds)
    report("/health, idle", str(calm))
    for name in names:
        statuses: list[int] = []

        def ask(name: str = name, statuses: list[int] = statuses) -> None:
            statuses.append(status_of(server.port, *FREEZING[name]))

        found, well = health_during(server.port, ask, calm)
        report(f"/health during {name}", f"{found['/health']} (answer {statuses[-1]})")
        if not well:
            server.faults.append(f"/health took {found['/health'].most:.2f} s during {name}")
        if statuses[-1] not in ALLOWED:
            server.faults.append(f"{name}: {statuses[-1]}")


def _read_slowly(port: int, seconds: float) -> None:
    """Take a part of a long answer, a little at a time."""
    form = urlencode({"query": LONG_ANSWER, "format": "json"})
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\n{FORM}\r\nContent-Length: {len(form)}\r\n\r\n"
        connection.sendall((head + form).encode())
        until = time.monotonic() + seconds
        while time.monotonic() < until and connection.recv(16_384):
            time.sleep(0.1)


def all_at_once(server: Server, seconds: float, report: Report) -> None:
    """An endless query, a reconcile bomb and a slow reader make nobody else wait."""
    calm = idle(server.port, min(seconds, 2.0))
    page = "/combined/value/7.html"

    async def together() -> None:
        endless, bomb = (urlencode({"query": ENDLESS}), urlencode({"queries": BOMB}))
        slow = asyncio.to_thread(_read_slowly, server.port, seconds)
        bombs = asyncio.to_thread(status_of, server.port, "/reconcile", bomb)
        end = asyncio.to_thread(status_of, server.port, "/sparql", endless)
        await asyncio.gather(slow, bombs, end)

    found, well = health_during(server.port, lambda: asyncio.run(together()), calm, page)
    report("all at once: /health", str(found["/health"]))
    report("all at once: a page", str(found[page]))
    if not well:
        server.faults.append(f"/health took {found['/health'].most:.2f} s when all came at once")


async def _requests(port: int, count: int) -> Counter[int]:
    """The statuses of many answers, over connections that are kept."""
    wanted = addresses()
    statuses = Counter[int]()

    async def some(first: int) -> None:
        for start in range(first, count, AT_ONCE * 500):
            async with connected(port) as client:
                for number in range(start, min(start + AT_ONCE * 500, count), AT_ONCE):
                    statuses[(await client.get(wanted[number * 5 % len(wanted)])).status] += 1

    await asyncio.gather(*(some(first) for first in range(AT_ONCE)))
    return statuses


def memory_after(server: Server, count: int, report: Report) -> None:
    """Memory does not grow with the number of requests."""
    asyncio.run(_requests(server.port, max(count // 10, 1_000)))  # what is cached is there
    before = server.memory()
    began = time.monotonic()
    statuses = asyncio.run(_requests(server.port, count))
    took = time.monotonic() - began
    grown = [now - then for now, then in zip(server.memory(), before, strict=True)]
    report(f"{count} requests", f"{took:.0f} s, statuses {dict(sorted(statuses.items()))}")
    for who, then, more in zip(("server", "workers"), before, grown, strict=True):
        report(f"memory of the {who}", f"{then / 1e6:.0f} MB, then {more / 1e6:+.1f} MB")
        if more > MOST_GROWTH:
            server.faults.append(f"the memory of the {who} grew by {more / 1e6:.0f} MB")
    if set(statuses) != {200}:
        server.faults.append(f"statuses {dict(statuses)} for requests that anybody may send")


def hostile() -> Iterator[tuple[str, bytes]]:
    """The kind of each hostile request, and the request as it is sent."""
    last = b"Connection: close\r\n\r\n"
    for path in paths():
        yield "paths", b"GET %s HTTP/1.1\r\nHost: x\r\n%s" % (path, last)
    for place, line in headers():
        yield "headers", b"GET %s HTTP/1.1\r\n%s\r\n%s" % (place.encode(), line, last)
    for query in queries():
        form = urlencode({"query": query}).encode()
        lines = f"{FORM}\r\nContent-Length: {len(form)}\r\n".encode()
        yield "queries", b"POST /sparql HTTP/1.1\r\n%s%s%s" % (lines, last, form)


def hostile_requests(server: Server, every: int, report: Report) -> None:
    """Each hostile request gets an answer, and none is a fault of ours."""
    statuses: dict[str, Counter[int | str]] = {}
    slowest = 0.0

    async def send(queue: Iterator[tuple[str, bytes]]) -> None:
        nonlocal slowest
        for kind, raw in queue:
            began = time.monotonic()
            status: int | str
            try:
                async with connected(server.port) as client:
                    with suppress(ConnectionError):
                        await client.send(raw)
                    found = await client.incoming.read()
                status = int(found.split(b" ", 2)[1]) if found else "no answer"
            except (OSError, TimeoutError, ValueError, IndexError) as error:
                found, status = b"", type(error).__name__
            slowest = max(slowest, time.monotonic() - began)
            statuses.setdefault(kind, Counter())[status] += 1
            head = found.partition(b"\r\n\r\n")[0].lower()
            if status not in ALLOWED or b"\r\nx-evil" in head or b"root:x:" in found:
                server.faults.append(f"{status} for {raw[:120]!r}")

    async def all_of_them() -> None:
        queue = iter(list(hostile())[::every])
        await asyncio.gather(*(send(queue) for _ in range(AT_ONCE // 2)))

    asyncio.run(all_of_them())
    for kind, found in statuses.items():
        said = ", ".join(f"{each}: {times}" for each, times in sorted(found.items(), key=str))
        report(f"hostile {kind}", f"{found.total()} ({said})")
    report("slowest answer to one", f"{slowest:.1f} s")


def load(
    *, seconds: float, requests: int, every: int = 1, names: Iterable[str] = tuple(FREEZING)
) -> list[str]:
    """
    Print the figures; what is not as promised.

    Args:
        seconds: how long each part takes that can take any time.
        requests: after how many the memory is looked at.
        every: 2 for each second hostile request, and so on.
        names: those of `FREEZING` that are tried.
    """

    def report(what: str, figures: str) -> None:
        print(f"{what:<38} {figures}", flush=True)

    with running() as server:
        for path in addresses():
            status_of(server.port, path)  # what is read at the first request is there
        many_readers(server, seconds, report)
        freezing(server, names, min(seconds, 3.0), report)
        all_at_once(server, seconds, report)
        memory_after(server, requests, report)
        hostile_requests(server, every, report)
        report("/health, at the end", str(idle(server.port, 1.0)))
        if server.traces():
            server.faults.append(f"{server.traces()} traces of errors in the log")
    for fault in server.faults:
        print(f"not as promised: {fault}")
    return server.faults


def main() -> int:
    """Run the script."""
    if sys.argv[1:2] == ["--probe"]:
        _prober(int(sys.argv[2]), sys.argv[3:])
        return 0
    parser = ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=1, help="of the hostile requests")
    chosen = parser.parse_args()
    faults = load(seconds=chosen.seconds, requests=chosen.requests, every=chosen.every)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
