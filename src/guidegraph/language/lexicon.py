"""
Our word lists: plain files in `data/`, an entry on each line, `#` starts a comment line.

They are read once and cached; the first lines of each file describe its entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


__all__ = ["entries", "groups", "table", "word_set"]


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of `data/<name>.txt`, in the order of the file."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a file that holds several words on each line."""
    return frozenset(word for entry in entries(name) for word in entry.split())


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a file whose lines are `this = that = the other`."""
    return tuple(tuple(part.strip() for part in entry.split("=")) for entry in entries(name))


@cache
def table(name: str) -> Mapping[str, str]:
    """The entries of a file whose lines are `phrases, comma separated: value`."""
    found: dict[str, str] = {}
    for entry in entries(name):
        phrases, _, value = entry.rpartition(":")
        for phrase in phrases.split(","):
            found[" ".join(phrase.split())] = value.strip()
    return MappingProxyType(found)
