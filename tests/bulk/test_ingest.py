"""Editions stored from files of RDF: whole or not at all, and the same however they came."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize

from guidegraph.bulk import ingest
from guidegraph.bulk.engine import DuckEngine
from guidegraph.bulk.ingest import add_edition
from guidegraph.model.errors import FormatError, MisuseError, OccupiedError, StoppedError
from guidegraph.store.files import in_use
from guidegraph.store.stored import n_quads_of, read_stored, stored_editions
from tests.bulk.test_triples import GRAPHS


TURTLE = """
PREFIX : <http://example.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
:a a skos:Concept ; skos:prefLabel "water"@en , "Wasser \\"rein\\"\\n"@de-CH , "01" ;
   skos:note [ :by [ :name "A" ] ; :says "1"^^<http://www.w3.org/2001/XMLSchema#integer> ] ,
             [ :says ( 1 2 1 ) ] , [] , [] .
:b skos:broader :a ; :wide "\\u4F60\\u597D \\U0001F600" .
GRAPH :g { :b :in "a graph" , [] . _:x :p _:y . _:y :p _:x }
"""


def _quads(body: bytes, form: RdfFormat) -> Dataset:
    dataset = Dataset(parse(body, format=form))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _written(form: RdfFormat) -> bytes:
    return serialize(parse(TURTLE, format=RdfFormat.TRIG), format=form) or b""


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.trig", TURTLE.encode),
        ("a.nq", lambda: _written(RdfFormat.N_QUADS)),
        ("a.nq.gz", lambda: gzip.compress(_written(RdfFormat.N_QUADS))),
        ("a.trig.bz2", lambda: bz2.compress(TURTLE.encode())),
        ("a.nq.xz", lambda: lzma.compress(_written(RdfFormat.N_QUADS))),
        ("a.jsonld", lambda: _written(RdfFormat.JSON_LD)),
    ],
)
def test_every_syntax_gives_the_same_edition(
    tmp_path: Path, name: str, body: Callable[[], bytes]
) -> None:
    """The digest is that of what is said; the rows say what the file says."""
    (tmp_path / "reference.trig").write_text(TURTLE)
    (tmp_path / name).write_bytes(body())
    reference = add_edition(tmp_path, "reference", tmp_path / "reference.trig")
    made = add_edition(tmp_path, "made", tmp_path / name)
    rows = n_quads_of(Path(made.path))

    assert (made.digest, made.triples) == (reference.digest, reference.triples)
    assert _quads(rows, RdfFormat.N_QUADS) == _quads(TURTLE.encode(), RdfFormat.TRIG)
    assert made.source == name
    assert list(stored_editions(tmp_path)) == ["made", "reference"]
    assert sorted(path.name for path in (tmp_path / "stored").iterdir()) == [
        "made.parquet",
        "reference.parquet",
    ]


@given(GRAPHS)
def test_rows_say_what_the_file_says(
    tmp_path_factory: pytest.TempPathFactory, graph: Sequence[tuple[str, str, str]]
) -> None:
    """For any graph, rows and file are the same but for the names of blank nodes."""
    folder = tmp_path_factory.mktemp("stored")
    body = "".join(f"{' '.join(triple)} .\n" for triple in graph).encode()
    (folder / "a.nt").write_bytes(body)
    made = add_edition(folder, "a", folder / "a.nt")

    assert _quads(n_quads_of(Path(made.path)), RdfFormat.N_QUADS) == _quads(body, RdfFormat.N_QUADS)


def test_rows_are_sorted_and_said_once(tmp_path: Path) -> None:
    """A triple in two spellings is one row."""
    (tmp_path / "a.nt").write_bytes(
        b'<x:b> <x:p> "z" .\n<x:a> <x:p> "caf\xc3\xa9"@EN .\n<x:a> <x:p> "caf\\u00e9"@en .\n'
        b'<x:b> <x:p> "a" .\n'
    )
    made = add_edition(tmp_path, "a", tmp_path / "a.nt")
    rows = n_quads_of(Path(made.path)).decode().lower().splitlines()

    assert rows == ['<x:a> <x:p> "café"@en .', '<x:b> <x:p> "a" .', '<x:b> <x:p> "z" .']


def test_a_stored_edition_is_never_changed(tmp_path: Path) -> None:
    """To add another under its name is refused, and so is a name that cannot be one."""
    (tmp_path / "a.ttl").write_text("<x:a> <x:b> <x:c> .")
    add_edition(tmp_path, "a", tmp_path / "a.ttl")
    with pytest.raises(OccupiedError, match="not changed"):
        add_edition(tmp_path, "a", tmp_path / "a.ttl")
    with pytest.raises(MisuseError, match="cannot be the name"):
        add_edition(tmp_path, "../a", tmp_path / "a.ttl")


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    """The fault is told, and no work folder stays."""
    (tmp_path / "a.ttl").write_text("<x:a> <x:b> .")
    with pytest.raises(FormatError, match=r"a\.ttl"):
        add_edition(tmp_path, "a", tmp_path / "a.ttl")

    assert list((tmp_path / "stored").iterdir()) == []


def test_what_is_no_stored_edition_is_said_to_be_none(tmp_path: Path) -> None:
    """Whatever a file with the suffix holds."""
    (tmp_path / "a.parquet").write_bytes(b"PAR1 or not")
    with pytest.raises(FormatError, match="not a stored edition"):
        read_stored(tmp_path / "a.parquet")


# -- interrupted -----------------------------------------------------------------------


def _lines(count: int) -> bytes:
    return "".join(
        f'<x:{number}> <x:p> _:n{number} .\n_:n{number} <x:q> "{number}" .\n'
        for number in range(count)
    ).encode()


class _StopError(Exception):
    """What interrupts a run."""


def test_an_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are kept are not read again, and the result is that of a run in one go."""
    monkeypatch.setattr(ingest, "_PART", 2_000)
    (tmp_path / "a.nt").write_bytes(_lines(500))
    seen: list[int] = []

    def stopping(_what: str, done: int, _total: int) -> None:
        seen.append(done)
        if done > 10_000:
            raise _StopError

    with pytest.raises(_StopError):
        add_edition(tmp_path, "a", tmp_path / "a.nt", progress=stopping)

    assert stored_editions(tmp_path) == {}

    again: list[int] = []
    made = add_edition(
        tmp_path, "a", tmp_path / "a.nt", progress=lambda _what, done, _total: again.append(done)
    )
    whole = add_edition(tmp_path, "b", tmp_path / "a.nt")

    assert made.digest == whole.digest
    assert made.triples == 1000
    assert len([done for done in again if done]) < len(_lines(500)) // 2_000


def test_a_changed_file_is_read_from_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the file that was there before is in the edition."""
    monkeypatch.setattr(ingest, "_PART", 2_000)
    (tmp_path / "a.nt").write_bytes(_lines(500))

    def stopping(_what: str, done: int, _total: int) -> None:
        if done > 10_000:
            raise _StopError

    with pytest.raises(_StopError):
        add_edition(tmp_path, "a", tmp_path / "a.nt", progress=stopping)
    (tmp_path / "a.nt").write_bytes(b"<x:only> <x:p> <x:this> .\n")

    assert add_edition(tmp_path, "a", tmp_path / "a.nt").triples == 1


# -- real processes, a real disk -------------------------------------------------------


def _command(folder: Path, name: str, source: Path, *options: str) -> list[str]:
    return [
        *(sys.executable, "-m", "guidegraph", "store", "add", name, str(source)),
        *("--library", str(folder), *options),
    ]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes some seconds, in a syntax that can be read on."""
    place = tmp_path_factory.mktemp("large") / "large.nt"
    place.write_bytes(_lines(150_000))
    return place


def _is_at_work(work: Path) -> bool:
    """Whether a process has begun with a work folder."""
    if not work.is_dir():
        return False
    with in_use(work) as free:
        return not free


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_loses_nothing(
    tmp_path: Path, large: Path, how: signal.Signals
) -> None:
    """At any moment: there is no edition or the whole one, and the same command ends the work."""
    chance = random.Random(int(how))
    for _ in range(4):
        process = subprocess.Popen(
            _command(tmp_path, "a", large), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        while process.poll() is None and not _is_at_work(tmp_path / "stored/.adding-a"):
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 2.0))
        process.send_signal(how)
        _, said = process.communicate(timeout=60)

        assert b"Traceback" not in said
        assert b"internal error" not in said
        for path in stored_editions(tmp_path).values():
            assert read_stored(path).triples == 300_000
    if not stored_editions(tmp_path):
        subprocess.run(_command(tmp_path, "a", large), check=True, stdout=subprocess.DEVNULL)

    assert [path.name for path in (tmp_path / "stored").iterdir()] == ["a.parquet"]
    assert read_stored(tmp_path / "stored/a.parquet").triples == 300_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A filesystem of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a filesystem")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], check=False
    )
    if made.returncode != 0:
        pytest.skip("no filesystem can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_is_said_and_harms_no_edition(small_disk: Path, large: Path) -> None:
    """What is stored stays; nothing half-written has a name; with room, the command goes on."""
    (small_disk / "small.nt").write_bytes(_lines(100))
    add_edition(small_disk, "first", small_disk / "small.nt")
    made = subprocess.run(
        _command(small_disk, "second", large), capture_output=True, check=False, text=True
    )

    assert made.returncode not in (0, 1)
    assert "full" in made.stderr or "space" in made.stderr
    assert "Traceback" not in made.stderr
    assert len(made.stderr.splitlines()) == 1
    assert list(stored_editions(small_disk)) == ["first"]
    assert read_stored(small_disk / "stored/first.parquet").triples == 200

    subprocess.run(["mount", "-o", "remount,size=400m", str(small_disk)], check=True)
    subprocess.run(_command(small_disk, "second", large), check=True, stdout=subprocess.DEVNULL)

    assert read_stored(small_disk / "stored/second.parquet").triples == 300_000


@pytest.mark.slow
def test_little_memory_gives_the_same_edition(tmp_path: Path, large: Path) -> None:
    """What does not fit into memory is written to the disk."""
    little = add_edition(tmp_path, "little", large, memory=96 * 1024**2)
    much = add_edition(tmp_path, "much", large)

    assert little.digest == much.digest


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    """In one line that names what to do."""
    with (
        pytest.raises(StoppedError, match="--memory"),
        DuckEngine(tmp_path, memory=1024**2) as engine,
    ):
        engine.keep("a", "SELECT range AS n FROM range(10_000_000) ORDER BY hash(range)")


@given(st.binary(max_size=200))
def test_any_bytes_are_an_edition_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    """Whatever a file holds: no internal error, and nothing left but an edition."""
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "a.nt").write_bytes(b"<x:a> <x:b> <x:c> .\n" + body)
    try:
        add_edition(folder, "a", folder / "a.nt")
    except FormatError:
        assert list((folder / "stored").iterdir()) == []
    else:
        assert [path.name for path in (folder / "stored").iterdir()] == ["a.parquet"]
