"""Statements on disk are built once for a state, whole or not at all, and only read after that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from guidegraph.model.errors import MisuseError
from guidegraph.store.quad_store import built, fingerprint, holds_all_open, opened
from guidegraph.store.worker import Worker


def quads(count: int = 1_000) -> Iterator[Quad]:
    """Some statements in a named graph."""
    graph, about = NamedNode("http://x/g"), NamedNode("http://x/p")
    for number in range(count):
        yield Quad(NamedNode(f"http://x/{number}"), about, Literal(number), graph)


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def ask(worker: Worker, query: str) -> dict[str, object]:
    """What a worker answers."""
    asked = {"query": query, "chooses": False, "default": None, "limit": 10}
    return worker.ask(asked, seconds=20)


def test_a_worker_reads_it(tmp_path: Path) -> None:
    """A worker answers from the disk as it does from memory, and cannot write."""
    place = built(tmp_path / "store", "a", quads)
    before = names(place)
    with Worker(store=place) as one, Worker(store=place) as other:
        replies = [
            ask(worker, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
            for worker in (one, other)
        ]

    assert [[["literal", "1000", None, "http://www.w3.org/2001/XMLSchema#integer"]]] == replies[0][
        "rows"
    ]
    assert replies[0] == replies[1]
    assert before == names(place)


def test_a_worker_on_it_reaches_no_server(tmp_path: Path) -> None:
    """SERVICE opens no connection, though the store is files."""
    place = built(tmp_path, "a", quads)
    with Worker(store=place) as worker:
        reply = ask(worker, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")

    assert holds_all_open(place)
    assert reply["problem"] in ("failed", "refused")


def test_is_built_once(tmp_path: Path) -> None:
    """The same state is not built again."""

    def none() -> Iterator[Quad]:
        raise AssertionError

    first = built(tmp_path, "a", quads)

    assert first == built(tmp_path, "a", none)
    assert 1_000 == len(opened(first))


def test_another_state_is_built_beside(tmp_path: Path) -> None:
    """
    A new state gets a store of its own; the one before stays for those who read it, no older one.
    """
    for number, state in enumerate("abc", start=1):
        place = built(tmp_path, state, lambda number=number: quads(number))  # type: ignore[misc]  # mypy cannot tell
        os.utime(place, (number, number))

    assert ["statements-b", "statements-c"] == names(tmp_path)
    assert 3 == len(opened(place))


def test_nothing_is_left_of_a_failure(tmp_path: Path) -> None:
    """A store that could not be finished is not there."""

    def broken() -> Iterator[Quad]:
        yield from quads(10)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        built(tmp_path, "a", broken)

    assert [] == names(tmp_path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """One line says what is wrong with the place."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(MisuseError, match="choose another folder"):
        built(tmp_path / "file", "a", quads)


def test_every_byte_tells_states_apart(tmp_path: Path) -> None:
    """
    The fingerprint is that of names and bytes: it stays for the same, and changes with either.
    """
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "one"
    file.write_bytes(b"x")
    first = fingerprint([tmp_path])
    again = fingerprint([tmp_path])
    file.write_bytes(b"y")
    other = fingerprint([tmp_path])
    file.rename(tmp_path / "a" / "two")
    renamed = fingerprint([tmp_path])

    assert first == again
    assert 3 == len({first, other, renamed})


def test_a_store_in_the_library_is_no_part_of_it(tmp_path: Path) -> None:
    """A store may be built in the library's own folder, which may be a repository."""
    (tmp_path / "one").write_bytes(b"x")
    before = fingerprint([tmp_path])
    built(tmp_path, before, quads)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_bytes(b"y")

    assert before == fingerprint([tmp_path])
