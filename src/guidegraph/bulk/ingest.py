"""
Adds an edition to the stored ones, from a file of RDF in any syntax.

The file is read as a stream, in parts of some ten million bytes; each part is kept as soon as it is
read. Then blank nodes are named, and all is sorted into one file, which appears under its name when
it is complete. What was done is kept in a work folder, so that an interrupted run goes on: files
whose lines are triples with the first part that is missing, others with the first step.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import shutil
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from guidegraph.bulk.blank import hard_components, name_components, tell_components
from guidegraph.bulk.engine import (
    MEMORY,
    DuckEngine,
    Progress,
    UnfitLinesError,
    statement,
    table_in,
)
from guidegraph.bulk.lines import RdfFile
from guidegraph.bulk.reading import keep_kinds, lines_in
from guidegraph.graph.components import components, named
from guidegraph.model.errors import InputError, MisuseError, OccupiedError
from guidegraph.model.names import is_edition_id
from guidegraph.model.triples import StoredEdition
from guidegraph.store.files import in_use, today
from guidegraph.store.stored import FOLDER, METADATA, SUFFIX, read_stored


__all__ = ["add_edition"]

_PART = 32 * 1024**2  # bytes of lines
_WORK = ".adding-"  # what the names of work folders begin with


def add_edition(
    library: Path,
    name: str,
    source: Path,
    *,
    memory: int = MEMORY,
    progress: Progress | None = None,
) -> StoredEdition:
    """
    Store a file of RDF as an edition, or go on with storing it.

    Args:
        library: the folder of the library.
        name: the id of the edition.
        source: the file.
        memory: what may be held in memory, in bytes.
        progress: hears how far it is.

    Raises:
        MisuseError: the name cannot be that of an edition.
        OccupiedError: there is a stored edition of that name, or it is being added.
        FormatError: the file is not in its syntax.
        UnreadableError: the file cannot be read.
        StoppedError: memory or disk do not suffice. What was done is kept.
    """
    if not is_edition_id(name):
        raise MisuseError(
            f"{name!r} cannot be the name of an edition; use small letters, digits and hyphens"
        )
    target = library / FOLDER / f"{name}{SUFFIX}"
    if target.exists():
        raise OccupiedError(f"{target}: stored editions are not changed; take another name")
    file = RdfFile(source)
    file.size()
    work = library / FOLDER / f"{_WORK}{name}"
    work.mkdir(parents=True, exist_ok=True)
    with in_use(work) as free:
        if not free and os.name == "posix":
            raise OccupiedError(f"{name!r} is being added by another process; wait for it")
        adding = _Adding(work, file, memory, progress or _unheard)
        try:
            made = adding.run(name)
        except InputError:  # there is nothing to go on with
            shutil.rmtree(work)
            raise
        made.replace(target)
        _sync(target.parent)
        shutil.rmtree(work)
    return read_stored(target)


def _unheard(_what: str, _done: int, _total: int) -> None:
    """Nobody wants to know."""


def _sync(folder: Path) -> None:
    """Make sure that a name in a folder outlives a power failure."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@dataclass(slots=True)
