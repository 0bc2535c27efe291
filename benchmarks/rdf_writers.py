"""Writers of N-Triples and Turtle that hold no more than a block of lines."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Protocol, cast


__all__ = ["Writer", "turtle_of", "writers_to"]

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
    named = Counter(value for of in about.values() for _, value in of if value.startswith("_:"))
    inside = {node for node, count in named.items() if count == 1 and node in about}

    def term(value: str, above: tuple[str, ...]) -> str:
        if value not in inside or value in above:
            return _short(value, prefixes) if value[0] == "<" or value[-1] == ">" else value
        done.add(value)
        return f"[ {predicates(value, (*above, value))} ]"

    def predicates(subject: str, above: tuple[str, ...]) -> str:
        return " ; ".join(
            [f"{_short(verb, prefixes)} {term(value, above)}" for verb, value in about[subject]]
        )

    done: set[str] = set()
    outside = [one for one in about if one not in inside]
    texts = [f"{_short(one, prefixes)} {predicates(one, (one,))} ." for one in outside]
    for one in about:  # a ring of blank nodes has no beginning
        if one in inside and one not in done:
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


def writers_to(
    paths: Sequence[Path], prefixes: Mapping[str, str], *, shuffled: bool
) -> list[Writer]:
    """A writer for each syntax that the names of files end with, compressed if they end so."""
    by_kind: dict[str, list[Path]] = {}
    for path in paths:
        by_kind.setdefault(path.name.removesuffix(".gz").rpartition(".")[2], []).append(path)
    writers: list[Writer] = []
    for kind, same in by_kind.items():
        file = cast("IO[bytes]", _Files(same))
        if kind == "ttl":
            writers.append(TurtleWriter(file, prefixes, shuffled=shuffled))
        else:
            writers.append(NTriplesWriter(file, shuffled=shuffled))
    return writers


class _Files:
    """Files that get the same content, some of them compressed."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.written: list[IO[bytes] | gzip.GzipFile] = []
        self.under: list[IO[bytes]] = []  # what is compressed into, which closes last
        for path in paths:
            raw = path.open("wb", buffering=1 << 20)
            if path.suffix == ".gz":
                self.under.append(raw)
                self.written.append(
                    gzip.GzipFile(filename="", mode="wb", compresslevel=1, fileobj=raw, mtime=0)
                )
            else:
                self.written.append(raw)

    def write(self, content: bytes) -> None:
        for file in self.written:
            file.write(content)

    def close(self) -> None:
        for file in [*self.written, *self.under]:
            file.close()
