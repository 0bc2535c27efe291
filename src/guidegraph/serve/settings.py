"""The limits of a server: times, sizes and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


__all__ = ["ServerSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """
    The limits of a server, and where its queries are answered.

    Attributes:
        seconds: how long a query may take.
        rows: the maximum number of rows, or triples, of its answer; a larger one is refused.
        rows_shown: the maximum number of rows of a table on the query page.
        workers: how many queries are answered at once, each in a process of its own.
        queries_waiting: how many more may wait for a worker; the next one is refused.
        answer_bytes: the maximum size of another server's answer.
        threads: how many documents are rendered at once.
        work_waiting: how much other work may wait for a thread.
        work_seconds: how long rendering a document may take.
        body_bytes: the largest body of a request.
        body_seconds: how long a client may take to send it.
        cache_bytes: the maximum size of all cached documents.
        connections: the maximum number of connections; a new one replaces the longest idle one.
        head_seconds: how long a client may take to send the head of a request.
        head_bytes: the largest head.
        stall_seconds: how long a client may read nothing of an answer.
        store: the folder of a store on disk, instead of a store in memory in each worker.
        endpoint: the address of a SPARQL server that answers instead.
    """

    seconds: float = 10.0
    rows: int = 200_000
    rows_shown: int = 1_000
    workers: int = 4
    queries_waiting: int = 256
    answer_bytes: int = 64 * 1024**2
    threads: int = 4
    work_waiting: int = 1024
    work_seconds: float = 60.0
    body_bytes: int = 2 * 1024**2
    body_seconds: float = 20.0
    cache_bytes: int = 64 * 1024**2
    connections: int = 800
    head_seconds: float = 10.0
    head_bytes: int = 32 * 1024
    stall_seconds: float = 30.0
    store: Path | None = None
    endpoint: str | None = None
