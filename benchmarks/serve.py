"""
How long `guidegraph serve` takes for a page, and how long static file servers take for the same.

```
python benchmarks/serve.py [SECONDS]
```

The page is one of our library's, written to a folder for the others: nginx, if it is installed, and
Python's own `http.server`. The client is `wrk`, if it is installed, else one of ours. All answer in
the same run, in turns; the best round counts, for what else the machine does only ever adds. Then
200 readers read at once, each page of the site in its turn.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from guidegraph.api import Library
from guidegraph.publish.site import Site


PAGE = "combined/value/7.html"
ROUNDS = 5
AT_ONCE = (1, 32)
READERS = 200
MOST = 5.0

NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log {folder}/access.log;
  types {{ text/html html; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/site; }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that runs."""

    name: str
    port: int
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """A port that nobody listens at."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def running(name: str, port: int, *command: str, log: Path) -> Iterator[Running]:
    """A server as a process, its log in a file, ready to answer."""
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        until = time.monotonic() + 60
        while status(port, "/") is None:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{name} does not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield Running(name=name, port=port, process=process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def status(port: int, path: str) -> int | None:
    """The status of an answer, if there is one."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def write(site: Site, folder: Path) -> None:
    """The page, for servers of files."""
    document = site.document(PAGE)
    assert document is not None
    place = folder / "site" / PAGE
    place.parent.mkdir(parents=True)
    place.write_bytes(document.body())


def microseconds(port: int, at_once: int, seconds: float) -> float:
    """How long a request takes the server: the time divided by how many it answered."""
    url = f"http://127.0.0.1:{port}/{quote(PAGE)}"
    if shutil.which("wrk"):
        done = subprocess.run(
            ["wrk", "-t1", f"-c{at_once}", f"-d{seconds:g}s", url],
            capture_output=True,
            text=True,
            check=True,
        )
        if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
            raise SystemExit(done.stdout)
        found = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
        assert found is not None, done.stdout
        return 1e6 / float(found[1])
    count, _ = asyncio.run(_read(port, [f"/{quote(PAGE)}"], at_once, seconds))
    return seconds * 1e6 / count


async def _read(port: int, paths: list[str], readers: int, seconds: float) -> tuple[int, list[str]]:
    """How many answers so many readers get, and what went wrong."""
    until = time.monotonic() + seconds
    answers = 0
    errors: list[str] = []

    async def reader(number: int) -> None:
        nonlocal answers
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
        at = number * 7
        while time.monotonic() < until:
            path = paths[at % len(paths)]
            at += 1
            outgoing.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = await incoming.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
            if not head.startswith(b"HTTP/1.1 200") or length is None:
                errors.append(f"{path}: {head[:40]!r}")
                break
            await incoming.readexactly(int(length[1]))
            answers += 1
        outgoing.close()

    found = await asyncio.gather(*(reader(n) for n in range(readers)), return_exceptions=True)
    errors += [repr(each) for each in found if isinstance(each, BaseException)]
    return answers, errors


def memory(process: subprocess.Popen[bytes]) -> str:
    """The memory that a process takes, and the most it took."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    now, most = (re.search(rf"{name}:\s*(\d+)", text) for name in ("VmRSS", "VmHWM"))
    assert now is not None
    assert most is not None
    return f"{int(now[1]) / 1024:.0f} MB, at most {int(most[1]) / 1024:.0f} MB"


def main() -> int:
    """Measure and print; 1 if a page takes too long, or anybody was not answered."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    site = Library.open().publisher().site()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # nginx may read as somebody else
        write(site, folder)
        ours = free_port()
        servers = [
            stack.enter_context(
                running(
                    "guidegraph serve",
                    ours,
                    *(sys.executable, "-m", "guidegraph", "serve", "--port", str(ours)),
                    log=folder / "ours.log",
                )
            )
        ]
        if shutil.which("nginx"):
            port = free_port()
            (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
            nginx = ("nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"))
            servers.append(
                stack.enter_context(running("nginx", port, *nginx, log=folder / "nginx.log"))
            )
        port = free_port()
        files = (*("-m", "http.server", str(port)), "--bind", "127.0.0.1")
        place = ("--directory", str(folder / "site"))
        servers.append(
            stack.enter_context(
                running("http.server", port, sys.executable, *files, *place, log=folder / "py.log")
            )
        )
        worst = _compare(servers, seconds, len((folder / "site" / PAGE).read_bytes()))
        paths = [f"/{quote(each.path)}" for each in site.documents()]
        before = time.monotonic()
        answers, errors = asyncio.run(_read(ours, paths, READERS, max(seconds, 10)))
        took = time.monotonic() - before
        print(
            f"\n{READERS} readers of {len(paths)} documents: {answers} answers in {took:.0f} s, "
            f"{len(errors)} errors"
        )
        for error in errors[:5]:
            print(f"  {error}")
        print(f"memory of the server: {memory(servers[0].process)}")
    return 0 if worst <= MOST and not errors else 1


def _compare(servers: list[Running], seconds: float, size: int) -> float:
    """Print the times, in turns; the highest ratio."""
    print(f"{PAGE}, {size} bytes; microseconds per request, the best of {ROUNDS} rounds\n")
    print(f"{'at once':<10}" + "".join(f"{each.name:>20}" for each in servers))
    worst = 0.0
    for at_once in AT_ONCE:
        found: dict[str, list[float]] = {each.name: [] for each in servers}
        for _ in range(ROUNDS):
            for each in servers:
                found[each.name].append(microseconds(each.port, at_once, seconds))
        times = [min(found[each.name]) for each in servers]
        print(f"{at_once:<10}" + "".join(f"{each:>20.0f}" for each in times))
        ratios = [times[0] / each for each in times]
        print(f"{'':<10}{'':>20}" + "".join(f"{each:>19.2f}x" for each in ratios[1:]))
        worst = max(worst, *ratios[1:])
    return worst


if __name__ == "__main__":
    sys.exit(main())