class _Adding:
    """One run, or several one after another, of storing a file."""

    work: Path
    file: RdfFile
    memory: int
    progress: Progress
    parts: int = 0
    read_bytes: int = 0
    complete: bool = False

    def __post_init__(self) -> None:
        """Go on where an earlier run was interrupted, if the file is still the same."""
        state = self.work / "state.json"
        try:
            known = json.loads(state.read_text(encoding="utf-8"))
            same = known.pop("source") == self._source()
        except (OSError, ValueError, KeyError, AttributeError):
            same = False
        if same and (self.file.line_based or known["complete"]):
            self.parts, self.read_bytes = known["parts"], known["read_bytes"]
            self.complete = known["complete"]
        for left in self.work.iterdir():
            number = left.stem.rpartition("-")[2]
            keep = left.suffix == SUFFIX and number.isdigit() and int(number) < self.parts
            if not keep:
                shutil.rmtree(left) if left.is_dir() else left.unlink()

    def _source(self) -> list[Any]:
        seen = self.file.path.stat()
        return [str(self.file.path.resolve()), seen.st_size, seen.st_mtime_ns]

    def _note(self) -> None:
        """Keep how far it is."""
        state = {
            "source": self._source(),
            "parts": self.parts,
            "read_bytes": self.read_bytes,
            "complete": self.complete,
        }
        fresh = self.work / "state.new"
        fresh.write_text(json.dumps(state), encoding="utf-8")
        fresh.replace(self.work / "state.json")

    def _scratch(self) -> Path:
        scratch = self.work / "scratch"
        scratch.mkdir(exist_ok=True)
        return scratch

    def run(self, name: str) -> Path:
        """Read the file, and sort what it says into one file."""
        scratch = self._scratch()
        with DuckEngine(scratch, memory=self.memory) as engine:
            if self.file.line_based:
                if not self.complete:
                    self._read_lines(engine)
                engine.view("ground", [str(path) for path in sorted(self.work.glob("rows-*"))])
                engine.view(
                    "blank_parts", [str(path) for path in sorted(self.work.glob("blank-*"))]
                )
            else:
                nothing = "SELECT NULL::VARCHAR AS line, NULL::VARCHAR AS shown, "
                engine.show("lines", f"{nothing} NULL::VARCHAR AS component, false AS undecided")
                engine.keep("ground", f"{statement('duckdb/stored_rows')} LIMIT 0")
                engine.keep("blank_parts", f"{nothing} LIMIT 0")
                self._read_parsed(engine)
            self._name_nodes(engine, scratch)
            engine.show("lines", "SELECT line, shown, component, undecided FROM named_lines")
            engine.keep("linked_rows", statement("duckdb/stored_rows"))
            engine.show("rows", "SELECT * FROM ground UNION ALL SELECT * FROM linked_rows")
            return self._write(engine, name)

    # -- reading ----------------------------------------------------------------------

    def _read_lines(self, engine: DuckEngine) -> None:
        total, seen = self.file.size(), 0

        def heard(count: int) -> None:
            nonlocal seen
            seen += count
            self.progress("reading", seen, total)

        with self.file.opened(heard) as source:
            _skip(source, self.read_bytes)
            while lines := source.read(_PART):
                lines += source.readline()
                self.read_bytes += len(lines)
                self._keep(engine, lines.removeprefix(b"\xef\xbb\xbf"))
                self._note()
            if not self.parts:  # the file says nothing
                self._keep(engine, b"")
        self.complete = True
        self._note()

    def _read_parsed(self, engine: DuckEngine) -> None:
        """Parse the file, and keep its parts beside that, in another thread."""
        total, seen = self.file.size(), 0

        def heard(count: int) -> None:
            nonlocal seen
            seen += count
            self.progress("reading", seen, total)

        waiting: queue.Queue[bytes | None] = queue.Queue(maxsize=2)
        failed: list[BaseException] = []

        def keep() -> None:
            while (lines := waiting.get()) is not None:
                if not failed:
                    try:
                        self._keep(engine, lines)
                    except BaseException as error:  # noqa: BLE001 - raised again in the other thread
                        failed.append(error)

        keeper = threading.Thread(target=keep)
        keeper.start()
        try:
            output = _Parts(waiting, failed)
            self.file.write_lines(cast("BinaryIO", output), heard)
            output.end()
        finally:
            waiting.put(None)
            keeper.join()
        if failed:
            raise failed[0]

    def _keep(self, engine: DuckEngine, lines: bytes) -> None:
        """Keep the lines of a part: those without blank nodes as rows, the others as they are."""
        scratch = self._scratch()
        place = scratch / "part.nq"
        place.write_bytes(lines)
        try:
            self._keep_lines(engine, lines_in(place), trusted=not self.file.line_based)
        except UnfitLinesError:
            parsed = scratch / "parsed.nq"
            with parsed.open("wb") as output:
                RdfFile(place).write_lines(output)
            self._keep_lines(engine, lines_in(parsed, any_length=True), trusted=True)
        self.parts += 1

    def _keep_lines(self, engine: DuckEngine, lines: str, *, trusted: bool) -> None:
        """Keep lines in files, from which another run can go on, or else in tables."""
        odd = self._scratch() / "odd.tsv"
        keep_kinds(engine, "used", lines, self.file, odd, trusted=trusted)
        ground = (
            "SELECT line, shown, NULL::VARCHAR AS component, false AS undecided "
            "FROM used WHERE kind = 'ground'"
        )
        engine.show("lines", ground)
        blank = "SELECT line, shown FROM used WHERE contains(shown, '_:') AND kind = 'blank'"
        if self.file.line_based:
            number = f"{self.parts:06}{SUFFIX}"
            engine.write(
                self.work / f"rows-{number}", statement("duckdb/stored_rows"), packed=False
            )
            engine.write(self.work / f"blank-{number}", blank, packed=False)
        else:
            engine.run(f"INSERT INTO ground {statement('duckdb/stored_rows')}")
            engine.run(f"INSERT INTO blank_parts {blank}")

    # -- sorting ----------------------------------------------------------------------

    def _name_nodes(self, engine: DuckEngine, scratch: Path) -> None:
        """Keep the lines with blank nodes under canonical names, as `named_lines`."""
        engine.keep("blank", "SELECT DISTINCT 0 AS side, line AS l FROM blank_parts")
        tell_components(engine, scratch)
        name_components(engine)
        place = scratch / "hard.tsv"
        copies: Counter[str] = Counter()
        with place.open("w", encoding="utf-8", newline="\n") as file:
            for lines in hard_components(engine, 0):
                for component in components(lines):
                    name = named(component)
                    copies[name.digest] += 1
                    for line in component.renamed(name.names(copies[name.digest])):
                        undecided = str(not name.decided).lower()
                        file.write(f"{line} .\t{name.digest}\t{undecided}\n")
        columns = {"l": "VARCHAR", "component": "VARCHAR", "undecided": "BOOLEAN"}
        engine.keep(
            "named_lines",
            "SELECT l AS line, l AS shown, digest AS component, false AS undecided FROM named "
            f"UNION ALL SELECT l, l, component, undecided FROM ({table_in(place, columns)})",
        )

    def _write(self, engine: DuckEngine, name: str) -> Path:
        """Write the rows, each once, in order, with what is to be known about them."""
        self.progress("sorting", 0, 0)
        count, different, digest = _digest(engine)
        text = "SELECT * FROM rows"
        if count != different:
            text = (
                "SELECT min(s) AS s, min(p) AS p, min(o) AS o, min(g) AS g, key_high, key_low, "
                "min(component) AS component, bool_or(undecided) AS undecided "
                "FROM rows GROUP BY key_high, key_low"
            )
        ((undecided,),) = engine.rows("SELECT count(*) FROM rows WHERE undecided")
        with self.file.path.open("rb") as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        stated = {
            "triples": different,
            "undecided": undecided,
            "digest": digest,
            "source": self.file.path.name,
            "source_bytes": self.file.size(),
            "source_sha256": sha256,
            "added": today().isoformat(),
        }
        place = self.work / f"{name}.made"
        engine.write(
            place,
            f"{text} ORDER BY s, p, o, g NULLS FIRST",
            metadata={METADATA: json.dumps(stated)},
        )
        return place


