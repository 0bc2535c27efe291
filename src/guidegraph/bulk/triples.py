"""Compares two files or stored editions, by triples or by concepts, in the way that fits them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guidegraph.bulk.lines import RdfFile
from guidegraph.model.errors import MisuseError
from guidegraph.model.triples import TripleChanges


if TYPE_CHECKING:
    from guidegraph.bulk.engine import BulkEngine, Progress, Row
    from guidegraph.bulk.one_concept import ConceptRows
    from guidegraph.bulk.rediff import StoredTriples
    from guidegraph.check.large import LargeFindings
    from guidegraph.check.rule import Rule
    from guidegraph.model.concepts import ConceptDiff
    from guidegraph.model.findings import Severity

__all__ = [
    "MEMORY",
    "BulkOptions",
    "changed_concepts_of",
    "changed_triples",
    "checked_stored",
    "is_large",
    "rows_of_concept",
]

MEMORY = 1024**3
"""What is held in memory by default before the disk is used, in bytes."""

# About what 40,000 triples of each file take as lines; below, it is done before the engine has
# started.
_SMALL = 8_000_000
# From about a million triples on, concepts are compared in SQL.
_LARGE = 100_000_000
_TRIPLE = 100  # bytes as a line
_TERSE = 3  # how many times as long the lines of a Turtle file are
_PACKED = 10  # the same of a compressed file
_STORED = ".parquet"
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]++://")


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOptions:
    """
    Where and how large data is compared.

    Attributes:
        memory: what may be held in memory before the disk is used, in bytes.
        master: the Spark to run on, as Spark writes it (`local[4]`, `spark://host:7077`); without
            it, DuckDB in this process.
        progress: hears how far it is.
    """

    memory: int = MEMORY
    master: str | None = None
    progress: Progress | None = None


def is_large(*targets: str) -> bool:
    """Whether files or stored editions are so large that concepts are compared in SQL."""
    if any(_ELSEWHERE.match(target) for target in targets):
        return True
    if not all(_is_vocabulary(Path(target)) for target in targets):
        return False
    return sum(_weight(Path(target)) for target in targets) > _LARGE


@contextmanager
def changed_triples(
    old: str | Path, new: str | Path, options: BulkOptions | None = None
) -> Iterator[TripleChanges]:
    """
    How the triples of two files or stored editions differ; the result can be read in the context.

    Args:
        old, new: files of RDF, or stored editions: their Parquet files, for Spark also addresses.
        options: where and how large data is compared.

    Raises:
        FormatError: a file is not in its syntax.
        MisuseError: a file is no RDF by its name.
        StoppedError: memory or disk do not suffice.
        UnreadableError: a file cannot be read.
    """
    options = options or BulkOptions()
    targets = (str(old), str(new))
    if options.master is None and not any(target.endswith(_STORED) for target in targets):
        files = (RdfFile(Path(old)), RdfFile(Path(new)))
        if sum(_weight(file.path) for file in files) <= _SMALL:
            from guidegraph.bulk.compare import difference

            yield difference(*files)
            return
        from guidegraph.bulk.engine import DuckEngine
        from guidegraph.bulk.large import large_difference

        with (
            tempfile.TemporaryDirectory(prefix="guidegraph-") as scratch,
            DuckEngine(Path(scratch), memory=options.memory) as engine,
        ):
            yield large_difference(engine, *files, Path(scratch))
        return
    from guidegraph.bulk.rediff import stored_triples

    with _stored(targets, options) as (engine, paths):
        yield _told(targets, stored_triples(engine, *([path] for path in paths)))


@contextmanager
def changed_concepts_of(
    old: tuple[str, str],
    new: tuple[str, str],
    options: BulkOptions,
    *,
    language: str | None = None,
) -> Iterator[ConceptDiff]:
    """
    How the concepts of two files or stored editions differ.

    Args:
        old, new: the name of each for readers, and its file, as in `changed_triples`.
        options: where and how it is compared.
        language: that of the labels that name concepts; by default the most frequent one.

    Raises:
        The errors of `changed_triples`.
    """
    from guidegraph.bulk.concepts import changed_concepts

    with _stored((old[1], new[1]), options) as (engine, (before, after)):
        yield changed_concepts(
            engine, [before], [after], old_name=old[0], new_name=new[0], language=language
        )


def rows_of_concept(
    stored: Mapping[str, Path], name: str, edition: str | None = None, *, memory: int = MEMORY
) -> ConceptRows:
    """
    The rows of stored editions around a concept; see `one_concept`.

    Raises:
        FormatError: a file is no stored edition.
        MisuseError: no concept or several are called like this.
        StoppedError: memory or disk do not suffice.
        UnknownNameError: there is no such edition.
    """
    from guidegraph.bulk.one_concept import rows_around
    from guidegraph.store.stored import read_stored

    for path in stored.values():
        read_stored(path)  # which says what is wrong
    with (
        tempfile.TemporaryDirectory(prefix="guidegraph-") as scratch,
        _engine(Path(scratch), BulkOptions(memory=memory)) as engine,
    ):
        return rows_around(
            engine, {each: str(path) for each, path in stored.items()}, name, edition
        )


def checked_stored(
    path: Path,
    *,
    name: str,
    rules: Sequence[Rule[Any]],
    severity: Callable[[Rule[Any]], Severity],
    memory: int = MEMORY,
) -> LargeFindings:
    """
    What rules about vocabularies find in a stored edition; see `check`.

    Raises:
        FormatError: the file is no stored edition.
        StoppedError: memory or disk do not suffice.
    """
    from guidegraph.bulk.check import checked_in_sql
    from guidegraph.store.stored import read_stored

    read_stored(path)  # which says what is wrong
    with (
        tempfile.TemporaryDirectory(prefix="guidegraph-") as scratch,
        _engine(Path(scratch), BulkOptions(memory=memory)) as engine,
    ):
        return checked_in_sql(
            engine, str(path), name=name, shown=str(path), rules=rules, severity=severity
        )


@contextmanager
def _stored(
    targets: tuple[str, str], options: BulkOptions
) -> Iterator[tuple[BulkEngine, tuple[str, str]]]:
    """An engine, and stored editions; files are stored for as long as that is needed."""
    with tempfile.TemporaryDirectory(prefix="guidegraph-") as name:
        scratch = Path(name)
        old, new = (
            _as_stored(target, scratch / str(number), options)
            for number, target in enumerate(targets)
        )
        with _engine(scratch, options) as engine:
            yield engine, (old, new)


def _as_stored(target: str, scratch: Path, options: BulkOptions) -> str:
    if _ELSEWHERE.match(target):
        if options.master is None:
            raise MisuseError(f"{target!r} is not on this machine; read it with --engine spark")
        return target
    if target.endswith(_STORED):
        from guidegraph.store.stored import read_stored

        read_stored(Path(target))  # which says what is wrong
        return target
    from guidegraph.bulk.ingest import add_edition

    scratch.mkdir()
    made = add_edition(
        scratch, "edition", Path(target), memory=options.memory, progress=options.progress
    )
    return made.path


@contextmanager
def _engine(scratch: Path, options: BulkOptions) -> Iterator[BulkEngine]:
    if options.master is not None:
        from guidegraph.bulk.spark import SparkEngine

        with SparkEngine(options.master) as spark:
            yield spark
        return
    from guidegraph.bulk.engine import DuckEngine

    with DuckEngine(scratch, memory=options.memory) as engine:
        yield engine


def _told(targets: tuple[str, str], found: StoredTriples) -> TripleChanges:
    return TripleChanges(
        old=targets[0],
        new=targets[1],
        removed=_Lines(found.removed),
        added=_Lines(found.added),
        undecided=_Lines(lambda: (row[1:] for row in found.undecided())),
        removed_count=found.removed_count,
        added_count=found.added_count,
        undecided_count=found.undecided_count,
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """Rows as lines, read whenever they are asked for."""

    rows: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[str]:
        for row in self.rows():
            yield " ".join(str(term) for term in row if term is not None)


def _is_vocabulary(path: Path) -> bool:
    """Whether a file is RDF by its name, or a stored edition."""
    if path.suffix == _STORED:
        return path.is_file()
    try:
        RdfFile(path)
    except MisuseError:
        return False
    return path.is_file()


def _weight(path: Path) -> int:
    """About how many bytes the lines of a file take."""
    if path.suffix == _STORED:
        from guidegraph.store.stored import read_stored

        return read_stored(path).triples * _TRIPLE
    file = RdfFile(path)
    size = file.size() * (1 if file.line_based else _TERSE)
    return size * (_PACKED if file.compressed else 1)
