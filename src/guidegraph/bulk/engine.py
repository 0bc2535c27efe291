"""
The engines that run the statements of `bulk/sql` on stored editions.

A statement is written once, in DuckDB's dialect of SQL, in a file of its own. It reads views whose
rows are those of stored editions (see `stored`), and names its values as `$name`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from guidegraph.model.errors import StoppedError
from guidegraph.store.stored import driver


if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt
    from duckdb import DuckDBPyConnection

__all__ = [
    "LONGEST_LINE",
    "MEMORY",
    "BulkEngine",
    "DuckEngine",
    "Progress",
    "Row",
    "UnfitLinesError",
    "Value",
    "statement",
    "table_in",
]

Progress = Callable[[str, int, int], None]
"""Hears what is done, how far it is, and how far it goes: in bytes of a file."""

Value = str | int | float | bool | None
Row = tuple[Value, ...]

LONGEST_LINE = 256 * 1024**2
"""The longest line that is read from a file of ours, in bytes."""

MEMORY = 1024**3
"""The memory that the embedded engine takes before it writes to the disk, in bytes."""


@cache
def statement(name: str) -> str:
    """The text of a statement, as in `statement("triples_removed")`."""
    return files("guidegraph.bulk").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def table_in(place: Path, columns: Mapping[str, str]) -> str:
    """The SQL that reads a file of ours whose values are separated by tabs, and hold none."""
    path = str(place).replace("'", "''")
    listed = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"SELECT * FROM read_csv('{path}', header=false, sep='\t', quote='', escape='', "
        f"comment='', auto_detect=false, max_line_size={LONGEST_LINE}, columns={{{listed}}})"
    )


class UnfitLinesError(Exception):
    """A file that the engine cannot read as lines."""


class BulkEngine(Protocol):
    """What runs statements: DuckDB in this process, or Spark."""

    def view(self, name: str, paths: Sequence[str]) -> None:
        """Make the rows of Parquet files known under a name."""

    def keep(self, name: str, text: str, **values: Value) -> None:
        """Compute the rows of a statement once, and make them known under a name."""

    def rows(self, text: str, **values: Value) -> Iterator[Row]:
        """The rows of a statement."""


class DuckEngine:
    """
    DuckDB in this process.

    Args:
        scratch: a folder for what does not fit into memory; it must exist.
        memory: what may be held in memory, in bytes; more is written to *scratch*.
        threads: how many run at once; by default as many as there are processors.
    """

    def __init__(self, scratch: Path, *, memory: int = MEMORY, threads: int | None = None) -> None:
        duckdb = driver()
        self._failure = duckdb.Error
        self.memory = memory
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory // 1024**2}MiB",
            "temp_directory": str(scratch),
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        if threads is not None:
            settings["threads"] = str(threads)
        self._connection: DuckDBPyConnection = duckdb.connect(":memory:", config=settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def view(self, name: str, paths: Sequence[str]) -> None:
        """Make the rows of Parquet files known under a name."""
        listed = ", ".join(f"'{path.replace(chr(39), chr(39) * 2)}'" for path in paths)
        self.run(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")

    def keep(self, name: str, text: str, **values: Value) -> None:
        """Compute the rows of a statement once, and make them known under a name."""
        self.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {text}", **values)

    def columns(self, text: str) -> list[npt.NDArray[Any]]:
        """The values of each column of a statement, none of them NULL."""
        with self._said():
            return list(self._connection.execute(text).fetchnumpy().values())

    def keep_column(self, name: str, column: str, values: npt.NDArray[Any]) -> None:
        """Make values known as a column of a table."""
        self._connection.register("given", {column: values})
        self.keep(name, "SELECT * FROM given")
        self._connection.unregister("given")

    def write(
        self,
        place: Path,
        text: str,
        *,
        metadata: Mapping[str, str] | None = None,
        packed: bool = True,
    ) -> None:
        """Write the rows of a statement to a Parquet file."""
        path = str(place).replace("'", "''")
        stated = ", ".join(
            f"{key}: '{value.replace(chr(39), chr(39) * 2)}'"
            for key, value in (metadata or {}).items()
        )
        known = f", KV_METADATA {{{stated}}}" if stated else ""
        if not packed:
            known += ", COMPRESSION uncompressed"
        try:
            self.run(f"COPY ({text}) TO '{path}' (FORMAT parquet{known})")
        except UnfitLinesError as error:
            raise StoppedError(
                f"{place.parent}: cannot be written ({error}); check the folder and its rights"
            ) from None

    def show(self, name: str, text: str) -> None:
        """Make the rows of a statement known under a name, computed whenever they are needed."""
        self.run(f"CREATE OR REPLACE TEMP VIEW {name} AS {text}")

    def drop(self, name: str) -> None:
        """Forget what was kept under a name."""
        self.run(f"DROP TABLE IF EXISTS {name}")

    def run(self, text: str, **values: Value) -> None:
        """Run a statement that gives no rows."""
        with self._said():
            self._connection.execute(text, values or None)

    def rows(self, text: str, **values: Value) -> Iterator[Row]:
        """The rows of a statement, read as they are asked for; one statement at a time."""
        with self._said():
            cursor = self._connection.execute(text, values or None)
            while found := cursor.fetchmany(10_000):
                yield from found

    def interrupt(self) -> None:
        """Stop the running statement, from another thread."""
        self._connection.interrupt()

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        """Say what a user can do where memory or disk do not suffice."""
        try:
            yield
        except RuntimeError as error:
            if str(error) == "Query interrupted":  # what DuckDB makes of Ctrl-C
                raise KeyboardInterrupt from None
            raise
        except self._failure as error:
            kind = type(error).__name__
            first = str(error).splitlines()[0]
            if kind == "OutOfMemoryException":
                raise StoppedError(
                    f"the data needs more memory than allowed ({first}); allow more with --memory"
                ) from None
            if kind == "IOException" and "space" in str(error).lower():
                raise StoppedError(
                    f"the disk is full ({first}); make room, or name another folder with TMPDIR"
                ) from None
            if kind in ("InvalidInputException", "IOException", "NotImplementedException"):
                raise UnfitLinesError(first) from None
            raise
