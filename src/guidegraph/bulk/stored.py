"""
Stored editions: for each, one Parquet file that is never changed.

A row is a triple:

* `s`, `p`, `o`: its terms as N-Triples writes them, such as `<http://example.org/c1>`,
  `"water"@en` or `"1"^^<http://www.w3.org/2001/XMLSchema#integer>`;
* `g`: the name of its graph, or NULL for the default graph;
* `key_high`, `key_low`: 128 bits of a hash of the triple. Two rows of any two stored editions have
  the same key exactly if they state the same: blank nodes are named after the canonical hash of
  their component, so the same component has the same names in every edition;
* `component`: that hash, or NULL where the triple has no blank node;
* `undecided`: whether the component was too symmetric to be named canonically. Its names mean
  nothing outside the edition.

Rows are sorted by `s`, `p`, `o` and `g`. The file states where they came from (`Provenance`).
"""

from __future__ import annotations

from pathlib import Path


__all__ = ["COLUMNS", "FOLDER", "SUFFIX", "stored_editions"]

FOLDER = "stored"
"""The folder of stored editions in a library, or in the folder where there is no library."""

SUFFIX = ".parquet"

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


def stored_editions(library: Path) -> dict[str, Path]:
    """The files of the stored editions in a library, by name, in the order of their names."""
    found = sorted((library / FOLDER).glob(f"*{SUFFIX}"))
    return {path.name.removesuffix(SUFFIX): path for path in found}
