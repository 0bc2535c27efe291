"""
Stored editions: for each, one Parquet file that is never changed.

A row is a triple:

* `s`, `p`, `o`: its terms as N-Triples writes them, such as `<http://example.org/c1>`,
  `"water"@en` or `"1"^^<http://www.w3.org/2001/XMLSchema#integer>`;
* `g`: the name of its graph, or NULL for the default graph;
* `key_high`, `key_low`: the MD5 of the triple as a line, which is fast and the same everywhere. Two
  rows of any two stored editions have the same key exactly if they state the same, unless somebody
  who writes both made two triples for that: MD5 tells apart, but does not seal. Blank nodes are
  named after the canonical digest of their component, so the same component has the same names in
  every edition;
* `component`: that digest, or NULL where the triple has no blank node;
* `undecided`: whether the component was too symmetric to be named canonically. Its names mean
  nothing outside the edition, and `component` is only its shape: the beginning of the digest of
  whatever it may be the same as.

Rows are sorted by `s`, `p`, `o` and `g`. The file states where they came from, as JSON under the
key `guidegraph` of its metadata.
"""

from __future__ import annotations

import contextlib
import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from guidegraph.importers.limits import MAX_STATEMENTS
from guidegraph.model.errors import FormatError
from guidegraph.model.triples import StoredEdition


if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "COLUMNS",
    "FOLDER",
    "METADATA",
    "SUFFIX",
    "driver",
    "n_quads_of",
    "read_stored",
    "stored_editions",
]

FOLDER = "stored"
"""The folder of stored editions in a library, or in the folder where there is no library."""

SUFFIX = ".parquet"

METADATA = "guidegraph"
"""The key in the metadata of the file under which it states where its rows came from."""

COLUMNS = {
    "s": "VARCHAR",
    "p": "VARCHAR",
    "o": "VARCHAR",
    "g": "VARCHAR",
    "key_high": "BIGINT",
    "key_low": "BIGINT",
    "component": "VARCHAR",
    "undecided": "BOOLEAN",
}
"""The columns of a stored edition, and their types in DuckDB."""


def driver() -> ModuleType:
    """
    The driver of DuckDB: what its package offers, too, but loads five times as fast.

    The package loads what is for data frames, and asks for its own metadata.
    """
    try:
        return importlib.import_module("_duckdb")
    except ModuleNotFoundError:  # its name is not promised
        return importlib.import_module("duckdb")


def stored_editions(library: Path) -> dict[str, Path]:
    """The files of the stored editions in a library, by name, in the order of their names."""
    found = sorted((library / FOLDER).glob(f"*{SUFFIX}"))
    return {path.name.removesuffix(SUFFIX): path for path in found}


def read_stored(path: Path) -> StoredEdition:
    """
    What a stored edition states about itself.

    Raises:
        FormatError: the file is no stored edition.
    """
    with _asked(path) as connection:
        rows = connection.execute(
            "SELECT value FROM parquet_kv_metadata($path) WHERE decode(key) = $key",
            {"path": str(path), "key": METADATA},
        ).fetchall()
    try:
        stated: dict[str, Any] = json.loads(rows[0][0])
        return StoredEdition(name=path.name.removesuffix(SUFFIX), path=str(path), **stated)
    except (IndexError, TypeError, ValueError):
        raise _no_edition(path) from None


def n_quads_of(path: Path) -> bytes:
    """
    The rows of a stored edition as N-Quads.

    Raises:
        FormatError: the file is no stored edition, or too large to be read at once.
    """
    stated = read_stored(path)
    if stated.triples > MAX_STATEMENTS:
        raise FormatError(
            str(path),
            None,
            f"{stated.triples:,} triples, more than are read at once",
            "compare it with 'guidegraph diff', or ask 'guidegraph query'",
        )
    with _asked(path) as connection:
        rows = connection.execute(
            "SELECT concat_ws(' ', s, p, o, g, '.') FROM read_parquet($path)", {"path": str(path)}
        ).fetchall()
    return "".join(f"{line}\n" for (line,) in rows).encode()


@contextlib.contextmanager
def _asked(path: Path) -> Iterator[DuckDBPyConnection]:
    duckdb = driver()
    with duckdb.connect(":memory:") as connection:
        try:
            yield connection
        except duckdb.Error:
            raise _no_edition(path) from None


def _no_edition(path: Path) -> FormatError:
    return FormatError(
        str(path), None, "not a stored edition", "remove it, and add the edition again"
    )