def _digest(engine: DuckEngine) -> tuple[int, int, str]:
    """How many rows there are, how many different ones, and the SHA-256 of their keys in order."""
    import numpy as np

    high, low = engine.columns("SELECT key_high, key_low FROM rows")
    order = np.argsort(high)
    high, low = high[order], low[order]
    again = high[1:] == high[:-1]
    if again.any():  # the same row twice, or two with the same beginning of their keys
        order = np.lexsort((low, high))
        high, low = high[order], low[order]
        again = (high[1:] == high[:-1]) & (low[1:] == low[:-1])
        once = np.concatenate(([True], ~again))
        count, high, low = len(high), high[once], low[once]
    else:
        count = len(high)
    digest = hashlib.sha256(np.stack([high, low], axis=1).astype("<i8").tobytes())
    return count, len(high), digest.hexdigest()


def _skip(source: BinaryIO, count: int) -> None:
    """Go on behind what was read."""
    if source.seekable():
        source.seek(count)
        return
    while count > 0 and (body := source.read(min(count, _PART))):
        count -= len(body)


class _Parts:
    """A file whose lines are handed on in parts."""

    def __init__(self, waiting: queue.Queue[bytes | None], failed: list[BaseException]) -> None:
        self._waiting, self._failed = waiting, failed
        self._held: list[bytes] = []
        self._size = 0

    def write(self, body: Any) -> int:
        """Hold some bytes, and hand on whole lines if there are enough."""
        self._held.append(bytes(body))
        self._size += len(body)
        if self._size >= _PART:
            self.flush_lines()
        return len(body)

    def flush(self) -> None:
        """Nothing: parts are handed on when they are large enough."""

    def flush_lines(self) -> None:
        """Hand on all whole lines."""
        if self._failed:
            raise self._failed[0]
        lines, _, rest = b"".join(self._held).rpartition(b"\n")
        self._waiting.put(lines + b"\n")
        self._held, self._size = [rest], len(rest)

    def end(self) -> None:
        """Hand on what is left."""
        if self._size:
            self._waiting.put(b"".join(self._held))
