"""What a server allows: how long, how much, how many."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


__all__ = ["ServerSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """
    The limits of a server, and where its statements are asked about.

    Attributes:
        seconds: how long a query may take.
        rows: the most rows, or triples, of its answer.
        rows_shown: the most rows of a table on the query page.
        workers: how many queries are answered at once, each in a process of its own.
        queries_waiting: how many more may wait for a worker; the next one is told to come back.
        answer_bytes: the largest answer that another server's is read to.
        threads: how many documents are made at once.
        work_waiting: how much other work may wait for a thread.
        work_seconds: how long making a document may take.
        body_bytes: the largest body of a request.
        body_seconds: how long a client may take to send it.
        cache_bytes: how much room documents that were made take at most.
        connections: how many connections are held; the longest idle one gives way to a new one.
        head_seconds: how long a client may take to send the head of a request.
        head_bytes: the largest head.
        stall_seconds: how long a client may take nothing of what is sent to it.
        store: the folder of a store on disk, instead of one in memory in each worker.
        endpoint: the address of a SPARQL server to ask instead.
    """

    seconds: float = 10.0
    rows: int = 10_000
    rows_shown: int = 1_000
    workers: int = 4
    queries_waiting: int = 32
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
