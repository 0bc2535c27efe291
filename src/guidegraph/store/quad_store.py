"""
Statements on disk, for libraries that are too large for the memory of every worker.

A store is built once for a state of the library, in a folder beside its place, and then renamed:
readers see all of it or nothing. It is opened for reading only, by any number of processes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pyoxigraph import Quad, Store

from guidegraph.model.errors import MisuseError


__all__ = ["built", "fingerprint", "holds_all_open", "opened"]

_PREFIX = "statements-"
_CHUNK = 1024**2
# How many of its files RocksDB opens at once with a store; the others when they are needed.
_OPENED_AT_ONCE = 16


def built(place: Path, state: str, quads: Callable[[], Iterable[Quad]]) -> Path:
    """
    The store of a state of the library in the folder *place*, built if it is not there.

    Of older states the latest stays, for a server that may still read it.

    Args:
        state: the fingerprint of what the statements are made from.
        quads: makes the statements; not called if the store is there.

    Raises:
        MisuseError: the place cannot be written.
    """
    target = place / f"{_PREFIX}{state}"
    if target.is_dir():
        return target
    try:
        place.mkdir(parents=True, exist_ok=True)
        older = sorted(_stores(place), key=lambda path: path.stat().st_mtime, reverse=True)
        scratch = Path(tempfile.mkdtemp(dir=place, prefix=".building-"))
        try:
            _fill(scratch / "store", quads())
            _move(scratch / "store", target)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MisuseError(
            f"{place}: the store cannot be built there ({reason}); choose another folder"
        ) from None
    for path in older[1:]:
        shutil.rmtree(path, ignore_errors=True)
    return target


def opened(place: Path) -> Store:
    """A store that was built, to be read only."""
    return Store.read_only(str(place))


def holds_all_open(place: Path) -> bool:
    """Whether a store, once opened, needs to open no more files."""
    return sum(1 for _ in place.glob("*.sst")) <= _OPENED_AT_ONCE


def fingerprint(folders: Iterable[Path]) -> str:
    """
    A fingerprint of the state of some folders: the names and bytes of all their files, and the
    release that reads them.
    """
    try:
        release = version("guidegraph")
    except PackageNotFoundError:  # run from its sources
        release = ""
    digest = hashlib.sha256(release.encode())
    for folder in folders:
        for path in _files(folder):
            name = str(path.relative_to(folder)).encode(errors="surrogateescape")
            digest.update(b"\0%d\0%s\0%d\0" % (len(name), name, path.stat().st_size))
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
    return digest.hexdigest()[:32]


def _files(folder: Path) -> Iterator[Path]:
    found: list[Path] = []
    for base, below, names in os.walk(folder):
        # Neither a repository's own files nor a store that was built in there are the library's.
        below[:] = [name for name in below if not name.startswith((".", _PREFIX))]
        found += (Path(base) / name for name in names)
    yield from sorted(path for path in found if path.is_file())


def _stores(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.name.startswith(_PREFIX) and path.is_dir()]


def _fill(place: Path, quads: Iterable[Quad]) -> None:
    store = Store(str(place))
    store.bulk_extend(quads)
    store.optimize()  # few, sorted files: a reader can hold them all open
    store.flush()
    del store  # the lock goes with it


def _move(built_store: Path, target: Path) -> None:
    try:
        built_store.rename(target)
    except OSError:
        if not target.is_dir():  # otherwise another process was faster, with the same statements
            raise
