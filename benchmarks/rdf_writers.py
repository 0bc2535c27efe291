"""Writers of N-Triples and Turtle that hold no more than a block of lines."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO, Protocol, cast


__all__ = ["Writer", "turtle_of", "writer_to"]

LINES = 20_000
BLOCKS = 1_000


class Writer(Protocol):
    """What lines of N-Triples are handed to."""

    def put(self, lines: list[str]) -> None:
        """Write lines about one thing."""

    def close(self) -> None:
        """Write what is left, and close the file."""


class _Blocks:
    """Collects texts, and writes them a block at a time, shuffled if so asked."""

    def __init__(self, file: IO[bytes], size: int, *, shuffled: bool) -> None:
        self.file = file
        self.size = size
        self.chance = random.Random(5) if shuffled else None
        self.texts: list[str] = []

    def extend(self, texts: list[str]) -> None:
        self.texts += texts
        if len(self.texts) >= self.size:
            self.flush()

    def flush(self) -> None:
        if self.chance:
            self.chance.shuffle(self.texts)
        if self.texts:
            self.file.write(("\n".join(self.texts) + "\n").encode())
        self.texts = []


class NTriplesWriter:
    """Writes lines as they are."""

    def __init__(self, file: IO[bytes], *, shuffled: bool) -> None:
        """Write to an open file."""
        self.blocks = _Blocks(file, LINES, shuffled=shuffled)

    def put(self, lines: list[str]) -> None:
        """Write lines about one thing."""
        self.blocks.extend(lines)

    def close(self) -> None:
        """Write what is left, and close the file."""
        self.blocks.flush()
        self.blocks.file.close()


class TurtleWriter:
    """Writes what people would: prefixes, subjects once, blank nodes inside their subject."""

    def __init__(self, file: IO[bytes], prefixes: Mapping[str, str], *, shuffled: bool) -> None:
        """Write to an open file, the prefixes at once."""
        heads = [f"@prefix {name}: <{space}> .\n" for name, space in prefixes.items()]
        file.write(("".join(heads) + "\n").encode())
        self.prefixes = tuple(prefixes.items())
        self.blocks = _Blocks(file, BLOCKS, shuffled=shuffled)

    def put(self, lines: list[str]) -> None:
        """Write lines about one thing, whose blank nodes may be named elsewhere if it is one."""
        self.blocks.extend([turtle_of(lines, self.prefixes)])

    def close(self) -> None:
        """Write what is left, and close the file."""
        self.blocks.flush()
        self.blocks.file.close()


def turtle_of(lines: list[str], prefixes: tuple[tuple[str, str], ...]) -> str:
    """
    Lines of N-Triples as Turtle without its prefixes.

    A blank node is written inside what names it if these lines name it once, as an object, and
    describe it; others keep their labels.
    """
    about: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        subject, verb, rest = line.split(" ", 2)
        about.setdefault(subject, []).append((verb, rest[:-2]))
    named = Counter(value for pairs in about.values() for _, value in pairs)

    def inside(node: str) -> bool:
        return node.startswith("_:") and named[node] == 1 and node in about

    def term(value: str, above: tuple[str, ...]) -> str:
        if not inside(value) or value in above:
            return _short(value, prefixes)
        done.add(value)
        return f"[ {predicates(value, (*above, value))} ]"

    def predicates(subject: str, above: tuple[str, ...]) -> str:
        return " ; ".join(
            f"{_short(verb, prefixes)} {term(value, above)}" for verb, value in about[subject]
        )

    done: set[str] = set()
    outside = [one for one in about if not inside(one)]
    texts = [f"{_short(one, prefixes)} {predicates(one, (one,))} ." for one in outside]
    for one in about:  # a ring of blank nodes has no beginning
        if inside(one) and one not in done:
            texts.append(f"{_short(one, prefixes)} {predicates(one, (one,))} .")
    return "\n".join(texts)


@lru_cache(maxsize=4_096)
def _short(term: str, prefixes: tuple[tuple[str, str], ...]) -> str:
    if term.startswith("<"):
        for name, space in prefixes:
            local = term[1 + len(space) : -1]
            if term.startswith(f"<{space}") and local.isalnum():
                return f"{name}:{local}"
    elif term.startswith('"') and term.endswith(">"):
        text, _, datatype = term.rpartition("^^")
        return f"{text}^^{_short(datatype, prefixes)}"
    return term


def writer_to(path: Path, prefixes: Mapping[str, str], *, shuffled: bool) -> Writer:
    """A writer for the syntax that the name of a file ends with, compressed if it ends so."""
    file: IO[bytes]
    if path.suffix == ".gz":
        raw = path.open("wb")
        packed = gzip.GzipFile(filename="", mode="wb", compresslevel=1, fileobj=raw, mtime=0)
        file = cast("IO[bytes]", _Packed(packed, raw))
    else:
        file = path.open("wb", buffering=1 << 20)
    if path.name.removesuffix(".gz").endswith(".ttl"):
        return TurtleWriter(file, prefixes, shuffled=shuffled)
    return NTriplesWriter(file, shuffled=shuffled)


class _Packed:
    """A compressed file that closes the file under it too."""

    def __init__(self, packed: gzip.GzipFile, raw: IO[bytes]) -> None:
        self.packed = packed
        self.raw = raw

    def write(self, content: bytes) -> int:
        return self.packed.write(content)

    def close(self) -> None:
        self.packed.close()
        self.raw.close()
