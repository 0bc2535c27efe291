"""Compares the triples of two files or stored editions, in the way that fits their size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guidegraph.bulk.engine import MEMORY
from guidegraph.bulk.lines import RdfFile
from guidegraph.model.triples import TripleChanges


__all__ = ["changed_triples"]

# About what 100,000 triples take as lines; below, it is done before the engine has started.
_SMALL = 24_000_000
_TERSE = 3  # how many times as long the lines of a Turtle file are
_PACKED = 10  # the same of a compressed file


@contextmanager
def changed_triples(old: Path, new: Path, *, memory: int = MEMORY) -> Iterator[TripleChanges]:
    """
    How the triples of two files differ; the result can be read within the context.

    Args:
        old, new: files of RDF.
        memory: what may be held in memory where they are large, in bytes.

    Raises:
        FormatError: a file is not in its syntax.
        MisuseError: a file is no RDF by its name.
        StoppedError: memory or disk do not suffice.
        UnreadableError: a file cannot be read.
    """
    files = (RdfFile(old), RdfFile(new))
    if sum(map(_weight, files)) <= _SMALL:
        from guidegraph.bulk.compare import difference

        yield difference(*files)
        return
    from guidegraph.bulk.engine import DuckEngine
    from guidegraph.bulk.large import large_difference

    with tempfile.TemporaryDirectory(prefix="guidegraph-") as name:
        scratch = Path(name)
        with DuckEngine(scratch, memory=memory) as engine:
            yield large_difference(engine, *files, scratch)


def _weight(file: RdfFile) -> int:
    """About how many bytes the lines of a file take."""
    size = file.size() * (1 if file.line_based else _TERSE)
    return size * (_PACKED if file.compressed else 1)
