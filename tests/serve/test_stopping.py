"""A server that is told to stop stops in time, answers what it gives up, and leaves nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.cli.test_serve import serving


pytestmark = [
    pytest.mark.slow,  # servers start as processes
    pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal here"),
]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
LONG = (
    f"SELECT ?x {{ {{SELECT ?s {{?s ?p ?o}} LIMIT 5}} BIND('{'0123456789' * 400}' AS ?y) "
    f"VALUES ?z {{{'1 ' * 1000}}} BIND(CONCAT(?y, STR(?z)) AS ?x) }}"
)


def _children(process: subprocess.Popen[str]) -> list[int]:
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process.pid:
            found.append(int(each.parent.name))
    return found


def _is_there(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_given_up_is_answered(number: signal.Signals) -> None:
    """A query that does not end gets a 503, a client that does not read is cut off."""
    with serving("--timeout", "60") as (process, url), ThreadPoolExecutor() as pool:
        endless = pool.submit(
            httpx.get,
            f"{url}sparql?{urlencode({'query': ENDLESS})}",
            trust_env=False,
            timeout=60,
        )
        with socket.create_connection(("127.0.0.1", httpx.URL(url).port or 0)) as slow:
            body = urlencode({"query": LONG}).encode()
            slow.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            slow.recv(1000)
            workers = _children(process)
            began = time.monotonic()
            process.send_signal(number)
            _, err = process.communicate(timeout=30)
            took = time.monotonic() - began
            answer = endless.result()

    assert 503 == answer.status_code
    assert "the server is stopping" in answer.text
    assert 0 == process.returncode
    assert took < 8  # five seconds are promised; the machine may be busy
    assert "Traceback" not in err
    assert "Cancel" not in err
    assert workers
    assert not any(map(_is_there, workers))
